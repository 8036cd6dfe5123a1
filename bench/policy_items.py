"""Labelled items as the product is handed them, and what their labels say.

Every file of the corpus becomes the same thing: the bytes of an article, and a verdict to compare with.
"""

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from schemas.article import Article
from streams.core.admit.decode import decode
from streams.core.admit.read import read
from streams.core.document import Document

FIELDS: Final = ("instrument", "direction", "stage", "asserted")
_BIS: Final = {
    "license": "export_control", "unverified_list": "entity_list", "effective": "in_force",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `alert` is None where there is no verdict, only text to count alarms on."""

    id: str
    headline: str
    body: str
    source: str | None = None
    published_at: str | None = None
    alert: bool | None = None
    events: tuple[Mapping[str, Any], ...] = ()
    note: str = field(default="", compare=False)

    @property
    def story(self) -> bool:
        """Whether it has a body; the others are headlines."""
        return bool(self.body.strip())

    @property
    def text(self) -> str:
        """All its words, as a baseline reads them."""
        return f"{self.headline}\n{self.body}"


def corpus() -> Path | None:
    """The folder of the corpus (`TOCSIN_CORPUS`), or None where it is absent."""
    folder = Path(os.environ.get("TOCSIN_CORPUS", "../shared/data"))
    return folder if folder.is_dir() else None


def article_of(item: Item) -> Article:
    """The item as an article, by the product's own way in."""
    raw = {
        "id": item.id if ":" in item.id else f"bench:{item.id}",
        "headline": item.headline,
        "body": item.body,
        "source": item.source,
        "published_at": item.published_at,
    }
    return decode(json.dumps(raw).encode(), None, check_key=False).article


def document(item: Item) -> Document:
    """The item, read."""
    return read(article_of(item))


def labelled(path: Path) -> list[Item]:
    """News, written and Chinese items; borderline ones are left out."""
    return [
        Item(
            id=row["id"],
            headline=row["headline"] or "",
            body=row["body"] or "",
            source=row["source"],
            published_at=row["published_at"],
            alert=row["alert"] == "yes",
            events=tuple(row["events"]),
        )
        for row in _rows(path)
        if row["alert"] != "borderline"
    ]


def export_documents(path: Path) -> list[Item]:
    """`federal_register/bis_dev.jsonl`, its labels in our words."""
    items = []
    for row in _rows(path):
        event = {name: _BIS.get(row[name], row[name]) for name in ("instrument", "direction", "stage")}
        alert = event["direction"] not in ("none", "maintain") and event["stage"] not in (
            "correction",
            "background",
        )
        events = ({**event, "asserted": "asserted"},) if alert else ()
        items.append(_notice(row, alert=alert, events=events))
    return items


def weak_summaries(path: Path) -> list[Item]:
    """`federal_register/weak_dev.jsonl`, the summary alone: the labels were made from the title."""
    items = []
    for row in _rows(path):
        event = {
            name: _BIS.get(row[f"weak_{name}"], row[f"weak_{name}"])
            for name in ("instrument", "direction", "stage")
        }
        alert = event["direction"] not in ("none", "maintain") and event["stage"] not in (
            "correction",
            "background",
        )
        events = ({**event, "asserted": "asserted"},) if alert else ()
        items.append(_notice({**row, "title": ""}, alert=alert, events=events))
    return items


def notices(path: Path) -> list[Item]:
    """`federal_register/policy_core_dev.jsonl`: no verdicts."""
    return [_notice(row, alert=None, events=()) for row in _rows(path)]


def commodity_sentences(path: Path) -> list[Item]:
    """`commodity_events/policy_events.jsonl`: one sentence a headline; `note` is its kind and modality."""
    return [
        Item(
            id=f"{row['sentence_id']}",
            headline=row["sentence"],
            body="",
            note=f"{row['event_type']}, {row['modality']}",
        )
        for row in _rows(path)
    ]


def wikinews(path: Path) -> list[Item]:
    """`wikinews.jsonl.gz`: full articles without headline or date."""
    return [Item(id=row["id"], headline="", body=row["text"]) for row in _rows(path)]


def _notice(row: Mapping[str, Any], *, alert: bool | None, events: tuple[Mapping[str, Any], ...]) -> Item:
    return Item(
        id=row["id"],
        headline=row["title"] or "",
        body=row["summary"] or "",
        source=row["source_name"],
        published_at=row["date"],
        alert=alert,
        events=events,
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    lines: Iterable[str]
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            lines = file.read().splitlines()
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
    return (json.loads(line) for line in lines if line.strip())
