"""The stage merge: a finding, a withdrawal or the time in; an alert, or a reason for silence, out.

Told once: a finding that its story has already tells nothing. That holds after a crash too, since the output goes
out before the state is written and the state before the offset (see `draft` for the order of writes).
Nothing here reads a clock: `now` goes into `sent_at`, into decisions and into the time of the next look.
"""

from datetime import datetime

from schemas.decision import Candidate
from schemas.finding import EntityFinding, PolicyFinding, Withdrawal
from schemas.topics import ALERTS
from streams.core.merge.choose import choose
from streams.core.merge.close import put_away
from streams.core.merge.compose import Occasion, compose
from streams.core.merge.decisions import decided
from streams.core.merge.draft import Draft
from streams.core.merge.filing import filed, forget, remember
from streams.core.merge.members import event_time, member_of
from streams.core.merge.records import StoryRecord
from streams.core.merge.related import related_to
from streams.core.merge.rules import MergeRules
from streams.core.merge.speak import Word, first_word, next_word
from streams.core.merge.stories import fed_with, opened, spoken, trimmed
from streams.core.merge.unheard import why_unheard
from streams.core.merge.withdraw import Withdrawn, withdraw
from streams.core.reasons import Reason
from streams.core.step import Due, Incoming, Output, State, StateRecord, Step

Finding = EntityFinding | PolicyFinding


def merge(
    incoming: Incoming[Finding | Withdrawal] | Due,
    state: State[StateRecord],
    now: datetime,
    rules: MergeRules,
) -> Step:
    """What comes of one record of `findings`, or of a story whose time has come."""
    if isinstance(incoming, Due):
        return put_away(incoming.key, state, now, rules)
    value = incoming.value
    if isinstance(value, Withdrawal):
        return _withdrawal(value, incoming, state, now, rules)
    return _finding(value, incoming, state, now, rules)


def _finding(
    finding: Finding,
    incoming: Incoming[Finding | Withdrawal],
    state: State[StateRecord],
    now: datetime,
    rules: MergeRules,
) -> Step:
    draft = Draft(state, incoming.key)
    at = incoming.received_at
    fed = draft.fed(finding.article.id)
    if (why_not := why_unheard(finding, fed)) is not None:
        return _silent(finding.article.id, finding.id, why_not, now)
    choice = choose(draft, finding, fed, at=at, rules=rules)
    member, copy = member_of(finding, choice.story, at=at, rules=rules)
    if choice.story is None:
        late = rules.windows.late
        if late is not None and event_time(finding.article, at, rules.windows) < at - late:
            return _silent(finding.article.id, finding.id, Reason.OUT_OF_WINDOW, now, choice.looked_at)
        related = related_to(draft, finding, at=at, rules=rules)
        story = opened(finding, member, at=at, related=related, windows=rules.windows)
        word = first_word()
    elif any(old.finding == finding.id and old.standing for old in choice.story.members):
        # The worker died after it wrote the story and before it wrote what points to it.
        remember(draft, finding, choice.story, at=at, replaces=choice.replaces)
        filed(draft, choice.story, now=now, windows=rules.windows)
        return _silent(finding.article.id, finding.id, Reason.ALREADY_SEEN, now, writes=draft.writes)
    elif copy and not member.own and choice.story.told.withdrawn:
        # A late copy of what its source has taken back is no new report.
        return _silent(finding.article.id, finding.id, Reason.WIRE_COPY, now, choice.looked_at)
    else:
        story = fed_with(
            choice.story, finding, member, at=at, replaces=choice.replaces, windows=rules.windows
        )
        word = next_word(story, finding.id, rules, corrects=choice.replaces is not None, copy=copy)
    occasion = Occasion(
        received_at=at,
        article_at=finding.article.received_at,
        detected_at=finding.detected_at,
        now=now,
        watchlist_version=finding.watchlist_version,
        rules_version=finding.rules_version,
        finding=finding.id,
        evidence=finding.evidence,
    )
    story, outputs = _speak(story, word, occasion, rules)
    story, gone = trimmed(story)
    forget(draft, gone)
    story = filed(draft, story, now=now, windows=rules.windows)
    remember(draft, finding, story, at=at, replaces=choice.replaces)
    decision = decided(
        finding.article.id, finding.id, word, now=now, looked_at=choice.looked_at, story_id=story.id
    )
    return Step(outputs=(*outputs, decision), writes=draft.writes, reasons=(word.reason,))


def _withdrawal(
    value: Withdrawal,
    incoming: Incoming[Finding | Withdrawal],
    state: State[StateRecord],
    now: datetime,
    rules: MergeRules,
) -> Step:
    draft = Draft(state, incoming.key)
    outcome: Withdrawn = withdraw(draft, value, at=incoming.received_at, rules=rules)
    if outcome.story is None:
        return _silent(value.article.id, value.finding_id, outcome.word.reason, now, writes=draft.writes)
    occasion = Occasion(
        received_at=incoming.received_at,
        article_at=value.article.received_at,
        detected_at=value.detected_at,
        now=now,
    )
    story, outputs = _speak(outcome.story, outcome.word, occasion, rules)
    filed(draft, story, now=now, windows=rules.windows)
    outcome.remember()
    decision = decided(value.article.id, value.finding_id, outcome.word, now=now, story_id=story.id)
    return Step(outputs=(*outputs, decision), writes=draft.writes, reasons=(outcome.word.reason,))


def _speak(
    story: StoryRecord, word: Word, occasion: Occasion, rules: MergeRules
) -> tuple[StoryRecord, tuple[Output, ...]]:
    """The alert that a word asks for, and the story that remembers it."""
    if word.type is None:
        return story, ()
    counted = story.model_copy(update={"types": story.types + word.type.value[0]})
    alert = compose(counted, word.type, word.reason, word.changes, occasion=occasion, rules=rules)
    return spoken(story, alert, rules), (Output(ALERTS, story.id, alert),)


def _silent(
    article_id: str,
    finding_id: str,
    reason: Reason,
    now: datetime,
    looked_at: tuple[Candidate, ...] = (),
    *,
    writes: dict[str, StateRecord | None] | None = None,
) -> Step:
    decision = decided(article_id, finding_id, Word(None, reason), now=now, looked_at=looked_at)
    return Step(outputs=(decision,), writes=writes or {}, reasons=(reason,))
