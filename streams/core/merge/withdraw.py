"""A finding no longer stands: what rested on it goes, and only that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from schemas.finding import Withdrawal, WithdrawalReason
from streams.core.merge.draft import Draft
from streams.core.merge.records import Fed, FedRecord, Gone, Member, StoryRecord
from streams.core.merge.rules import MergeRules
from streams.core.merge.speak import Word, word_of_withdrawal
from streams.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What to say, the story without the finding (None: no story changes), and what is written after it."""

    word: Word
    story: StoryRecord | None = None
    remember: Callable[[], None] = lambda: None


def withdraw(draft: Draft, value: Withdrawal, *, at: datetime, rules: MergeRules) -> Withdrawn:
    """What comes of a withdrawal. A finding that was never merged, or is gone already, changes nothing."""
    fed = draft.fed(value.article.id)
    entry = next((entry for entry in fed.findings if entry.finding == value.finding_id), None)
    story = draft.story(entry.story) if entry else None
    if entry is None or story is None:
        return Withdrawn(Word(None, Reason.NOTHING_TOLD))
    if entry.gone is not None:
        return Withdrawn(Word(None, Reason.REPLACED if entry.gone is Gone.REPLACED else Reason.ALREADY_SEEN))
    if value.article.version < entry.version:
        return Withdrawn(Word(None, Reason.OLDER_VERSION))
    member = next((member for member in story.members if member.finding == value.finding_id), None)

    def remember() -> None:
        draft.put_fed(value.article.id, _without(fed, entry, value, at))

    if member is None or not member.standing:
        # The story was written before the worker died; only what points to it is missing.
        remember()
        return Withdrawn(Word(None, Reason.ALREADY_SEEN))
    fallen = {member.finding, *(_copies(story, member) if value.reason is WithdrawalReason.KILLED else ())}
    members = tuple(
        other.model_copy(update={"standing": False}) if other.finding in fallen else other
        for other in story.members
    )
    story = story.model_copy(update={"members": members})
    if value.reason is WithdrawalReason.RULE_CHANGED:
        return Withdrawn(Word(None, Reason.RULE_CHANGED), story, remember)
    return Withdrawn(word_of_withdrawal(story, member, rules), story, remember)


def _copies(story: StoryRecord, member: Member) -> set[str]:
    """What falls with a report that its own source kills: the copies of it, unless that source stands by another."""
    same = [other for other in story.standing if other is not member and other.origin == member.origin]
    if not member.own or any(other.own for other in same):
        return set()
    return {other.finding for other in same}


def _without(fed: FedRecord, entry: Fed, value: Withdrawal, at: datetime) -> FedRecord:
    gone = entry.model_copy(
        update={
            "gone": Gone.WITHDRAWN,
            "version": value.article.version,
            "at": max(entry.at, value.article.received_at or at),
        }
    )
    return FedRecord(findings=tuple(gone if other is entry else other for other in fed.findings))
