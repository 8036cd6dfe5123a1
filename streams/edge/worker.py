"""Run the worker: check everything first, then the Faust app, watched, until it is told to stop."""

import asyncio
import gc
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final

from structlog.typing import FilteringBoundLogger

from schemas.topics import ALERTS, ARTICLES, FINDINGS, TICKS, full_name
from streams.app import make_app
from streams.core.errors import BrokerError
from streams.core.pipeline import RulesInForce
from streams.edge import client, config, events, logs, probes, recovery, rights
from streams.edge.clock import Clock, utc_now
from streams.edge.embedded import quicken
from streams.edge.health import Readiness, Watchdog
from streams.edge.seeking import seek_surely
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
    async with client.producer(settings) as producer, feed.following():
        topology = build(app, settings=settings, rules=in_force, log=log, producer=producer, clock=clock)
        readiness = Readiness(heartbeats=topology.heartbeats, stuck_seconds=settings.stuck_seconds, log=log)
        watchdog = Watchdog(
            seconds=settings.stuck_seconds, lease=topology.lease, stuck=readiness.stuck, log=log
        )
        _follow_assignment(app, topology, settings, log)
        seek_surely(app)
        log.info(
            events.WORKER_STARTED,
            broker=settings.broker,
            worker=settings.instance_id,
            store=settings.store,
            watches=len(in_force.current.detect.watches.ids),
            rules=in_force.current.detect.policies.version,
            judge="off" if in_force.current.detect.judge is None else in_force.current.detect.judge.name,
        )
        # What stands for good, ten thousand watches of it, is not looked through again at every collection.
        gc.collect()
        gc.freeze()
        beside = (
            asyncio.ensure_future(watchdog.answer(app.crash)),
            asyncio.ensure_future(recovery.followed(app, topology.heartbeats)),
        )
        watchdog.start()
        try:
            async with probes.answering(
                settings, lambda: readiness.ready, lambda: topology.metrics.text(lags(app, settings))
            ):
                logs.hear_clients()
                with recovery.failing_ends(app.crash):
                    await app.start()
                    try:
                        yield topology
                    finally:
                        await _let_go(app, topology, settings, log)
        finally:
            await app.stop()
            watchdog.end()
            for task in beside:
                task.cancel()
            log.info(events.WORKER_STOPPED, worker=settings.instance_id)


async def _let_go(app: Any, topology: Topology, settings: Settings, log: FilteringBoundLogger) -> None:
    """Take no more, and finish and commit what was taken: a stop then repeats nothing."""
    if app.crashed:
        return
    app.consumer.stop_flow()
    app.flow_control.suspend()
    app.flow_control.clear()
    try:
        await topology.drained(settings.stop_seconds)
    except BrokerError as late:
        log.warning(events.STOP_LATE, error=str(late))
    await app.consumer.commit()


def _follow_assignment(app: Any, topology: Topology, settings: Settings, log: FilteringBoundLogger) -> None:
    """Keep heartbeats and due indexes to the partitions that are held."""
    ticks = full_name(settings.prefix, TICKS)
    stateful = tuple(topology.states)

    @app.on_partitions_assigned.connect(weak=False)  # type: ignore[untyped-decorator]
    async def assigned(_app: Any, _assigned: Any, **_: Any) -> None:
        held = held_partitions(app, ticks)
        for state in topology.states.values():
            for partition in range(settings.partitions):
                state.forget(partition)
        topology.heartbeats.assigned(stateful, held)
        log.info(events.PARTITIONS_ASSIGNED, partitions=sorted(held))

    @app.on_rebalance_complete.connect(weak=False)  # type: ignore[untyped-decorator]
    async def recovered(_app: Any, **_: Any) -> None:
        # After this Faust seeks to the committed offsets, then resumes the flow, and resuming empties the queues.
        # The flow still runs, from recovery: what came before the seek would be emptied out and never worked.
        app.consumer.stop_flow()
        app.flow_control.suspend()

    @app.on_partitions_revoked.connect(weak=False)  # type: ignore[untyped-decorator]
    async def revoked(_app: Any, revoked: Any, **_: Any) -> None:
        # Faust has stopped the flow and emptied the queues; what the agents have in hand belongs to this worker
        # as long as this waits. A failure here ends the worker.
        await topology.drained(settings.stop_seconds)
        await app.consumer.commit()
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
    last_word: Callable[[], None] | None = None
    try:
        async with running(settings, log=log) as topology:
            begun = True
            crashed = asyncio.ensure_future(topology.app._crashed.wait())  # noqa: SLF001
            stopped = asyncio.ensure_future(stop.wait())
            await asyncio.wait({crashed, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                last_word = await _last_word(topology.app.crash_reason, settings, log)
            _leave_within(settings.stop_seconds, last_word or partial(os._exit, EXIT_LATE))
    except (Exception, asyncio.CancelledError) as error:  # Faust's stop waits for tasks that it has cancelled
        if not begun:
            raise
        last_word = last_word or await _last_word(error, settings, log)
    if last_word is not None:
        # At once: Faust's threads, whose loop is gone, would otherwise speak after it.
        last_word()
    return 0


async def _last_word(
    reason: BaseException | None, settings: Settings, log: FilteringBoundLogger
) -> Callable[[], None]:
    """How a worker ends that could not go on: one line that says why, and what the broker says when it is asked."""
    logs.hush_clients()
    try:
        found = await asyncio.wait_for(rights.check_broker(settings), _TELL_WITHIN_S)
    except Exception as error:  # noqa: BLE001 it is only an attempt to say more
        found = [f"{type(error).__name__}: {error}"]

    def end() -> None:
        try:
            log.error(events.WORKER_FAILED, error=str(reason) or type(reason).__name__, found=found)
            sys.stderr.flush()
        finally:
            os._exit(1)

    return end


def _leave_within(seconds: float, leave: Callable[[], None]) -> None:
    """A stop that hangs ends the process without committing: what was under way is worked again."""
    timer = threading.Timer(seconds, leave)
    timer.daemon = True
    timer.start()
