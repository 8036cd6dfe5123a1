"""A story's life in four verbs: opened, fed, trimmed, spoken for. Each gives a new record; none has a clock."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from schemas.alert import Alert, AlertEntity, AlertType
from schemas.base import content_id
from schemas.finding import EntityFinding, PolicyFinding
from streams.core.merge.compose import best_of, sources_of
from streams.core.merge.earlier import widened
from streams.core.merge.facts import folded
from streams.core.merge.members import event_time
from streams.core.merge.records import Member, StoryRecord, Told
from streams.core.merge.rules import MergeRules, Windows
from streams.core.merge.traits import said_terms
from streams.core.merge.words import heaviest

Finding = EntityFinding | PolicyFinding

MOST_MEMBERS: Final = 24
MOST_TERMS: Final = 64


def opened(
    finding: Finding, member: Member, *, at: datetime, related: tuple[str, ...], windows: Windows
) -> StoryRecord:
    """A new story; its id comes from its opening finding."""
    return StoryRecord(
        id=content_id("story", finding.id),
        key=finding.watch_id if isinstance(finding, EntityFinding) else "policy",
        opened_at=at,
        last_at=at,
        first_reported_at=event_time(finding.article, at, windows),
        entity=_entity_of(finding),
        members=(member,),
        terms=heaviest(said_terms(finding), MOST_TERMS),
        related=related,
    )


def fed_with(
    story: StoryRecord,
    finding: Finding,
    member: Member,
    *,
    at: datetime,
    replaces: str | None,
    windows: Windows,
) -> StoryRecord:
    """The story with one more member; a corrected article's member takes the place of the one it corrects."""
    members = list(story.members)
    place = next((i for i, old in enumerate(members) if old.finding in (replaces, finding.id)), None)
    if place is None:
        members.append(member)
    else:
        members[place] = member.model_copy(update={"told": members[place].told})
    entity = _entity_of(finding)
    if entity and story.entity and entity.relevance < story.entity.relevance:
        entity = entity.model_copy(update={"relevance": story.entity.relevance})
    return story.model_copy(
        update={
            "members": tuple(members),
            "last_at": max(story.last_at, at),
            "first_reported_at": min(story.first_reported_at, event_time(finding.article, at, windows)),
            "entity": entity,
            "terms": _blended(story.terms, said_terms(finding), len(story.members)),
        }
    )


def trimmed(story: StoryRecord) -> tuple[StoryRecord, tuple[Member, ...]]:
    """The story within its ceiling, and the members it lets go: those whose going changes nothing that was told."""
    gone: list[Member] = []
    while len(story.members) > MOST_MEMBERS:
        best = best_of(story.standing or story.members)
        spare = next(
            (m for m in story.members[1:-1] if m is not best and _says_nothing_alone(story, m)),
            story.members[1],
        )
        gone.append(spare)
        kept = tuple(member for member in story.members if member is not spare)
        story = story.model_copy(update={"members": kept, "dropped": story.dropped + 1})
    return story, tuple(gone)


def spoken(story: StoryRecord, alert: Alert, rules: MergeRules) -> StoryRecord:
    """The story after an alert: one more in its chain, and what subscribers believe from now on."""
    standing = story.standing
    letter = alert.type.value[0]
    told = Told(
        headline=alert.headline,
        policy=folded(standing or story.members),
        second_source=story.told.second_source or sources_of(standing or story.members, rules).count > 1,
        official=story.told.official or any(member.official for member in standing),
        withdrawn=alert.type is AlertType.CANCEL,
        earlier=widened(story.told.earlier, alert),
    )
    members = tuple(
        member.model_copy(update={"told": True}) if member.standing else member for member in story.members
    )
    return story.model_copy(update={"types": story.types + letter, "told": told, "members": members})


def _says_nothing_alone(story: StoryRecord, member: Member) -> bool:
    left = tuple(other for other in story.standing if other is not member)
    others = {other.origin for other in left}
    return not member.standing or (member.origin in others and folded(left) == folded(story.standing))


def _blended(old: Mapping[str, float], new: Mapping[str, float], count: int) -> dict[str, float]:
    """The mean of the members' words, the heaviest of them; an old story is moved less by a new article."""
    share = 1.0 / (min(count, 8) + 1)
    sums = {term: weight * (1 - share) for term, weight in old.items()}
    for term, weight in new.items():
        sums[term] = sums.get(term, 0.0) + weight * share
    return {term: round(weight, 3) for term, weight in heaviest(sums, MOST_TERMS).items()}


def _entity_of(finding: Finding) -> AlertEntity | None:
    if isinstance(finding, PolicyFinding):
        return None
    return AlertEntity(
        watch_id=finding.watch_id,
        name=finding.name,
        type=finding.type,
        relevance=finding.relevance,
        tickers=finding.tickers,
        ids=finding.ids,
        metadata=finding.metadata,
        owner=finding.owner,
    )
