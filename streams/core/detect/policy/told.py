"""Make one hit of all tellings of one measure: fields from the best, the rest from whoever names it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from schemas.finding import Currency, Dates, Evidence
from schemas.watch import WatchType
from streams.core.detect.found import Entities, Mention, role_of
from streams.core.detect.policy.candidates import MAX_LENGTH
from streams.core.detect.policy.hits import PolicyHit
from streams.core.detect.policy.same import same
from streams.core.detect.policy.telling import Telling
from streams.core.document import Document
from streams.core.reasons import Reason

MAX_TOLD: Final = 12
"""Tellings of one measure whose words are kept; an article made of bans must not buy more work than this."""


def hit_of(
    tellings: Sequence[Telling], backing: Sequence[Telling], entities: Entities, document: Document
) -> PolicyHit:
    """One alertable hit: the best telling comes first and decides what the others do not add to.

    `backing` are candidates too weak to be told by themselves, which confirm it and may name who says so.
    """
    every = [*tellings, *(other for other in backing if same(tellings[0].account, other.account))]
    sure = max(item.verdict.probability for item in tellings)
    return replace(
        _hit(every, entities, document), confidence=round(sure, 4), relevance=_relevance(tellings, document)
    )


def background_of(tellings: Sequence[Telling], entities: Entities, document: Document) -> PolicyHit:
    """One old measure that the article recalls: it rings nothing, whatever its score."""
    best = tellings[0]
    doubt = 0.0 if best.found.old is not None else best.verdict.probability
    return replace(
        _hit(tellings, entities, document),
        currency=Currency.BACKGROUND,
        alertable=False,
        reason=Reason.BACKGROUND,
        confidence=round(max(0.5, 1.0 - doubt), 4),
    )


def _hit(every: Sequence[Telling], entities: Entities, document: Document) -> PolicyHit:
    best = every[0]
    relevances = {hit.watch.id: hit.relevance for hit in entities.hits}
    taking_part = _watches(every)
    return PolicyHit(
        policy=best.found.rule.id,
        version=best.found.rule.version,
        instrument=best.instrument,
        gta_instrument=best.found.rule.gta if best.instrument is best.found.rule.instrument else None,
        direction=best.direction,
        stage=best.stage,
        asserted=best.asserted,
        currency=Currency.CURRENT,
        attribution=_longest(speaker.name for item in every for speaker in item.speakers),
        actors=best.actors or _all(chain.from_iterable(item.actors for item in every)),
        targets=next((item.targets for item in every if item.targets), ()),
        products=next((tuple(name for name, _, _ in item.products) for item in every if item.products), ()),
        entities=tuple(
            role_of(mention.watch, relevances.get(mention.watch.id, 0)) for mention in taking_part
        ),
        dates=_dates(every),
        evidence=tuple(evidence_of(every)),
        confidence=round(best.verdict.probability, 4),
        relevance=_relevance(every, document),
        alertable=True,
        reason=Reason.POLICY_EVENT,
        judged_by=best.verdict.judged_by,
        judge_score=None if best.verdict.opinion is None else round(best.verdict.opinion.current, 4),
        judge_threshold=best.verdict.threshold,
        told_with=_all(_told_with(every, taking_part)),
        sentences=_all(item.found.sentence.plain[:MAX_LENGTH] for item in every),
    )


def evidence_of(tellings: Iterable[Telling]) -> list[Evidence]:
    """The words that decided, each named for what it decided: trigger first, then roles and cues."""
    items: list[Evidence] = []
    known: set[tuple[str, str, int, int]] = set()
    for item in islice(tellings, MAX_TOLD):
        frame, text, rule = item.found.frame, item.found.sentence.text, item.found.rule
        tokens = frame.reading.tokens
        spans = [(rule.id, tokens.starts[frame.mark.start], tokens.ends[frame.mark.end - 1])]
        for link in frame.chain:
            name = f"{rule.id}:{link.verb.name}"
            spans.append((name, tokens.starts[link.mark.start], tokens.ends[link.mark.end - 1]))
        spans += [("actor", place.start, place.end) for place in item.found.roles.actors]
        spans += [("target", place.start, place.end) for place in item.found.roles.targets]
        spans += [("product", start, end) for _, start, end in item.products[:3]]
        spans += [("attribution", speaker.start, speaker.end) for speaker in item.speakers]
        spans += [(role, tokens.starts[start], tokens.ends[end - 1]) for role, start, end in frame.cues]
        for name, start, end in spans:
            if (text.name, name, start, end) not in known:
                known.add((text.name, name, start, end))
                items.append(text.evidence(start=start, end=end, rule=name, rule_version=rule.version))
    return items


def _watches(tellings: Sequence[Telling]) -> tuple[Mention, ...]:
    """Who is named in the telling sentences or speaks in them; products are goods, not parties."""
    first: dict[str, Mention] = {}
    for item in tellings:
        spoken = (speaker.mention for speaker in item.speakers if speaker.mention is not None)
        for mention in (*item.mentions, *spoken):
            if mention.watch.type is not WatchType.PRODUCT:
                first.setdefault(mention.watch.id, mention)
    return tuple(first.values())


def _told_with(tellings: Sequence[Telling], taking_part: Sequence[Mention]) -> Iterable[str]:
    for mention in taking_part:
        yield mention.watch.id
    for item in tellings:
        for speaker in item.speakers:
            if speaker.mention is not None:
                yield speaker.mention.watch.id
        for mention in item.mentions:
            if mention.watch.type is WatchType.PRODUCT:
                yield mention.watch.id
    for mention in taking_part:
        if mention.watch.parent is not None:
            yield mention.watch.parent


def _dates(tellings: Sequence[Telling]) -> Dates:
    def first(name: str) -> object:
        return next((value for item in tellings if (value := getattr(item.dates, name)) is not None), None)

    return Dates.model_validate({name: first(name) for name in ("announced", "effective", "removed")})


def _relevance(tellings: Sequence[Telling], document: Document) -> int:
    """0-100: 100 in the headline, 80 in the first two sentences, then less; said again is worth 5."""

    def place(item: Telling) -> int:
        if item.found.sentence.text is document.headline:
            return 100
        return 80 if item.found.order < 2 else 65 if item.found.order < 6 else 45

    return min(100, max(map(place, tellings)) + 5 * (len(tellings) - 1))


def _all(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _longest(names: Iterable[str]) -> tuple[str, ...]:
    """Each speaker once, without the shorter forms: "the ministry" beside "trade ministry"."""
    named = _all(names)
    return tuple(
        name for name in named if not any(other.lower().endswith(" " + name.lower()) for other in named)
    )
