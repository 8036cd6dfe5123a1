"""Names and text take one form, however they are typed, and every character of it has its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.fold import fold, fold_name, plain
from streams.core.simplified import SIMPLIFIED, TRADITIONAL

PLAIN = [
    ("plain text stays", "Nvidia's H20 chip", "Nvidia's H20 chip"),
    ("curly quotes", "“Nvidia’s” ‘H20’", "\"Nvidia's\" 'H20'"),
    ("hyphens and the en dash", "US–China e‑mail −5", "US-China e-mail -5"),
    ("an em dash stays a dash of its own", "chips—all of them", "chips—all of them"),
    ("spaces of all widths", "Goldman\u00a0Sachs\u2009Group\u3000Inc", "Goldman Sachs Group Inc"),
    ("tabs, returns and NULs are spaces", "a\tb\rc\x00d", "a b c d"),
    ("full-width letters and digits", "ＮＶＩＤＩＡ　Ｈ２０：５％", "NVIDIA H20:5%"),
    ("a trade mark sign does not lengthen the name", "Nvidia™ H20®", "Nvidia  H20 "),
    ("letters written in two are composed", "Nestle\u0301", "Nestlé"),
    ("unseen characters go", "Nvi\u00addia\u200b H\ufeff20", "Nvidia H20"),
    ("ligatures come apart", "o\ufb03ce", "office"),
    ("half-width katakana", "ﾄﾖﾀ ｶﾞｽ", "トヨタ ガス"),
    ("the ellipsis is one character", "wait…", "wait…"),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PLAIN], ids=[case[0] for case in PLAIN])
def test_plain(text: str, expected: str) -> None:
    assert plain(text).text == expected


FOLDED = [
    ("case", "NVIDIA Corp", "nvidia corp"),
    ("accents of Latin letters", "Nestlé Škoda Ørsted Łódź", "nestle skoda orsted lodz"),
    ("traditional Chinese", "臺積電與華為", "台积电与华为"),
    ("the dotted capital I of Turkish", "İstanbul", "istanbul"),
    ("both small sigmas", "ΟΔΟΣ οδός", "οδοσ οδόσ"),
    ("a sharp s stays one letter", "Weiß", "weiß"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in FOLDED], ids=[case[0] for case in FOLDED]
)
def test_fold(text: str, expected: str) -> None:
    assert fold_name(text) == expected


ANY = st.text(st.characters(codec=None), max_size=200) | st.text(
    st.sampled_from("aé\u0301\u200b\u00adﬁ“’—ＡİΣß台臺ｶﾞ\u3000\n\t\r\x00 ™\ud800😀𝐀"), max_size=60
)


@given(ANY)
def test_every_character_has_its_place_in_the_source(text: str) -> None:
    made = plain(text)
    if made.starts is None or made.ends is None:
        assert len(made.text) == len(text)
        return
    assert len(made.text) == len(made.starts) == len(made.ends)
    assert list(made.starts) == sorted(made.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))


@given(ANY)
def test_folding_keeps_the_length_and_folds_but_once(text: str) -> None:
    once = plain(text).text
    assert plain(once).text == once
    assert len(fold(once)) == len(once)
    assert fold(fold(once)) == fold(once)


def test_traditional_characters_go_to_simplified_ones_one_to_one() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    assert set(TRADITIONAL).isdisjoint(SIMPLIFIED)
    assert fold("".join(TRADITIONAL)) == SIMPLIFIED


@given(st.lists(st.sampled_from(["Nestlé", "臺積電", "’", "plain", "ａ", "Straße", "\u2009"]), max_size=80))
def test_few_and_many_odd_characters_fold_alike(words: list[str]) -> None:
    # Above a number of different odd characters a table takes over; both ways must give the same.
    padding = "".join(map(chr, range(0x3400, 0x3440)))
    text = " ".join(words)
    assert fold_name(text + padding) == fold_name(text) + fold_name(padding)
