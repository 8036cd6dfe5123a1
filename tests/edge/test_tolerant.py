"""A header whose name is no UTF-8 stops no partition: the record is read, and those beside it are as they were."""

import pytest
from aiokafka.record.default_records import DefaultRecordBatchBuilder

from streams.edge.tolerant import _Records
from tests.e2e.forged import STANDS_IN, forged

GZIP, SNAPPY_NONE = 1, 0


def batch(*headers: str, compression: int = SNAPPY_NONE, base: int = 0) -> bytes:
    """A batch as a producer makes it: a record for each header."""
    builder = DefaultRecordBatchBuilder(
        magic=2, compression_type=compression, is_transactional=False,
        producer_id=-1, producer_epoch=-1, base_sequence=-1, batch_size=100_000,
    )  # fmt: skip
    for number, name in enumerate(headers):
        builder.append(number, 1000, b"k", f"v{base + number}".encode(), [(name, b"x")])
    return bytes(builder.build())


def read(data: bytes) -> list[tuple[bytes, str]]:
    """Value and header's name of every record."""
    records, found = _Records(data), []
    while records.has_next():
        found += [(record.value, record.headers[0][0]) for record in records.next_batch()]
    return found


def test_records_around_a_forged_one_are_read_and_its_name_is_shown_as_bytes() -> None:
    plain, spoilt = batch("a", "b"), forged(batch("c", STANDS_IN, "d", base=2))
    assert read(plain + spoilt + plain) == [
        (b"v0", "a"),
        (b"v1", "b"),
        (b"v2", "c"),
        (b"v3", "\\xff\\xfe\\x80\\xc3(\\xa0\x00"),
        (b"v4", "d"),
        (b"v0", "a"),
        (b"v1", "b"),
    ]


def test_a_batch_without_fault_is_read_by_the_fast_reader_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streams.edge.tolerant._TolerantBatch", None)
    assert read(batch("a", "é") + batch("b")) == [(b"v0", "a"), (b"v1", "é"), (b"v0", "b")]


def test_checksum_offsets_and_size_are_those_of_the_batch() -> None:
    data = forged(batch(STANDS_IN, "a"))
    records = _Records(data)
    made = records.next_batch()
    assert (made.validate_crc(), made.base_offset, made.next_offset) == (True, 0, 2)
    assert records.size_in_bytes() == len(data)
    assert records.next_batch() is None


def test_a_compressed_batch_is_read_too() -> None:
    assert [value for value, _ in read(batch("a", "b", compression=GZIP))] == [b"v0", b"v1"]
