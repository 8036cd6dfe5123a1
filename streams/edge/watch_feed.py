"""The live watch list: the compacted topic `watches`, read by a plain consumer beside the agents.

It is read to the end before the worker starts; then each change goes into a small automaton of its own at once.
Where the topic is empty the file's list holds, and is written to the topic once.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from structlog.typing import FilteringBoundLogger

from schemas.topics import WATCHES, full_name
from schemas.watch import Watch
from streams.core.detect.entities import WatchList
from streams.core.errors import RefusedError
from streams.core.pipeline import RulesInForce, with_watches
from streams.edge import client, codec, events
from streams.edge.settings import Settings

Changes = dict[str, Watch | None]
# After so many changed watches what stands is put out of the collector's sight: looking through a few thousand of
# them holds the loop longer than the change does.
FROZEN_AFTER = 250


class WatchFeed:
    """Keeps the watch list of the rules in force like the topic."""

    def __init__(
        self,
        *,
        settings: Settings,
        in_force: RulesInForce,
        file_watches: tuple[Watch, ...],
        log: FilteringBoundLogger,
    ) -> None:
        self._settings = settings
        self._in_force = in_force
        self._file_watches = file_watches
        self._log = log
        self._topic = full_name(settings.prefix, WATCHES)
        self._since_frozen = 0

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        """The list is the topic's before the block begins, and follows it until the block ends."""
        async with client.consumer(self._settings, self._topic, from_start=True) as reader:
            topic_watches = await read_to_end(reader, self._refused)
            if topic_watches:
                self._replace(topic_watches)
            else:
                await write(self._settings, {watch.id: watch for watch in self._file_watches})
            following = asyncio.ensure_future(self._follow(reader))
            try:
                yield
            finally:
                following.cancel()
                with suppress(asyncio.CancelledError):
                    await following

    def _replace(self, topic_watches: dict[str, Watch]) -> None:
        file_list = self._in_force.current.detect.watches
        listed = WatchList.build(topic_watches.values())
        if listed.version != file_list.version:
            self._log.warning(
                events.WATCHES_DIFFER,
                file=file_list.version,
                topic=listed.version,
                remedy="apply the file with `tocsin watches sync`, or write the topic's list to the file",
            )
        self._put(listed)
        self._log.info(events.WATCHES_READ, watches=len(listed.ids), version=listed.version)

    async def _follow(self, reader: Any) -> None:
        while True:
            batches = await reader.getmany(timeout_ms=1000)
            changes: Changes = {}
            for record in (each for batch in batches.values() for each in batch):
                changes |= self._change(record)
            self._take(changes)

    def _take(self, changes: Changes) -> None:
        """A whole batch at once: each change alone would build the newest automaton anew."""
        listed = self._in_force.current.detect.watches
        changes = {watch_id: watch for watch_id, watch in changes.items() if listed.get(watch_id) != watch}
        if not changes:
            return
        changed = listed.with_changes(changes)
        if changed.wants_rebuild:
            changed = WatchList.build(changed.watches)
            self._log.info(events.WATCHES_REBUILT, watches=len(changed.ids))
        self._put(changed)
        self._since_frozen += len(changes)
        if self._since_frozen >= FROZEN_AFTER:
            self._since_frozen = 0
            gc.freeze()
        for watch_id, watch in list(changes.items())[:20]:
            self._log.info(
                events.WATCH_CHANGED, watch=watch_id, removed=watch is None, version=changed.version
            )
        self._log.info(events.WATCHES_READ, watches=len(changed.ids), version=changed.version)

    def _change(self, record: Any) -> Changes:
        try:
            return {codec.decode_key(record.key): decode(record.value)}
        except RefusedError as error:
            self._refused(record, error)
            return {}

    def _refused(self, record: Any, error: RefusedError) -> None:
        self._log.warning(
            events.WATCH_REFUSED,
            error=str(error),
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
        )

    def _put(self, listed: WatchList) -> None:
        self._in_force.current = with_watches(self._in_force.current, listed)


def decode(value: bytes | None) -> Watch | None:
    """A watch, or None for a tombstone; raises RefusedError."""
    if value is None:
        return None
    watch: Watch = codec.decode_message(WATCHES, value)
    return watch


async def read_to_end(reader: Any, refused: Any) -> dict[str, Watch]:
    """Every watch of the topic as it stands now; what cannot be read is reported and changes nothing."""
    watches: dict[str, Watch] = {}
    async for record in client.kept(reader):
        try:
            key, watch = codec.decode_key(record.key), decode(record.value)
        except RefusedError as error:
            refused(record, error)
            continue
        if watch is None:
            watches.pop(key, None)
        else:
            watches[key] = watch
    return watches


async def write(settings: Settings, changes: Changes) -> None:
    """Put watches on the topic (None removes) and wait for the broker's word on each."""
    async with client.producer(settings) as writer:
        name = full_name(settings.prefix, WATCHES)
        sent = [
            await writer.send(name, key=key.encode(), value=None if watch is None else watch.to_bytes())
            for key, watch in changes.items()
        ]
        await asyncio.gather(*sent)


async def read(settings: Settings) -> dict[str, Watch]:
    """The topic's watch list as it stands now."""
    async with client.consumer(settings, full_name(settings.prefix, WATCHES), from_start=True) as reader:
        return await read_to_end(reader, lambda *_: None)
