"""Runs merge alone, as its agent would, on findings made from reports or from the written stream."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bench.story_items import Report, Written
from schemas.alert import EntityAlert, PolicyAlert
from schemas.base import content_id
from schemas.decision import Decision
from schemas.finding import (
    FINDING,
    ArticleRef,
    EntityFinding,
    PolicyFinding,
    Withdrawal,
    WithdrawalReason,
    WithdrawnArticle,
)
from streams.core.detect.terms import terms
from streams.core.merge import MergeRules, merge
from streams.core.step import Incoming, StateRecord, Step

Finding = EntityFinding | PolicyFinding


@dataclass(frozen=True, slots=True)
class Told:
    """One alert: of which event (by the article that caused it), and what it was."""

    event: str
    type: str
    reason: str
    changes: int
    mixed: bool
    """Whether its story also carries another event."""


class Memory:
    """A state table in memory."""

    def __init__(self) -> None:
        self.records: dict[str, StateRecord] = {}

    def get(self, key: str) -> StateRecord | None:
        """The record under a key."""
        return self.records.get(key)

    def run(self, value: Finding | Withdrawal, key: str, at: datetime, rules: MergeRules) -> Step:
        """One record of `findings`; its writes are applied."""
        step = merge(Incoming(value, key, 0, at), self, at, rules)
        for name, record in step.writes.items():
            if record is None:
                self.records.pop(name, None)
            else:
                self.records[name] = record
        return step


def group(reports: Sequence[Report], rules: MergeRules, *, at: datetime) -> dict[str, str]:
    """Report -> story, each topic as one watch; all arrive at once, so that no window closes."""
    memory = Memory()
    found: dict[str, str] = {}
    for report in reports:
        ref = ArticleRef(
            id=f"ecb:{report.id}",
            headline=report.headline,
            length=len(report.text),
            fingerprint=report.id,
            language="en",
            received_at=at,
            terms=terms(report.headline, report.body, "en"),
        )
        finding = EntityFinding(
            id=content_id("finding", report.id),
            article=ref,
            relevance=90,
            confidence=1.0,
            alertable=True,
            reason="mentioned",
            watch_id=report.topic,
            name=report.topic,
            type="organization",
        )
        found[report.id] = _story_of(memory.run(finding, report.topic, at, rules))
    return found


def tell(articles: Iterable[Written], rules: MergeRules, *, start: datetime) -> list[Told]:
    """Everything told of the written stream, in order."""
    memory = Memory()
    last: dict[str, Finding] = {}
    events: dict[str, set[str]] = {}
    told: list[Told] = []
    for article in articles:
        at = start + timedelta(minutes=article.minute)
        messages: list[Finding | Withdrawal] = []
        before = last.pop(article.id, None)
        if not article.killed:
            last[article.id] = finding_of(article, at)
            messages.append(last[article.id])
        if before is not None:
            messages.append(_withdrawal(before, article, at))
        for message in messages:
            step = memory.run(message, article.says.get("entity", "policy"), at, rules)
            for output in step.outputs:
                if isinstance(output.value, EntityAlert | PolicyAlert):
                    alert = output.value
                    carried = events.setdefault(alert.story_id, set())
                    carried.update(item.id.partition(":")[2].rpartition("-")[0] for item in alert.articles)
                    told.append(
                        Told(article.event, alert.type, alert.reason, len(alert.changes), len(carried) > 1)
                    )
    return told


def finding_of(article: Written, at: datetime) -> Finding:
    """The finding that the stream says its article has."""
    says = {name: value for name, value in article.says.items() if name not in ("entity", "entities")}
    ref = ArticleRef(
        id=article.id,
        version=article.version,
        headline=article.headline,
        source=article.source,
        credit=article.credit,
        language=article.language,
        published_at=at,
        received_at=at,
        length=len(article.headline) + len(article.body),
        fingerprint=content_id("text", article.headline, article.body),
        terms=terms(article.headline, article.body, article.language),
    )
    watch = article.says.get("entity")
    common: dict[str, Any] = {
        "id": content_id("finding", ref.id, ref.fingerprint, article.event, sorted(says.items(), key=str)),
        "article": ref,
        "relevance": 90,
        "confidence": 0.9,
        "alertable": True,
    }
    if watch:
        return EntityFinding(
            **common, reason="mentioned", watch_id=watch, name=watch.title(), type="organization"
        )
    roles = [
        {"watch_id": name, "name": name.title(), "relevance": 80} for name in article.says.get("entities", ())
    ]
    asserted = {"asserted": "asserted", **says}
    found = FINDING.validate_python(
        {
            **common,
            "kind": "policy",
            "reason": "policy_event",
            "policy": "stream",
            "entities": roles,
            **asserted,
        }
    )
    assert isinstance(found, PolicyFinding)
    return found


def _withdrawal(before: Finding, article: Written, at: datetime) -> Withdrawal:
    return Withdrawal(
        finding_id=before.id,
        article=WithdrawnArticle(id=article.id, version=article.version, received_at=at),
        reason=WithdrawalReason.KILLED if article.killed else WithdrawalReason.SUPERSEDED,
    )


def _story_of(step: Step) -> str:
    """The story that a finding fed, as its decision says."""
    decision = next(output.value for output in step.outputs if isinstance(output.value, Decision))
    return next(candidate.what for candidate in decision.candidates if candidate.kept)
