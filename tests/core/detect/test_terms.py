"""The words that tell stories apart."""

import time

import pytest

from streams.core.detect.bilingual import english_of
from streams.core.detect.terms import MAX_TERMS, terms

CASES = (
    # says, headline, lead, language, must have, must not have
    (
        "grammar is no word",
        "The company said that it will be there",
        "",
        "en",
        (),
        ("the", "that", "said", "will"),
    ),
    ("endings fall away", "Regulators violated licences", "", "en", ("regulator", "violat", "licenc"), ()),
    ("a possessive is no other word", "Nvidia's chips", "", "en", ("nvidia", "chip"), ("nvidia's",)),
    ("a people and its country are one", "Chinese mills", "", "en", ("china",), ("chinese",)),
    (
        "numbers keep their digits alone",
        "A rise to $57bn and 1,200 jobs, 3.5% more",
        "",
        "en",
        ("57", "1200", "3.5"),
        ("57bn",),
    ),
    ("a model number is a name", "H20 and A100", "", "en", ("h20", "a100"), ()),
    ("a date line is a word", "Posted May 24, 2005", "", "en", ("@2005-05", "@2005"), ()),
    ("a Chinese date too", "", "2026年3月2日公告", "zh", ("@2026-03", "@2026"), ()),
    (
        "Chinese gives pairs and known English words",
        "美国对钢铁加征关税",
        "",
        "zh",
        ("钢铁", "关税", "tariff", "steel", "america"),
        (),
    ),
    (
        "a Latin name in Chinese stays whole",
        "英伟达H20芯片出口",
        "",
        "zh",
        ("h20", "nvidia", "chip", "export"),
        (),
    ),
    ("nothing gives nothing", "", "", "und", (), ()),
)


@pytest.mark.parametrize(
    ("says", "headline", "lead", "language", "there", "absent"), CASES, ids=[c[0] for c in CASES]
)
def test_terms(
    says: str, headline: str, lead: str, language: str, there: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    found = terms(headline, lead, language)
    assert set(there) <= found.keys(), f"{says}: {found}"
    assert not set(absent) & found.keys(), f"{says}: {found}"


def test_names_and_the_headline_weigh_more() -> None:
    found = terms(
        "Strike at Boeing", "Workers met. The plant of Boeing near Seattle stood still all night.", "en"
    )
    assert (
        found["boeing"] > found["seattl"] > found["still"]
        if "still" in found
        else found["boeing"] > found["plant"]
    )


def test_terms_are_few_and_weigh_about_one() -> None:
    text = " ".join(f"word{place}" for place in range(1000))
    found = terms("A long story", text, "en")
    assert len(found) <= MAX_TERMS
    assert sum(weight * weight for weight in found.values()) == pytest.approx(1.0, abs=0.05)


def test_the_longest_known_word_wins() -> None:
    assert english_of("最高法院") == ["supreme", "court"]
    assert english_of("三星电子会长") == ["samsung", "electronics", "chairman"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "1." * 500_000,
        "中" * 1_000_000,
        "May 1 " * 200_000,
        "\ud800x " * 100_000,
        "''" * 500_000,
    ],
)
def test_hostile_text_is_fast(text: str) -> None:
    start = time.perf_counter()
    terms(text, text, "en")
    assert time.perf_counter() - start < 0.5
