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


def check_watches(watches: Sequence[Watch]) -> Checked:
    """Ids that stand twice, parents that do not exist or go in a circle, names that are too common or clash."""
    return Checked(tuple(_faults(watches)), tuple(_warnings(watches)))


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


def _faults(watches: Sequence[Watch]) -> Iterable[Note]:
    by_id: dict[str, Watch] = {}
    for watch in watches:
        if watch.id in by_id:
            yield Note(watch.id, "the id stands twice; give each watch an id of its own")
        by_id[watch.id] = watch
        for name in (watch.name, *(name.text for name in watch.names)):
            if not key_of(plain(name).text):
                yield Note(watch.id, f"the name {name!r} holds no letter or digit; take it out")
    for watch in watches:
        if watch.parent is not None and watch.parent not in by_id:
            yield Note(
                watch.id, f"its parent `{watch.parent}` is not in the list; add it or leave `parent` out"
            )
        elif _goes_in_a_circle(watch, by_id):
            yield Note(watch.id, "its parents go in a circle; take one of them out")


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


def _goes_in_a_circle(watch: Watch, by_id: dict[str, Watch]) -> bool:
    seen = {watch.id}
    parent = watch.parent
    while parent is not None and parent in by_id:
        if parent in seen:
            return True
        seen.add(parent)
        parent = by_id[parent].parent
    return False
