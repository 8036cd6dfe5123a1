"""Whether two reports are of one event: a visible sum of small parts, each with its words.

What is missing on one side speaks neither way; what contradicts (other actor, other target, other product)
keeps stories apart however alike the wording is: two look-alike events of one day are two.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from schemas.alert import AlertPolicy
from schemas.finding import Direction, Instrument
from streams.core.merge import goods

# Two reports of one act may name the neighbouring instrument.
_NEAR: Final = frozenset(
    frozenset(pair)
    for pair in (
        (Instrument.EXPORT_CONTROL, Instrument.ENTITY_LIST),
        (Instrument.EXPORT_CONTROL, Instrument.SANCTIONS),
        (Instrument.EXPORT_CONTROL, Instrument.OTHER_TRADE),
        (Instrument.ENTITY_LIST, Instrument.SANCTIONS),
        (Instrument.TARIFF, Instrument.OTHER_TRADE),
        (Instrument.IMPORT_BAN, Instrument.OTHER_TRADE),
        (Instrument.IMPORT_BAN, Instrument.SANCTIONS),
        (Instrument.IMPORT_BAN, Instrument.ENTITY_LIST),
    )
)


_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH: Final = re.compile(r"@\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared: the same of a finding and of a story."""

    policy: AlertPolicy | None
    entities: frozenset[str]
    terms: Mapping[str, float]
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two reports are, the parts that made the sum, and what contradicts (empty: nothing)."""

    score: float
    parts: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        """One line for `explain`."""
        apart = "; against: " + ", ".join(self.against) if self.against else ""
        return f"{self.score:.2f} ({', '.join(self.parts)}{apart})"


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two weighted word sets; 0 where one is empty."""
    if len(one) > len(other):
        one, other = other, one
    dot = sum(weight * other[term] for term, weight in one.items() if term in other)
    norm = sum(w * w for w in one.values()) * sum(w * w for w in other.values())
    return dot / norm**0.5 if norm else 0.0


class Rarity:
    """How much a word tells among the stories at hand: what all of them say tells them not apart.

    Counted over the stories that are compared, in reports; `typical` is the weight from which a word is in every one.
    """

    typical: Final = 0.07

    def __init__(self, stories: Iterable[tuple[Mapping[str, float], int]] = ()) -> None:
        self._reports = 0
        self._held: dict[str, float] = {}
        for terms, reports in stories:
            self._reports += reports
            for term, weight in terms.items():
                self._held[term] = self._held.get(term, 0.0) + reports * min(1.0, weight / self.typical)

    def weigh(self, terms: Mapping[str, float]) -> dict[str, float]:
        """The same words, each weighed by how much it tells."""
        return {
            term: weight * math.log(1 + (self._reports + 1) / (self._held.get(term, 0.0) + 0.5))
            for term, weight in terms.items()
        }


def entity_likeness(one: Traits, story: Traits, rarity: Rarity) -> Likeness:
    """A report and a story on one watch are one event where they say the same of it: their words decide.

    The weights are those of a logistic regression on half of the ECB+ topics, rounded.
    """
    mine, theirs = rarity.weigh(one.terms), rarity.weigh(story.terms)
    heaviest = sorted(theirs, key=lambda term: (-theirs[term], term))[:12]
    held = sum(theirs[term] for term in heaviest if term in mine) / (sum(theirs[term] for term in heaviest) or 1.0)
    shared = [term for term in one.terms if term in story.terms]
    numbers = sum(1 for term in shared if term[0].isdigit() and not _YEAR.fullmatch(term))
    parts = (
        ("words", cosine(mine, theirs)),
        ("what the story is about", 0.24 * held),
        ("numbers", 0.065 * min(4, numbers)),
        ("month", 0.2 if any(_MONTH.fullmatch(term) for term in shared) else 0.0),
    )
    return Likeness(sum(value for _, value in parts), tuple(f"{name} {value:+.2f}" for name, value in parts))


def policy_likeness(one: Traits, other: Traits) -> Likeness:
    """Two reports of state action are one story where who does what to whom agrees, and the words with it."""
    a, b = one.policy, other.policy
    if a is None or b is None:
        return Likeness(0.0, ("no policy",), ("kind",))
    against: list[str] = []
    parts: list[tuple[str, float]] = []
    if a.instrument != b.instrument:
        if frozenset((a.instrument, b.instrument)) not in _NEAR:
            against.append("instrument")
        parts.append(("near instrument", -0.25))
    _set_part("actors", a.actors, b.actors, 0.25, parts, against)
    _targets(a, b, parts, against)
    if a.products and b.products:
        same = goods.alike(goods.goods(a.products), goods.goods(b.products))
        parts.append(("products", 0.3 * same))
        if not same:
            against.append("products")
    if one.entities and other.entities:
        parts.append(("entities", 0.15 if one.entities & other.entities else -0.1))
    parts.append(_direction(a.direction, b.direction))
    if one.languages & other.languages:
        parts.append(("words", max(-0.2, min(0.5, cosine(one.terms, other.terms) - 0.2))))
    else:
        parts.append(("words of two languages", _shared_signs(one.terms, other.terms)))
    score = sum(value for _, value in parts)
    return Likeness(score, tuple(f"{name} {value:+.2f}" for name, value in parts), tuple(against))


def _set_part(
    name: str,
    one: tuple[str, ...],
    other: tuple[str, ...],
    weight: float,
    parts: list[tuple[str, float]],
    against: list[str],
) -> None:
    if not one or not other:
        return
    if {value.casefold() for value in one} & {value.casefold() for value in other}:
        parts.append((name, weight))
    else:
        against.append(name)


def _targets(a: AlertPolicy, b: AlertPolicy, parts: list[tuple[str, float]], against: list[str]) -> None:
    """States are compared with states and names with names: "on Huawei" and "on CN" do not contradict."""
    states = _states(a.targets), _states(b.targets)
    names = frozenset(a.targets) - states[0], frozenset(b.targets) - states[1]
    if states[0] and states[1] and not states[0] & states[1]:
        against.append("targets")
    elif (states[0] & states[1]) or _names_meet(*names):
        parts.append(("targets", 0.25))
    elif names[0] and names[1] and not (states[0] or states[1]):
        against.append("targets")


def _names_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    words = [
        {word for name in names for word in name.casefold().split() if len(word) > 2}
        for names in (one, other)
    ]
    return bool(words[0] & words[1])


def _states(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(value for value in values if len(value) == 2 and value.isupper())


def _direction(one: Direction, other: Direction) -> tuple[str, float]:
    if one == other:
        return "direction", 0.1
    if {one, other} == {Direction.TIGHTEN, Direction.RELAX}:
        return "opposite direction", -0.25
    return "direction unclear", 0.0


def _shared_signs(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Numbers and Latin names that an English and a Chinese report share, up to 0.2."""
    shared = one.keys() & other.keys()
    return min(0.2, 0.1 * sum(1 for term in shared if term.isascii() and (len(term) > 2 or term.isdigit())))
