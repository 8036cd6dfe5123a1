"""How much an article is about a watch, 0 to 100: one table of small functions, each with its weight.

0 is a passive mention, above 75 what the story is about. Points are added and held between 0 and 100;
the name of each rule that gave or took points goes into the hit, so that `explain` can say why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Any, Final

# What a mention that only credits a source is worth.
SOURCE_LIMIT: Final = 5


@dataclass(slots=True)
class Standing:
    """What is counted of a watch's kept mentions; credits of a source and furniture do not count."""

    sentences: int = 0
    """Sentences of the article, headline included; counted only where more than one names it."""
    has_body: bool = False
    mentions: int = 0
    naming: int = 0
    """Sentences that name it."""
    headline: bool = False
    opens_headline: bool = False
    first_in_body: int = -1
    """The first sentence of the body that names it, from 0; -1 for none."""
    opening: int = 0
    """Sentences of the body that begin with it."""
    listed: int = 0
    """Mentions that are one of three or more names in a row."""
    attributed: int = 0
    """Mentions as the one who says so ("a forecast by Bank of America")."""


def in_headline(standing: Standing) -> float:
    """1 where the headline names it."""
    return standing.headline


def opens_headline(standing: Standing) -> float:
    """1 where the headline begins with it: the subject of the news."""
    return standing.opens_headline


def in_lead(standing: Standing) -> float:
    """1 in the first sentence of the body, a half in the second or third."""
    if standing.first_in_body == 0:
        return 1.0
    return 0.5 if 0 < standing.first_in_body <= 2 else 0.0


def named_often(standing: Standing) -> float:
    """0 for one mention, 1 for eight or more, by doublings."""
    return min(1.0, log2(standing.mentions) / 3)


def runs_through(standing: Standing) -> float:
    """The share of sentences that name it, times 2.5; nothing in texts too short to run through."""
    if standing.naming < 2 or standing.sentences < 4:
        return 0.0
    return min(1.0, 2.5 * standing.naming / standing.sentences)


def is_subject(standing: Standing) -> float:
    """1 where two sentences of the body begin with it, a half for one."""
    return min(1.0, standing.opening / 2)


def whole_text_is_short(standing: Standing) -> float:
    """1 where there is nothing but a headline: to be in it is to be what it is about."""
    return standing.headline and not standing.has_body


def only_in_lists(standing: Standing) -> float:
    """1 where every mention is one of many names in a row."""
    return standing.listed == standing.mentions


def only_attribution(standing: Standing) -> float:
    """1 where it is named only as the one who says so."""
    return standing.attributed == standing.mentions


@dataclass(frozen=True, slots=True)
class Weight:
    """A row of the table."""

    rule: Callable[[Standing], float]
    points: int
    name: str


def _weight(rule: Callable[[Standing], float], points: int) -> Weight:
    return Weight(rule, points, rule.__name__)


WEIGHTS: Final = (
    _weight(in_headline, 40),
    _weight(opens_headline, 15),
    _weight(in_lead, 20),
    _weight(named_often, 25),
    _weight(runs_through, 20),
    _weight(is_subject, 15),
    _weight(whole_text_is_short, 25),
    _weight(only_in_lists, -25),
    _weight(only_attribution, -20),
)


def relevance(standing: Standing) -> tuple[int, tuple[str, ...]]:
    """The points, and the rules that gave them ("in_headline +40"); asks for at least one mention."""
    return _weighed(
        standing.sentences,
        standing.has_body,
        standing.mentions,
        standing.naming,
        standing.headline,
        standing.opens_headline,
        standing.first_in_body,
        standing.opening,
        standing.listed,
        standing.attributed,
    )


# Most names are mentioned once, in passing: a few kinds of standing make up most of all.
@lru_cache(10_000)
def _weighed(*counts: Any) -> tuple[int, tuple[str, ...]]:
    """The table applied to a standing, its fields in order."""
    standing = Standing(*counts)
    total = 0.0
    factors: list[str] = []
    for weight in WEIGHTS:
        share = weight.rule(standing)
        if share:
            total += weight.points * share
            factors.append(f"{weight.name} {round(weight.points * share):+d}")
    return round(min(100.0, max(0.0, total))), tuple(factors)
