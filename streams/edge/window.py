"""The records that an agent has in hand: worked, but not yet acknowledged, in the order they came."""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from faust.types import EventT

from streams.edge.state import Prepared


@dataclass(slots=True)
class Entry:
    """A record that was worked: what the broker must acknowledge, and what is written then."""

    event: EventT[Any]
    keys: frozenset[str]
    pending: list[Awaitable[Any]]
    writes: Prepared = field(default_factory=dict)


class Window:
    """Entries in order, how many hold a key, and who waits for that to change. For one event loop."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: deque[Entry] = deque()
        self._held: Counter[str] = Counter()
        self._taken = 0
        self._waiting: list[asyncio.Future[None]] = []

    def take(self) -> None:
        """A record is taken from the stream; it counts until it is acknowledged."""
        self._taken += 1

    def add(self, entry: Entry) -> None:
        """A record was worked."""
        self._entries.append(entry)
        self._held.update(entry.keys)
        self._wake()

    async def first(self) -> Entry:
        """The eldest entry, once there is one; it stays until it is `ended`."""
        await self._until(lambda: bool(self._entries))
        return self._entries[0]

    def ended(self) -> None:
        """The eldest entry's state is written: its keys are free."""
        for key in self._entries.popleft().keys:
            self._held[key] -= 1
            if not self._held[key]:
                del self._held[key]
        self._wake()

    def acknowledged(self) -> None:
        """A record is done with."""
        self._taken -= 1
        self._wake()

    async def empty(self) -> None:
        """Wait until no entry is left."""
        await self._until(lambda: not self._entries)

    async def room(self, key: str | None = None) -> None:
        """Wait until there is room for one entry more, and no entry holds `key`."""
        await self._until(lambda: len(self._entries) < self._size and (key is None or not self._held[key]))

    async def drained(self) -> None:
        """Wait until every record that was taken is acknowledged."""
        await self._until(lambda: not self._taken)

    async def _until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(waiter)
            await waiter

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)
