"""How far the measure has come and whether it is told as fact: the words round the outermost verb decide.

A denial or rejection keeps the direction of the move denied (docs/GLOSSARY.md).
"""

from dataclasses import replace
from typing import Final

from schemas.finding import Asserted, Direction, Stage
from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.frames import Frame
from streams.core.detect.policy.shapes import Rule

_DECIDED: Final = frozenset({Stage.ANNOUNCED, Stage.IN_FORCE, Stage.REMOVED, Stage.SUSPENDED})
_FLIP: Final = {Direction.TIGHTEN: Direction.RELAX, Direction.RELAX: Direction.TIGHTEN}
_FINITE: Final = frozenset({Form.THIRD, Form.PAST, Form.PARTICIPLE})
_TIME: Final = frozenset("deadline time period".split())
_AHEAD: Final = frozenset("new planned scheduled further additional threatened proposed next".split())
_BLOCKING: Final = frozenset({"end", "suspend", "block", "strike_down", "reject", "less", "delay"})


def settled(frame: Frame, rule: Rule) -> Frame:
    """The frame with the say of modals, negation, denial and courts."""
    if not frame.chain:
        return _unchained(frame)
    reading = frame.reading
    outer = frame.chain[-1]
    place = outer.mark.start
    auxiliaries = reading.auxiliaries(place)
    stage, asserted, direction = _told(frame, rule), frame.asserted, frame.direction
    cues: list[tuple[str, int, int]] = []
    if outer.verb.name == "reject":
        refused = frame.thing.kind == "permit" and len(frame.chain) == 1
        asserted = Asserted.ASSERTED if refused else Asserted.DENIED
        cues.append(("stage", place, outer.mark.end))
    inner_not = [
        at["not"] for link in frame.chain[:-1] if "not" in (at := reading.auxiliaries(link.mark.start))
    ]
    if inner_not:
        # "agreed not to impose": what is decided is the opposite.
        direction, stage, asserted = _FLIP.get(direction, direction), Stage.REJECTED, Asserted.DENIED
        cues.append(("direction", inner_not[0], inner_not[0] + 1))
    if outer.verb.name == "extend" and _deadline(frame):
        # More time to comply is a respite.
        direction, stage = Direction.RELAX, Stage.DELAYED
    condition = next((start for start in sorted(reading.boundaries, reverse=True) if start < place), None)
    if "not" in auxiliaries and "possible" in auxiliaries:
        stage, asserted, direction = Stage.CONSIDERED, Asserted.UNCERTAIN, _FLIP.get(direction, direction)
        cues.append(("asserted", auxiliaries["not"], place))
    elif condition is not None and reading.tokens.words[condition] in ("if", "unless") and stage in _DECIDED:
        stage = Stage.THREATENED
        cues.append(("stage", condition, condition + 1))
    elif "not" in auxiliaries and outer.verb.name == "reject":
        # "Has not ruled out": it is on the table.
        stage, asserted = Stage.CONSIDERED, Asserted.UNCERTAIN
        cues.append(("stage", auxiliaries["not"], place))
    elif "not" in auxiliaries and outer.verb.name == "extend":
        # What is not renewed ends.
        direction = _FLIP.get(direction, direction)
        stage = Stage.REMOVED if direction is Direction.RELAX else Stage.ANNOUNCED
        cues.append(("direction", auxiliaries["not"], place))
    elif "not" in auxiliaries:
        stage, asserted = Stage.REJECTED, Asserted.DENIED
        cues.append(("asserted", auxiliaries["not"], auxiliaries["not"] + 1))
    elif "possible" in auxiliaries:
        asserted = Asserted.UNCERTAIN
        stage = Stage.CONSIDERED if stage in _DECIDED else stage
        cues.append(("asserted", auxiliaries["possible"], auxiliaries["possible"] + 1))
    elif "would" in auxiliaries and stage in _DECIDED:
        stage = Stage.PROPOSED
        cues.append(("stage", auxiliaries["would"], auxiliaries["would"] + 1))
    elif (
        "future" in auxiliaries
        and stage in (Stage.IN_FORCE, Stage.REMOVED, Stage.SUSPENDED)
        and all(link.verb.name != "grant" for link in frame.chain)
    ):
        stage = Stage.ANNOUNCED
        cues.append(("stage", auxiliaries["future"], auxiliaries["future"] + 1))
    court = next(
        ((start, end) for start, end, names in reading.cues if "court" in names and start < place), None
    )
    if court is not None and any(link.verb.name in _BLOCKING for link in frame.chain):
        if outer.verb.name == "reject" and len(frame.chain) > 1 and frame.chain[0].verb.name == "block":
            # A court that declines to block lets it be.
            direction = _FLIP.get(direction, direction)
        elif frame.chain[0].verb.name == "reject" and frame.thing.kind == "measure":
            direction = Direction.RELAX
        stage, asserted = Stage.COURT, Asserted.ASSERTED
        cues.append(("stage", *court))
    elif outer.verb.name == "strike_down":
        direction, stage, asserted = _FLIP.get(direction, direction), Stage.REJECTED, Asserted.DENIED
    lawmakers = next(
        ((start, end) for start, end, names in reading.cues if "lawmakers" in names and start < place), None
    )
    if lawmakers is not None and stage in _DECIDED and court is None:
        stage = Stage.PROPOSED
        cues.append(("stage", *lawmakers))
    if rule.direction is not None:
        direction = rule.direction
    notice = _notice(frame)
    if notice is not None and stage in _DECIDED:
        stage = notice[0]
        cues.append(("stage", *notice[1]))
    return replace(frame, direction=direction, stage=stage, asserted=asserted, cues=tuple(cues))


def _notice(frame: Frame) -> tuple[Stage, tuple[int, int]] | None:
    """An official notice says itself what it is: a final rule is in force, a proposed one is not."""
    for start, end, names in frame.reading.cues:
        if "notice_of_proposal" in names:
            return Stage.PROPOSED, (start, end)
    for start, end, names in frame.reading.cues:
        if "gazette" in names:
            return Stage.IN_FORCE, (start, end)
    return None


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
    delaying = outer.verb.name in ("plan", "consider") and frame.chain[-2].verb.name == "delay"
    if delaying or outer.verb.name in ("decide", "impose", "grant", "get", "levy", "extend"):
        for number in range(len(frame.chain) - 2, -1, -1):
            if frame.chain[number].verb.name in ("suspend", "delay") and frame.thing.kind != "flow":
                return kept[number]
    if outer.verb.name == "suspend" and frame.chain[0].verb.name == "more":
        return Stage.DELAYED
    return frame.stage


def _stage_of(frame: Frame, number: int) -> Stage:
    verb = frame.chain[number].verb
    if verb.name == "delay":
        return Stage.DELAYED
    more = any(link.verb.name == "more" for link in frame.chain[:number])
    return Stage.DELAYED if more else Stage.SUSPENDED


def _unchained(frame: Frame) -> Frame:
    """A thing that no known verb acts on: an act by its form, the rest as far as the words before it tell."""
    if frame.thing.does is not None:
        direction, stage = frame.thing.does
        auxiliaries = frame.reading.auxiliaries(frame.mark.start)
        if "not" in auxiliaries:
            return replace(frame, stage=Stage.REJECTED, asserted=Asserted.DENIED)
        if stage is Stage.THREATENED and frame.thing.form in _FINITE and not auxiliaries:
            return replace(frame, stage=Stage.ANNOUNCED)
        return replace(frame, direction=direction, stage=stage)
    groups = frame.reading.lexicon.auxiliaries
    before = frame.reading.tokens.words[max(0, frame.mark.start - 6) : frame.mark.start]
    if any("possible" in groups.get(word, ()) for word in before):
        return replace(frame, direction=_default(frame), stage=Stage.CONSIDERED, asserted=Asserted.UNCERTAIN)
    return replace(frame, direction=_default(frame))


def _default(frame: Frame) -> Direction:
    return (
        Direction.TIGHTEN
        if frame.thing.kind in ("measure", "list", "flow", "quota", "probe")
        else (Direction.RELAX if frame.thing.kind in ("permit", "deal") else Direction.UNCLEAR)
    )
