"""One hit of all tellings of one measure in a Chinese article, and the candidates that were dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from schemas.decision import Candidate
from schemas.finding import Asserted, Currency, Dates, Evidence, Stage
from schemas.watch import WatchType
from streams.core.detect.found import Entities, Mention, role_of
from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.hits import PolicyHit
from streams.core.detect.policy.zh.acting import Roles
from streams.core.detect.policy.zh.clauses import Named
from streams.core.detect.policy.zh.scene import anchor_of
from streams.core.detect.policy.zh.settle import Settled
from streams.core.document import Document, Sentence
from streams.core.reasons import Reason

_SURE: Final = 0.9
_LESS_SURE: Final = 0.75
_TOLD: Final = frozenset({Stage.ANNOUNCED, Stage.IN_FORCE, Stage.REMOVED, Stage.SUSPENDED, Stage.DELAYED})
_TELLINGS: Final = 8
"""Tellings of one measure whose words are kept as evidence."""
_IN_HEADLINE: Final = 95
_IN_BODY: Final = 75


@dataclass(frozen=True, slots=True)
class Told:
    """A settled frame in its sentence with its roles; `reason` says why it is no news, None that it is.

    `dated_old`: a date in its clause lies long before the article.
    """

    sentence: Sentence
    settled: Settled
    roles: Roles
    reason: Reason | None
    detail: str
    dated_old: bool = False


def hit_of(items: Sequence[Told], document: Document, entities: Entities) -> PolicyHit:
    """The first telling decides the fields; the others add targets, evidence and weight."""
    best = items[0].settled
    rule = best.frame.thing.rule
    mentions = _mentions(items, entities)
    firms = [mention for mention in mentions if mention.watch.type is not WatchType.PRODUCT]
    relevances = {hit.watch.id: hit.relevance for hit in entities.hits}
    taking_part = [role_of(mention.watch, relevances[mention.watch.id]) for mention in firms]
    headline = any(item.sentence.text is document.headline for item in items)
    parents = [mention.watch.parent for mention in mentions if mention.watch.parent is not None]
    return PolicyHit(
        policy=rule.id,
        version=rule.version,
        instrument=rule.instrument,
        gta_instrument=rule.gta,
        direction=best.frame.direction,
        stage=best.stage,
        asserted=best.asserted,
        currency=Currency.CURRENT,
        attribution=(),
        actors=items[0].roles.codes,
        targets=next((codes for item in items if (codes := _codes(item.roles.targets))), ()),
        products=tuple(dict.fromkeys(m.watch.name for m in mentions if m.watch.type is WatchType.PRODUCT)),
        entities=tuple(taking_part),
        dates=_dates(items[0], document),
        evidence=tuple(_evidence(items)),
        confidence=_SURE if headline and best.asserted is Asserted.ASSERTED else _LESS_SURE,
        relevance=min(100, (_IN_HEADLINE if headline else _IN_BODY) + 5 * (len(items) - 1)),
        alertable=True,
        reason=Reason.POLICY_EVENT,
        judged_by="rules",
        judge_score=None,
        judge_threshold=None,
        told_with=tuple(dict.fromkeys([*(m.watch.id for m in firms), *parents])),
        sentences=tuple(dict.fromkeys(item.sentence.plain for item in items)),
    )


def is_recalled(item: Told) -> bool:
    """Whether a dropped telling is an old measure that the article recalls: a state did something to it."""
    frame = item.settled.frame
    acted = bool(frame.chain) or frame.thing.kind == "act"
    done = item.settled.stage in _TOLD and item.settled.asserted is Asserted.ASSERTED
    return item.dated_old and acted and done and bool(item.roles.codes)


def background_of(items: Sequence[Told], document: Document, entities: Entities) -> PolicyHit:
    """One old measure: it rings nothing."""
    return replace(
        hit_of(items, document, entities),
        currency=Currency.BACKGROUND,
        alertable=False,
        reason=Reason.BACKGROUND,
        confidence=_LESS_SURE,
    )


def dropped(item: Told, reason: Reason) -> Candidate:
    """A rejected candidate, with the words that found it and the cue that rejected it."""
    return Candidate(
        what=f"policy:{item.settled.frame.thing.rule.id}",
        kept=False,
        reason=reason,
        evidence=tuple(_evidence([item])),
        detail=item.detail or None,
    )


def _codes(places: Sequence[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.place.code for item in places))


def _mentions(items: Sequence[Told], entities: Entities) -> list[Mention]:
    """The first mention of each watched entity in the sentences that tell the measure."""
    found: dict[str, Mention] = {}
    for mention in (mention for hit in entities.hits for mention in hit.mentions):
        for item in items:
            sentence = item.sentence
            if (
                mention.text is sentence.text
                and sentence.start <= mention.start
                and mention.end <= sentence.end
            ):
                found.setdefault(mention.watch.id, mention)
    return list(found.values())


def _dates(item: Told, document: Document) -> Dates:
    announced: date | None = None
    effective: date | None = None
    for when in find_dates(item.sentence.plain, anchor_of(document)):
        if when.date is None or when.precision not in ("day", "month"):
            continue
        if when.lead == "from" or when.relation == "future":
            effective = effective or when.date
        elif when.precision == "day":
            announced = announced or when.date
    return Dates(announced=announced, effective=effective)


def _evidence(items: Sequence[Told]) -> list[Evidence]:
    """The words that decided, each named for what it decided: trigger first, then roles and cues."""
    found: dict[tuple[str, str, int, int], Evidence] = {}
    for item in items[:_TELLINGS]:
        frame, rule, text = item.settled.frame, item.settled.frame.thing.rule, item.sentence.text
        spans = [(rule.id, frame.match.start, frame.match.end)]
        spans += [(f"{rule.id}:{link.verb.name}", link.match.start, link.match.end) for link in frame.chain]
        spans += [("actor", named.place.start, named.place.end) for named in item.roles.actors]
        spans += [("target", named.place.start, named.place.end) for named in item.roles.targets]
        for name, start, end in (*spans, *item.settled.decided):
            key = (text.name, name, start, end)
            if key not in found:
                found[key] = text.evidence(start=start, end=end, rule=name, rule_version=rule.version)
    return list(found.values())
