"""Short names that the article itself introduces."""

import pytest

from tests.core.detect.entities.lists import found, mentions

CASES = {
    "a surname stands for the person once the full name was there": (
        "Huang speaks",
        "Jensen Huang came. Huang left.",
        "huang",
        ["Huang", "Jensen Huang", "Huang"],
    ),
    "a surname alone is nobody": ("Huang speaks", "Mr Huang left.", "huang", None),
    "another person's surname is another person": (
        "Chips",
        "Jensen Huang came, and so did Peter Huang.",
        "huang",
        ["Jensen Huang"],
    ),
    "a title before the surname is no other person": (
        "Chips",
        "Jensen Huang came. Later CEO Huang left.",
        "huang",
        ["Jensen Huang", "Huang"],
    ),
    "particles belong to the surname": (
        "Trade",
        "Ursula von der Leyen came. Then von der Leyen left.",
        "leyen",
        ["Ursula von der Leyen", "von der Leyen"],
    ),
    "a family name may stand first": (
        "Trade",
        "Wang Wentao came. Then Wang left.",
        "wang",
        ["Wang Wentao", "Wang"],
    ),
    "an abbreviation in brackets stands for the name": (
        "Chips",
        "Goldman Sachs Group (GSG) rose. Shares of GSG fell.",
        "goldman",
        ["Goldman Sachs Group", "GSG", "GSG"],
    ),
    "a legal form may stand between the name and its abbreviation": (
        "Chips",
        "Semiconductor Manufacturing International Corp (SMIC) grew.",
        "smic",
        ["Semiconductor Manufacturing International Corp", "SMIC"],
    ),
    "an abbreviation that stands for something else is nobody's": (
        "Talks",
        "The Sudan Media Inquiry Council (SMIC) met.",
        "smic",
        None,
    ),
    "the core of a full name stands for it though it is a common word": (
        "Shops",
        "The chain Target Corp said so. Shoppers like Target.",
        "target",
        ["Target Corp", "Target"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_short_names(name: str) -> None:
    headline, body, watch_id, expected = CASES[name]
    assert mentions(found(headline, body)).get(watch_id) == expected
