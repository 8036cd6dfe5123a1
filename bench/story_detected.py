"""The written stream through the whole pipeline: what is told of each event when detection finds what it finds."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.story_items import Written
from schemas.alert import AlertType
from streams.core.pipeline import Rules
from streams.core.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class Outcome:
    """Alerts (the first of each story) by event; `kind` counts only those of the event's own kind, policy or entity."""

    events: int
    alerts: Counter[str]
    kind: Counter[str]
    mixed: int
    """Stories that articles of two events fed."""
    unnamed: int
    """Updates without a named change."""

    @property
    def missed(self) -> int:
        """Events of which nothing was told."""
        return self.events - len(self.alerts)

    def __str__(self) -> str:
        split = sorted(event for event, count in self.kind.items() if count > 1)
        return (
            f"through our own detection: alerts for each event {self.alerts.total() / self.events:.3f}, "
            f"of its own kind {self.kind.total() / self.events:.3f}\n"
            f"  missed {self.missed}  split {len(split)} {split}  stories of two events {self.mixed}  "
            f"updates without a named change {self.unnamed}"
        )


def tell_detected(articles: Iterable[Written], rules: Rules, *, start: datetime) -> Outcome:
    """Everything that the pipeline tells of the stream."""
    rehearsal = Rehearsal(rules)
    alerts: Counter[str] = Counter()
    kind: Counter[str] = Counter()
    fed: dict[str, set[str]] = defaultdict(set)
    events: set[str] = set()
    unnamed = 0
    for article in articles:
        events.add(article.event)
        at = start + timedelta(minutes=article.minute)
        own = "entity" if "entity" in article.says else "policy"
        for alert in rehearsal.take(_record(article, at), article.id.encode(), at).alerts:
            fed[alert.story_id].add(article.event)
            unnamed += alert.type is AlertType.UPDATE and not alert.changes
            if alert.type is AlertType.ALERT:
                alerts[article.event] += 1
                kind[article.event] += alert.kind == own
    return Outcome(len(events), alerts, kind, sum(len(each) > 1 for each in fed.values()), unnamed)


def _record(article: Written, at: datetime) -> bytes:
    return json.dumps(
        {
            "id": article.id,
            "version": article.version,
            "status": "canceled" if article.killed else "usable",
            "headline": article.headline,
            "body": article.body,
            "language": article.language,
            "source": article.source,
            "credit": article.credit,
            "published_at": at.isoformat(),
        }
    ).encode()
