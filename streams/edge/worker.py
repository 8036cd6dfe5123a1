"""Run the worker: check everything first, then the Faust app, watched, until it is told to stop."""

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, Final

from structlog.typing import FilteringBoundLogger

from schemas.topics import ALERTS, ARTICLES, FINDINGS, TICKS, full_name
from streams.app import make_app
from streams.core.errors import BrokerError
from streams.core.pipeline import RulesInForce
from streams.edge import config, events, logs, probes, rights
from streams.edge.clock import Clock, utc_now
from streams.edge.embedded import quicken
from streams.edge.health import Readiness, Watchdog
from streams.edge.settings import Settings
from streams.edge.ticks import held_partitions
from streams.edge.watch_feed import WatchFeed
from streams.topology import Topology, build

EXIT_LATE: Final = 72


@asynccontextmanager
async def running(
    settings: Settings, *, log: FilteringBoundLogger, clock: Clock = utc_now, embedded: bool = False
) -> AsyncIterator[Topology]:
    """A worker that runs inside the block: configuration and topics checked, watches read, agents started.

    Raises ConfigError or BrokerError before anything is read.
    """
    loaded = config.load(settings)
    if not embedded and (faults := await rights.check_broker(settings)):
        raise BrokerError("; ".join(faults))
    in_force = RulesInForce(loaded.rules)
    feed = WatchFeed(settings=settings, in_force=in_force, file_watches=loaded.watches, log=log)
    app = make_app(settings)
    if embedded:
        quicken(app)
    topology = build(app, settings=settings, rules=in_force, log=log, clock=clock)
    readiness = Readiness(heartbeats=topology.heartbeats, stuck_seconds=settings.stuck_seconds, log=log)
    watchdog = Watchdog(seconds=settings.stuck_seconds, stuck=readiness.stuck, log=log)
    _follow_assignment(app, topology, settings, log)
    async with feed.following():
        log.info(
            events.WORKER_STARTED,
            broker=settings.broker,
            worker=settings.instance_id,
            store=settings.store,
            watches=len(in_force.current.detect.watches.ids),
            rules=in_force.current.detect.policies.version,
            judge="off" if in_force.current.detect.judge is None else in_force.current.detect.judge.name,
        )
        answering = asyncio.ensure_future(watchdog.answer())
        watchdog.start()
        try:
            async with probes.answering(
                settings, lambda: readiness.ready, lambda: topology.metrics.text(lags(app, settings))
            ):
                logs.hear_clients()
                await app.start()
                yield topology
        finally:
            await app.stop()
            watchdog.end()
            answering.cancel()
            log.info(events.WORKER_STOPPED, worker=settings.instance_id)


def _follow_assignment(app: Any, topology: Topology, settings: Settings, log: FilteringBoundLogger) -> None:
    """Keep heartbeats and due indexes to the partitions that are held."""
    ticks = full_name(settings.prefix, TICKS)
    stateful = tuple(topology.states)

    @app.on_partitions_assigned.connect(weak=False)  # type: ignore[untyped-decorator]
    async def assigned(_app: Any, _assigned: Any, **_: Any) -> None:
        held = held_partitions(app, ticks)
        for state in topology.states.values():
            for partition in range(settings.partitions):
                state.due.drop(partition)
        topology.heartbeats.assigned(stateful, held)
        log.info(events.PARTITIONS_ASSIGNED, partitions=sorted(held))

    @app.on_partitions_revoked.connect(weak=False)  # type: ignore[untyped-decorator]
    async def revoked(_app: Any, revoked: Any, **_: Any) -> None:
        topology.heartbeats.assigned(stateful, frozenset())
        log.info(
            events.PARTITIONS_REVOKED,
            partitions=sorted({tp.partition for tp in revoked if tp.topic == ticks}),
        )


def lags(app: Any, settings: Settings) -> Iterator[tuple[str, int, int]]:
    """Topic, partition and waiting records of every partition that is held."""
    inputs = {full_name(settings.prefix, topic) for topic in (ARTICLES, FINDINGS, ALERTS)}
    for tp in app.consumer.assignment():
        if tp.topic in inputs:
            end = app.consumer.highwater(tp)
            read = app.consumer._committed_offset.get(tp)  # noqa: SLF001 Faust shows it nowhere else
            if end is not None and read is not None:
                yield tp.topic, tp.partition, max(0, end - read)


async def run(settings: Settings, log: FilteringBoundLogger) -> int:
    """Run until SIGTERM or SIGINT; 0 after a graceful stop, another code where the worker failed."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    code = 0
    async with running(settings, log=log) as topology:
        crashed = asyncio.ensure_future(topology.app._crashed.wait())  # noqa: SLF001
        stopped = asyncio.ensure_future(stop.wait())
        await asyncio.wait({crashed, stopped}, return_when=asyncio.FIRST_COMPLETED)
        code = 0 if stop.is_set() else 1
        _leave_within(settings.stop_seconds, code)
    return code


def _leave_within(seconds: float, code: int) -> None:
    """A stop that hangs ends the process without committing: what was under way is worked again."""
    timer = threading.Timer(seconds, os._exit, (code or EXIT_LATE,))
    timer.daemon = True
    timer.start()
