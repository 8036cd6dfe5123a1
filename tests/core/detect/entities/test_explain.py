"""Why a watch did not ring."""

import pytest

from streams.core.detect.entities import why_not
from tests.core.detect.entities.lists import LIST, read_article

CASES = {
    "its name is not there": ("Food", "They ate well.", "nvidia", "name_not_there"),
    "its name is a part of a word": ("Firms", "They purchaseSMICroStrategy.", "smic", "word_edge"),
    "the case is wrong": ("Names", "A man named Smic spoke.", "smic", "wrong_case"),
    "a word in small letters is no name": ("Goals", "Traders target a smaller loss.", "target", "wrong_case"),
    "a number is a part of a longer one": ("Sums", "They paid 2,600 in all.", "number", "word_edge"),
    "a longer name covers it": ("Steel", "Output at Tata Steel rose.", "tata", "longer_name"),
    "its context is missing": ("Mining", "Assays of H20 showed gold.", "h20", "context_missing"),
    "its context rules it out": ("Mining", "The chip came from drill hole H20.", "h20", "context_excluded"),
    "it is a common word": (
        "Goals",
        "It is late. Target figures were missed again.",
        "target",
        "common_word",
    ),
    "it stands in furniture": (
        "Talks",
        "Talks ended.\n\nFollow us on WhatsApp for more on Nvidia!",
        "nvidia",
        "furniture",
    ),
    "it is only the source": ("Talks", "Officials told Reuters so.", "reuters", "source_only"),
    "its relevance is too low": (
        "Talks",
        "One. Two. Three. Four. A screen showed Nvidia.",
        "nvidia",
        "low_relevance",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_why_not(name: str) -> None:
    headline, body, watch_id, reason = CASES[name]
    candidates = why_not(read_article(headline, body), LIST, watch_id)
    assert candidates[0].reason == reason
    assert not candidates[0].kept


def test_a_watch_that_rang_is_said_to_have_rung() -> None:
    (candidate,) = why_not(read_article("Nvidia to build a plant"), LIST, "nvidia")
    assert candidate.kept
    assert candidate.detail is not None
    assert "in_headline +40" in candidate.detail


def test_an_unknown_watch_gives_nothing() -> None:
    assert why_not(read_article("Nvidia"), LIST, "nobody") == []


def test_the_relevance_and_the_minimum_are_said() -> None:
    (candidate,) = why_not(
        read_article("Talks", "One. Two. Three. Four. A screen showed Nvidia."), LIST, "nvidia"
    )
    assert candidate.detail == "relevance 0, minimum 50: no points"
