"""Labelled items as sentences with what is known of each.

An item says whether it reports a current event and quotes the words that do.
From that follow certain sentences; the rest of a reporting item stays undecided.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from schemas.finding import Asserted, Direction, Instrument, Stage
from streams.core.admit.sentences import split

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "instrument": tuple(map(str, Instrument)),
    "direction": tuple(map(str, Direction)),
    "stage": tuple(map(str, Stage)),
    "asserted": tuple(map(str, Asserted)),
}
TRAIN: Final = ("policy_news_train.jsonl", "policy_written_train.jsonl")
DEV: Final = "policy_news_dev.jsonl"
WRITTEN: Final = Path(__file__).with_name("written_headlines.tsv")


@dataclass(frozen=True, slots=True)
class Event:
    """One labelled event: a value a field, and the sentences that its quote touches."""

    values: tuple[str, ...]
    sentences: frozenset[int]


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled item, cut; sentence 0 is its headline."""

    id: str
    alert: str
    story: bool
    sentences: tuple[str, ...]
    events: tuple[Event, ...]

    @property
    def headline(self) -> str:
        """What the item is called, and its first sentence."""
        return self.sentences[0]

    @property
    def positive(self) -> bool:
        """Whether it should ring; a borderline item is neither."""
        return self.alert == "yes"

    def reporting(self) -> frozenset[int]:
        """The sentences that the quotes decide."""
        return frozenset().union(*(event.sentences for event in self.events))


def folder() -> Path:
    """Where the labelled data lies."""
    return Path(os.environ.get("TOCSIN_CORPUS", "../shared/data"))


def load(names: Iterable[str]) -> list[Item]:
    """All items of the named files, in the order of the files."""
    items = []
    for name in names:
        path = folder() / name
        if not path.is_file():
            raise SystemExit(f"{path} is missing: set TOCSIN_CORPUS to the folder that holds {name}")
        items += [
            cut(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
    return items


def written() -> list[Item]:
    """Headlines of our own on what the labelled news is thin in: sanctions, export controls, lists."""
    items = []
    for number, line in enumerate(WRITTEN.read_text(encoding="utf-8").splitlines(), 1):
        alert, *values, headline = line.split("\t")
        events = (Event(values=tuple(values), sentences=frozenset({0})),) if alert == "yes" else ()
        items.append(Item(f"own-{number}", alert=alert, story=False, sentences=(headline,), events=events))
    return items


def cut(row: dict[str, Any]) -> Item:
    """The item of one labelled row."""
    headline, body = row["headline"] or "", row["body"] or ""
    spans = split(body)
    sentences = (headline, *(body[start:end] for start, end in spans))
    events = tuple(
        Event(
            values=tuple(event.get(field) or "" for field in FIELDS),
            sentences=_touched(event.get("quote") or "", headline=headline, body=body, spans=spans),
        )
        for event in row["events"]
    )
    return Item(row["id"], alert=row["alert"], story=bool(body.strip()), sentences=sentences, events=events)


def _touched(quote: str, *, headline: str, body: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    if not body.strip():
        return frozenset({0})
    if not quote:
        return frozenset()
    found = {0} if quote in headline else set()
    at = body.find(quote)
    if at >= 0:
        found |= {
            number for number, (start, end) in enumerate(spans, 1) if start < at + len(quote) and at < end
        }
    return frozenset(found)


def fold(identity: str, folds: int) -> int:
    """The fold of an item, by a hash of its id: it stays the same when the files grow."""
    return int.from_bytes(hashlib.sha256(identity.encode()).digest()[:4], "big") % folds
