"""An agent's memory: a Faust table of typed records, and the index of what falls due.

Every record is written under the partition its message came on, never under the hash of its key,
and is read there again: Faust takes the partition from the event at hand, so the event is set for each access.
"""

import heapq
import weakref
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from faust.streams import _current_event
from faust.types import EventT, TableT
from pydantic import TypeAdapter

from streams.core.step import StateRecord

# A record is stored as `<due, epoch seconds or empty> <partition> <JSON>`, so that a scan for what
# falls due need not parse the JSON.
_SEPARATOR = b" "


def encode(record: StateRecord, partition: int) -> bytes:
    """A record as the table's bytes, marked with the partition it came on."""
    due = b"" if record.due is None else str(record.due.timestamp()).encode()
    body = record.model_copy(update={"partition": partition}).model_dump_json().encode()
    return _SEPARATOR.join((due, str(partition).encode(), body))


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


class DueIndex:
    """Keys by due time, a heap for each partition; a key that is due twice is given once for each."""

    def __init__(self) -> None:
        self._heaps: dict[int, list[tuple[float, str]]] = {}
        # Apart from the heaps: a record may be written to a partition before it is scanned.
        self._scanned: set[int] = set()

    def add(self, partition: int, key: str, due: float) -> None:
        """Remember that `key` falls due at `due` (epoch seconds)."""
        heapq.heappush(self._heaps.setdefault(partition, []), (due, key))

    def pop(self, partition: int, now: float) -> list[str]:
        """The keys of `partition` that are due by `now`, earliest first; they are forgotten here."""
        heap = self._heaps.get(partition, [])
        keys: dict[str, None] = {}
        while heap and heap[0][0] <= now:
            keys[heapq.heappop(heap)[1]] = None
        return list(keys)

    def drop(self, partition: int) -> None:
        """Forget a partition that moved away."""
        self._heaps.pop(partition, None)
        self._scanned.discard(partition)

    def __contains__(self, partition: int) -> bool:
        return partition in self._scanned

    def start(self, partition: int) -> None:
        """Begin with a partition that is scanned."""
        self._scanned.add(partition)

    def __len__(self) -> int:
        return sum(len(heap) for heap in self._heaps.values())


class TableState:
    """A Faust table of records of one model, with its due index."""

    def __init__(self, table: TableT[Any, Any], model: TypeAdapter[Any]) -> None:
        self._table = table
        self._model = model
        self.due = DueIndex()

    def view(self, event: EventT[Any]) -> "View":
        """What a stage may read while it works `event`; its own writes are seen at once."""
        return View(self, event)

    def read(self, event: EventT[Any], key: str) -> StateRecord | None:
        """The record under `key` on the event's partition."""
        with _at(event):
            value = self._table.data.get(key)
        return None if value is None else decode(value, self._model)

    def write(self, event: EventT[Any], writes: Mapping[str, StateRecord | None]) -> list[Awaitable[Any]]:
        """Write records (None removes) and return what the broker still has to acknowledge."""
        partition = event.message.partition
        pending: list[Awaitable[Any]] = []
        with _at(event):
            for key, record in writes.items():
                value = None if record is None else encode(record, partition)
                pending.append(self._send(partition, key, value))
                if value is None:
                    self._table.data.pop(key, None)
                else:
                    self._table.data[key] = value
                if record is not None and record.due is not None:
                    self.due.add(partition, key, record.due.timestamp())
        return pending

    def _send(self, partition: int, key: str, value: bytes | None) -> Awaitable[Any]:
        # Sent by hand instead of through the table's own write, whose future is dropped:
        # an offset is committed only after the changelog has the state it stands for.
        return self._table.send_changelog(partition, key, value, value_serializer="raw")

    def scan(self, partition: int) -> int:
        """Fill the due index of a partition from the table, once after it was assigned; returns what it holds.

        A memory table still shows the records of partitions that moved away, so each record names its own.
        """
        self.due.drop(partition)
        self.due.start(partition)
        count = 0
        for key, value in self._table.data.items():
            due, home, _ = value.split(_SEPARATOR, 2)
            if int(home) == partition:
                count += 1
                if due:
                    self.due.add(partition, key, float(due))
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
