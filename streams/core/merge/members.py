"""A finding as a member of a story: whose report it is, when it was made, and whether it copies another."""

from datetime import datetime
from typing import Final

from schemas.finding import ArticleRef, EntityFinding, Evidence, PolicyFinding
from streams.core.merge.records import Member, StoryRecord
from streams.core.merge.rules import MergeRules, Windows
from streams.core.merge.sketch import near, sketch
from streams.core.merge.traits import policy_of

# Kept of each member for an update that another article's withdrawal brings.
KEPT_EVIDENCE: Final = 3
_LONGEST_KEPT: Final = 200


def event_time(article: ArticleRef, at: datetime, windows: Windows) -> datetime:
    """When it was reported: the article's date, or its arrival where there is none or the date lies ahead."""
    arrived = article.received_at or at
    published = article.published_at
    return arrived if published is None or published > arrived + windows.ahead else published


def member_of(
    finding: EntityFinding | PolicyFinding, story: StoryRecord | None, *, at: datetime, rules: MergeRules
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


def _kept(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(item for item in evidence if len(item.text) <= _LONGEST_KEPT)[:KEPT_EVIDENCE]
