"""When to speak: the first report, a change a reader acts on, or not at all, with the reason."""

from dataclasses import dataclass
from typing import Final

from schemas.alert import AlertType, Change
from streams.core.merge.changes import Named, headline_changes, policy_changes, reason_of
from streams.core.merge.compose import sources_of
from streams.core.merge.facts import folded
from streams.core.merge.records import Member, StoryRecord
from streams.core.merge.rules import MergeRules
from streams.core.reasons import Reason

_OUTCOME: Final = {AlertType.ALERT: "alerted", AlertType.UPDATE: "updated", AlertType.CANCEL: "canceled"}


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a story (None: nothing), why, and which changes it names."""

    type: AlertType | None
    reason: Reason
    changes: tuple[Change, ...] = ()

    @property
    def outcome(self) -> str:
        """As decisions call it."""
        return _OUTCOME[self.type] if self.type else "silent"


def first_word() -> Word:
    """A new story is always told."""
    return Word(AlertType.ALERT, Reason.FIRST_REPORT)


def next_word(story: StoryRecord, finding: str, rules: MergeRules, *, corrects: bool, copy: bool) -> Word:
    """What to say of a story that `finding` has just fed: the difference to what was told, or silence."""
    told = story.told
    member = next(member for member in story.members if member.finding == finding)
    found: list[Named] = []
    if told.withdrawn:
        found.append((Reason.REINSTATED, Change(field="status", before="withdrawn", after="reported again")))
    found += policy_changes(told.policy, folded(story.standing), corrected=corrects or told.withdrawn)
    if corrects and member.told:
        found += headline_changes(told.headline, member.headline)
    found += _sources(story, rules)
    if not found:
        return Word(None, Reason.WIRE_COPY if copy else Reason.REPEAT)
    corrected = corrects and any(change.field != "sources" for _, change in found) and not told.withdrawn
    return Word(
        AlertType.UPDATE,
        Reason.CORRECTED if corrected else reason_of(found),
        tuple(change for _, change in found),
    )


def word_of_withdrawal(story: StoryRecord, member: Member, rules: MergeRules) -> Word:
    """What to say of a story after `member` was withdrawn: others carry it, nobody does, or nobody was told."""
    told = story.told
    if not story.standing:
        if told.withdrawn:
            return Word(None, Reason.NOTHING_TOLD)
        change = Change(field="status", before="reported", after="withdrawn")
        return Word(AlertType.CANCEL, Reason.CANCELED, (change,))
    changes = policy_changes(told.policy, folded(story.standing), corrected=True)
    if not member.told and not changes:
        return Word(None, Reason.NOTHING_TOLD)
    names = sources_of(story.standing, rules).names
    lost = Change(
        field="withdrawn",
        before=member.source or member.article,
        after=f"still reported by {', '.join(names)}",
    )
    return Word(AlertType.UPDATE, Reason.SOURCE_WITHDRAWN, (lost, *(change for _, change in changes)))


def _sources(story: StoryRecord, rules: MergeRules) -> list[Named]:
    """The second independent source and the first official one: each is told once."""
    found: list[Named] = []
    official = next((member for member in story.standing if member.official), None)
    if official is not None and not story.told.official:
        change = Change(field="confirmed_by", after=official.source or official.origin)
        found.append((Reason.OFFICIALLY_CONFIRMED, change))
    sources = sources_of(story.standing, rules)
    if sources.count > 1 and not story.told.second_source:
        change = Change(field="sources", before=sources.names[0], after=", ".join(sources.names))
        found.append((Reason.SECOND_SOURCE, change))
    return found
