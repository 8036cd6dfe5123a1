"""How much an article is about a watch."""

import pytest

from streams.core.detect.entities.relevance import WEIGHTS, Standing, relevance
from tests.core.detect.entities.lists import found

LONG = " ".join(f"The talks on day {day} brought no result." for day in range(20))

ORDER = {
    "the headline weighs more than the lead": (("Nvidia grows", "It grew."), ("Chips", "Nvidia grew.")),
    "the lead weighs more than the tail": (
        ("Chips", f"Nvidia grew. {LONG}"),
        ("Chips", f"{LONG} The chips of Nvidia sell."),
    ),
    "many mentions weigh more than one": (
        ("Chips", f"{LONG} " + "Yet Nvidia grew. " * 8),
        ("Chips", f"{LONG} Yet Nvidia grew."),
    ),
    "the subject weighs more than a bystander": (("Nvidia sues Acme", "x"), ("Acme sues Nvidia", "x")),
    "a name by itself weighs more than one of many": (
        ("Chips", "Chips of Nvidia, it said, sell well."),
        ("Chips", "Chips of Acme, Beta, Nvidia, Gamma and Delta sell well."),
    ),
    "who acts weighs more than who is quoted": (
        ("Chips", "It rose. New chips by Nvidia ship."),
        ("Chips", "It rose. That is a forecast by Nvidia."),
    ),
}


@pytest.mark.parametrize("name", ORDER)
def test_order(name: str) -> None:
    more, less = (
        {hit.watch.id: hit.relevance for hit in found(*article).hits}["nvidia"] for article in ORDER[name]
    )
    assert more > less


def test_a_passive_mention_is_worth_nothing() -> None:
    (hit,) = found("Talks", f"{LONG} A screen showed Nvidia.").hits
    assert (hit.relevance, hit.reason.value) == (0, "low_relevance")


def test_the_subject_of_a_story_is_above_75() -> None:
    body = (
        "Nvidia said on Monday that it will build a plant. Nvidia did not say where. Shares of Nvidia rose."
    )
    (hit,) = found("Nvidia to build a plant", body).hits
    assert hit.relevance > 75
    assert hit.reason.value == "mentioned"


def test_a_watch_rings_from_its_own_minimum() -> None:
    (hit,) = found("Chips", "Shares of Nvidia rose.").hits
    assert hit.reason.value == ("mentioned" if hit.relevance >= hit.watch.min_relevance else "low_relevance")


def test_every_weight_says_what_it_is_for_and_its_name_stands_in_the_factors() -> None:
    assert all(weight.rule.__doc__ for weight in WEIGHTS)
    points, factors = relevance(
        Standing(1, has_body=False, mentions=1, naming=1, headline=True, opens_headline=True)
    )
    assert points == 80
    assert factors == ("in_headline +40", "opens_headline +15", "whole_text_is_short +25")
