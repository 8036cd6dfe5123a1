"""Older stories that a new one goes back to: threatened in May, in force in June."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from schemas.finding import EntityFinding, PolicyFinding
from streams.core.merge.draft import Draft
from streams.core.merge.index import candidates, past_buckets_of
from streams.core.merge.records import StoryRecord
from streams.core.merge.rules import MergeRules
from streams.core.merge.similarity import likeness_of_kind
from streams.core.merge.traits import Traits, story_traits, traits_of
from streams.core.merge.words import heaviest

Finding = EntityFinding | PolicyFinding

# How alike an older story must be to be named as related: who and whom, or what, agree; words do not count.
RELATED: Final = 0.45
MOST_RELATED: Final = 3


def related_to(draft: Draft, finding: Finding, *, at: datetime, rules: MergeRules) -> tuple[str, ...]:
    """Ids of older stories, out of their window, that a new story goes back to; the latest first."""
    traits = traits_of(finding)
    found: list[StoryRecord] = []
    for story_id in candidates(draft, past_buckets_of(traits)):
        story = draft.story(story_id)
        if (
            story is None
            or rules.windows.takes(at, opened_at=story.opened_at, last_at=story.last_at)
            or story.opened_at > at
        ):
            continue
        likeness = likeness_of_kind(replace(traits, terms=heaviest(traits.terms)), _past_traits(story))
        bound = rules.thresholds.entity if isinstance(finding, EntityFinding) else RELATED
        if not likeness.against and likeness.score >= bound:
            found.append(story)
    found.sort(key=lambda story: (story.last_at, story.id), reverse=True)
    return tuple(story.id for story in found[:MOST_RELATED])


def _past_traits(story: StoryRecord) -> Traits:
    return replace(story_traits(story), terms=heaviest(story.terms))
