"""Run the worker: check everything first, then the Faust app, watched, until it is told to stop."""

import asyncio
import os
import signal
import sys
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
_TELL_WITHIN_S: Final = 5.0


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
    begun = False
    failure: BaseException | None = None
    try:
        async with running(settings, log=log) as topology:
            begun = True
            crashed = asyncio.ensure_future(topology.app._crashed.wait())  # noqa: SLF001
            stopped = asyncio.ensure_future(stop.wait())
            await asyncio.wait({crashed, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                failure = topology.app.crash_reason or BrokerError("the worker ended by itself")
            _leave_within(settings.stop_seconds, 1 if failure else 0)
    except Exception as error:
        if not begun:
            raise
        # The stop failed too: what made it necessary says more.
        failure = failure or error
    if failure is None:
        return 0
    await _tell(failure, settings, log)
    # At once: Faust's threads, whose loop is gone, would otherwise have the last word.
    os._exit(1)


async def _tell(failure: BaseException, settings: Settings, log: FilteringBoundLogger) -> None:
    """The last line of a worker that could not go on: why, and what the broker says when it is asked."""
    logs.hush_clients()
    try:
        found = await asyncio.wait_for(rights.check_broker(settings), _TELL_WITHIN_S)
    except Exception as error:  # noqa: BLE001 it is only an attempt to say more
        found = [f"{type(error).__name__}: {error}"]
    log.error(events.WORKER_FAILED, error=str(failure) or type(failure).__name__, found=found)
    sys.stderr.flush()


def _leave_within(seconds: float, code: int) -> None:
    """A stop that hangs ends the process without committing: what was under way is worked again."""
    timer = threading.Timer(seconds, os._exit, (code or EXIT_LATE,))
    timer.daemon = True
    timer.start()
