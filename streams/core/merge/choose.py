"""Which story a finding belongs to: its article's own, a look-alike that is the same event, or none yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from schemas.base import content_id
from schemas.decision import Candidate
from schemas.finding import EntityFinding, PolicyFinding
from streams.core.merge.draft import Draft
from streams.core.merge.index import SOUGHT_WORDS, buckets_of, candidates
from streams.core.merge.records import FedRecord, StoryRecord
from streams.core.merge.rules import MergeRules
from streams.core.merge.similarity import Likeness, entity_likeness, likeness_of_kind, policy_likeness
from streams.core.merge.traits import Traits, story_traits, traits_of
from streams.core.merge.words import Rarity
from streams.core.reasons import Reason

Finding = EntityFinding | PolicyFinding

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """The story a finding joins (None: it opens one), what it replaces there, and what was looked at."""

    story: StoryRecord | None
    replaces: str | None = None
    looked_at: tuple[Candidate, ...] = ()


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
        for story_id in candidates(draft, buckets_of(traits, words=SOUGHT_WORDS))
        if (story := draft.story(story_id)) is not None
        and rules.windows.takes(at, opened_at=story.opened_at, last_at=story.last_at)
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
        likeness = likeness_of_kind(traits, bare, same_article=True)
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
    return policy_likeness(traits, story_traits(story), same_article=True)


def _fits(likeness: Likeness, finding: Finding, rules: MergeRules) -> bool:
    bound = rules.thresholds.entity if isinstance(finding, EntityFinding) else rules.thresholds.policy
    return not likeness.against and likeness.score >= bound
