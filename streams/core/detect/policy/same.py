"""Which candidates tell the same measure: said five times in one article, it is one hit.

Two are one measure when instrument and direction agree and nothing that both name differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.finding import Direction, Instrument, Stage


@dataclass(frozen=True, slots=True)
class Account:
    """One telling of a measure, as far as sameness asks. Better ones come first."""

    instrument: Instrument
    direction: Direction
    stage: Stage
    actors: frozenset[str]
    targets: frozenset[str]
    products: frozenset[str]
    sentence: int


def groups(accounts: Sequence[Account]) -> list[list[int]]:
    """Indices of the accounts, one list a measure; the first of each list is the best telling."""
    found: list[list[int]] = []
    for number, account in enumerate(accounts):
        for group in found:
            if same(accounts[group[0]], account):
                group.append(number)
                break
        else:
            found.append([number])
    return found


def same(best: Account, other: Account) -> bool:
    """Whether a candidate tells the measure that a better one tells."""
    if _differ(best.actors, other.actors):
        return False
    if best.instrument is other.instrument and best.direction is other.direction:
        return not (
            _differ(best.products, other.products)
            or (best.stage is not other.stage and _differ(best.targets, other.targets))
        )
    if best.direction is not other.direction:
        return False
    # By another instrument: a measure of its own only where it names something of its own.
    own = (other.targets - best.targets) | (other.products - best.products)
    return not own or best.sentence == other.sentence


def contradicts(best: Account, other: Account) -> bool:
    """Whether a candidate says the opposite of the same measure: the better one is believed.

    One article that tells a measure and its reverse names something of its own for each; so does one sentence
    that tells two measures by different instruments.
    """
    if best.direction is other.direction:
        return False
    if best.instrument is not other.instrument and not _beside(best, other):
        return False
    own = (other.targets - best.targets) | (other.products - best.products) | (other.actors - best.actors)
    return not own


def _beside(best: Account, other: Account) -> bool:
    """Whether one sentence has the opposite done to the same states or goods by another instrument."""
    ways = {best.direction, other.direction} == {Direction.TIGHTEN, Direction.RELAX}
    return ways and best.sentence == other.sentence and bool(other.targets | other.products)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other
