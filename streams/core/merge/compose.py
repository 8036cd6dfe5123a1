"""A story as an alert: what stands in it, which copy speaks, and who is referred to.

Nothing here depends on the clock but `sent_at`: the same input gives the same alert, word for word, at a replay.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from schemas.alert import (
    Alert,
    AlertArticle,
    AlertEntity,
    AlertType,
    Change,
    EntityAlert,
    PolicyAlert,
    Sources,
)
from schemas.base import content_id
from schemas.finding import EntityRole, Evidence
from streams.core.merge.facts import folded
from streams.core.merge.records import Member, StoryRecord
from streams.core.merge.rules import MergeRules
from streams.core.merge.severity import Weighed, severity
from streams.core.merge.wording import entity_sentence, policy_sentence, summary_of
from streams.core.reasons import Reason

MOST_ARTICLES: Final = 12
NOVELTY_STEP: Final = 0.75
_TYPE: Final = {"a": AlertType.ALERT, "u": AlertType.UPDATE, "c": AlertType.CANCEL}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What made the story speak: the message at hand, its times and versions, and the full evidence it brought."""

    received_at: datetime
    article_at: datetime | None
    detected_at: datetime | None
    now: datetime
    watchlist_version: str = ""
    rules_version: str = ""
    finding: str | None = None
    evidence: tuple[Evidence, ...] = ()


def compose(
    story: StoryRecord,
    type_: AlertType,
    reason: Reason,
    changes: tuple[Change, ...],
    *,
    occasion: Occasion,
    rules: MergeRules,
) -> Alert:
    """The alert of a story whose `types` already count it."""
    # A cancel takes back what was told last, with the articles that carried it.
    members = story.standing or tuple(member for member in story.members if member.told)
    best = best_of(members)
    policy = folded(members) if story.standing else story.told.policy
    entities = (story.entity,) if story.entity else _roles(members)
    sources = sources_of(story.standing, rules)
    base = policy_sentence(policy) if policy else entity_sentence(entities[0], sources.names)
    sequence = len(story.types)
    fields: dict[str, Any] = {
        "id": alert_id(story.id, sequence, type_),
        "story_id": story.id,
        "sequence": sequence,
        "type": type_,
        "references": references(story),
        "purpose": rules.purpose,
        "headline": (best.headline if story.standing else story.told.headline) or base,
        "summary": summary_of(type_, base, changes),
        "entities": entities,
        "changes": changes,
        "earlier": story.told.earlier,
        "related": story.related,
        "severity": severity(
            Weighed(
                policy=policy,
                relevance=max((entity.relevance for entity in entities), default=0),
                sources=sources.count,
                official=any(member.official for member in members),
            )
        ),
        "novelty": round(100 * NOVELTY_STEP ** (sequence - 1)),
        "sources": sources,
        "articles": tuple(_article(member) for member in _best_first(members, best)),
        "evidence": occasion.evidence if occasion.finding == best.finding else best.evidence,
        "reason": reason,
        "watchlist_version": occasion.watchlist_version,
        "rules_version": occasion.rules_version,
        "first_reported_at": story.first_reported_at,
        "elapsed_s": max(0, int((occasion.received_at - story.opened_at).total_seconds())),
        "received_at": occasion.article_at or occasion.received_at,
        "detected_at": occasion.detected_at,
        "sent_at": occasion.now,
        # From the arrival, not from `sent_at`, which it precedes by moments: a replay must not change it.
        "expires_at": occasion.received_at + rules.windows.expiry,
    }
    return EntityAlert(**fields) if policy is None else PolicyAlert(policy=policy, **fields)


def alert_id(story_id: str, sequence: int, type_: AlertType) -> str:
    """The id of one alert of a story."""
    return content_id("alert", story_id, sequence, type_)


def references(story: StoryRecord) -> tuple[str, ...]:
    """Ids of every alert of the story before its last."""
    return tuple(
        alert_id(story.id, place, _TYPE[letter]) for place, letter in enumerate(story.types[:-1], start=1)
    )


def best_of(members: tuple[Member, ...]) -> Member:
    """The copy that stands in the alert: of those that say what the story says now, the more official and the fuller.

    A copy in the language of the first report goes before one in another; of equals the first stays.
    """
    now = folded(members)
    current = [
        member
        for member in members
        if now is None
        or (
            member.policy is not None
            and (member.policy.direction, member.policy.stage, member.policy.asserted)
            == (now.direction, now.stage, now.asserted)
        )
    ]
    first = members[0].language
    return max(
        current or members,
        key=lambda member: (
            member.official,
            member.language == first,
            fullness(member.length),
            member.trust,
            -members.index(member),
        ),
    )


def fullness(length: int) -> int:
    """0 a flash, 1 a short item, 2 a story, 3 a long one: finer differences are no reason to prefer a copy."""
    return sum(length >= bound for bound in (250, 800, 2_500))


def sources_of(members: tuple[Member, ...], rules: MergeRules) -> Sources:
    """Independent sources of a story; an aggregator counts only where there is nobody else."""
    counted = [member for member in members if member.independent] or list(members[:1])
    names = {
        member.origin: rules.sources.name_of(member.origin) or member.source or member.origin
        for member in counted
    }
    return Sources(count=len(names), names=tuple(names.values())[:MOST_ARTICLES])


def _roles(members: tuple[Member, ...]) -> tuple[AlertEntity, ...]:
    best: dict[str, EntityRole] = {}
    for role in (role for member in members for role in member.roles):
        if role.watch_id not in best or best[role.watch_id].relevance < role.relevance:
            best[role.watch_id] = role
    ranked = sorted(best.values(), key=lambda role: (-role.relevance, role.watch_id))
    return tuple(AlertEntity.model_validate(role, from_attributes=True) for role in ranked)


def _best_first(members: tuple[Member, ...], best: Member) -> list[Member]:
    return [best, *(member for member in members if member is not best)][:MOST_ARTICLES]


def _article(member: Member) -> AlertArticle:
    return AlertArticle(
        id=member.article,
        version=member.version,
        source=member.source,
        url=member.url,
        published_at=member.published_at,
    )
