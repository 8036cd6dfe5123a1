"""What falls due is worked when a record says so: each worker writes one tick a second to each partition it holds.

The same ticks are the heartbeat: a partition whose ticks are worked is alive, an idle one too.
"""

import time
from collections.abc import Callable
from typing import Any

from faust.types import AppT

from schemas.tick import Tick
from schemas.topics import TICKS, full_name
from streams.edge.clock import Clock
from streams.edge.settings import Settings


class Heartbeats:
    """When each agent last worked a tick on each partition, in seconds of a clock that nobody sets."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._last: dict[tuple[str, int], float] = {}
        self._worked: set[tuple[str, int]] = set()

    def beat(self, agent: str, partition: int) -> None:
        """A tick was worked."""
        self._last[agent, partition] = self._now()
        self._worked.add((agent, partition))

    def assigned(self, agents: tuple[str, ...], partitions: frozenset[int]) -> None:
        """The partitions held from now on; a new one has its whole time before it counts as stuck."""
        now = self._now()
        self._last = {
            (agent, partition): self._last.get((agent, partition), now)
            for agent in agents
            for partition in partitions
        }
        self._worked.clear()

    def recovering(self) -> None:
        """State is read back, and it goes on: no tick is worked until that is done."""
        now = self._now()
        self._last = dict.fromkeys(self._last, now)

    def oldest(self) -> float | None:
        """Seconds since the most silent partition worked a tick; None where none is held or one has worked none."""
        if not self._last or not self._last.keys() <= self._worked:
            return None
        return self._now() - min(self._last.values())

    def silent(self, seconds: float) -> list[tuple[str, int]]:
        """Agent and partition of all that have been silent for longer than `seconds`."""
        limit = self._now() - seconds
        return sorted(place for place, at in self._last.items() if at < limit)


def held_partitions(app: AppT, topic: str) -> frozenset[int]:
    """The partitions of a topic that this worker holds now."""
    return frozenset(tp.partition for tp in app.consumer.assignment() if tp.topic == topic)


def tick_every(app: Any, *, settings: Settings, send: Callable[..., Any], clock: Clock) -> None:
    """Write a tick to every held partition, every `tick_seconds`."""
    name = full_name(settings.prefix, TICKS)

    @app.timer(interval=settings.tick_seconds)  # type: ignore[untyped-decorator]
    async def tick() -> None:
        for partition in sorted(held_partitions(app, name)):
            value = Tick(partition=partition, at=clock()).to_bytes()
            await send(name, str(partition).encode(), value, [], partition)
