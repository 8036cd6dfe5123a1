"""What is wrong with a list of watches, and what its owner should know: before it is in force.

Faults must be mended; warnings are names that will be held to stricter checks than their owner may expect.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.watch import Case, Watch
from streams.core.detect.entities.lexicon import DAYS, NATIONS, is_common
from streams.core.detect.entities.names import key_of
from streams.core.fold import plain


@dataclass(frozen=True, slots=True)
class Note:
    """One fault or warning of one watch."""

    watch_id: str
    message: str

    def __str__(self) -> str:
        return f"watch `{self.watch_id}`: {self.message}"


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was found; a list is usable when `faults` is empty."""

    faults: tuple[Note, ...]
    warnings: tuple[Note, ...]


class ListCheck:
    """What only a whole list can have wrong, found while its watches go by one at a time; it keeps ids alone."""

    def __init__(self) -> None:
        self._parents: dict[str, str | None] = {}
        self._places: dict[str, int] = {}
        self._found: list[tuple[int, Note]] = []

    def add(self, watch: Watch, place: int) -> None:
        """Take a watch; `place` is its line or number, for what is said of it."""
        if watch.id in self._parents:
            self._note(place, watch.id, "the id stands twice; give each watch an id of its own")
        self._parents[watch.id] = watch.parent
        self._places[watch.id] = place
        for name in (watch.name, *(name.text for name in watch.names)):
            if not key_of(plain(name).text):
                self._note(place, watch.id, f"the name {name!r} holds no letter or digit; take it out")

    def faults(self) -> list[tuple[int, Note]]:
        """Every fault with its place, once all watches went by."""
        for watch_id, parent in self._parents.items():
            place = self._places[watch_id]
            if parent is not None and parent not in self._parents:
                self._note(
                    place, watch_id, f"its parent `{parent}` is not in the list; add it or leave `parent` out"
                )
            elif self._goes_in_a_circle(watch_id):
                self._note(place, watch_id, "its parents go in a circle; take one of them out")
        return sorted(self._found, key=lambda found: found[0])

    def _note(self, place: int, watch_id: str, message: str) -> None:
        self._found.append((place, Note(watch_id, message)))

    def _goes_in_a_circle(self, watch_id: str) -> bool:
        seen = {watch_id}
        parent = self._parents[watch_id]
        while parent is not None and parent in self._parents:
            if parent in seen:
                return True
            seen.add(parent)
            parent = self._parents[parent]
        return False


def check_watches(watches: Sequence[Watch]) -> Checked:
    """Ids that stand twice, parents that do not exist or go in a circle, names that are too common or clash."""
    check = ListCheck()
    for number, watch in enumerate(watches):
        check.add(watch, number)
    return Checked(tuple(note for _, note in check.faults()), tuple(_warnings(watches)))


def too_common(watch: Watch, text: str, *, case: Case | None) -> str | None:
    """Why a name will often be met without being meant; None where its rule or context settles that."""
    if case is not None or watch.context.any_of:
        return None
    key = key_of(plain(text).text)
    if not key:
        return f"`{text}` holds no letter or digit and is never found"
    if key.isdigit():
        return f"`{text}` is a number: it is found wherever the whole number stands; add context.any_of"
    if key != key_of(plain(watch.name).text) and (key in NATIONS or key in DAYS):
        return f"`{text}` is a nation's, a city's or a day's name and is passed over; give it a case to have it found"
    if not key[0].isascii():
        return f"`{text}` is a single character: add context.any_of" if len(key) == 1 else None
    if len(key) <= 2:
        return f"`{text}` is very short: it is kept only in these very capitals; add context.any_of"
    if " " not in key and is_common(key):
        return f"`{text}` is a common word: it is kept only with its capital, and with evidence where any word has one"
    return None


def _warnings(watches: Sequence[Watch]) -> Iterable[Note]:
    owners: dict[str, str] = {}
    for watch in watches:
        cases: dict[str, Case | None] = {watch.name: None}
        cases |= {name.text: name.case for name in watch.names}
        for text, case in cases.items():
            message = too_common(watch, text, case=case)
            if message is not None:
                yield Note(watch.id, message)
            other = owners.setdefault(key_of(plain(text).text), watch.id)
            if other != watch.id:
                yield Note(watch.id, f"`{text}` is a name of `{other}` too: both will be found")
