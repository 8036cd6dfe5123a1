"""Which story a finding belongs to: its article's own, a look-alike that is the same event, or none yet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from schemas.alert import AlertPolicy
from schemas.base import content_id
from schemas.decision import Candidate
from schemas.finding import EntityFinding, PolicyFinding
from streams.core.merge.draft import Draft
from streams.core.merge.index import buckets_of, candidates, past_buckets_of
from streams.core.merge.records import FedRecord, StoryRecord
from streams.core.merge.rules import MergeRules, Windows
from streams.core.merge.similarity import Likeness, Traits, entity_likeness, policy_likeness
from streams.core.merge.words import Rarity
from streams.core.reasons import Reason

Finding = EntityFinding | PolicyFinding

_WORDS: Final = re.compile(r"[^\W_]+")

# How alike an older story must be to be named as related: who and whom, or what, agree; words do not count.
RELATED: Final = 0.45
MOST_RELATED: Final = 3
PAST_TERMS: Final = 12
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """The story a finding joins (None: it opens one), what it replaces there, and what was looked at."""

    story: StoryRecord | None
    replaces: str | None = None
    looked_at: tuple[Candidate, ...] = ()


def traits_of(finding: Finding) -> Traits:
    """What of a finding is compared."""
    policy = policy_of(finding)
    return Traits(
        policy=policy,
        entities=frozenset(role.watch_id for role in finding.entities),
        terms=said_terms(finding),
        languages=frozenset((finding.article.language.partition("-")[0],)),
    )


def said_terms(finding: Finding) -> dict[str, float]:
    """The words that are compared: of an entity finding all but the entity's own names, which every report has."""
    terms = finding.article.terms
    if isinstance(finding, PolicyFinding):
        return terms
    names = {finding.name, *(item.text for item in finding.evidence)}
    own = {
        form
        for name in names
        for word in _WORDS.findall(name.casefold())
        for form in (word, word.removesuffix("s"))
    }
    joined = " ".join(names).casefold()
    return {
        term: weight
        for term, weight in terms.items()
        if term not in own and (term.isascii() or term not in joined)
    }


def story_traits(story: StoryRecord) -> Traits:
    """What of a story is compared: all that was said of it, as it was told."""
    members = story.standing or story.members
    return Traits(
        policy=story.told.policy,
        entities=frozenset(role.watch_id for member in members for role in member.roles),
        terms=story.terms,
        languages=frozenset(member.language.partition("-")[0] for member in members),
    )


def policy_of(finding: Finding) -> AlertPolicy | None:
    """The state action a finding tells of; None for an entity finding."""
    if isinstance(finding, EntityFinding):
        return None
    return AlertPolicy.model_validate(finding, from_attributes=True)


def is_open(story: StoryRecord, at: datetime, windows: Windows) -> bool:
    """Whether a story still takes articles that arrive at `at`: by arrival times alone, whatever ticks have done."""
    return at <= story.last_at + windows.silence and at <= story.opened_at + windows.longest


def choose(draft: Draft, finding: Finding, fed: FedRecord, *, at: datetime, rules: MergeRules) -> Choice:
    """The story of a finding: first its own (a replay), then its article's, then the most alike open one."""
    own = draft.story(content_id("story", finding.id))
    if own is not None:
        return Choice(own)
    traits = traits_of(finding)
    if (choice := _of_article(draft, finding, fed, traits, rules)) is not None:
        return choice
    near = [
        story
        for story_id in candidates(draft, buckets_of(traits))
        if (story := draft.story(story_id)) is not None and is_open(story, at, rules.windows)
    ]
    rarity = Rarity((story.terms, len(story.members) + story.dropped) for story in near)
    judged = [(story, _likeness(story, finding, traits, rarity)) for story in near]
    judged.sort(key=lambda pair: (-pair[1].score, pair[0].id))
    fitting = next((story for story, likeness in judged if _fits(likeness, finding, rules)), None)
    shown = tuple(
        Candidate(
            what=story.id,
            kept=story is fitting,
            reason=Reason.SAME_EVENT if story is fitting else Reason.OTHER_EVENT,
            detail=likeness.says,
        )
        for story, likeness in judged[:_SHOWN]
    )
    return Choice(fitting, looked_at=shown)


def related_to(draft: Draft, finding: Finding, *, at: datetime, rules: MergeRules) -> tuple[str, ...]:
    """Ids of older stories, out of their window, that a new story goes back to; the latest first."""
    traits = traits_of(finding)
    found: list[StoryRecord] = []
    for story_id in candidates(draft, past_buckets_of(traits)):
        story = draft.story(story_id)
        if story is None or is_open(story, at, rules.windows) or story.opened_at > at:
            continue
        likeness = _likeness_of_kind(
            finding, replace(traits, terms=heaviest(traits.terms)), _past_traits(story)
        )
        bound = rules.thresholds.entity if isinstance(finding, EntityFinding) else RELATED
        if not likeness.against and likeness.score >= bound:
            found.append(story)
    found.sort(key=lambda story: (story.last_at, story.id), reverse=True)
    return tuple(story.id for story in found[:MOST_RELATED])


def heaviest(terms: Mapping[str, float], most: int = PAST_TERMS) -> dict[str, float]:
    """The heaviest words, as a closed story keeps them."""
    return dict(sorted(terms.items(), key=lambda item: (-item[1], item[0]))[:most])


def _past_traits(story: StoryRecord) -> Traits:
    return replace(story_traits(story), terms=heaviest(story.terms))


def _of_article(
    draft: Draft, finding: Finding, fed: FedRecord, traits: Traits, rules: MergeRules
) -> Choice | None:
    """The story that an older version of the same article fed with what this finding replaces.

    A corrected article may contradict itself in one thing (the target was another country) and is the same story;
    in two it tells of something else.
    """
    best: tuple[float, StoryRecord, str] | None = None
    for entry in fed.findings:
        newer = finding.article.version > entry.version or entry.at < (
            finding.article.received_at or entry.at
        )
        story = draft.story(entry.story)
        if story is None or not newer:
            continue
        member = next((member for member in story.members if member.finding == entry.finding), None)
        if member is None or (entry.gone and not story.told.withdrawn) or entry.finding == finding.id:
            continue
        bare = Traits(member.policy, frozenset(role.watch_id for role in member.roles), {}, frozenset())
        likeness = _likeness_of_kind(finding, traits, bare)
        if len(likeness.against) > 1:
            continue
        score = likeness.score - len(likeness.against)
        if best is None or score > best[0]:
            best = (score, story, entry.finding)
    return Choice(best[1], replaces=best[2]) if best else None


def _likeness(story: StoryRecord, finding: Finding, traits: Traits, rarity: Rarity) -> Likeness:
    if isinstance(finding, EntityFinding):
        return entity_likeness(traits, story_traits(story), rarity)
    if not any(member.article == finding.article.id for member in story.standing):
        return policy_likeness(traits, story_traits(story), rarity)
    # Two measures of one article have all their words in common: only what they are on tells them apart.
    return policy_likeness(traits, story_traits(story))


def _likeness_of_kind(finding: Finding, one: Traits, other: Traits) -> Likeness:
    if isinstance(finding, EntityFinding):
        return entity_likeness(one, other, Rarity())
    return policy_likeness(one, other)


def _fits(likeness: Likeness, finding: Finding, rules: MergeRules) -> bool:
    bound = rules.thresholds.entity if isinstance(finding, EntityFinding) else rules.thresholds.policy
    return not likeness.against and likeness.score >= bound
