r"""Topics, tables and agents, joined in one readable function.

articles --detect--> findings --merge--> alerts --route--> deliveries
    \--> refusals, decisions
"""

import asyncio
from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import Any, Final

import faust
from pydantic import TypeAdapter
from structlog.typing import FilteringBoundLogger

from schemas.topics import ALERTS, ARTICLES, FINDINGS, MIB, TABLES, TICKS, Topic, changelog_name, full_name
from streams.core import pipeline
from streams.core.detect import ARTICLE_RECORD
from streams.core.errors import BrokerError
from streams.core.merge import MERGE_RECORD
from streams.edge import codec
from streams.edge.changelog import OwnChangelog
from streams.edge.clock import Clock, utc_now
from streams.edge.health import Lease
from streams.edge.metrics import Metrics
from streams.edge.settings import Settings
from streams.edge.state import TableState
from streams.edge.step import Agent, Decode, Loop, Outside
from streams.edge.ticks import Heartbeats, tick_every

# Stories whose window has passed are put away in small lots: a tick takes a few milliseconds, however many there are.
CLOSED_A_TICK: Final = 2
# RocksDB's memory, for each partition of a table: Faust's own figures let it take 200 MB of buffers and 2 GB of cache.
ROCKSDB: Final = {
    "write_buffer_size": 4 * MIB,
    "max_write_buffer_number": 2,
    "block_cache_size": 8 * MIB,
    "target_file_size_base": 16 * MIB,
}


@dataclass(frozen=True, slots=True)
class Topology:
    """The built application and what the edge watches of it."""

    app: faust.App
    agents: tuple[Agent, ...]
    loops: tuple[Loop, ...]
    states: dict[str, TableState]
    heartbeats: Heartbeats
    lease: Lease
    metrics: Metrics

    async def drained(self, seconds: float) -> None:
        """Wait until all that was taken is acknowledged; BrokerError where that takes longer than `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                for loop in self.loops:
                    await loop.drained()
        except TimeoutError:
            raise BrokerError(
                f"the broker did not acknowledge what was under way within {seconds:g} s; it is worked again"
            ) from None


def agents_of(rules: pipeline.RulesInForce, settings: Settings) -> tuple[Agent, ...]:
    """The three agents: a name, a topic, a pure function.

    All of them let other keys overtake the broker's word: what merge remembers lies under the key of its record,
    so two records in the window never meet.
    """

    def decoder(topic: Topic) -> Decode:
        return lambda value, _: codec.decode_message(topic, value)

    window = settings.window
    return (
        Agent("detect", ARTICLES, pipeline.detect_step(rules), pipeline.decode_article, window),
        Agent("merge", FINDINGS, pipeline.merge_step(rules), decoder(FINDINGS), window, CLOSED_A_TICK),
        Agent("route", ALERTS, pipeline.route_step(rules), decoder(ALERTS), window),
    )


def build(
    app: faust.App,
    *,
    settings: Settings,
    rules: pipeline.RulesInForce,
    log: FilteringBoundLogger,
    producer: Any,
    clock: Clock = utc_now,
) -> Topology:
    """Register topics, tables and agents on `app`; what the agents say goes out by `producer`."""
    heartbeats = Heartbeats()
    metrics = Metrics()
    agents = agents_of(rules, settings)
    models: dict[str, TypeAdapter[Any]] = {"detect": ARTICLE_RECORD, "merge": MERGE_RECORD}
    tables = dict(zip(("detect", "merge"), TABLES, strict=True))
    states = {name: TableState(_table(app, table, settings), models[name]) for name, table in tables.items()}
    send = _sender(producer)
    lease = Lease(settings.session_timeout_seconds)
    outside = Outside(
        prefix=settings.prefix,
        send=send,
        crash=app.crash,
        clock=clock,
        log=log,
        on_tick=heartbeats.beat,
        hold=lease.hold,
        metrics=metrics,
    )

    loops = []
    for agent in agents:
        stateful = agent.name in states
        names = [
            full_name(settings.prefix, topic)
            for topic in ((agent.source, TICKS) if stateful else (agent.source,))
        ]
        loop = Loop(agent, states.get(agent.name), outside)
        app.agent(_topic(app, *names), name=agent.name)(_worker_of(loop))
        loops.append(loop)

    tick_every(app, settings=settings, send=send, clock=clock)
    return Topology(
        app=app,
        agents=agents,
        loops=tuple(loops),
        states=states,
        heartbeats=heartbeats,
        lease=lease,
        metrics=metrics,
    )


def _worker_of(loop: Loop) -> Any:
    async def work(stream: Any) -> None:
        by_hand = stream.noack()
        events: AsyncIterable[Any] = by_hand.events()
        await loop.run(events, by_hand.ack)

    return work


def _topic(app: faust.App, *names: str) -> Any:
    return app.topic(*names, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")


def _table(app: faust.App, name: str, settings: Settings) -> OwnChangelog:
    options = ROCKSDB if settings.store == "rocksdb" else {}
    table = app.Table(name, partitions=settings.partitions, key_type=str, value_type=bytes, options=options)
    return OwnChangelog(app, table, changelog_name(settings.app_id, name))


def _sender(producer: Any) -> Any:
    """Send bytes to a topic by its full name; gives a future that is done when the broker has them.

    Not by Faust's own producer: a client has one request under way to a broker, and there an alert would wait
    behind the changelogs.
    """

    async def send(
        name: str,
        key: bytes | None,
        value: bytes | None,
        headers: codec.Headers,
        partition: int | None = None,
    ) -> Any:
        return await producer.send(name, value, key, partition, headers=headers)

    return send
