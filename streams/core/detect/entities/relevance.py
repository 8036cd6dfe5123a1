"""How much an article is about a watch, 0 to 100: one table of small functions, each with its weight.

0 is a passive mention, above 75 what the story is about. Points are added and held between 0 and 100;
the name of each rule that gave or took points goes into the hit, so that `explain` can say why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

from streams.core.document import Sentence

# What a mention that only credits a source may reach.
SOURCE_LIMIT: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """One kept mention: its sentence, its offset there, and what kind of mention it is."""

    sentence: Sentence
    offset: int
    body_index: int
    """Which sentence of the body it is in, from 0; -1 in the headline."""
    in_list: bool
    is_attribution: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """All kept mentions of one watch in an article of `sentences` sentences (headline included, furniture not)."""

    places: Sequence[Place]
    sentences: int
    has_body: bool


def in_headline(standing: Standing) -> float:
    """1 where the headline names it."""
    return any(place.body_index < 0 for place in standing.places)


def opens_headline(standing: Standing) -> float:
    """1 where the headline begins with it: the subject of the news."""
    return any(place.body_index < 0 and place.offset <= 4 for place in standing.places)


def in_lead(standing: Standing) -> float:
    """1 in the first sentence of the body, a half in the second or third."""
    first = min((place.body_index for place in standing.places if place.body_index >= 0), default=99)
    return 1.0 if first == 0 else 0.5 if first in (1, 2) else 0.0


def named_often(standing: Standing) -> float:
    """0 for one mention, 1 for eight or more, by doublings."""
    return min(1.0, log2(max(1, len(standing.places))) / 3)


def runs_through(standing: Standing) -> float:
    """The share of sentences that name it; nothing in texts too short to run through."""
    if standing.sentences < 4:
        return 0.0
    named = len({place.sentence.index for place in standing.places})
    return min(1.0, 2.5 * named / standing.sentences) if named > 1 else 0.0


def is_subject(standing: Standing) -> float:
    """1 where a sentence of the body begins with it."""
    return any(place.offset <= 4 and place.body_index >= 0 for place in standing.places)


def whole_text_is_short(standing: Standing) -> float:
    """1 where there is nothing but a headline: to be in it is to be what it is about."""
    return not standing.has_body and in_headline(standing)


def only_in_lists(standing: Standing) -> float:
    """1 where every mention is one of many names in a row."""
    return all(place.in_list for place in standing.places)


def only_attribution(standing: Standing) -> float:
    """1 where it is named only as the one who says so ("a forecast by Bank of America")."""
    return all(place.is_attribution for place in standing.places)


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of the table."""

    rule: Callable[[Standing], float]
    points: int


WEIGHTS: Final = (
    Weight(in_headline, 40),
    Weight(opens_headline, 15),
    Weight(in_lead, 20),
    Weight(named_often, 25),
    Weight(runs_through, 20),
    Weight(is_subject, 10),
    Weight(whole_text_is_short, 25),
    Weight(only_in_lists, -25),
    Weight(only_attribution, -20),
)


def relevance(standing: Standing) -> tuple[int, tuple[str, ...]]:
    """The points, and the rules that gave them ("in_headline +40")."""
    total = 0.0
    factors: list[str] = []
    for weight in WEIGHTS:
        points = weight.points * weight.rule(standing)
        if points:
            total += points
            factors.append(f"{weight.rule.__name__} {points:+.0f}")
    return round(min(100.0, max(0.0, total))), tuple(factors)
