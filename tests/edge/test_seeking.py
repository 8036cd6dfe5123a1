"""After a rebalance nothing that a fetch brought and Faust threw away stays unread."""

import asyncio
from types import SimpleNamespace
from typing import Any

from streams.edge.seeking import seek_surely

STREAM, NEW, CHANGELOG = "articles-0", "findings-0", "changelog-0"


class Consumer:
    """A consumer as Faust has it: a fetch moves the position, a seek moves it back only where something is committed."""

    def __init__(self) -> None:
        self.positions = {STREAM: 40, NEW: 7, CHANGELOG: 90}
        self._committed_offset: dict[str, int | None] = {}
        self.brought: asyncio.Event = asyncio.Event()
        self.seen: list[Any] = []

    def assignment(self) -> set[str]:
        return set(self.positions)

    async def _getmany(self, active_partitions: Any, timeout: float) -> None:  # noqa: ASYNC109 as Faust
        await self.brought.wait()
        self.seen.append(active_partitions)
        for place in active_partitions:
            self.positions[place] += 100

    async def perform_seek(self) -> None:
        self.positions[STREAM] = 12
        self._committed_offset[STREAM] = 12

    async def earliest_offsets(self, *places: str) -> dict[str, int]:
        return dict.fromkeys(places, 3)

    async def seek(self, place: str, offset: int) -> None:
        self.positions[place] = offset


def mended() -> Any:
    consumer = Consumer()
    recovery = SimpleNamespace(_is_changelog_tp=lambda place: place == CHANGELOG)
    app: Any = SimpleNamespace(consumer=consumer, tables=SimpleNamespace(recovery=recovery))
    seek_surely(app)
    return consumer


async def test_where_nothing_is_committed_reading_begins_at_the_first_record_that_is_kept() -> None:
    consumer = mended()
    await consumer.perform_seek()
    assert consumer.positions == {STREAM: 12, NEW: 3, CHANGELOG: 90}


async def test_a_fetch_under_way_ends_before_the_seek_so_that_what_it_brings_is_read_again() -> None:
    consumer = mended()
    fetch = asyncio.ensure_future(consumer._getmany(active_partitions={STREAM, NEW}, timeout=1.0))
    await asyncio.sleep(0)
    seek = asyncio.ensure_future(consumer.perform_seek())
    await asyncio.sleep(0)
    consumer.brought.set()
    await asyncio.gather(fetch, seek)
    assert consumer.positions == {STREAM: 12, NEW: 3, CHANGELOG: 90}


async def test_partitions_that_join_while_a_fetch_is_under_way_are_not_part_of_it() -> None:
    consumer = mended()
    active = {CHANGELOG}
    fetch = asyncio.ensure_future(consumer._getmany(active_partitions=active, timeout=1.0))
    await asyncio.sleep(0)
    active.add(STREAM)
    consumer.brought.set()
    await fetch
    assert consumer.seen == [{CHANGELOG}]
