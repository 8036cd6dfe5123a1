"""Copies of one text, known by 64 bits of it: a SimHash of its heaviest words.

It takes the place of MinHash over shingles: an article's text does not travel with its findings, its words do.
"""

import hashlib
from collections.abc import Mapping
from typing import Final

from streams.core.merge.words import heaviest

_SKETCHED: Final = 32
_SET_BITS: Final = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def sketch(terms: Mapping[str, float]) -> str:
    """16 hexadecimal digits that differ little between copies of one text; empty for a text without words."""
    if not terms:
        return ""
    # A bit is set where the words that have it outweigh those that have not.
    sums = [0.0] * 64
    total = 0.0
    for term, weight in heaviest(terms, _SKETCHED).items():
        total += weight
        for place, byte in enumerate(_hashed(term)):
            for bit in _SET_BITS[byte]:
                sums[8 * place + bit] += weight
    return f"{sum(1 << place for place, held in enumerate(sums) if 2 * held > total):016x}"


def _hashed(term: str) -> bytes:
    """Eight bytes, the least of them first."""
    return hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()[::-1]


def near(one: str, other: str, bits: int) -> bool:
    """Whether two sketches are of copies of one text."""
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= bits
