r"""Topics, tables and agents, joined in one readable function.

articles --detect--> findings --merge--> alerts --route--> deliveries
    \--> refusals, decisions
"""

from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import Any

import faust
from pydantic import TypeAdapter
from structlog.typing import FilteringBoundLogger

from schemas.topics import ALERTS, ARTICLES, FINDINGS, TABLES, TICKS, Topic, full_name
from streams.core import pipeline
from streams.edge import codec
from streams.edge.clock import Clock, utc_now
from streams.edge.metrics import Metrics
from streams.edge.settings import Settings
from streams.edge.state import TableState
from streams.edge.step import Agent, Loop, Outside
from streams.edge.ticks import Heartbeats, tick_every


@dataclass(frozen=True, slots=True)
class Topology:
    """The built application and what the edge watches of it."""

    app: faust.App
    agents: tuple[Agent, ...]
    states: dict[str, TableState]
    heartbeats: Heartbeats
    metrics: Metrics


def agents_of(rules: pipeline.RulesInForce, settings: Settings) -> tuple[Agent, ...]:
    """The three agents: a name, a topic, a pure function."""
    return (
        Agent("detect", ARTICLES, pipeline.detect_step(rules), pipeline.decode_article, settings.window),
        Agent(
            "merge",
            FINDINGS,
            pipeline.merge_step(rules),
            lambda value, _: codec.decode_message(FINDINGS, value),
        ),
        Agent(
            "route", ALERTS, pipeline.route_step(rules), lambda value, _: codec.decode_message(ALERTS, value)
        ),
    )


def build(
    app: faust.App,
    *,
    settings: Settings,
    rules: pipeline.RulesInForce,
    log: FilteringBoundLogger,
    clock: Clock = utc_now,
) -> Topology:
    """Register topics, tables and agents on `app`."""
    heartbeats = Heartbeats(clock)
    metrics = Metrics()
    agents = agents_of(rules, settings)
    models: dict[str, TypeAdapter[Any]] = {"detect": pipeline.ARTICLE_RECORD, "merge": pipeline.MERGE_RECORD}
    tables = dict(zip(("detect", "merge"), TABLES, strict=True))
    states = {
        name: TableState(_table(app, table, settings.partitions), models[name])
        for name, table in tables.items()
    }
    send = _sender(app)
    outside = Outside(
        prefix=settings.prefix,
        send=send,
        crash=app.crash,
        clock=clock,
        log=log,
        on_tick=heartbeats.beat,
        metrics=metrics,
    )

    for agent in agents:
        stateful = agent.name in states
        names = [
            full_name(settings.prefix, topic)
            for topic in ((agent.source, TICKS) if stateful else (agent.source,))
        ]
        loop = Loop(agent, states.get(agent.name), outside)
        app.agent(_topic(app, *names), name=agent.name)(_worker_of(loop))

    tick_every(app, settings=settings, send=send, clock=clock)
    return Topology(app=app, agents=agents, states=states, heartbeats=heartbeats, metrics=metrics)


def _worker_of(loop: Loop) -> Any:
    async def work(stream: Any) -> None:
        by_hand = stream.noack()
        events: AsyncIterable[Any] = by_hand.events()
        await loop.run(events, by_hand.ack)

    return work


def _topic(app: faust.App, *names: str) -> Any:
    return app.topic(*names, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")


def _table(app: faust.App, name: str, partitions: int) -> Any:
    return app.Table(name, partitions=partitions, key_type=str, value_type=bytes)


def _sender(app: faust.App) -> Any:
    """Send bytes to a topic by its full name; gives a future that is done when the broker has them."""

    async def send(
        name: str, key: bytes | None, value: bytes, headers: codec.Headers, partition: int | None = None
    ) -> Any:
        return await app.producer.send(name, key, value, partition, None, headers)

    return send


__all__ = ["Topic", "Topology", "agents_of", "build"]
