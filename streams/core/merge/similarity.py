"""Whether two reports are of one event: a visible sum of small parts, each with its words.

What is missing on one side speaks neither way; what contradicts (other actor, other target, other product)
keeps stories apart however alike the wording is: two look-alike events of one day are two.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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


# Stems of words for instruments, moves and the states that act most.
_STRUCTURE: Final = frozenset(
    """tariff duty levy tax sanct sanction ban curb export import trad control restrict restriction limit licenc licens
    permit list blacklist measur impos announc threaten propos plan rais cut paus suspend lift remov eas tighten
    america washington white house commerc department ministry treasury government official administrat trump biden
    china beij europe brussel commiss india delhi japan tokyo russia moscow iran tehran canada ottawa mexico korea
    seoul britain london taiwan taipei netherland hague ukraine kyiv germany france""".split()
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

    Counted over the stories that are compared, in reports; `typical` is the weight from which a word is in every one,
    and `smooth` keeps a word that no story has from outweighing all others while the stories are few.
    """

    typical: Final = 0.07
    smooth: Final = 4.0

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
            term: weight * math.log(1 + (self._reports + 1) / (self._held.get(term, 0.0) + self.smooth))
            for term, weight in terms.items()
        }


def entity_likeness(one: Traits, story: Traits, rarity: Rarity) -> Likeness:
    """A report and a story on one watch are one event where they say the same of it: their words decide."""
    parts = _said(one, story, rarity)
    return Likeness(sum(value for _, value in parts), _spelt(parts))


def _said(one: Traits, story: Traits, rarity: Rarity) -> list[tuple[str, float]]:
    """How alike a report and a story are in what they say.

    The weights are those of a logistic regression on half of the ECB+ topics, rounded.
    """
    across = not one.languages & story.languages
    said, told = (_common_script(traits.terms) if across else traits.terms for traits in (one, story))
    mine, theirs = rarity.weigh(said), rarity.weigh(told)
    heaviest = sorted(theirs, key=lambda term: (-theirs[term], term))[:12]
    held = sum(theirs[term] for term in heaviest if term in mine) / (
        sum(theirs[term] for term in heaviest) or 1.0
    )
    shared = [term for term in said if term in told]
    numbers = sum(1 for term in shared if term[0].isdigit() and not _YEAR.fullmatch(term))
    return [
        ("words", cosine(mine, theirs)),
        ("what the story is about", 0.19 * held),
        ("numbers", 0.07 * min(4, numbers)),
        ("month", 0.24 if any(_MONTH.fullmatch(term) for term in shared) else 0.0),
    ]


def policy_likeness(one: Traits, other: Traits, rarity: Rarity | None = None) -> Likeness:
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
    if not against:
        # The dear part, and it could not bring together what contradicts.
        parts += _words(one, other, rarity)
    score = sum(value for _, value in parts)
    return Likeness(score, _spelt(parts), tuple(against))


def _words(one: Traits, other: Traits, rarity: Rarity | None) -> list[tuple[str, float]]:
    """Words speak beside structure: for where they agree, against where two reports of one day share little."""
    if rarity is None:
        return []
    if one.languages & other.languages:
        alike = sum(value for _, value in _said(_beside_structure(one), _beside_structure(other), rarity))
        return [("words", max(-0.35, min(0.5, alike - 0.38)))]
    alike = cosine(_common_script(one.terms), _common_script(other.terms))
    return [("words of two languages", max(-0.1, min(0.25, alike - 0.15)))]


def _beside_structure(traits: Traits) -> Traits:
    """Without the words that structure compares already: two lots of sanctions on Iran have those in common."""
    left = {term: weight for term, weight in traits.terms.items() if term not in _STRUCTURE}
    return replace(traits, terms=left)


def _spelt(parts: list[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(f"{name} {value:+.2f}" for name, value in parts)


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
    elif (met := bool(states[0] & states[1]) + _names_meet(*names)) > 0:
        # A state is the target of many measures; a firm named on both sides tells more.
        parts.append(("targets", 0.25 if met == 1 else 0.4))
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


def _common_script(terms: Mapping[str, float]) -> dict[str, float]:
    """The words that an English and a Chinese report can share: names, numbers, and known words in English."""
    return {term: weight for term, weight in terms.items() if term.isascii()}
