"""Whether two reports are of one event: a visible sum of small parts, each with its words.

What is missing on one side speaks neither way; what contradicts (other actor, other target, other product)
keeps stories apart however alike the wording is: two look-alike events of one day are two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from schemas.alert import AlertPolicy
from schemas.finding import Direction, Instrument
from streams.core.merge import goods
from streams.core.merge.parties import compare_parties
from streams.core.merge.words import Rarity, beside_structure, common_script, cosine, said

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


def entity_likeness(one: Traits, story: Traits, rarity: Rarity) -> Likeness:
    """A report and a story on one watch are one event where they say the same of it: their words decide."""
    parts = said(one.terms, story.terms, rarity, across=not one.languages & story.languages)
    return Likeness(sum(value for _, value in parts), _spelt(parts))


def policy_likeness(one: Traits, other: Traits, rarity: Rarity | None = None) -> Likeness:
    """Two reports of state action are one story where who does what to whom agrees, and the words with it.

    Without `rarity` words say nothing: so two measures of one article are compared, which have them all in common.
    """
    a, b = one.policy, other.policy
    if a is None or b is None:
        return Likeness(0.0, ("no policy",), ("kind",))
    against: list[str] = []
    parts: list[tuple[str, float]] = []
    if a.instrument != b.instrument:
        if frozenset((a.instrument, b.instrument)) not in _NEAR:
            against.append("instrument")
        parts.append(("near instrument", -0.25))
    same = goods.alike(goods.goods(a.products), goods.goods(b.products))
    parties = compare_parties(a, b, same_article=rarity is None, same_product=same == 1.0)
    parts += parties.parts
    against += parties.against
    if a.products and b.products:
        parts.append(("products", 0.3 * same))
        if not same:
            against.append("products")
    if one.entities and other.entities:
        parts.append(("entities", 0.15 if one.entities & other.entities else -0.1))
    parts.append(_direction(a.direction, b.direction))
    if not against and rarity is not None:
        # The dear part, and it could not bring together what contradicts.
        parts.append(_words(one, other, rarity, same_product=same == 1.0))
    score = sum(value for _, value in parts)
    return Likeness(score, _spelt(parts), tuple(against))


def _words(one: Traits, other: Traits, rarity: Rarity, *, same_product: bool) -> tuple[str, float]:
    """Words speak beside structure: for where they agree, against where two reports of one day share little.

    Less against where both are on one narrow good: two headlines on it need not share another word.
    """
    if one.languages & other.languages:
        alike = sum(
            value
            for _, value in said(
                beside_structure(one.terms), beside_structure(other.terms), rarity, across=False
            )
        )
        return "words", max(-0.1 if same_product else -0.35, min(0.5, alike - 0.38))
    alike = cosine(common_script(one.terms), common_script(other.terms))
    return "words of two languages", max(-0.1, min(0.25, alike - 0.15))


def _spelt(parts: list[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(f"{name} {value:+.2f}" for name, value in parts)


def _direction(one: Direction, other: Direction) -> tuple[str, float]:
    if one == other:
        return "direction", 0.1
    if {one, other} == {Direction.TIGHTEN, Direction.RELAX}:
        return "opposite direction", -0.25
    return "direction unclear", 0.0
