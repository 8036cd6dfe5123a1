"""A story's life in four verbs: opened, fed, spoken for, put away. Each gives a new record; none has a clock."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from schemas.alert import AlertEntity
from schemas.base import content_id
from schemas.finding import ArticleRef, EntityFinding, Evidence, PolicyFinding
from streams.core.merge.choose import heaviest, policy_of, said_terms, story_traits
from streams.core.merge.compose import best_of, sources_of
from streams.core.merge.draft import Draft
from streams.core.merge.facts import folded
from streams.core.merge.index import buckets_of, file_under, past_buckets_of
from streams.core.merge.records import Fed, FedRecord, Gone, Member, StoryRecord, Told
from streams.core.merge.rules import MergeRules, Windows

Finding = EntityFinding | PolicyFinding

MOST_MEMBERS: Final = 24
MOST_TERMS: Final = 64
MOST_FED: Final = 32
_SKETCHED: Final = 32
# Kept of each member for an update that another article's withdrawal brings.
KEPT_EVIDENCE: Final = 3
_LONGEST_KEPT: Final = 200


def event_time(article: ArticleRef, at: datetime, windows: Windows) -> datetime:
    """When it was reported: the article's date, or its arrival where there is none or the date lies ahead."""
    arrived = article.received_at or at
    published = article.published_at
    return arrived if published is None or published > arrived + windows.ahead else published


def member_of(
    finding: Finding, story: StoryRecord | None, *, at: datetime, rules: MergeRules
) -> tuple[Member, bool]:
    """The finding as a member of a story, and whether it is a copy of a text that the story has already.

    A near copy without an agency's credit is taken for the report that it copies.
    """
    article = finding.article
    origin = rules.sources.origin(article)
    mark = sketch(article.terms)
    others = [member for member in (story.members if story else ()) if member.article != article.id]
    same_wire = origin.agency and any(other.origin == origin.id for other in others)
    # Whoever speaks for itself, as an agency or officially, copies nobody, however alike two short texts are.
    suspect = not (origin.agency or origin.official)
    mine = next((o for o in others if suspect and near(mark, o.sketch, rules.thresholds.copy_bits)), None)
    member = Member(
        finding=finding.id,
        article=article.id,
        version=article.version,
        received_at=article.received_at or at,
        published_at=article.published_at,
        source=article.source,
        origin=mine.origin if mine else origin.id,
        own=origin.own and mine is None,
        independent=mine.independent if mine else origin.independent,
        official=origin.official,
        trust=origin.trust,
        headline=article.headline,
        url=article.url,
        length=article.length,
        language=article.language,
        sketch=mark,
        policy=policy_of(finding),
        roles=finding.entities,
        relevance=finding.relevance,
        evidence=_kept(finding.evidence),
    )
    return member, mine is not None or same_wire


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


def spoken(story: StoryRecord, letter: str, rules: MergeRules, *, headline: str) -> StoryRecord:
    """The story after an alert: one more in its chain, and what subscribers believe from now on."""
    standing = story.standing
    told = Told(
        headline=headline,
        policy=folded(standing or story.members),
        second_source=story.told.second_source or sources_of(standing or story.members, rules).count > 1,
        official=story.told.official or any(member.official for member in standing),
        withdrawn=letter == "c",
    )
    members = tuple(
        member.model_copy(update={"told": True}) if member.standing else member for member in story.members
    )
    return story.model_copy(update={"types": story.types + letter, "told": told, "members": members})


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
    draft: Draft, finding: Finding, story: StoryRecord, *, at: datetime, replaces: str | None
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


def sketch(terms: Mapping[str, float]) -> str:
    """64 bits (16 hexadecimal digits) that differ little between copies of one text: a SimHash of its words."""
    if not terms:
        return ""
    sums = [0.0] * 64
    for term, weight in heaviest(terms, _SKETCHED).items():
        bits = int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        for place in range(64):
            sums[place] += weight if bits >> place & 1 else -weight
    return f"{sum(1 << place for place, total in enumerate(sums) if total > 0):016x}"


def near(one: str, other: str, bits: int) -> bool:
    """Whether two sketches are of copies of one text."""
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= bits


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


def _kept(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(item for item in evidence if len(item.text) <= _LONGEST_KEPT)[:KEPT_EVIDENCE]


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
