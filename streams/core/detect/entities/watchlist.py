"""The watch list in force: a big automaton made once, and small ones for what changed since.

A change costs as much as the small one it goes into: the big one, which holds the interpreter for a second at
90,000 watches, is left as it is, and its hits on changed watches are passed over. The newest changes have an
automaton of their own; when that has grown it is added to the one before, and when that has grown in its turn
a new one is begun. So no change has to build more than `SETTLED` forms of names, however many came before it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from schemas.watch import Watch
from streams.core.detect.entities.index import Index, build_index
from streams.core.detect.entities.prepare import Prepared, prepare

# Past so many changed names the small automata should be folded into the big one.
REBUILD_AT: Final = 5_000
# Forms of names in the newest automaton, and in one that takes no more: 3 and 30 ms to build.
NEWEST: Final = 250
SETTLED: Final = 2_000
_MODULUS: Final = 1 << 128

# An automaton and the watches in it that are replaced or removed: their hits are passed over.
Part = tuple[Index, frozenset[int]]


@dataclass(frozen=True, slots=True)
class WatchList:
    """Watches, compiled. Immutable: a change gives another list that shares the big automaton."""

    indexes: tuple[Part, ...]
    """The big automaton, then those of changes, the newest last."""
    changes: Mapping[str, Watch | None]
    digest: int
    """The sum of the watches' hashes: the same for the same watches in any order."""
    size: int
    prepared: Mapping[str, Prepared] = field(repr=False)
    """What the changed watches bring to an automaton, so that the next change does not work it out again."""
    ids: frozenset[str] = field(repr=False)
    """The ids of all watches."""

    @classmethod
    def build(cls, watches: Iterable[Watch]) -> "WatchList":
        """Compile a list; of two watches with one id the later counts. Give it a generator to save memory."""
        base = build_index(watches)
        digest = sum(
            _hash(stored) for number, stored in enumerate(base.stored) if number not in base.replaced
        )
        ids = frozenset(base.numbers)
        return cls(((base, base.replaced),), {}, digest % _MODULUS, len(ids), {}, ids)

    @property
    def base(self) -> Index:
        """The big automaton."""
        return self.indexes[0][0]

    @property
    def version(self) -> str:
        """A hash of the content; the order of the watches does not count."""
        return f"{(self.digest + self.size) % _MODULUS:032x}"[:16]

    @property
    def watches(self) -> Iterator[Watch]:
        """Every watch, made one at a time."""
        base, hidden = self.indexes[0]
        for number, stored in enumerate(base.stored):
            if number not in hidden:
                yield Watch.model_validate_json(stored)
        yield from (watch for watch in self.changes.values() if watch is not None)

    @property
    def wants_rebuild(self) -> bool:
        """Whether so much has changed that the list should be built anew."""
        return sum(1 + len(watch.names) if watch else 1 for watch in self.changes.values()) > REBUILD_AT

    def get(self, watch_id: str) -> Watch | None:
        """The watch of an id, or None."""
        if watch_id in self.changes:
            return self.changes[watch_id]
        number = self.base.numbers.get(watch_id)
        return None if number is None else self.base.watch(number)

    def with_changes(self, changes: Mapping[str, Watch | None]) -> "WatchList":
        """The list with some watches set or (None) removed; the keys are watch ids."""
        fresh = {key: prepare(watch) for key, watch in changes.items() if watch is not None}
        digest, size = self.digest, self.size
        for watch_id in changes:
            before = self._stored(watch_id)
            if before is not None:
                digest -= _hash(before)
                size -= 1
            if watch_id in fresh:
                digest += _hash(fresh[watch_id].stored)
                size += 1
        merged = {**self.changes, **changes}
        prepared = {**self.prepared, **fresh}
        return replace(
            self,
            indexes=_layered([_without(part, changes) for part in self.indexes], fresh, merged, prepared),
            prepared=prepared,
            changes=merged,
            digest=digest % _MODULUS,
            size=size,
            ids=_ids_after(self.ids, changes),
        )

    def _stored(self, watch_id: str) -> bytes | None:
        """The watch of an id as JSON, or None."""
        if watch_id in self.changes:
            return None if self.changes[watch_id] is None else self.prepared[watch_id].stored
        number = self.base.numbers.get(watch_id)
        return None if number is None else self.base.stored[number]


def _without(part: Part, changes: Iterable[str]) -> Part:
    """The automaton with the hits of some watches passed over."""
    index, hidden = part
    gone = [number for key in changes if (number := index.numbers.get(key)) is not None]
    return (index, hidden.union(gone)) if gone else part


def _layered(
    parts: list[Part],
    fresh: Iterable[str],
    changes: Mapping[str, Watch | None],
    prepared: Mapping[str, Prepared],
) -> tuple[Part, ...]:
    """The automata with one for the fresh watches, which takes up those before it that are small enough."""
    ids = list(fresh)
    if not ids:
        return tuple(parts)
    forms = sum(len(prepared[watch_id].forms) for watch_id in ids)
    while len(parts) > 1:
        index, hidden = parts[-1]
        standing = [watch_id for watch_id, number in index.numbers.items() if number not in hidden]
        own = sum(len(prepared[watch_id].forms) for watch_id in standing)
        if own > NEWEST and (forms <= NEWEST or own + forms > SETTLED):
            break
        ids, forms = standing + ids, own + forms
        parts = parts[:-1]
    watches = [watch for watch_id in ids if (watch := changes[watch_id]) is not None]
    return (*parts, (build_index(watches, prepared), frozenset()))


def _ids_after(ids: frozenset[str], changes: Mapping[str, Watch | None]) -> frozenset[str]:
    """The ids with the changes; a copy of 90,000 takes milliseconds, so none is made where nothing changes."""
    gone = ids.intersection([key for key, watch in changes.items() if watch is None])
    come = [key for key, watch in changes.items() if watch is not None and key not in ids]
    left = ids - gone if gone else ids
    return left.union(come) if come else left


def _hash(stored: bytes) -> int:
    return int.from_bytes(hashlib.sha256(stored).digest()[:16], "big")
