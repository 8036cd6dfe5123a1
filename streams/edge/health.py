"""Alive means moving: who watches the worker, and what ends it when it no longer moves.

A partition whose ticks are not worked makes the worker unready, then ends it.
A blocked event loop cannot end itself, so a thread does.
"""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Final

from structlog.typing import FilteringBoundLogger

from streams.core.errors import BrokerError
from streams.edge import events
from streams.edge.ticks import Heartbeats

EXIT_STUCK: Final = 70
EXIT_BLOCKED: Final = 71


class Lease:
    """The right to speak for the partitions: lost when the event loop stood still for a whole session.

    The broker has then given them to another worker. What this one still has in hand was worked from an older
    state, and written now it would stand over the other's.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._seen = now()

    def hold(self) -> None:
        """Raise BrokerError once the lease is lost; asked before anything is sent or written."""
        still = self._now() - self._seen
        if still > self._seconds:
            raise BrokerError(
                f"this worker stood still for {still:.1f} s, longer than its session with the broker; "
                "start it again"
            )

    def renew(self) -> None:
        """The event loop is alive; a lost lease stays lost."""
        self.hold()
        self._seen = self._now()


class Watchdog(threading.Thread):
    """Ends the process when the event loop has not answered for `seconds`, or when `stuck` says so."""

    def __init__(
        self, *, seconds: float, lease: Lease, stuck: Callable[[], bool], log: FilteringBoundLogger
    ) -> None:
        super().__init__(name="tocsin-watchdog", daemon=True)
        self._seconds = seconds
        self._lease = lease
        self._stuck = stuck
        self._log = log
        self._seen = time.monotonic()
        self._ended = threading.Event()

    async def answer(self, crash: Callable[[BaseException], Awaitable[None]]) -> None:
        """Run on the event loop: as long as this goes round, the loop is not blocked."""
        while not self._ended.is_set():
            self._seen = time.monotonic()
            try:
                self._lease.renew()
            except BrokerError as lost:
                await crash(lost)
                return
            await asyncio.sleep(min(1.0, self._seconds / 4))

    def run(self) -> None:
        """Look once in a while, from outside the loop."""
        last_look = time.monotonic()
        while not self._ended.wait(min(1.0, self._seconds / 4)):
            now = time.monotonic()
            # A process that was paused (SIGSTOP, a sleeping machine) finds all its clocks late: begin anew.
            if now - last_look > self._seconds / 2:
                self._seen = now
            last_look = now
            if now - self._seen > self._seconds:
                # Also where the line cannot be written, since the disk is full.
                try:
                    self._log.error(events.LOOP_BLOCKED, seconds=round(now - self._seen, 1))
                finally:
                    os._exit(EXIT_BLOCKED)
            stuck = True
            try:
                stuck = self._stuck()
            finally:
                if stuck:
                    os._exit(EXIT_STUCK)

    def end(self) -> None:
        """Watch no longer."""
        self._ended.set()


class Readiness:
    """Ready: partitions are held, and each, idle ones included, has worked a tick lately."""

    def __init__(self, *, heartbeats: Heartbeats, stuck_seconds: float, log: FilteringBoundLogger) -> None:
        self._heartbeats = heartbeats
        self._seconds = stuck_seconds
        self._log = log
        self._silent_since: float | None = None

    @property
    def ready(self) -> bool:
        """Whether every held partition works its ticks; no partition held is not ready."""
        oldest = self._heartbeats.oldest()
        return oldest is not None and oldest < self._seconds

    def stuck(self) -> bool:
        """Whether a partition has been silent for four times as long as makes the worker unready."""
        silent = self._heartbeats.silent(4 * self._seconds)
        if silent:
            self._log.error(events.PARTITION_STUCK, places=[f"{agent}/{number}" for agent, number in silent])
        return bool(silent)
