"""The text for the automaton: separators as spaces, offsets kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.detect.entities.spaced import spaced
from streams.core.fold import fold, plain

CASES = {
    "punctuation is space": ("a.b, c-d", " a b  c d "),
    "signs of names stay": ("at&t do + co", " at&t do + co "),
    "signs of addresses stay": ("me@x_y", " me@x_y "),
    "Latin and Chinese come apart": ("买h20芯片", " 买 h20 芯片 "),
    "Chinese punctuation is space": ("\u300c芯片\u300d", "  芯片  "),
    "accents and other scripts stay": ("é жизнь", " é жизнь "),
}


@pytest.mark.parametrize("name", CASES)
def test_spaced(name: str) -> None:
    text, expected = CASES[name]
    assert spaced(text)[0] == expected


@given(st.text(max_size=80))
def test_every_character_that_stays_is_at_its_offset(text: str) -> None:
    folded = fold(plain(text).text)
    result, offsets = spaced(folded)
    for place, letter in enumerate(result):
        if letter != " ":
            assert (
                folded[place - 1 if offsets is None else offsets[place]] in (letter, "\ud800", "\udfff")
                or letter == "?"
            )
