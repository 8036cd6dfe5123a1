"""How much an alert matters: a visible table of small rules, each worth points.

The sum decides, after CAP 1.2: below 2 minor, below 4 moderate, below 7 severe, else extreme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from schemas.alert import AlertPolicy, Severity
from schemas.finding import Asserted, Direction, Instrument, Stage


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the rules look at."""

    policy: AlertPolicy | None
    relevance: int
    """The highest relevance of a watched entity in the story, 0 to 100."""
    sources: int
    official: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    says: str
    points: int
    holds: Callable[[Weighed], bool]


_GREAT: Final = frozenset({"US", "CN", "EU", "UN", "G7"})
_DONE: Final = frozenset({Stage.ANNOUNCED, Stage.IN_FORCE, Stage.SUSPENDED, Stage.REMOVED, Stage.COURT})
_HARD: Final = frozenset(
    {Instrument.EXPORT_CONTROL, Instrument.ENTITY_LIST, Instrument.SANCTIONS, Instrument.TARIFF}
)


def _policy(test: Callable[[AlertPolicy], bool]) -> Callable[[Weighed], bool]:
    return lambda weighed: weighed.policy is not None and test(weighed.policy)


TABLE: Final = (
    Rule("a state moves", 1, _policy(lambda policy: True)),
    Rule("the move is decided, not talked of", 2, _policy(lambda policy: policy.stage in _DONE)),
    Rule(
        "export control, listing, sanctions or tariff", 1, _policy(lambda policy: policy.instrument in _HARD)
    ),
    Rule("one of the great trading powers acts", 1, _policy(lambda policy: bool(_GREAT & {*policy.actors}))),
    Rule("trade gets harder", 1, _policy(lambda policy: policy.direction is Direction.TIGHTEN)),
    Rule("it is denied", -2, _policy(lambda policy: policy.asserted is Asserted.DENIED)),
    Rule("it is uncertain", -1, _policy(lambda policy: policy.asserted is Asserted.UNCERTAIN)),
    Rule("a watched entity is what it is about", 1, lambda weighed: weighed.relevance > 75),
    Rule("several independent sources report it", 1, lambda weighed: weighed.sources > 1),
    Rule("an official source says so", 1, lambda weighed: weighed.official),
)

LEVELS: Final = ((2, Severity.MINOR), (4, Severity.MODERATE), (7, Severity.SEVERE))


def severity(weighed: Weighed) -> Severity:
    """The severity of an alert."""
    points = sum(rule.points for rule in TABLE if rule.holds(weighed))
    for below, level in LEVELS:
        if points < below:
            return level
    return Severity.EXTREME
