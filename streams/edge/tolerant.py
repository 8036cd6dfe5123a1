"""Records whose headers have names that are no UTF-8 are read all the same.

A broker takes them, and aiokafka raises at such a record, again at every start: one careless publisher would stop
a partition for good. Only a batch that raised is read again, by aiokafka's plain reader with tolerant names.
"""

from collections.abc import Iterator
from typing import Any, Final

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords

# Offset and length of a batch, ahead of what the length counts.
_LENGTH: Final = slice(8, 12)
_AHEAD: Final = 12


def install() -> None:
    """Make every consumer of this process tolerant; a second call changes nothing."""
    fetcher.MemoryRecords = _Records


class _Records:
    """aiokafka's records of one fetch, each batch with its bytes at hand."""

    def __init__(self, data: Any) -> None:
        self._data = memoryview(data)
        self._records = MemoryRecords(data)
        self._place = 0

    def has_next(self) -> bool:
        """Whether there is a batch more."""
        return bool(self._records.has_next())

    def size_in_bytes(self) -> int:
        """Of the fetch."""
        return int(self._records.size_in_bytes())

    def next_batch(self) -> Any:
        """The next one."""
        batch = self._records.next_batch()
        first = self._place
        self._place += _AHEAD + int.from_bytes(self._data[first:][_LENGTH], "big")
        return batch if batch is None else _Batch(batch, self._data[first : self._place])


class _Batch:
    """A batch that is read once more where its headers cannot be read."""

    def __init__(self, batch: Any, data: memoryview) -> None:
        self._batch = batch
        self._data = data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        read = 0
        try:
            for record in self._batch:
                read += 1
                yield record
        except UnicodeDecodeError:
            for number, record in enumerate(_TolerantBatch(self._data)):
                if number >= read:
                    yield record


class _TolerantBatch(_DefaultRecordBatchPy):  # type: ignore[misc]
    """The plain reader, over bytes that can always be decoded."""

    def _maybe_uncompress(self) -> None:
        super()._maybe_uncompress()
        self._buffer: bytearray = _Tolerant(self._buffer)


class _Tolerant(bytearray):
    r"""Bytes whose text has `\xff` in place of what is no UTF-8."""

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        return _Tolerant(found) if isinstance(place, slice) else found

    def decode(self, *_: Any, **__: Any) -> str:
        """Never raises."""
        return super().decode("utf-8", "backslashreplace")
