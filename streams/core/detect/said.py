"""What an article's last version said, and what of it no longer stands.

Kept per article for 30 days, so that a correction or a kill reaches those who were told.
"""

from collections.abc import Container
from datetime import datetime, timedelta
from typing import Final, Literal

from pydantic import TypeAdapter

from schemas.article import Article, Status
from schemas.base import Message, Moment
from schemas.finding import EntityFinding, PolicyFinding, Withdrawal, WithdrawalReason, WithdrawnArticle
from streams.core.step import StateRecord

KEPT: Final = timedelta(days=30)


class Said(Message):
    """One alertable finding of the last version: under which key it was sent, and of which watch."""

    finding_id: str
    key: str
    watch_id: str | None = None


class ArticleRecord(StateRecord):
    """What `detect` remembers of an article."""

    record: Literal["article"] = "article"
    article_version: int
    updated_at: Moment | None = None
    status: Status = Status.USABLE
    fingerprint: str = ""
    earlier: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    held: Article | None = None
    received_at: Moment


ARTICLE_RECORD: Final = TypeAdapter(ArticleRecord)


def key_of(finding: EntityFinding | PolicyFinding) -> str:
    """The key under which a finding is merged."""
    return finding.watch_id if isinstance(finding, EntityFinding) else "policy"


def said(findings: tuple[EntityFinding | PolicyFinding, ...]) -> tuple[Said, ...]:
    """What is remembered of the findings that were sent."""
    return tuple(
        Said(
            finding_id=finding.id,
            key=key_of(finding),
            watch_id=finding.watch_id if isinstance(finding, EntityFinding) else None,
        )
        for finding in findings
        if finding.alertable
    )


def withdrawals(
    before: ArticleRecord | None,
    after: ArticleRecord,
    *,
    article: Article,
    known_watches: Container[str],
    now: datetime,
) -> tuple[tuple[str, Withdrawal], ...]:
    """Key and withdrawal of everything the last version said and this one does not.

    Where the text is the same, or the watch is gone from the list, only the rules changed: nobody is told of that.
    """
    if before is None:
        return ()
    still = {entry.finding_id for entry in after.said}
    gone = []
    for entry in before.said:
        if entry.finding_id in still:
            continue
        if article.status is Status.CANCELED:
            reason = WithdrawalReason.KILLED
        elif after.fingerprint == before.fingerprint or (
            entry.watch_id is not None and entry.watch_id not in known_watches
        ):
            reason = WithdrawalReason.RULE_CHANGED
        else:
            reason = WithdrawalReason.SUPERSEDED
        withdrawal = Withdrawal(
            finding_id=entry.finding_id,
            article=WithdrawnArticle(id=article.id, version=article.version, received_at=after.received_at),
            reason=reason,
            detected_at=now,
        )
        gone.append((entry.key, withdrawal))
    return tuple(gone)
