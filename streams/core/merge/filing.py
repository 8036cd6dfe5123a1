"""Where a story and what points to it are put: its buckets, the time of the next look, and what each article fed."""

from datetime import datetime
from typing import Final

from schemas.finding import EntityFinding, PolicyFinding
from streams.core.merge.draft import Draft
from streams.core.merge.index import buckets_of, file_under, past_buckets_of
from streams.core.merge.records import Fed, FedRecord, Gone, Member, StoryRecord
from streams.core.merge.rules import Windows
from streams.core.merge.traits import story_traits

MOST_FED: Final = 32


def filed(draft: Draft, story: StoryRecord, *, now: datetime, windows: Windows) -> StoryRecord:
    """The story in the index and in the draft, due when its window has passed.

    `now` only says when a tick looks at it again; what belongs to the story is decided by arrival times.
    """
    due = max(min(story.last_at + windows.silence, story.opened_at + windows.longest), now) + windows.grace
    traits = story_traits(story)
    story = file_under(draft, story, (*buckets_of(traits), *past_buckets_of(traits)))
    story = story.model_copy(update={"due": due})
    draft.put_story(story)
    return story


def remember(
    draft: Draft,
    finding: EntityFinding | PolicyFinding,
    story: StoryRecord,
    *,
    at: datetime,
    replaces: str | None,
) -> None:
    """Write down which story the article's finding fed."""
    article = finding.article
    kept = [
        entry.model_copy(update={"gone": Gone.REPLACED})
        if entry.finding == replaces and not entry.gone
        else entry
        for entry in draft.fed(article.id).findings
        if entry.finding != finding.id
    ]
    kept.append(
        Fed(finding=finding.id, story=story.id, version=article.version, at=article.received_at or at)
    )
    draft.put_fed(article.id, FedRecord(findings=tuple(kept[-MOST_FED:])))


def forget(draft: Draft, members: tuple[Member, ...]) -> None:
    """Take members' findings out of what their articles fed."""
    for member in members:
        left = tuple(entry for entry in draft.fed(member.article).findings if entry.finding != member.finding)
        draft.put_fed(member.article, FedRecord(findings=left))
