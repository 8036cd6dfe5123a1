"""Old measures that an article recalls: told as findings that ring nothing, so that a reader sees what it knew.

A dropped candidate is one where a verb did something to a measure and something says that it was long ago.
What is only talk (an if, an opinion, a firm's denial) stays a dropped candidate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from schemas.finding import Direction, Stage
from streams.core.detect.policy.candidates import Found, aged
from streams.core.detect.policy.forms import Form
from streams.core.detect.policy.judging import Verdict
from streams.core.detect.policy.same import same
from streams.core.detect.policy.telling import Telling
from streams.core.document import Document
from streams.core.reasons import Reason

SOFT: Final = frozenset(
    {"clause:after", "clause:since", "clause:when", "clause:which", "clause:before", "clause:despite", "clause:amid",
     "before:since", "before:amid"}
)  # fmt: skip
"""Cues that make a dropped candidate an old measure, where nothing says that it is no measure at all."""
_TALK: Final = frozenset(
    {"clause:if", "clause:unless", "before:condition", "question", "before:urge", "cue:urge", "before:opinion",
     "cue:other_meaning", "cue:enforcement", "cue:firm_denial"}
)  # fmt: skip
_TOLD: Final = frozenset({Stage.ANNOUNCED, Stage.IN_FORCE, Stage.REMOVED, Stage.SUSPENDED, Stage.DELAYED})
_DONE: Final = frozenset({Form.THIRD, Form.PAST, Form.PARTICIPLE, Form.NOUN})
_OPEN: Final = frozenset({"future", "possible", "would"})


def recalled(item: Found, ruled_out: tuple[Reason, str] | None, document: Document) -> Found | None:
    """A dropped candidate as an old measure that the article recalls, with its stage as it was; None for talk."""
    frame = item.frame
    if (ruled_out is not None and ruled_out[0] is not Reason.BACKGROUND) or not _TALK.isdisjoint(item.cues):
        return None
    if not frame.chain and (frame.thing.kind != "act" or frame.thing.form is Form.NOUN):
        return None
    item = aged(item, document)
    auxiliaries = frame.reading.auxiliaries(frame.chain[-1].mark.start) if frame.chain else {}
    if item.old is None and (
        SOFT.isdisjoint(item.cues)
        or "date:now" in item.cues
        or frame.stage not in _TOLD
        or not _OPEN.isdisjoint(auxiliaries)
        or (bool(frame.chain) and frame.chain[-1].verb.form not in _DONE)
    ):
        return None
    if frame.direction is Direction.UNCLEAR or frame.asserted != "asserted":
        return None
    return replace(item, frame=replace(item.frame, stage=_stage(item, auxiliaries)))


def _stage(item: Found, auxiliaries: Iterable[str]) -> Stage:
    """What was done is in force since; what was then ahead was announced."""
    frame = item.frame
    if "would" in auxiliaries and frame.stage in (Stage.PROPOSED, Stage.IN_FORCE):
        return Stage.ANNOUNCED
    done = frame.stage is Stage.ANNOUNCED and _OPEN.isdisjoint(auxiliaries)
    past = not frame.chain or frame.chain[-1].verb.form in (Form.PAST, Form.PARTICIPLE)
    return Stage.IN_FORCE if done and past and frame.direction is Direction.TIGHTEN else frame.stage


def unmoved(item: Found, said: Verdict) -> Verdict:
    """The verdict on an old measure with the rules' own fields: the judge learned its fields from news alone."""
    return replace(
        said,
        instrument=item.rule.instrument,
        direction=item.frame.direction,
        stage=item.frame.stage,
        asserted=item.frame.asserted,
    )


def apart(tellings: Iterable[Telling], told: Sequence[Telling]) -> list[Telling]:
    """Old measures without what only says again what is told as news, surest first."""
    return sorted(
        (
            item
            for item in tellings
            if item.found.old is not None or not any(same(news.account, item.account) for news in told)
        ),
        key=lambda item: (item.found.old is None, item.found.order),
    )


def aimed(item: Telling, old: Iterable[Telling]) -> Telling:
    """A telling that names no target takes the one of an old measure by the same state on the same goods."""
    if item.targets:
        return item
    goods = item.account.products
    meant = (
        other.targets
        for other in old
        if other.targets and other.account.products & goods and set(other.actors) & set(item.actors)
    )
    return replace(item, default_targets=next(meant, ()))
