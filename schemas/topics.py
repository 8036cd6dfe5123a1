"""The one table of topics: name, key, model, who writes, who reads, how long it is kept.

Names carry a prefix from settings; N, the number of partitions, is one setting for all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from schemas.alert import ALERT
from schemas.article import Article
from schemas.decision import Decision
from schemas.delivery import Delivery
from schemas.finding import FINDING_MESSAGE
from schemas.refusal import Refusal
from schemas.tick import Tick
from schemas.watch import Watch

HOUR_MS: Final = 3_600_000
DAY_MS: Final = 24 * HOUR_MS
MIB: Final = 1024 * 1024
# What a record adds to its value: key, headers, batch framing.
OVERHEAD: Final = 64 * 1024
# The largest record of a table, in bytes.
STATE_LIMIT: Final = 2 * MIB


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. `partitions` None means N; `retention_ms` None means kept for ever (compacted)."""

    name: str
    key: str
    model: TypeAdapter[Any] | None
    writers: tuple[str, ...]
    readers: tuple[str, ...]
    retention_ms: int | None
    cleanup: Literal["delete", "compact"] = "delete"
    partitions: int | None = None
    max_bytes: int = MIB
    broker_time: bool = False
    """Whether a record's time is the broker's, not its producer's: what `received_at` rests on."""
    unpacked: bool = False
    """Whether the broker keeps records unpacked: only then does its limit hold for what a publisher has packed."""

    def config(self) -> dict[str, str]:
        """The topic's broker settings, as `tocsin topics create` makes and `check` compares them."""
        settings = {"cleanup.policy": self.cleanup, "max.message.bytes": str(self.max_bytes + OVERHEAD)}
        if self.retention_ms is not None:
            settings["retention.ms"] = str(self.retention_ms)
        if self.broker_time:
            settings["message.timestamp.type"] = "LogAppendTime"
        if self.unpacked:
            settings["compression.type"] = "uncompressed"
        return settings


ARTICLES: Final = Topic(
    name="articles",
    key="article id",
    model=TypeAdapter(Article),
    writers=("publish", "sources"),
    readers=("detect",),
    retention_ms=7 * DAY_MS,
    broker_time=True,
    unpacked=True,
)
FINDINGS: Final = Topic(
    name="findings",
    key="watch id or `policy`",
    model=FINDING_MESSAGE,
    writers=("detect",),
    readers=("merge",),
    retention_ms=7 * DAY_MS,
)
ALERTS: Final = Topic(
    name="alerts",
    key="story id",
    model=ALERT,
    writers=("merge",),
    readers=("route", "desk", "subscribers"),
    retention_ms=28 * DAY_MS,
)
DELIVERIES: Final = Topic(
    name="deliveries",
    key="destination id",
    model=TypeAdapter(Delivery),
    writers=("route",),
    readers=("bridges",),
    retention_ms=7 * DAY_MS,
)
REFUSALS: Final = Topic(
    name="refusals",
    key="as it came",
    model=TypeAdapter(Refusal),
    writers=("detect", "merge", "route"),
    readers=("operators",),
    retention_ms=28 * DAY_MS,
    max_bytes=2 * MIB,
)
DECISIONS: Final = Topic(
    name="decisions",
    key="article id",
    model=TypeAdapter(Decision),
    writers=("detect", "merge", "route"),
    readers=("operators",),
    retention_ms=DAY_MS,
)
WATCHES: Final = Topic(
    name="watches",
    key="watch id",
    model=TypeAdapter(Watch),
    writers=("watches",),
    readers=("worker",),
    retention_ms=None,
    cleanup="compact",
    partitions=1,
)
TICKS: Final = Topic(
    name="ticks",
    key="partition number",
    model=TypeAdapter(Tick),
    writers=("worker",),
    readers=("detect", "merge"),
    retention_ms=HOUR_MS,
)

TOPICS: Final = (ARTICLES, FINDINGS, ALERTS, DELIVERIES, REFUSALS, DECISIONS, WATCHES, TICKS)

# State of the agents: the tables of Faust, each with a changelog topic of its own.
TABLES: Final = ("articles_seen", "stories")


@dataclass(frozen=True, slots=True)
class BrokerTopic:
    """A topic as it stands on the broker: full name, partitions, settings."""

    name: str
    partitions: int
    config: dict[str, str]


def full_name(prefix: str, topic: Topic) -> str:
    """The topic's name on the broker."""
    return f"{prefix}{topic.name}"


def changelog_name(app_id: str, table: str) -> str:
    """The changelog's name on the broker, as Faust forms it."""
    return f"{app_id}-{table}-changelog"


def on_broker(*, prefix: str, app_id: str, partitions: int) -> Iterator[BrokerTopic]:
    """Every topic and changelog that must stand on the broker before a worker starts."""
    for topic in TOPICS:
        yield BrokerTopic(
            name=full_name(prefix, topic), partitions=topic.partitions or partitions, config=topic.config()
        )
    for table in TABLES:
        yield BrokerTopic(
            name=changelog_name(app_id, table),
            partitions=partitions,
            config={"cleanup.policy": "compact", "max.message.bytes": str(STATE_LIMIT + OVERHEAD)},
        )
