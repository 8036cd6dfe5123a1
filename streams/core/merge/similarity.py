"""Whether two reports are of one event: a visible sum of small parts, each with its words.

What is missing on one side speaks neither way; what contradicts (other actor, other target, other product)
keeps stories apart however alike the wording is: two look-alike events of one day are two.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.alert import AlertPolicy
from schemas.finding import Direction
from streams.core.merge import goods, instruments
from streams.core.merge.parties import compare_parties
from streams.core.merge.traits import Traits
from streams.core.merge.words import Rarity, beside_structure, common_script, cosine, said


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


def likeness_of_kind(one: Traits, other: Traits, *, same_article: bool = False) -> Likeness:
    """How alike two are with no other stories at hand to tell common words from rare ones."""
    if one.policy is None and other.policy is None:
        return entity_likeness(one, other, Rarity())
    return policy_likeness(one, other, same_article=same_article)


def entity_likeness(one: Traits, story: Traits, rarity: Rarity) -> Likeness:
    """A report and a story on one watch are one event where they say the same of it: their words decide."""
    parts = said(one.terms, story.terms, rarity, across=not one.languages & story.languages)
    return Likeness(sum(value for _, value in parts), _spelt(parts))


def policy_likeness(
    one: Traits, other: Traits, rarity: Rarity | None = None, *, same_article: bool = False
) -> Likeness:
    """Two reports of state action are one story where who does what to whom agrees, and the words with it.

    Without `rarity` words say nothing. So two measures of one article are compared, which have them all in common:
    only what they are on tells them apart.
    """
    a, b = one.policy, other.policy
    if a is None or b is None:
        return Likeness(0.0, ("no policy",), ("kind",))
    against: list[str] = []
    parts: list[tuple[str, float]] = []
    apart = instruments.distance(a.instrument, b.instrument)
    if apart is None:
        against.append("instrument")
    elif apart:
        parts.append(("instrument", apart))
    on = goods.goods(a.products), goods.goods(b.products)
    same = goods.alike(*on)
    parties = compare_parties(a, b, same_article=same_article, same_product=same == 1.0)
    parts += parties.parts
    against += parties.against
    if all(on):
        parts.append(("products", 0.3 * same))
        if not same:
            against.append("products")
    if one.entities and other.entities:
        parts.append(("entities", 0.15 if one.entities & other.entities else -0.1))
    parts.append(_direction(a.direction, b.direction))
    if same_article and not apart and (_bare(a) or _bare(b)):
        parts.append(("names nothing of its own", 0.2))
    if not against and rarity is not None:
        # The dear part, and it could not bring together what contradicts.
        parts += _unnamed(on[0], other.terms) if on[0] and not on[1] else ()
        parts += _unnamed(on[1], one.terms) if on[1] and not on[0] else ()
        parts.append(_words(one, other, rarity, same_product=same == 1.0))
    score = sum(value for _, value in parts)
    return Likeness(score, _spelt(parts), tuple(against))


def _bare(policy: AlertPolicy) -> bool:
    return not policy.targets and not policy.products


def _unnamed(on: frozenset[str], terms: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """A report that names no product may still be on the other's; not where its words never speak of it.

    "China to require export licences for tungsten" has all its words but one in common with last hour's graphite.
    """
    if not terms:
        return ()
    named = {goods.named_in(good, terms) for good in on}
    if goods.Named.YES in named:
        return (("product in the words", 0.1),)
    return () if goods.Named.PERHAPS in named else (("product not in the words", -0.3),)


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
