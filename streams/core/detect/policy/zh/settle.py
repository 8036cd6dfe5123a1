"""How far a Chinese move has come, and whether it is told as fact: the words round it decide."""

import re
from dataclasses import dataclass, replace
from typing import Final

from schemas.finding import Asserted, Direction, Instrument, Stage
from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.zh.frames import Frame
from streams.core.detect.policy.zh.scene import Scene

_DECIDED: Final = frozenset({Stage.ANNOUNCED, Stage.IN_FORCE})
_DEADLINE: Final = re.compile("期限|时限|大限|宽限|生效日")
_IFS: Final = frozenset({"若", "如果", "一旦", "倘若", "假如"})
_ALREADY_DECIDED: Final = ("宣布", "签署", "决定")


@dataclass(frozen=True, slots=True)
class Settled:
    """A frame with its stage and assertion, and the cues that decided: (role, start, end)."""

    frame: Frame
    stage: Stage
    asserted: Asserted
    decided: tuple[tuple[str, int, int], ...]


def settled(frame: Frame, scene: Scene) -> Settled:
    """Stage and assertion of a frame; a legislature only proposes what it decides."""
    decided: list[tuple[str, int, int]] = []
    stage, asserted = _told_as(frame, scene, decided)
    if stage in (Stage.ANNOUNCED, Stage.REMOVED) and _says(
        "legislature", frame, scene, decided, start=_lead_in(frame, scene)
    ):
        stage = Stage.PROPOSED
    return _put_off(Settled(frame, stage, asserted, tuple(decided)))


def _told_as(frame: Frame, scene: Scene, decided: list[tuple[str, int, int]]) -> tuple[Stage, Asserted]:
    """The say of denials first."""
    if _says("not_denied", frame, scene, decided):
        return Stage.CONSIDERED, Asserted.ASSERTED
    if _says("denied", frame, scene, decided):
        return Stage.REJECTED, Asserted.DENIED
    if frame.stage is Stage.REJECTED:
        return Stage.REJECTED, Asserted.DENIED if frame.thing.kind == "measure" else Asserted.ASSERTED
    return _stage(frame, scene, decided), Asserted.ASSERTED


def _stage(frame: Frame, scene: Scene, decided: list[tuple[str, int, int]]) -> Stage:
    """Then courts, threats, plans, proposals, and dates."""
    stage = frame.stage
    if frame.chain and _says("court", frame, scene, decided):
        return Stage.COURT
    if _says("threatened", frame, scene, decided) or is_ultimatum(frame, scene) or _is_vow(frame, scene):
        return Stage.THREATENED
    if _says("considered", frame, scene, decided):
        return Stage.CONSIDERED
    if stage in _DECIDED and (_says("proposed", frame, scene, decided) or _is_probe(frame)):
        return Stage.PROPOSED
    if stage in (Stage.ANNOUNCED, Stage.REMOVED, Stage.IN_FORCE):
        return _by_date(frame, scene, stage, decided)
    return stage


def _says(
    name: str, frame: Frame, scene: Scene, decided: list[tuple[str, int, int]], *, start: int | None = None
) -> bool:
    """Whether a cue stands before the end of the frame, in its clause or from `start`; noted where it decides."""
    begin = frame.clause.start if start is None else start
    # "关税排除期限" is a thing whose name holds "排除", which elsewhere denies.
    cue = scene.within(begin, frame.match.start, name) or scene.within(frame.match.end, frame.end, name)
    if cue is not None:
        decided.append(("asserted" if name == "denied" else "stage", cue.start, cue.end))
    return cue is not None


def is_ultimatum(frame: Frame, scene: Scene) -> bool:
    """A condition set by who acts is a threat, not a guess: "特朗普：若……将加征关税"."""
    cue = next((cue for cue in scene.cues if cue.text in _IFS and cue.start < frame.start), None)
    if cue is None or scene.within(cue.start, frame.end, "future") is None:
        return False
    return any(not item.meant for item in scene.names_in(scene.start, cue.start))


def _is_vow(frame: Frame, scene: Scene) -> bool:
    """An official's word on what is to come ("特朗普：11月1日起加征") threatens until a body announces it."""
    speaker = scene.speaker(frame.start)
    if speaker is None or frame.stage is not Stage.ANNOUNCED or frame.direction is not Direction.TIGHTEN:
        return False
    official = any(item.place.kind == "official" for item in scene.names_in(speaker.start, speaker.end))
    said = scene.folded[speaker.end : frame.clause.end]
    return official and ("将" in said or "起" in said) and not any(word in said for word in _ALREADY_DECIDED)


def _is_probe(frame: Frame) -> bool:
    return "调查" in frame.match.word.text and bool(frame.chain)


def _lead_in(frame: Frame, scene: Scene) -> int:
    """Where the say of who acts begins: the sentence where the frame's own clause names nobody who acts."""
    own = any(not item.meant for item in scene.names_in(frame.clause.start, frame.start))
    return frame.clause.start if own else scene.start


def _by_date(frame: Frame, scene: Scene, stage: Stage, decided: list[tuple[str, int, int]]) -> Stage:
    """In force where it says so or began by now; announced where its day is still to come."""
    clause = frame.clause
    text = scene.folded[clause.start : clause.end]
    dated = [found for found in find_dates(text, scene.anchor) if found.lead == "from" or "起" in text]
    ahead = next((found for found in dated if found.relation == "future"), None)
    if ahead is not None:
        decided.append(("stage", clause.start + ahead.start, clause.start + ahead.end))
        return Stage.ANNOUNCED
    future = scene.within(clause.start, frame.end, "future")
    # "将12家企业列入" takes its object with 将: no future.
    if future is not None and not (future.text == "将" and frame.thing.kind == "list"):
        decided.append(("stage", future.start, future.end))
        return Stage.ANNOUNCED
    cue = scene.within(clause.start, clause.end, "in_force")
    if stage is Stage.REMOVED or (cue is None and all(found.relation != "today" for found in dated)):
        return stage
    if cue is not None:
        decided.append(("stage", cue.start, cue.end))
    return Stage.IN_FORCE


def _put_off(item: Settled) -> Settled:
    """A longer probe or a later deadline puts the measure off: it relaxes, though a longer measure tightens."""
    frame = item.frame
    word = frame.match.word.text
    later = any(link.verb.name in ("extend", "delay") for link in frame.chain)
    deadline = frame.thing.rule.instrument is Instrument.INVESTMENT and _DEADLINE.search(word) is not None
    if not later or not ("调查" in word or deadline):
        return item
    return replace(item, frame=replace(frame, direction=Direction.RELAX), stage=Stage.DELAYED)
