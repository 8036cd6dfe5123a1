"""How far the measure has come and whether it is told as fact: the words round the outermost verb decide.

A denial or rejection keeps the direction of the move denied (docs/GLOSSARY.md).
"""

from dataclasses import dataclass, field, replace
from typing import Final

from schemas.finding import Asserted, Direction, Stage
from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.frames import Frame, Link
from streams.core.detect.policy.shapes import Rule
from streams.core.detect.policy.speakers import SAID
from streams.core.detect.policy.unchained import unchained

_DECIDED: Final = frozenset({Stage.ANNOUNCED, Stage.IN_FORCE, Stage.REMOVED, Stage.SUSPENDED})
_DONE: Final = frozenset({Stage.IN_FORCE, Stage.REMOVED, Stage.SUSPENDED})
_FLIP: Final = {Direction.TIGHTEN: Direction.RELAX, Direction.RELAX: Direction.TIGHTEN}
_FINITE: Final = frozenset({Form.THIRD, Form.PAST, Form.PARTICIPLE})
_TIME: Final = frozenset("deadline time period".split())
_AHEAD: Final = frozenset("new planned scheduled further additional threatened proposed next".split())
_PAPERS: Final = frozenset(
    "bill bills legislation draft drafts proposal proposals plan plans amendment text resolution".split()
)
_SAID_REACH: Final = 20
_OPENED: Final = {"propose": Stage.PROPOSED, "plan": Stage.PROPOSED, "consider": Stage.CONSIDERED}
_SETS: Final = ("set", "launch", "publish", "unveil", "announc", "issu", "order", "open")
_GIVING: Final = frozenset({"grant", "get", "unblock"})
_BLOCKING: Final = frozenset({"end", "suspend", "block", "strike_down", "reject", "less", "delay"})


@dataclass(slots=True)
class _Telling:
    """What is known so far, and the words that decided: (role, first word, last word + 1)."""

    frame: Frame
    direction: Direction
    stage: Stage
    asserted: Asserted
    cues: list[tuple[str, int, int]] = field(default_factory=list[tuple[str, int, int]])

    @property
    def outer(self) -> Link:
        """The outermost verb."""
        return self.frame.chain[-1]

    def turn(self) -> None:
        """The other way round."""
        self.direction = _FLIP.get(self.direction, self.direction)

    def cue(self, role: str, start: int, end: int | None = None) -> None:
        """Remember the words that decided."""
        self.cues.append((role, start, start + 1 if end is None else end))


def settled(frame: Frame, rule: Rule) -> Frame:
    """The frame with the say of modals, negation, denial, courts, lawmakers and official notices, in this order."""
    if not frame.chain:
        return unchained(frame)
    told = _Telling(frame, frame.direction, _told(frame, rule), frame.asserted)
    _rejection(told)
    _inner_negation(told)
    _auxiliaries(told)
    _court(told)
    _lawmakers(told)
    if rule.direction is not None:
        told.direction = rule.direction
    _notice(told)
    if told.direction is Direction.RELAX and told.stage is Stage.THREATENED:
        # An easing is promised, not threatened.
        told.stage = Stage.REMOVED if _granted(frame) else Stage.ANNOUNCED
    return replace(
        frame, direction=told.direction, stage=told.stage, asserted=told.asserted, cues=tuple(told.cues)
    )


def _rejection(told: _Telling) -> None:
    """Who turns a plan down denies it; who refuses a licence or a takeover acts."""
    outer = told.outer
    if outer.verb.name == "reject":
        refused = told.frame.thing.kind in ("permit", "flow") and len(told.frame.chain) == 1
        told.asserted = Asserted.ASSERTED if refused else Asserted.DENIED
        told.cue("stage", outer.mark.start, outer.mark.end)
    elif outer.verb.name == "extend" and _deadline(told.frame):
        # More time to comply is a respite.
        told.direction, told.stage = Direction.RELAX, Stage.DELAYED


def _inner_negation(told: _Telling) -> None:
    """What is decided is the opposite: "agreed not to impose"."""
    for link in told.frame.chain[:-1]:
        place = told.frame.reading.auxiliaries(link.mark.start).get("not")
        if place is not None:
            told.turn()
            told.stage, told.asserted = Stage.REJECTED, Asserted.DENIED
            told.cue("direction", place)
            return


def _auxiliaries(told: _Telling) -> None:
    """What stands right before the outermost verb; a condition before it counts too."""
    reading, place = told.frame.reading, told.outer.mark.start
    auxiliaries = reading.auxiliaries(place)
    clause = max((start for start in reading.boundaries if start < place), default=None)
    if "not" in auxiliaries:
        if "possible" not in auxiliaries and _conditional(told, clause):
            return
        _negation(told, auxiliaries, place)
    elif _conditional(told, clause):
        return
    elif "possible" in auxiliaries:
        told.asserted = Asserted.UNCERTAIN
        told.stage = Stage.CONSIDERED if told.stage in _DECIDED else told.stage
        told.cue("asserted", auxiliaries["possible"])
    elif "would" in auxiliaries and told.stage in _DECIDED:
        # "Said it would ban" is "will ban", told; what a bill would do is on its way.
        told.stage = _announced(told.stage) if _is_reported(told, auxiliaries["would"]) else Stage.PROPOSED
        told.cue("stage", auxiliaries["would"])
    elif "future" in auxiliaries and told.stage in _DONE and not _granted(told.frame):
        told.stage = Stage.ANNOUNCED
        told.cue("stage", auxiliaries["future"])


def _announced(stage: Stage) -> Stage:
    """What is announced for later; who says that a measure will be paused has paused it."""
    return stage if stage is Stage.SUSPENDED else Stage.ANNOUNCED


def _is_reported(told: _Telling, place: int) -> bool:
    """Whether somebody said it, and not a bill or a plan would do it."""
    words = told.frame.reading.tokens.words
    said = max((at for at in range(max(0, place - _SAID_REACH), place) if words[at] in SAID), default=None)
    return said is not None and not any(word in _PAPERS for word in words[said:place])


def _conditional(told: _Telling, clause: int | None) -> bool:
    """A decided move behind "if" is a threat."""
    conditional = clause is not None and told.frame.reading.tokens.words[clause] in ("if", "unless")
    if clause is None or not conditional or told.stage not in _DECIDED:
        return False
    told.stage = Stage.THREATENED
    told.cue("stage", clause)
    return True


def _negation(told: _Telling, auxiliaries: dict[str, int], place: int) -> None:
    """A "not" before the outermost verb; with "may" it leaves the move open the other way."""
    if "possible" in auxiliaries:
        told.turn()
        told.stage, told.asserted = Stage.CONSIDERED, Asserted.UNCERTAIN
        told.cue("asserted", auxiliaries["not"], place)
    elif told.outer.verb.name == "reject":
        # "Has not ruled out": it is on the table.
        told.stage, told.asserted = Stage.CONSIDERED, Asserted.UNCERTAIN
        told.cue("stage", auxiliaries["not"], place)
    elif told.outer.verb.name == "extend":
        # What is not renewed ends.
        told.turn()
        told.stage = Stage.REMOVED if told.direction is Direction.RELAX else Stage.ANNOUNCED
        told.cue("direction", auxiliaries["not"], place)
    elif told.frame.thing.kind == "permit" and told.frame.chain[0].verb.name in _GIVING:
        # A licence that is not granted is refused.
        told.turn()
        told.stage = Stage.REJECTED
        told.cue("direction", auxiliaries["not"], place)
    else:
        told.stage, told.asserted = Stage.REJECTED, Asserted.DENIED
        told.cue("asserted", auxiliaries["not"])


def _court(told: _Telling) -> None:
    chain = told.frame.chain
    court = _before(told, "court")
    if court is not None and any(link.verb.name in _BLOCKING for link in chain):
        inner = chain[0].verb.name
        if told.outer.verb.name == "reject" and len(chain) > 1 and inner == "block":
            # A court that declines to block lets it be.
            told.turn()
        elif inner == "reject" and told.frame.thing.kind == "measure":
            told.direction = Direction.RELAX
        told.stage, told.asserted = Stage.COURT, Asserted.ASSERTED
        told.cue("stage", *court)
    elif told.outer.verb.name == "strike_down":
        told.turn()
        told.stage, told.asserted = Stage.REJECTED, Asserted.DENIED


def _lawmakers(told: _Telling) -> None:
    """What a house or a committee passes is on its way, not decided."""
    lawmakers = _before(told, "lawmakers")
    if lawmakers is not None and told.stage in _DECIDED and _before(told, "court") is None:
        told.stage = Stage.PROPOSED
        told.cue("stage", *lawmakers)


def _notice(told: _Telling) -> None:
    """An official notice says itself what it is: a final rule is in force, a proposed one is not."""
    if told.stage not in _DECIDED:
        return
    for name, stage in (("notice_of_proposal", Stage.PROPOSED), ("gazette", Stage.IN_FORCE)):
        for start, end, names in told.frame.reading.cues:
            if name in names:
                told.stage = stage
                told.cue("stage", start, end)
                return


def _before(told: _Telling, name: str) -> tuple[int, int] | None:
    """The first cue of a name before the outermost verb."""
    place = told.outer.mark.start
    return next(
        ((start, end) for start, end, names in told.frame.reading.cues if name in names and start < place),
        None,
    )


def _granted(frame: Frame) -> bool:
    """Whether a licence is given: one that is assured counts as given."""
    return any(link.verb.name == "grant" for link in frame.chain)


def _deadline(frame: Frame) -> bool:
    between = frame.reading.tokens.words[frame.chain[-1].mark.end : frame.mark.start]
    return frame.thing.kind != "permit" and any(word in _TIME for word in between)


def _told(frame: Frame, rule: Rule) -> Stage:
    """The stage of the chain as told: done, or kept through a verb that only decides or tells."""
    outer = frame.chain[-1]
    if len(frame.chain) == 1:
        verb = outer.verb
        auxiliaries = frame.reading.auxiliaries(outer.mark.start)
        done = "perfect" in auxiliaries or (rule.done and verb.form in _FINITE)
        if (
            verb.operator.done is not None
            and done
            and not auxiliaries.keys() & {"future", "possible", "would"}
        ):
            return verb.operator.done
        words = frame.reading.tokens.words[outer.mark.end : frame.mark.start]
        if verb.name == "suspend" and any(word in _AHEAD for word in words):
            return Stage.DELAYED
        return frame.stage
    kept = [_stage_of(frame, number) for number in range(len(frame.chain))]
    delaying = outer.verb.name in ("plan", "consider") and frame.chain[:-1][-1].verb.name == "delay"
    if delaying or outer.verb.name in ("decide", "impose", "grant", "get", "levy", "extend"):
        for number in range(len(frame.chain) - 2, -1, -1):
            if frame.chain[number].verb.name in ("suspend", "delay") and frame.thing.kind != "flow":
                return kept[number]
    if outer.verb.name == "suspend" and frame.chain[0].verb.name == "more":
        return Stage.DELAYED
    inner = frame.chain[-2].verb.name
    word = frame.reading.tokens.words[outer.mark.start]
    if inner in _OPENED and (outer.verb.name == "decide" or word.startswith(_SETS)):
        # Who sets a hearing, or agrees to talk, has decided nothing of the measure.
        return _OPENED[inner]
    return frame.stage


def _stage_of(frame: Frame, number: int) -> Stage:
    verb = frame.chain[number].verb
    if verb.name == "delay":
        return Stage.DELAYED
    more = any(link.verb.name == "more" for link in frame.chain[:number])
    return Stage.DELAYED if more else Stage.SUSPENDED
