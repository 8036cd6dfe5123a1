"""A newsroom beside the worker: it publishes, and hears everything that the worker says."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from schemas.alert import EntityAlert, PolicyAlert
from schemas.decision import Decision
from schemas.delivery import Delivery
from schemas.refusal import Refusal
from schemas.topics import (
    ALERTS,
    ARTICLES,
    DECISIONS,
    DELIVERIES,
    REFUSALS,
    TABLES,
    TOPICS,
    changelog_name,
    full_name,
)
from streams.edge import admin, client
from streams.edge.embedded import PARTITIONS
from streams.edge.settings import Settings, load
from tests.e2e.world import Record

_HEARD_WITHIN: Final = 30.0


def settings_for(bootstrap: str, *, name: str, config: Path, state: Path, **more: Any) -> Settings:
    """Settings of a worker of its own: topics, group and state are named after the test."""
    plain: dict[str, Any] = {
        "broker": bootstrap,
        "prefix": f"{name}.",
        "app_id": name,
        "worker_id": name,
        "partitions": PARTITIONS,
        "config": config,
        "state_dir": state,
        "judge": "off",
        "store": "memory",
        "tick_seconds": 0.5,
    }
    return load(**{**plain, **more})


def topic_names(settings: Settings) -> list[str]:
    """Every topic and changelog of a worker."""
    changelogs = [changelog_name(settings.app_id, table) for table in TABLES]
    return [*(full_name(settings.prefix, topic) for topic in TOPICS), *changelogs]


async def make_topics(settings: Settings) -> None:
    """Make the topics on a real Kafka."""
    await admin.create_topics(settings)


@dataclass(slots=True)
class Newsroom:
    """What was published, and what was heard, in the order it came."""

    settings: Settings
    producer: Any
    alerts: list[EntityAlert | PolicyAlert] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    refusals: list[Any] = field(default_factory=list)
    raw: list[Any] = field(default_factory=list)
    unreadable: list[Any] = field(default_factory=list)
    # Says no when there is nobody left to wait for.
    alive: Callable[[], bool] = lambda: True

    async def publish(self, *records: Record) -> None:
        """Publish, each acknowledged before the next."""
        for each in records:
            await self.producer.send_and_wait(
                full_name(self.settings.prefix, ARTICLES), key=each.key, value=each.value
            )

    async def until(self, what: Callable[[], Any], *, within: float = _HEARD_WITHIN) -> Any:
        """Wait for something to be heard; gives it, or fails with what was heard instead."""
        ends = time.monotonic() + within
        while not (found := what()):
            if time.monotonic() > ends or not self.alive():
                heard = [(alert.type.value, alert.kind, alert.headline) for alert in self.alerts[-8:]]
                raise AssertionError(
                    f"not heard within {within:.0f} s, or the worker ended; alerts: {heard}; "
                    f"decisions: {[(each.article_id, each.stage, each.reasons) for each in self.decisions[-8:]]}; "
                    f"refusals: {[dict(each.headers) for each in self.refusals[-3:]]}"
                )
            await asyncio.sleep(0.02)
        return found

    def of(self, article_id: str) -> list[EntityAlert | PolicyAlert]:
        """The alerts that rest on an article, each id once."""
        found = {
            alert.id: alert for alert in self.alerts if article_id in {each.id for each in alert.articles}
        }
        return list(found.values())

    def decided(self, article_id: str, stage: str) -> list[Decision]:
        """The decisions of a stage on an article."""
        return [each for each in self.decisions if each.article_id == article_id and each.stage == stage]

    def refusal(self, key: bytes) -> Any:
        """The record on `refusals` under a key, or None."""
        return next((each for each in self.refusals if each.key == key), None)

    def repeats(self) -> int:
        """Alerts that came more than once on the topic, as at-least-once allows."""
        return sum(count - 1 for count in Counter(alert.id for alert in self.alerts).values())


@asynccontextmanager
async def newsroom(settings: Settings) -> AsyncIterator[Newsroom]:
    """A newsroom that hears all topics of a worker from their start."""
    async with client.producer(settings) as producer:
        room = Newsroom(settings, producer)
        listening = [
            asyncio.ensure_future(_listen(room, settings, topic))
            for topic in (ALERTS, DECISIONS, DELIVERIES, REFUSALS)
        ]
        try:
            yield room
        finally:
            for each in listening:
                each.cancel()
                with suppress(asyncio.CancelledError):
                    await each


async def _listen(room: Newsroom, settings: Settings, topic: Any) -> None:
    heard: dict[str, list[Any]] = {
        ALERTS.name: room.alerts,
        DECISIONS.name: room.decisions,
        DELIVERIES.name: room.deliveries,
    }
    async with client.consumer(settings, full_name(settings.prefix, topic), from_start=True) as reader:
        async for each in reader:
            if topic is REFUSALS:
                room.refusals.append(each)
                continue
            try:
                message = topic.model.validate_json(each.value)
            except ValidationError:
                # Poison that a test has put there; a subscriber passes over it too.
                room.unreadable.append(each)
                continue
            heard[topic.name].append(message)
            if topic is ALERTS:
                room.raw.append(each)


def why(refused: Any) -> Refusal:
    """The headers of a record on `refusals`."""
    return Refusal.from_headers(list(refused.headers))
