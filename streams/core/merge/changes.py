"""What is different between what subscribers were told and what the story says now, in named changes.

An update without a change does not exist: its reason is the heaviest of its changes.
"""

import re
from typing import Final

from schemas.alert import AlertPolicy, Change
from schemas.finding import Asserted, Direction, Instrument
from streams.core.merge import goods
from streams.core.reasons import Reason

# A firm named anew is a new target only of measures that are on firms.
_ON_FIRMS: Final = frozenset(
    {Instrument.ENTITY_LIST, Instrument.SANCTIONS, Instrument.INVESTMENT, Instrument.IMPORT_BAN}
)

# Which reason an update has where several things changed: the first of these.
WEIGHT: Final = (
    Reason.REINSTATED,
    Reason.CORRECTED,
    Reason.DENIED,
    Reason.DIRECTION_CHANGED,
    Reason.STAGE_CHANGED,
    Reason.TARGET_ADDED,
    Reason.DATE_SET,
    Reason.OFFICIALLY_CONFIRMED,
    Reason.SECOND_SOURCE,
)
Named = tuple[Reason, Change]


def policy_changes(
    told: AlertPolicy | None, now: AlertPolicy | None, *, corrected: bool = False
) -> list[Named]:
    """The changes of a policy story that a reader acts on.

    With `corrected` (an article was replaced or withdrawn) what is gone counts too, not only what is new.
    """
    if told is None or now is None:
        return []
    found: list[Named] = []
    if told.instrument != now.instrument:
        found.append(
            (Reason.CORRECTED, Change(field="instrument", before=told.instrument, after=now.instrument))
        )
    if told.direction != now.direction and (
        corrected or told.direction in (Direction.TIGHTEN, Direction.RELAX)
    ):
        change = Change(field="direction", before=told.direction, after=now.direction)
        found.append((Reason.DIRECTION_CHANGED, change))
    if told.stage != now.stage:
        found.append((Reason.STAGE_CHANGED, Change(field="stage", before=told.stage, after=now.stage)))
    if told.asserted != now.asserted and Asserted.DENIED in (told.asserted, now.asserted):
        reason = Reason.DENIED if now.asserted is Asserted.DENIED else Reason.STAGE_CHANGED
        found.append((reason, Change(field="asserted", before=told.asserted, after=now.asserted)))
    found += _actors(told, now, corrected=corrected)
    found += _targets(told, now, corrected=corrected)
    found += _products(told, now, corrected=corrected)
    if told.dates.effective != now.dates.effective and (now.dates.effective or corrected):
        before, after = told.dates.effective, now.dates.effective
        change = Change(
            field="effective",
            before=before.isoformat() if before else None,
            after=after.isoformat() if after else None,
        )
        found.append((Reason.DATE_SET, change))
    return found


def reason_of(found: list[Named]) -> Reason:
    """The heaviest reason among changes; there must be one."""
    return min((reason for reason, _ in found), key=WEIGHT.index)


def _actors(told: AlertPolicy, now: AlertPolicy, *, corrected: bool) -> list[Named]:
    if not corrected or set(told.actors) <= set(now.actors):
        return []
    return [(Reason.CORRECTED, _list_change("actors", told.actors, now.actors))]


def _targets(told: AlertPolicy, now: AlertPolicy, *, corrected: bool) -> list[Named]:
    known = {value.casefold() for value in told.targets}
    new = [value for value in now.targets if value.casefold() not in known]
    if told.targets and now.instrument not in _ON_FIRMS:
        new = [value for value in new if _is_state(value)]
    gone = corrected and not set(told.targets) <= set(now.targets)
    return [(Reason.TARGET_ADDED, _list_change("targets", told.targets, now.targets))] if new or gone else []


def _products(told: AlertPolicy, now: AlertPolicy, *, corrected: bool) -> list[Named]:
    before, after = goods.goods(told.products), goods.goods(now.products)
    gone = corrected and goods.adds(before, after)
    if not goods.adds(after, before) and not gone:
        return []
    return [(Reason.TARGET_ADDED, _list_change("products", told.products, now.products))]


def _list_change(field: str, before: tuple[str, ...], after: tuple[str, ...]) -> Change:
    return Change(field=field, before=", ".join(before) or None, after=", ".join(after) or None)


def _is_state(value: str) -> bool:
    return len(value) == 2 and value.isupper()


_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARK: Final = re.compile(
    r"^\W*(?:correct(?:ed|ion|s)|clarif(?:ied|ication)|amended|retract\w*|更正|勘误|訂正)", re.IGNORECASE
)


def headline_changes(told: str, now: str) -> list[Named]:
    """What a new version's headline corrects: it says so, a number differs, or most of its words do.

    A polished headline is no correction.
    """
    if told == now or not now:
        return []
    numbers = _NUMBER.findall(told) != _NUMBER.findall(now)
    if not (numbers or _MARK.match(now) or _overlap(told, now) < 0.5):
        return []
    return [(Reason.CORRECTED, Change(field="headline", before=told or None, after=now))]


def _overlap(one: str, other: str) -> float:
    """The share of the words (CJK: characters) of the shorter headline that the longer one has too."""
    a, b = _units(one), _units(other)
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def _units(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {unit for word in words for unit in ([word] if word.isascii() else list(word))}
