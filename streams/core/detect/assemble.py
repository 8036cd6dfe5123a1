"""Findings from hits: ids from content, the article's reference, and who is told with what.

An entity that takes part in a policy event (it, its parent or the firm it speaks for has a role there)
is told with it, not beside it: its own finding stays, with the reason `told_with_policy`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from schemas.base import content_id
from schemas.finding import ArticleRef, Currency, EntityFinding, Evidence, PolicyFinding
from streams.core.detect.entities import WatchList
from streams.core.detect.found import EntityHit
from streams.core.detect.policy import PolicyHit
from streams.core.detect.terms import terms
from streams.core.document import Document
from streams.core.reasons import Reason

# More words than this tell nothing new, and an article made of nothing but names would outgrow its topic.
MAX_EVIDENCE: Final = 12
MAX_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class Versions:
    """Which lists and rules were in force."""

    watchlist: str
    rules: str


def article_ref(
    document: Document, *, fingerprint: str, received_at: datetime | None, with_terms: bool
) -> ArticleRef:
    """What travels of the article; the terms only where something will be merged by them."""
    article = document.article
    return ArticleRef(
        id=article.id,
        version=article.version,
        status=article.status,
        headline=document.headline.plain[:MAX_TEXT],
        source=article.source,
        byline=article.byline,
        credit=article.credit,
        url=article.url,
        language=document.language,
        published_at=article.published_at,
        updated_at=article.updated_at,
        received_at=received_at,
        length=len(document.headline.plain) + len(document.body.plain),
        fingerprint=fingerprint,
        terms=_terms(document) if with_terms else {},
    )


def _terms(document: Document) -> dict[str, float]:
    """The article's words; capitals tell names, but Chinese is compared in its simplified form."""
    if document.language.startswith("zh"):
        return terms(document.headline.folded, document.body.folded, document.language)
    return terms(document.headline.plain, document.body.plain, document.language)


def entity_finding(
    hit: EntityHit, ref: ArticleRef, *, told_with: frozenset[str], versions: Versions, now: datetime | None
) -> EntityFinding:
    """The finding of one watched entity."""
    watch = hit.watch
    rule = f"watch:{watch.id}"
    mentioned = hit.reason is Reason.MENTIONED
    told = mentioned and not told_with.isdisjoint((watch.id, watch.parent))
    return EntityFinding(
        id=content_id("finding", ref.id, ref.fingerprint, "entity", watch.id),
        article=ref,
        relevance=hit.relevance,
        confidence=1.0,
        currency=Currency.CURRENT,
        alertable=mentioned and not told,
        reason=Reason.TOLD_WITH_POLICY if told else hit.reason,
        evidence=_capped(
            [
                mention.text.evidence(start=mention.start, end=mention.end, rule=rule)
                for mention in hit.mentions[:MAX_EVIDENCE]
            ]
        ),
        detected_at=now,
        rules_version=versions.rules,
        watchlist_version=versions.watchlist,
        watch_id=watch.id,
        name=watch.name,
        type=watch.type,
        tickers=tuple([ticker.symbol for ticker in watch.tickers]),
        ids=watch.ids,
        metadata=watch.metadata,
        owner=watch.owner,
    )


def policy_finding(
    hit: PolicyHit, ref: ArticleRef, *, versions: Versions, now: datetime | None
) -> PolicyFinding:
    """The finding of one state action."""
    return PolicyFinding(
        id=content_id(
            "finding",
            ref.id,
            ref.fingerprint,
            "policy",
            hit.instrument,
            hit.direction,
            hit.stage,
            *(",".join(sorted(part)) for part in (hit.actors, hit.targets, hit.products)),
            # An old measure is another finding than the same one told as news.
            *(() if hit.currency is Currency.CURRENT else (hit.currency,)),
        ),
        article=ref,
        relevance=hit.relevance,
        confidence=hit.confidence,
        currency=hit.currency,
        alertable=hit.alertable,
        reason=hit.reason,
        evidence=_capped(hit.evidence),
        entities=hit.entities,
        detected_at=now,
        rules_version=versions.rules,
        watchlist_version=versions.watchlist,
        policy=hit.policy,
        instrument=hit.instrument,
        gta_instrument=hit.gta_instrument,
        direction=hit.direction,
        stage=hit.stage,
        asserted=hit.asserted,
        attribution=hit.attribution,
        actors=hit.actors,
        targets=hit.targets,
        products=hit.products,
        dates=hit.dates,
        judged_by=hit.judged_by,
        judge_score=hit.judge_score,
        judge_threshold=hit.judge_threshold,
    )


def told_with(hits: tuple[PolicyHit, ...], watches: WatchList) -> frozenset[str]:
    """Watches that take part in an alertable policy event: those with a role, their parents and children."""
    named = {watch_id for hit in hits if hit.alertable for watch_id in hit.told_with}
    parents = {watch.parent for watch_id in named if (watch := watches.get(watch_id)) and watch.parent}
    return frozenset(named | parents)


def _capped(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple(
        [
            item
            if len(item.text) <= MAX_TEXT
            else item.model_copy(update={"text": item.text[:MAX_TEXT], "end": item.start + MAX_TEXT})
            for item in evidence[:MAX_EVIDENCE]
        ]
    )
