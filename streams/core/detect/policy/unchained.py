"""A thing that no verb of the rules acts on: what the words round it say of stage and assertion."""

from dataclasses import replace
from typing import Final

from schemas.finding import Asserted, Direction, Stage
from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.frames import Frame

_FINITE: Final = frozenset({Form.THIRD, Form.PAST, Form.PARTICIPLE})
_BETWEEN: Final = 3
"""Words from a "no" to the measure, at most, the "no" among them."""
_MORE: Final = frozenset("new further additional such outright blanket import export trade".split())
_NEAR: Final = 6
"""Words between a "may" and a measure that no verb acts on, at most."""
_LOOSE: Final = {
    "threaten": Stage.THREATENED, "plan": Stage.PROPOSED, "propose": Stage.PROPOSED, "consider": Stage.CONSIDERED,
}  # fmt: skip
_UNCHAINED: Final = {"permit": Stage.REMOVED, "probe": Stage.PROPOSED}


def unchained(frame: Frame) -> Frame:
    """A thing that no known verb acts on: an act by its form, the rest as far as the words round it tell."""
    if frame.thing.does is not None:
        return _act(frame, *frame.thing.does)
    direction = _default(frame)
    no = ruled_out_by_no(frame)
    if no is not None:
        # "No ban on ..." turns the ban down; "no exemptions" turns down an easing, which is no easing.
        permit = frame.thing.kind == "permit"
        return replace(
            frame,
            direction=Direction.TIGHTEN if permit else direction,
            stage=Stage.REJECTED,
            asserted=Asserted.ASSERTED if permit else Asserted.DENIED,
            cues=(*frame.cues, ("asserted", no, no + 1)),
        )
    words = frame.reading.tokens.words
    groups = frame.reading.lexicon.auxiliaries
    near = range(max(0, frame.mark.start - _NEAR), min(len(words), frame.mark.end + _NEAR))
    if any("possible" in groups.get(words[at], ()) for at in near):
        return replace(frame, direction=direction, stage=Stage.CONSIDERED, asserted=Asserted.UNCERTAIN)
    told = _loose(frame)
    stage, cue = told or (_UNCHAINED.get(frame.thing.kind, frame.stage), None)
    cues = frame.cues if cue is None else (*frame.cues, ("stage", *cue))
    return replace(frame, direction=direction, stage=stage, cues=cues)


def ruled_out_by_no(frame: Frame) -> int | None:
    """The place of the "no" right before a measure that no verb acts on ("there will be no new ban"), else None."""
    if frame.chain or frame.thing.kind not in ("measure", "permit", "quota"):
        return None
    words = frame.reading.tokens.words
    first = min([frame.mark.start, *(mark.start for mark in frame.inner)])
    for at in range(first - 1, max(-1, first - 1 - _BETWEEN), -1):
        if words[at] == "no":
            return at
        if words[at] not in _MORE:
            return None
    return None


def _act(frame: Frame, direction: Direction, stage: Stage) -> Frame:
    """A verb or noun that is measure and move in one."""
    auxiliaries = frame.reading.auxiliaries(frame.mark.start)
    if "not" in auxiliaries:
        return replace(frame, stage=Stage.REJECTED, asserted=Asserted.DENIED)
    before = frame.reading.tokens.words[frame.mark.start - 1] if frame.mark.start else ""
    finite = frame.thing.form in _FINITE or (frame.thing.form is Form.BASE and before not in ("to", ""))
    if stage is Stage.THREATENED and not auxiliaries and (finite or before == "in"):
        # "Retaliates" has done so, and "in retaliation for" names the cause of something done.
        return replace(frame, stage=Stage.ANNOUNCED)
    return replace(frame, direction=direction, stage=stage)


def _loose(frame: Frame) -> tuple[Stage, tuple[int, int]] | None:
    """What the nearest verb of telling, planning or turning down says of a measure that it does not govern."""
    reading = frame.reading
    for start, end, names in reading.cues:
        if "court" in names and frame.thing.kind != "deal":
            return Stage.COURT, (start, end)
    marks = [
        (min(abs(mark.end - frame.mark.start), abs(mark.start - frame.mark.end)), mark, _LOOSE[verb.name])
        for mark in reading.marks
        for verb in mark.verbs[:1]
        if verb.name in _LOOSE and verb.form is not Form.PHRASE
    ]
    if not marks:
        return None
    _, mark, stage = min(marks, key=lambda found: found[0])
    return stage, (mark.start, mark.end)


def _default(frame: Frame) -> Direction:
    return (
        Direction.TIGHTEN
        if frame.thing.kind in ("measure", "list", "flow", "quota", "probe")
        else (Direction.RELAX if frame.thing.kind in ("permit", "deal") else Direction.UNCLEAR)
    )
