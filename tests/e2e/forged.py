"""A record that no client library sends: its header's name is no UTF-8, and the checksum is right all the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from aiokafka.producer import message_accumulator
from aiokafka.record.util import calc_crc32c

# A name that stands in for the bytes until the batch is made; both have the same length.
STANDS_IN: Final = "zz-1-zz"
FORGED: Final = b"\xff\xfe\x80\xc3\x28\xa0\x00"
_CRC, _AFTER_CRC = slice(17, 21), slice(21, None)


def forged(batch: bytes) -> bytes:
    """The batch with the stand-in replaced, and its checksum made anew."""
    changed = bytearray(batch.replace(STANDS_IN.encode(), FORGED))
    changed[_CRC] = calc_crc32c(bytes(changed[_AFTER_CRC])).to_bytes(4, "big")
    return bytes(changed)


@contextmanager
def forging() -> Iterator[None]:
    """Within the block every producer of this process sends the stand-in as the bytes."""
    builder: Any = message_accumulator.BatchBuilder
    plain = builder._build

    def build(self: Any) -> Any:
        made = plain(self)
        if STANDS_IN.encode() in bytes(made):
            made = self._buffer = bytearray(forged(bytes(made)))
        return made

    builder._build = build
    try:
        yield
    finally:
        builder._build = plain
