"""What a story says as a whole: the reports that still stand, folded in the order they came.

A later report moves the story only where it says more than was known: a stage further on, the other direction,
a denial, a new target. One that repeats an older state, or words it more vaguely, moves nothing.
"""

from typing import Final

from schemas.alert import AlertPolicy
from schemas.finding import Asserted, Dates, Direction, Stage
from streams.core.merge import goods
from streams.core.merge.records import Member

# Only a higher step is a move: papers differ on "considers" and "threatens", on "delays" and "suspends".
STEP: Final = {
    Stage.CONSIDERED: 0,
    Stage.THREATENED: 0,
    Stage.PROPOSED: 1,
    Stage.ANNOUNCED: 2,
    Stage.DELAYED: 3,
    Stage.IN_FORCE: 3,
    Stage.COURT: 3,
    Stage.SUSPENDED: 4,
    Stage.REJECTED: 4,
    Stage.REMOVED: 5,
}
_TURNS: Final = frozenset({Direction.TIGHTEN, Direction.RELAX})
_MOST: Final = 12


def folded(members: tuple[Member, ...]) -> AlertPolicy | None:
    """The policy of a story from its standing members; None for an entity story or where nothing stands."""
    stated = [member for member in members if member.policy is not None]
    if not stated:
        return None
    first = stated[0].policy
    assert first is not None
    now = first
    reached = {now.direction: STEP[now.stage]}
    for member in stated[1:]:
        assert member.policy is not None
        now = _moved(now, member.policy, reached, official=member.official)
        reached[now.direction] = max(reached.get(now.direction, 0), STEP[now.stage])
    return now


def _moved(
    now: AlertPolicy, new: AlertPolicy, reached: dict[Direction, int], *, official: bool
) -> AlertPolicy:
    moved: dict[str, object] = {}
    if _turns(now, new, reached):
        moved |= {"direction": new.direction, "stage": new.stage, "asserted": new.asserted}
    elif now.direction not in _TURNS and new.direction in _TURNS:
        moved["direction"] = new.direction
    if "stage" not in moved and _moves_on(now, new):
        moved["stage"] = new.stage
    if "asserted" not in moved and (asserted := _asserted(now, new, official=official)) is not now.asserted:
        moved["asserted"] = asserted
        moved.setdefault("stage", new.stage)
    effective = now.dates.effective
    if new.dates.effective and (
        effective is None or (new.dates.effective != effective and (moved or official))
    ):
        effective = new.dates.effective
    moved["dates"] = Dates(
        announced=now.dates.announced or new.dates.announced,
        effective=effective,
        removed=now.dates.removed or new.dates.removed,
    )
    # A party that is known on one side is not taken for one of the other: a report was read the wrong way round.
    moved["actors"] = _union(now.actors, _without(new.actors, now.targets))
    moved["targets"] = _union(now.targets, _without(new.targets, now.actors))
    moved["products"] = _products(now.products, new.products)
    moved["attribution"] = _union(now.attribution, new.attribution)
    return now.model_copy(update=moved)


def _turns(now: AlertPolicy, new: AlertPolicy, reached: dict[Direction, int]) -> bool:
    """The direction turns; back to one that was told before only with a stage further on than it had then."""
    if not {now.direction, new.direction} <= _TURNS or now.direction == new.direction:
        return False
    return new.direction not in reached or STEP[new.stage] > reached[new.direction]


def _moves_on(now: AlertPolicy, new: AlertPolicy) -> bool:
    same = new.direction == now.direction or new.direction not in _TURNS
    return same and new.asserted is not Asserted.DENIED and STEP[new.stage] > STEP[now.stage]


def _asserted(now: AlertPolicy, new: AlertPolicy, *, official: bool) -> Asserted:
    if new.asserted is Asserted.DENIED:
        return Asserted.DENIED
    if now.asserted is Asserted.DENIED:
        # After a denial only a deed, or an official word, counts as news of the opposite.
        deed = new.asserted is Asserted.ASSERTED and (
            official or new.stage in (Stage.ANNOUNCED, Stage.IN_FORCE)
        )
        return Asserted.ASSERTED if deed else Asserted.DENIED
    return Asserted.ASSERTED if Asserted.ASSERTED in (now.asserted, new.asserted) else now.asserted


def _union(told: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    known = {value.casefold() for value in told}
    return (*told, *(value for value in new if value.casefold() not in known))[:_MOST]


def _without(values: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    known = {value.casefold() for value in others}
    return tuple(value for value in values if value.casefold() not in known)


def _products(told: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    fresh = goods.adds(goods.goods(new), goods.goods(told))
    return (*told, *(product for product in new if goods.goods((product,)) & fresh))[:_MOST]
