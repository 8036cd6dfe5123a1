"""Find the policy events of a Chinese article: the order of the whole, on one screen."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from schemas.decision import Candidate
from schemas.watch import WatchType
from streams.core.detect.found import Entities
from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.hits import Policies
from streams.core.detect.policy.jurisdictions import Jurisdictions
from streams.core.detect.policy.zh.acting import LEAD, is_granted, known_actor, roles
from streams.core.detect.policy.zh.clauses import Clause
from streams.core.detect.policy.zh.frames import Match, frames
from streams.core.detect.policy.zh.news import Against, against, old
from streams.core.detect.policy.zh.rules import ChineseRules
from streams.core.detect.policy.zh.scene import Scene, scene_of
from streams.core.detect.policy.zh.settle import settled
from streams.core.detect.policy.zh.told import Told, background_of, dropped, hit_of, is_recalled
from streams.core.document import Document, Sentence
from streams.core.reasons import Reason

MAX_SENTENCES: Final = 100
"""Sentences read of one article; hostile text must not buy more work than this."""
MAX_LENGTH: Final = 1_000
"""Characters of a sentence that are read."""
MAX_HITS: Final = 8
MAX_OLD: Final = 6
"""Old measures told as background of one article."""
MAX_DROPPED: Final = 24


def find_policies_zh(
    document: Document, rules: ChineseRules, jurisdictions: Jurisdictions, entities: Entities
) -> Policies:
    """Every measure that the article reports as news, and each candidate that was dropped with its reason."""
    candidates = _candidates(document, rules)
    if not candidates:
        return Policies()
    known = known_actor(document, rules, jurisdictions)
    kept: dict[tuple[str, str], list[Told]] = {}
    past: dict[tuple[str, str], list[Told]] = {}
    rejected: list[Candidate] = []
    for sentence, matches in candidates:
        scene = _without_names(
            scene_of(sentence, matches, document, rules, jurisdictions), sentence, entities
        )
        read = [
            _told(sentence, scene, clause, own, rules, known) for clause, own in _by_clause(scene, matches)
        ]
        for item in (item for items in read for item in items):
            if item.reason is None:
                frame = item.settled.frame
                kept.setdefault((frame.thing.rule.instrument, frame.direction), []).append(item)
            elif is_recalled(item):
                frame = item.settled.frame
                past.setdefault((frame.thing.rule.instrument, frame.direction), []).append(item)
            elif len(rejected) < MAX_DROPPED:
                rejected.append(dropped(item, item.reason))
            if scene.headline and item.roles.codes:
                known = item.roles.codes
    hits = tuple(hit_of(items, document, entities) for items in list(kept.values())[:MAX_HITS])
    background = tuple(
        background_of(items, document, entities) for measure, items in past.items() if measure not in kept
    )
    return Policies(hits=(*hits, *background[:MAX_OLD]), dropped=tuple(rejected))


def _without_names(scene: Scene, sentence: Sentence, entities: Entities) -> Scene:
    """The scene without states read out of a watched name: the first character of 英伟达 is not the United Kingdom."""
    taken = {
        at
        for hit in entities.hits
        if hit.watch.type not in (WatchType.BODY, WatchType.PLACE)
        for mention in hit.mentions
        if mention.text is sentence.text
        for at in range(mention.start, mention.end)
    }
    return (
        replace(scene, named=[item for item in scene.named if item.place.start not in taken])
        if taken
        else scene
    )


def _candidates(document: Document, rules: ChineseRules) -> list[tuple[Sentence, list[Match]]]:
    """Sentences with a thing in them, and the phrases of each; one pass over each field."""
    hits = {text.name: rules.phrases.find_matches_as_indexes(text.folded) for text in document.texts}
    if not any(index in rules.thing_words for found in hits.values() for index, _, _ in found):
        return []
    chosen: list[tuple[Sentence, list[Match]]] = []
    for sentence in document.sentences:
        if sentence.furniture is not None:
            continue
        found = hits[sentence.text.name]
        end = min(sentence.end, sentence.start + MAX_LENGTH)
        first = bisect_left(found, sentence.start, key=_start)
        last = bisect_left(found, end, key=_start)
        matches = [
            Match(start, stop, rules.words[at]) for at, start, stop in found[first:last] if stop <= end
        ]
        own = _usable(matches, sentence.text.folded[sentence.start : end])
        if any(match.word.things for match in own):
            chosen.append((replace(sentence, end=end), own))
            if len(chosen) >= MAX_SENTENCES:
                break
    return chosen


def _start(hit: tuple[int, int, int]) -> int:
    return hit[1]


def _usable(matches: Sequence[Match], words: str) -> list[Match]:
    """Matches without the things of rules that ask for other words in the sentence, where these are missing."""
    kept: list[Match] = []
    for match in matches:
        things = tuple(
            thing
            for thing in match.word.things
            if not thing.rule.near or any(near in words for near in thing.rule.near)
        )
        if things or match.word.verb is not None:
            whole = len(things) == len(match.word.things)
            kept.append(match if whole else replace(match, word=replace(match.word, things=things)))
    return kept


def _by_clause(scene: Scene, matches: Sequence[Match]) -> list[tuple[Clause, list[Match]]]:
    """The phrases of each clause; no verb stands inside a state's name ("加拿大" holds "加")."""
    taken = {at for item in scene.named for at in range(item.place.start, item.place.end)}
    free = [match for match in matches if match.word.things or match.start not in taken]
    return [
        (c, [match for match in free if c.start <= match.start and match.end <= c.end]) for c in scene.clauses
    ]


def _told(
    sentence: Sentence,
    scene: Scene,
    clause: Clause,
    matches: Sequence[Match],
    rules: ChineseRules,
    known: tuple[str, ...],
) -> list[Told]:
    """Every frame of a clause, with its roles and what speaks against it."""
    found: list[Told] = []
    for frame in frames(clause, matches, scene.folded):
        result = settled(frame, scene)
        who = roles(result.frame, scene, known)
        no: Against | None = against(result.frame, scene, rules)
        if no is None and not who.codes and not is_granted(frame, scene):
            no = (Reason.NO_ACTOR, "")
        if no is None and not scene.headline and scene.order > LEAD and not _is_fresh(clause, scene):
            no = (Reason.BACKGROUND, f"sentence {scene.order} of the body, and no sign that it is new")
        reason, detail = no or (None, "")
        past = reason is Reason.BACKGROUND and old(result.frame, scene) is not None
        found.append(Told(sentence, result, who, reason, detail, dated_old=past))
    return found


def _is_fresh(clause: Clause, scene: Scene) -> bool:
    words = scene.folded[clause.start : clause.end]
    return "宣布" in words or any(
        item.relation in ("today", "future") for item in find_dates(words, scene.anchor)
    )
