"""Wrapped paragraphs become whole; lists and rails of headlines keep their lines."""

import pytest

from streams.core.admit.wrapped import unwrapped

WIRE = (
    "The United States said on Tuesday it would pause a duty on steel from Japan while\n"
    "talks go on, an official of the Commerce Department said. The pause takes effect\n"
    "on Monday and lasts 90 days."
)
RAIL = (
    "Japan pulls out of key nuclear project in the region this year\n"
    "iPhone sales slip as tariffs bite into margins of its suppliers\n"
    "Powerful earthquake strikes northeast of the islands at night\n"
    "Border peace in tatters as war flares again after the truce"
)


def test_a_hard_wrapped_paragraph_is_one_line() -> None:
    assert unwrapped(WIRE) == WIRE.replace("\n", " ")


def test_paragraphs_stay_apart() -> None:
    assert unwrapped(f"{WIRE}\n\n{WIRE}").count("\n") == 2


KEPT = [
    ("one line", "Exports fell."),
    ("paragraphs with one break each", "Exports fell in May.\nImports rose.\nThe gap widened."),
    ("short headlines", "Oil slips\nGold jumps\nStocks mixed"),
    ("long headlines one below the other", RAIL.replace("iPhone", "Phone")),
    ("a list after a colon", "The list names:\nHuawei\nSMIC"),
]


@pytest.mark.parametrize("text", [case[1] for case in KEPT], ids=[case[0] for case in KEPT])
def test_these_keep_their_breaks(text: str) -> None:
    assert unwrapped(text) == text


def test_a_long_line_that_goes_on_in_lower_case_is_joined_alone() -> None:
    text = "The ministry said that it would require a licence for exports of\ngraphite.\nIt named no date."
    assert unwrapped(text) == text.replace("of\ngraphite", "of graphite")
