"""What a story's alerts have said so far, for routes: a cancel must reach everyone whom an alert reached.

A denial weighs less than what it denies, and an easing is no tightening. By what it says now an update would miss the
desk that was told before; by this it finds it.
"""

from collections.abc import Iterable
from typing import Final, TypeVar

from schemas.alert import Alert, AlertEntity, AlertPolicy, Earlier, PolicyAlert

T = TypeVar("T")

_MOST: Final = 16


def widened(earlier: Earlier, alert: Alert) -> Earlier:
    """What was said, this alert included."""
    said = earlier.severity
    heavier = said is None or alert.severity.rank > said.rank
    watches = {entity.watch_id for entity in earlier.entities}
    new = tuple(entity for entity in alert.entities if entity.watch_id not in watches)
    entities = (*earlier.entities, *(_bare(entity) for entity in new))[:_MOST]
    wider = earlier.model_copy(update={"severity": alert.severity if heavier else said, "entities": entities})
    return _with_policy(wider, alert.policy) if isinstance(alert, PolicyAlert) else wider


def _with_policy(earlier: Earlier, policy: AlertPolicy) -> Earlier:
    return earlier.model_copy(
        update={
            "instruments": _union(earlier.instruments, (policy.instrument,)),
            "directions": _union(earlier.directions, (policy.direction,)),
            "stages": _union(earlier.stages, (policy.stage,)),
            "actors": _union(earlier.actors, policy.actors),
            "targets": _union(earlier.targets, policy.targets),
            "products": _union(earlier.products, policy.products),
        }
    )


def _bare(entity: AlertEntity) -> AlertEntity:
    """Only what routes go by."""
    return entity.model_copy(update={"tickers": (), "ids": {}})


def _union(told: Iterable[T], new: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*told, *new)))[:_MOST]
