"""A merge with a memory of its own, and short ways to write findings: what the tests of this folder are told in."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.alert import EntityAlert, PolicyAlert
from schemas.base import content_id
from schemas.decision import Decision
from schemas.finding import (
    ArticleRef,
    Currency,
    Dates,
    EntityFinding,
    EntityRole,
    Evidence,
    PolicyFinding,
    Withdrawal,
    WithdrawalReason,
    WithdrawnArticle,
)
from schemas.topics import ALERTS, DECISIONS
from streams.core.detect.terms import terms
from streams.core.merge import MERGE_RECORD, MergeRules, Sources, merge
from streams.core.step import Due, Incoming, StateRecord, Step
from streams.edge.yaml_file import read_yaml

CONFIG = Path(__file__).resolve().parents[3] / "config"
RULES = MergeRules(sources=Sources.parse(read_yaml(CONFIG / "sources.yaml")))
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
AnyAlert = EntityAlert | PolicyAlert


class Table:
    """A state table as the edge keeps it: every record goes through its bytes and back."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}
        self.reads = 0
        self.writes = 0

    def get(self, key: str) -> StateRecord | None:
        self.reads += 1
        value = self.rows.get(key)
        return None if value is None else MERGE_RECORD.validate_json(value)

    def apply(self, writes: Iterable[tuple[str, StateRecord | None]]) -> None:
        for key, record in writes:
            self.writes += 1
            if record is None:
                self.rows.pop(key, None)
            else:
                self.rows[key] = record.to_bytes()

    def due(self, now: datetime) -> list[str]:
        records = ((key, MERGE_RECORD.validate_json(value)) for key, value in self.rows.items())
        return [key for key, record in records if record.due is not None and record.due <= now]


class Desk:
    """Feeds merge and keeps what it told."""

    def __init__(self, rules: MergeRules | None = None) -> None:
        self.rules = rules or RULES
        self.table = Table()
        self.told: list[AnyAlert] = []
        self.decisions: list[Decision] = []

    def hear(
        self,
        value: EntityFinding | PolicyFinding | Withdrawal,
        at: datetime,
        *,
        key: str | None = None,
        now: datetime | None = None,
    ) -> Step:
        """One record of `findings`, arriving at `at`, worked at `now` (a second later where it is not given)."""
        if key is None:
            key = value.watch_id if isinstance(value, EntityFinding) else "policy"
        step = merge(Incoming(value, key, 0, at), self.table, now or at + timedelta(seconds=1), self.rules)
        self.keep(step)
        return step

    def tick(self, now: datetime) -> None:
        """The time comes: every record that is due is worked."""
        for key in self.table.due(now):
            self.keep(merge(Due(key, 0), self.table, now, self.rules))

    def keep(self, step: Step) -> None:
        for output in step.outputs:
            if output.topic is ALERTS:
                assert isinstance(output.value, EntityAlert | PolicyAlert)
                self.told.append(output.value)
            if output.topic is DECISIONS:
                assert isinstance(output.value, Decision)
                self.decisions.append(output.value)
        self.table.apply(step.writes.items())

    @property
    def said(self) -> list[tuple[str, str]]:
        """Type and reason of everything told, in order."""
        return [(str(alert.type), alert.reason) for alert in self.told]


def article(headline: str, *, at: datetime = START, body: str = "", **fields: Any) -> ArticleRef:
    """An article's reference; its id comes from source and headline where none is given."""
    source = fields.setdefault("source", "Example Times")
    fields.setdefault("id", f"{source.lower().replace(' ', '-')}:{content_id('x', headline)[2:10]}")
    fields.setdefault("published_at", at)
    fields.setdefault("received_at", at)
    fields.setdefault("language", "en")
    text = headline + body
    return ArticleRef(
        headline=headline,
        length=len(text),
        fingerprint=content_id("text", text),
        terms=terms(headline, body, fields["language"]),
        **fields,
    )


def policy(
    ref: ArticleRef,
    who: str = "US",
    whom: str = "CN",
    on: str = "",
    *,
    instrument: str = "tariff",
    direction: str = "tighten",
    stage: str = "announced",
    asserted: str = "asserted",
    effective: str | None = None,
    roles: tuple[str, ...] = (),
    said_by: str = "",
    currency: str = "current",
    alertable: bool = True,
    reason: str = "policy_event",
) -> PolicyFinding:
    """A policy finding; lists are written with commas."""
    actors, targets, products, attribution = (_list(text) for text in (who, whom, on, said_by))
    return PolicyFinding(
        id=content_id(
            "finding",
            ref.id,
            ref.fingerprint,
            "policy",
            instrument,
            direction,
            stage,
            actors,
            targets,
            products,
        ),
        article=ref,
        relevance=90,
        confidence=0.9,
        currency=Currency(currency),
        alertable=alertable,
        reason=reason,
        evidence=(_evidence(ref),),
        entities=tuple(EntityRole(watch_id=role, name=role.title(), relevance=80) for role in roles),
        policy=f"{instrument}.test",
        instrument=instrument,
        direction=direction,
        stage=stage,
        asserted=asserted,
        attribution=attribution,
        actors=actors,
        targets=targets,
        products=products,
        dates=Dates(effective=effective),
        detected_at=START,
    )


def entity(ref: ArticleRef, watch: str = "nvidia", *, relevance: int = 90) -> EntityFinding:
    """An entity finding."""
    return EntityFinding(
        id=content_id("finding", ref.id, ref.fingerprint, "entity", watch),
        article=ref,
        relevance=relevance,
        confidence=1.0,
        alertable=True,
        reason="mentioned",
        evidence=(Evidence(field="headline", start=0, end=len(watch), text=watch, rule=f"watch:{watch}"),),
        watch_id=watch,
        name=watch.title(),
        type="organization",
        tickers=("NVDA",),
        metadata={"desk": "chips"},
    )


def gone(
    finding: EntityFinding | PolicyFinding, reason: str = "killed", *, at: datetime = START, version: int = 2
) -> Withdrawal:
    """The withdrawal of a finding by a later version of its article."""
    return Withdrawal(
        finding_id=finding.id,
        article=WithdrawnArticle(id=finding.article.id, version=version, received_at=at),
        reason=WithdrawalReason(reason),
    )


def _evidence(ref: ArticleRef) -> Evidence:
    return Evidence(field="headline", start=0, end=len(ref.headline), text=ref.headline, rule="test")


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
