"""Find the policy events of a Chinese article: the order of the whole, on one screen."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from schemas.decision import Candidate
from schemas.finding import Asserted, Currency, Dates, EntityRole, Evidence
from schemas.watch import WatchType
from streams.core.detect.found import Entities, Mention
from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.hits import Policies, PolicyHit
from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.zh.clauses import Clause, Named, clauses, named
from streams.core.detect.policy.zh.frames import Frame, Match, frames
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.detect.policy.zh.settle import Scene, Settled, cues_of, settled, turned
from streams.core.document import Document, Sentence
from streams.core.reasons import Reason

MAX_SENTENCES: Final = 100
"""Sentences read of one article; hostile text must not buy more work than this."""
MAX_LENGTH: Final = 1_000
"""Characters of a sentence that are read."""
MAX_HITS: Final = 8
MAX_DROPPED: Final = 24
_LEAD: Final = 3
"""Sentences of the body in which a move is news without further signs."""
_NO_SUBJECT: Final = 3
"""Characters before a move in which no subject fits."""
_OPENERS: Final = (
    "对",
    "自",
    "将",
    "即日",
    "从",
    "拟",
    "我国",
    "今",
    "明",
    "新",
    "部分",
    "有关",
    "针对",
    "就",
    "美",
    "全面",
    "正式",
    "再",
    "其",
)
_SURE, _LESS_SURE = 0.9, 0.75


@dataclass(frozen=True, slots=True)
class _Told:
    """A settled frame in its sentence, with who acts and who is meant."""

    sentence: Sentence
    settled: Settled
    actors: tuple[Named, ...]
    actor_codes: tuple[str, ...]
    targets: tuple[Named, ...]
    reason: Reason | None
    detail: str


def find_policies_zh(
    document: Document, rules: ChineseRules, jurisdictions: Jurisdictions, entities: Entities
) -> Policies:
    """Every measure that the article reports as news, and each candidate that was dropped with its reason."""
    told: list[_Told] = []
    candidates = _candidates(document, rules)
    known = _known(document, rules, jurisdictions) if candidates else ()
    for sentence, matches in candidates:
        found = _read(sentence, matches, document, rules, jurisdictions, known)
        if sentence.text is document.headline:
            known = next((item.actor_codes for item in found if item.actor_codes), known)
        told += found
    kept: dict[tuple[str, str], list[_Told]] = {}
    dropped: list[Candidate] = []
    for item in told:
        frame = item.settled.frame
        if item.reason is None:
            kept.setdefault((frame.thing.rule.instrument, frame.direction), []).append(item)
        elif len(dropped) < MAX_DROPPED:
            dropped.append(_candidate(item))
    hits = tuple(_hit(items, document, entities) for items in list(kept.values())[:MAX_HITS])
    return Policies(hits=hits, dropped=tuple(dropped))


def _candidates(document: Document, rules: ChineseRules) -> list[tuple[Sentence, list[Match]]]:
    """Sentences with a thing in them, and the phrases of each; one pass over each field."""
    hits = {
        text.name: [
            Match(start, end, rules.words[index])
            for index, start, end in rules.phrases.find_matches_as_indexes(text.folded)
        ]
        for text in document.texts
    }
    if not any(match.word.things for matches in hits.values() for match in matches):
        return []
    chosen: list[tuple[Sentence, list[Match]]] = []
    for sentence in document.sentences:
        if sentence.furniture is not None:
            continue
        matches = hits[sentence.text.name]
        end = min(sentence.end, sentence.start + MAX_LENGTH)
        first = bisect_left(matches, sentence.start, key=lambda match: match.start)
        last = bisect_left(matches, end, key=lambda match: match.start)
        own = [match for match in matches[first:last] if match.end <= end]
        if any(match.word.things for match in own):
            chosen.append((replace(sentence, end=end), own))
            if len(chosen) >= MAX_SENTENCES:
                break
    return chosen


def _read(
    sentence: Sentence,
    matches: Sequence[Match],
    document: Document,
    rules: ChineseRules,
    jurisdictions: Jurisdictions,
    known: tuple[str, ...],
) -> list[_Told]:
    folded = sentence.text.folded
    parts = clauses(sentence)
    places = named(sentence, jurisdictions, rules.states)
    edges = frozenset([clause.start for clause in parts] + [item.place.end for item in places])
    scene = Scene(
        folded=folded,
        clauses=parts,
        cues=cues_of(folded, sentence.start, sentence.end, rules, edges),
        named=places,
        anchor=_anchor(document),
        headline=sentence.text is document.headline,
        order=sentence.index,
        things=frozenset(match.start for match in matches if match.word.things),
    )
    found: list[_Told] = []
    # "加拿大" holds "加" and "限" may be a part of a name: no verb stands inside a state's name.
    taken = {at for item in places for at in range(item.place.start, item.place.end)}
    usable = _usable(matches, folded[sentence.start : sentence.end])
    for clause in parts:
        own = [
            match
            for match in usable
            if clause.start <= match.start
            and match.end <= clause.end
            and (match.word.things or match.start not in taken)
        ]
        for frame in frames(clause, own, folded):
            result = turned(settled(frame, scene, rules))
            found.append(_told(sentence, result, scene, known))
    return found


def _usable(matches: Sequence[Match], words: str) -> list[Match]:
    """Matches without the things of rules that ask for other words in the sentence, where these are missing."""
    kept: list[Match] = []
    for match in matches:
        things = tuple(
            thing
            for thing in match.word.things
            if not thing.rule.near or any(near in words for near in thing.rule.near)
        )
        if len(things) == len(match.word.things):
            kept.append(match)
        elif things or match.word.verb is not None:
            kept.append(replace(match, word=replace(match.word, things=things)))
    return kept


def _told(
    sentence: Sentence,
    result: Settled,
    scene: Scene,
    known: tuple[str, ...],
) -> _Told:
    frame = result.frame
    first = min(
        [
            frame.match.start,
            *(link.match.start for link in frame.chain if link.match.end <= frame.match.start),
        ]
    )
    inside = [item for item in scene.named if frame.clause.start <= item.place.start < frame.clause.end]
    acting = [
        item for item in inside if item.place.start < first and not item.meant and not item.place.locative
    ]
    if not acting:
        earlier = [item for item in scene.named if item.place.end <= frame.clause.start and not item.meant]
        acting = [item for item in earlier if not item.place.locative][-1:]
    deal = frame.thing.kind == "deal"
    if deal:
        acting = inside or acting
    chosen = _joined(acting, scene.folded) if not deal else acting
    codes = tuple(dict.fromkeys(item.place.code for item in chosen)) or (
        known if _impersonal(frame, scene) else ()
    )
    targets = tuple(item for item in inside if item.place.code not in codes and item not in chosen)
    reason, detail = result.dropped or (None, "")
    if reason is None and not codes and not _is_granted(frame, scene):
        reason, detail = Reason.NO_ACTOR, ""
    if reason is None and not scene.headline and scene.order > _LEAD and not _is_fresh(frame.clause, scene):
        reason, detail = Reason.BACKGROUND, f"sentence {scene.order} of the body, and no sign that it is new"
    return _Told(sentence, result, tuple(chosen), codes, targets, reason, detail)


def _is_granted(frame: Frame, scene: Scene) -> bool:
    """ "获准对华出口": only an authority grants, named or not."""
    return scene.headline and any(link.match.word.text in ("获准", "获批") for link in frame.chain)


def _impersonal(frame: Frame, scene: Scene) -> bool:
    """Whether a clause that names no state may be one of an authority known from elsewhere.

    It may not where somebody else stands as its subject or speaker, or the sentence is about markets.
    """
    spoken = next((clause for clause in scene.clauses if clause.speaks and clause.end <= frame.start), None)
    if spoken is not None and not any(spoken.start <= item.place.start < spoken.end for item in scene.named):
        return False
    if (
        scene.within(scene.clauses[0].start, scene.clauses[-1].end, "market", "company", "opinion")
        is not None
    ):
        return False
    before = scene.folded[frame.clause.start : frame.start]
    return len(before) <= _NO_SUBJECT or frame.clause.start in scene.things or before.startswith(_OPENERS)


def _joined(acting: Sequence[Named], folded: str) -> list[Named]:
    """The first who acts, with those joined to it ("美国和英国"); a body stands right behind its state."""
    chosen: list[Named] = []
    for item in acting:
        if not chosen or folded[chosen[-1].place.end : item.place.start] in ("", "、", "和", "与", "及"):
            chosen.append(item)
    return chosen


def _known(document: Document, rules: ChineseRules, jurisdictions: Jurisdictions) -> tuple[str, ...]:
    """Who acts where a clause names nobody: who the headline or the lead names first, or the publisher's state."""
    for sentence in document.sentences[:_LEAD]:
        if sentence.furniture is None:
            places = named(
                replace(sentence, end=min(sentence.end, sentence.start + MAX_LENGTH)),
                jurisdictions,
                rules.states,
            )
            acting = [item.place for item in places if not item.meant and not item.place.locative]
            chosen = next((place for place in acting if place.kind in ("agency", "official")), None)
            if chosen is not None:
                return (chosen.code,)
    source = document.article.source or ""
    if source in rules.home:
        return (rules.home[source],)
    return next(((place.code,) for place in jurisdictions.find(source) if place.kind == "agency"), ())


def _is_fresh(clause: Clause, scene: Scene) -> bool:
    found = find_dates(scene.folded[clause.start : clause.end], scene.anchor)
    return (
        any(item.relation in ("today", "future") for item in found)
        or "宣布" in scene.folded[clause.start : clause.end]
    )


def _anchor(document: Document) -> date | None:
    published = document.article.published_at
    return published.date() if published is not None else None


def _hit(items: Sequence[_Told], document: Document, entities: Entities) -> PolicyHit:
    best = items[0]
    frame, rule = best.settled.frame, best.settled.frame.thing.rule
    mentions = _mentions(items, entities)
    firms = [mention for mention in mentions if mention.watch.type is not WatchType.PRODUCT]
    relevances = {hit.watch.id: hit.relevance for hit in entities.hits}
    roles = {
        m.watch.id: EntityRole(watch_id=m.watch.id, name=m.watch.name, relevance=relevances[m.watch.id])
        for m in firms
    }
    headline = any(item.sentence.text is document.headline for item in items)
    return PolicyHit(
        policy=rule.id,
        version=rule.version,
        instrument=rule.instrument,
        gta_instrument=rule.gta,
        direction=frame.direction,
        stage=best.settled.stage,
        asserted=best.settled.asserted,
        currency=Currency.CURRENT,
        attribution=(),
        actors=best.actor_codes,
        targets=next((codes for item in items if (codes := _codes(item.targets))), ()),
        products=tuple(dict.fromkeys(m.watch.name for m in mentions if m.watch.type is WatchType.PRODUCT)),
        entities=tuple(roles.values()),
        dates=_dates(best, document),
        evidence=tuple(_evidence(items)),
        confidence=_SURE if headline and best.settled.asserted is Asserted.ASSERTED else _LESS_SURE,
        relevance=min(100, (95 if headline else 75) + 5 * (len(items) - 1)),
        alertable=True,
        reason=Reason.POLICY_EVENT,
        judged_by="rules",
        judge_score=None,
        judge_threshold=None,
        told_with=tuple(
            dict.fromkeys([m.watch.id for m in firms] + [m.watch.parent for m in mentions if m.watch.parent])
        ),
        sentences=tuple(dict.fromkeys(item.sentence.plain for item in items)),
    )


def _codes(places: Sequence[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.place.code for item in places))


def _mentions(items: Sequence[_Told], entities: Entities) -> list[Mention]:
    found: dict[str, Mention] = {}
    for hit in entities.hits:
        for mention in hit.mentions:
            if any(
                mention.text is item.sentence.text
                and item.sentence.start <= mention.start
                and mention.end <= item.sentence.end
                for item in items
            ):
                found.setdefault(mention.watch.id, mention)
    return list(found.values())


def _dates(item: _Told, document: Document) -> Dates:
    announced: date | None = None
    effective: date | None = None
    for when in find_dates(item.sentence.plain, _anchor(document)):
        if when.date is None or when.precision not in ("day", "month"):
            continue
        if when.lead == "from" or when.relation == "future":
            effective = effective or when.date
        elif when.precision == "day":
            announced = announced or when.date
    return Dates(announced=announced, effective=effective)


def _spans(item: _Told) -> list[tuple[str, int, int]]:
    frame = item.settled.frame
    spans = [(frame.thing.rule.id, frame.match.start, frame.match.end)]
    spans += [
        (f"{frame.thing.rule.id}:{link.verb.name}", link.match.start, link.match.end) for link in frame.chain
    ]
    spans += [("actor", named.place.start, named.place.end) for named in item.actors]
    spans += [("target", named.place.start, named.place.end) for named in item.targets]
    return spans + list(item.settled.decided)


def _evidence(items: Sequence[_Told]) -> list[Evidence]:
    found: list[Evidence] = []
    for item in items:
        rule = item.settled.frame.thing.rule
        for name, start, end in _spans(item):
            evidence = item.sentence.text.evidence(start=start, end=end, rule=name, rule_version=rule.version)
            if evidence not in found:
                found.append(evidence)
    return found


def _candidate(item: _Told) -> Candidate:
    rule = item.settled.frame.thing.rule
    return Candidate(
        what=f"policy:{rule.id}",
        kept=False,
        reason=item.reason or Reason.BACKGROUND,
        evidence=tuple(_evidence([item])),
        detail=item.detail or None,
    )
