"""What stories are measured on: ECB+ (two look-alike events a topic) and the written stream of `bench/stories`."""

import gzip
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parent
WRITTEN: Final = ROOT / "stories"


@dataclass(frozen=True, slots=True)
class Report:
    """One article of ECB+: its topic is taken as one watch, its cluster is the event."""

    id: str
    topic: str
    event: str
    headline: str
    body: str

    @property
    def text(self) -> str:
        """Headline and body."""
        return f"{self.headline}\n{self.body}"

    @property
    def tuned_on(self) -> bool:
        """Whether its topic is in the half that thresholds and weights were chosen on."""
        return int(hashlib.sha256(self.topic.encode()).hexdigest(), 16) % 2 == 1


@dataclass(frozen=True, slots=True)
class Written:
    """One article of the written stream, `minute` minutes after its start.

    `version` counts up where it corrects article `id`; `killed` takes it back; `says` is what its finding must say.
    """

    id: str
    event: str
    minute: int
    version: int
    killed: bool
    source: str
    credit: str | None
    language: str
    headline: str
    body: str
    says: Mapping[str, Any]


def corpus() -> Path:
    """The folder of the data sets: `TOCSIN_CORPUS`, or the folder beside the checkout."""
    return Path(os.environ.get("TOCSIN_CORPUS") or ROOT.parent.parent / "shared" / "data")


def ecb_plus(path: Path) -> list[Report]:
    """The articles in the order of the file; the first line stands as headline."""
    reports = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            headline, _, body = item["text"].partition("\n")
            reports.append(Report(item["id"], item["topic"], item["cluster"], headline, body))
    return reports


def written(folder: Path = WRITTEN) -> tuple[list[Written], dict[str, list[str]]]:
    """The stream in order of time, and for each event the reasons of what must be told of it, in order."""
    articles: list[Written] = []
    expected: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.yaml")):
        for event in yaml.safe_load(file.read_text(encoding="utf-8"))["events"]:
            expected[event["event"]] = list(event["expect"])
            articles += _articles(event)
    return sorted(articles, key=lambda article: article.minute), expected


def _articles(event: Mapping[str, Any]) -> list[Written]:
    made: list[Written] = []
    for place, item in enumerate(event["articles"], start=1):
        of = item.get("copy") or item.get("version_of") or item.get("kill")
        base = made[of - 1] if of else None
        again = base is not None and "copy" not in item
        source = item.get("source") or (base.source if base else "")
        copied_from = base.credit or base.source if base and "copy" in item else None
        made.append(
            Written(
                id=base.id if base and again else f"{_slug(source)}:{event['event']}-{place}",
                event=event["event"],
                minute=item["at"],
                version=base.version + 1 if base and again else 1,
                killed="kill" in item,
                source=source,
                credit=item.get("credit") or copied_from,
                language=item.get("language") or (base.language if base else "en"),
                headline=item.get("headline") or (base.headline if base else ""),
                body=item.get("body") or (base.body if base else ""),
                says={**event["says"], **(base.says if base else {}), **item.get("says", {})},
            )
        )
    return made


def _slug(source: str) -> str:
    return "-".join(source.lower().split())
