"""The watch list in force: a big automaton made once, and a small one for what changed since.

A change costs as much as the small one: the big one, which holds the interpreter for a second at 90,000
watches, is left as it is, and its hits on changed watches are passed over.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from schemas.watch import Watch
from streams.core.detect.entities.index import Index, Spelled, build_index, spell

# Past so many changed names the small automaton should be folded into the big one.
REBUILD_AT: Final = 5_000
_MODULUS: Final = 1 << 128


@dataclass(frozen=True, slots=True)
class WatchList:
    """Watches, compiled. Immutable: a change gives another list that shares the big automaton."""

    base: Index
    extra: Index | None
    hidden: frozenset[int]
    """Watches of `base` that are replaced or removed."""
    changes: Mapping[str, Watch | None]
    digest: int
    """The sum of the watches' hashes: the same for the same watches in any order."""
    size: int
    spelled: Mapping[str, tuple[Spelled, ...]] = field(repr=False)
    """The names of changed watches, spelled out: so that the next change costs no more than itself."""
    _ids: frozenset[str] = field(repr=False)

    @classmethod
    def build(cls, watches: Iterable[Watch]) -> "WatchList":
        """Compile a list; of two watches with one id the later counts. Give it a generator to save memory."""
        base = build_index(watches)
        digest = sum(
            _hash(stored) for number, stored in enumerate(base.stored) if number not in base.replaced
        )
        ids = frozenset(base.numbers)
        return cls(base, None, base.replaced, {}, digest % _MODULUS, len(ids), {}, ids)

    @property
    def version(self) -> str:
        """A hash of the content; the order of the watches does not count."""
        return f"{(self.digest + self.size) % _MODULUS:032x}"[:16]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all watches."""
        return self._ids

    @property
    def watches(self) -> Iterator[Watch]:
        """Every watch, made one at a time."""
        for number, stored in enumerate(self.base.stored):
            if number not in self.hidden:
                yield Watch.model_validate_json(stored)
        yield from (watch for watch in self.changes.values() if watch is not None)

    @property
    def wants_rebuild(self) -> bool:
        """Whether so much has changed that the list should be built anew."""
        return sum(1 + len(watch.names) if watch else 1 for watch in self.changes.values()) > REBUILD_AT

    @property
    def indexes(self) -> tuple[tuple[Index, frozenset[int]], ...]:
        """Each automaton with the watches whose hits are passed over."""
        if self.extra is None:
            return ((self.base, self.hidden),)
        return (self.base, self.hidden), (self.extra, frozenset())

    def get(self, watch_id: str) -> Watch | None:
        """The watch of an id, or None."""
        if watch_id in self.changes:
            return self.changes[watch_id]
        number = self.base.numbers.get(watch_id)
        return None if number is None else self.base.watch(number)

    def with_changes(self, changes: Mapping[str, Watch | None]) -> "WatchList":
        """The list with some watches set or (None) removed; the keys are watch ids."""
        digest, size = self.digest, self.size
        for watch_id, watch in changes.items():
            before = self.get(watch_id)
            if before is not None:
                digest -= _hash(_stored(before))
                size -= 1
            if watch is not None:
                digest += _hash(_stored(watch))
                size += 1
        merged = {**self.changes, **changes}
        standing = [watch for watch in merged.values() if watch is not None]
        hidden = self.base.replaced | {self.base.numbers[key] for key in merged if key in self.base.numbers}
        fresh = {key: tuple(spell(watch)) for key, watch in changes.items() if watch is not None}
        spelled = {**self.spelled, **fresh}
        gone = {key for key, watch in changes.items() if watch is None}
        return replace(
            self,
            extra=build_index(standing, spelled) if standing else None,
            spelled=spelled,
            hidden=hidden,
            changes=merged,
            digest=digest % _MODULUS,
            size=size,
            _ids=(self._ids - gone) | (changes.keys() - gone),
        )


def _stored(watch: Watch) -> bytes:
    return watch.model_dump_json(exclude_defaults=True).encode()


def _hash(stored: bytes) -> int:
    return int.from_bytes(hashlib.sha256(stored).digest()[:16], "big")
