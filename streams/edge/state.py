"""An agent's memory: a Faust table of typed records, and the index of what falls due.

Every record is written under the partition its message came on, never under the hash of its key,
and is read there again: Faust takes the partition from the event at hand, so the event is set for each access.
"""

import asyncio
import heapq
import json
import weakref
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from faust.streams import _current_event
from faust.types import EventT
from pydantic import TypeAdapter

from schemas.topics import STATE_LIMIT
from streams.core.errors import RefusedError, StateError
from streams.core.reasons import Reason
from streams.core.step import StateRecord

# A record is stored as `<due, epoch seconds or empty> <partition> <JSON>`, so that a scan for what
# falls due need not parse the JSON.
_SEPARATOR = b" "
# So many records of a table are kept as they were read or written; nobody else writes this worker's partitions.
RECENT: Final = 2_000
# So many records of a table are looked at before others have their turn: a few milliseconds.
_SCANNED_AT_ONCE: Final = 2_000
# What is to be written, by key: the record and its bytes, both None where it goes.
Prepared = dict[str, tuple[StateRecord | None, bytes | None]]


def encode(record: StateRecord, partition: int) -> bytes:
    """A record as the table's bytes, marked with the partition it came on."""
    due = b"" if record.due is None else str(record.due.timestamp()).encode()
    return _SEPARATOR.join(
        (due, str(partition).encode(), _homed(record, partition).model_dump_json().encode())
    )


def _homed(record: StateRecord, partition: int) -> StateRecord:
    return record if record.partition == partition else record.model_copy(update={"partition": partition})


def decode(value: bytes, model: TypeAdapter[Any]) -> Any:
    """The record in the table's bytes."""
    return model.validate_json(value.split(_SEPARATOR, 2)[2])


@contextmanager
def _at(event: EventT[Any]) -> Iterator[None]:
    """Make `event` the one whose partition Faust's table reads and writes."""
    token = _current_event.set(weakref.ref(event))
    try:
        yield
    finally:
        _current_event.reset(token)


# Ticks that fell behind catch up: one key more for each so many seconds that the earliest is late.
CATCH_UP_S: Final = 600.0


class DueIndex:
    """Keys by due time, a heap for each partition. A key is due once: what it was due before is forgotten."""

    def __init__(self) -> None:
        self._heaps: dict[int, list[tuple[float, str]]] = {}
        self._latest: dict[int, dict[str, float]] = {}
        # Apart from the heaps: a record may be written to a partition before it is scanned.
        self._scanned: set[int] = set()

    def add(self, partition: int, key: str, due: float) -> None:
        """Remember that `key` falls due at `due` (epoch seconds)."""
        latest = self._latest.setdefault(partition, {})
        before = latest.get(key)
        latest[key] = due
        # A story is due later with every article; its earlier place in the heap serves until it comes up.
        if before is None or due < before:
            heapq.heappush(self._heaps.setdefault(partition, []), (due, key))

    def discard(self, partition: int, key: str) -> None:
        """Forget that `key` is due."""
        self._latest.get(partition, {}).pop(key, None)

    def pop(self, partition: int, now: float, most: int | None = None) -> list[str]:
        """The keys of `partition` that are due by `now`, earliest first; they are forgotten here.

        No more than `most` at once, so that a tick never takes long; those left come at the next ticks.
        """
        heap, latest = self._heaps.get(partition, []), self._latest.get(partition, {})
        if most is not None and heap:
            most += max(0, int((now - heap[0][0]) / CATCH_UP_S))
        keys: list[str] = []
        while heap and heap[0][0] <= now and (most is None or len(keys) < most):
            due, key = heapq.heappop(heap)
            last = latest.get(key)
            if last is None:
                continue
            if last > due:
                heapq.heappush(heap, (last, key))
                continue
            del latest[key]
            keys.append(key)
        return keys

    def drop(self, partition: int) -> None:
        """Forget a partition that moved away."""
        self._heaps.pop(partition, None)
        self._latest.pop(partition, None)
        self._scanned.discard(partition)

    def __contains__(self, partition: int) -> bool:
        return partition in self._scanned

    def start(self, partition: int) -> None:
        """Begin with a partition that is scanned."""
        self._scanned.add(partition)

    def __len__(self) -> int:
        return sum(len(latest) for latest in self._latest.values())


class Table(Protocol):
    """A Faust table with a changelog of which one can await the broker's word."""

    @property
    def data(self) -> Any:
        """The records of all partitions that are held, as bytes by key."""
        ...

    def records(self, partition: int) -> Iterator[tuple[bytes, bytes]]:
        """Key (as JSON) and value of the records of a partition, and maybe of others."""
        ...

    async def send_changelog(self, partition: int, key: str, value: bytes | None) -> Awaitable[Any]:
        """Send a record; the second await is the broker's word."""
        ...


class TableState:
    """A Faust table of records of one model, with its due index."""

    def __init__(self, table: Table, model: TypeAdapter[Any]) -> None:
        self._table = table
        self._model = model
        self._recent: dict[tuple[int, str], StateRecord | None] = {}
        self.due = DueIndex()

    def view(self, event: EventT[Any]) -> "View":
        """What a stage may read while it works `event`; its own writes are seen at once."""
        return View(self, event)

    def read(self, event: EventT[Any], key: str) -> StateRecord | None:
        """The record under `key` on the event's partition."""
        place = (event.message.partition, key)
        if place in self._recent:
            return self._recent[place]
        with _at(event):
            value = self._table.data.get(key)
        record: StateRecord | None = None if value is None else decode(value, self._model)
        self._remember(place, record)
        return record

    def forget(self, partition: int) -> None:
        """Remember nothing of a partition that moves: what is read of it next comes from its table, recovered anew."""
        self.due.drop(partition)
        self._recent = {place: record for place, record in self._recent.items() if place[0] != partition}

    def _remember(self, place: tuple[int, str], record: StateRecord | None) -> None:
        # A merge reads the same few stories again and again; each read from the table is a look-up and a parse.
        self._recent.pop(place, None)
        if len(self._recent) >= RECENT:
            del self._recent[next(iter(self._recent))]
        self._recent[place] = record

    def prepared(self, partition: int, writes: Mapping[str, StateRecord | None]) -> Prepared:
        """Records as they will be written; raises RefusedError where one is over its changelog's limit."""
        ready: Prepared = {}
        for key, given in writes.items():
            record = None if given is None else _homed(given, partition)
            value = None if record is None else encode(record, partition)
            if value is not None and len(value) > STATE_LIMIT:
                raise RefusedError(
                    Reason.OUTPUT_TOO_LARGE,
                    f"the state under {key!r} would have {len(value)} bytes, over its {STATE_LIMIT}; "
                    "send the article with less in it",
                )
            ready[key] = (record, value)
        return ready

    async def write(self, event: EventT[Any], ready: Prepared) -> list[Awaitable[Any]]:
        """Write records (None removes) and return what the broker still has to acknowledge."""
        partition = event.message.partition
        with _at(event):
            for key, (record, value) in ready.items():
                self._remember((partition, key), record)
                if record is None or record.due is None:
                    self.due.discard(partition, key)
                if record is None:
                    self._table.data.pop(key, None)
                    continue
                self._table.data[key] = value
                if record.due is not None:
                    self.due.add(partition, key, record.due.timestamp())
        # An offset is committed only after the changelog has the state it stands for.
        return [await self._table.send_changelog(partition, key, value) for key, (_, value) in ready.items()]

    async def scan(self, partition: int) -> int:
        """Fill the due index of a partition from the table, once after it was assigned; returns what it holds.

        A memory table still shows the records of partitions that moved away, so each record names its own.
        Others have their turn meanwhile: a full table takes seconds.
        """
        self.due.drop(partition)
        self.due.start(partition)
        count = 0
        for place, (key, value) in enumerate(self._table.records(partition)):
            if place % _SCANNED_AT_ONCE == 0:
                await asyncio.sleep(0)
            try:
                due, home, _ = value.split(_SEPARATOR, 2)
                at = float(due) if due else None
                its_own = int(home) == partition
            except ValueError:
                raise StateError(
                    f"the state under {key!r} on partition {partition} is no record of a worker ({len(value)} bytes); "
                    "see docs/OPERATING.md, `The worker says that the state cannot be read back`"
                ) from None
            if its_own:
                count += 1
                if at is not None:
                    self.due.add(partition, json.loads(key), at)
        return count

    def still_due(self, event: EventT[Any], key: str, now: datetime) -> bool:
        """Whether the record under `key` is due on this partition (it may have been written anew since)."""
        record = self.read(event, key)
        return (
            record is not None
            and record.due is not None
            and record.due <= now
            and record.partition == event.message.partition
        )


class View:
    """A state as one message sees it: the table, and over it what the message's own steps have written."""

    def __init__(self, state: TableState, event: EventT[Any]) -> None:
        self._state = state
        self._event = event
        self.writes: dict[str, StateRecord | None] = {}

    def get(self, key: str) -> StateRecord | None:
        """The record under a key, or None."""
        if key in self.writes:
            return self.writes[key]
        return self._state.read(self._event, key)


def epoch(moment: datetime) -> float:
    """Seconds since 1970 in UTC."""
    return moment.astimezone(UTC).timestamp()
