"""The made-up world of the end-to-end tests: its companies, their watches, and news about them.

The rules of the product stay out of it as far as can be: any release of them finds these plain sentences.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any, Final

import yaml

from streams.edge.clock import utc_now

_SHIPPED: Final = Path(__file__).resolve().parents[2] / "config"
_SYLLABLES: Final = ("ba", "do", "fe", "gu", "ki", "lo", "mu", "na", "po", "ra", "si", "tu", "ve", "zo")


def companies(count: int) -> list[str]:
    """Names that nobody has: `Badofeba Industries` ..."""
    return [
        f"{''.join(parts).capitalize()} Industries"
        for parts, _ in zip(product(_SYLLABLES, repeat=4), range(count), strict=False)
    ]


def watch_id(company: str) -> str:
    """The id of a company's watch."""
    return company.split(maxsplit=1)[0].lower()


def write_config(folder: Path, *, watched: int) -> Path:
    """The shipped configuration without its model, with a watch for each of the first `watched` companies."""
    shutil.copytree(_SHIPPED, folder, ignore=shutil.ignore_patterns("judge", "stories", "watches.yaml"))
    watches = [{"id": watch_id(name), "name": name} for name in companies(watched)]
    (folder / "watches.yaml").write_text(yaml.safe_dump({"watches": watches}))
    return folder


@dataclass(frozen=True, slots=True)
class Record:
    """One record for the topic `articles`."""

    key: bytes
    value: bytes


def record(article: dict[str, Any], *, key: str | None = None) -> Record:
    """An article as it is published."""
    return Record((key or article["id"]).encode(), json.dumps(article, default=str).encode())


def of_company(company: str, *, number: int = 1, **fields: Any) -> dict[str, Any]:
    """News about a company alone: one entity alert, of a story of its own."""
    return {
        "id": f"paper:{watch_id(company)}-{number}",
        "source": "Harbour Standard",
        "published_at": utc_now(),
        "headline": f"{company} names a new chief executive",
        "body": f"{company} said on Tuesday that its board had chosen a new chief executive.\n\n{company} makes pumps.",
        **fields,
    }


def of_state(ident: str, *, goods: str = "graphite", **fields: Any) -> dict[str, Any]:
    """A ministry's fresh export control: one policy alert."""
    return {
        "id": ident,
        "source": "Harbour Standard",
        "published_at": utc_now(),
        "headline": f"China to require export licences for {goods}",
        "body": (
            f"BEIJING (Delta Press) - China's Ministry of Commerce said on Wednesday that exporters of {goods} will "
            "need a licence from next month.\n\nThe new controls apply to shipments to all countries."
        ),
        **fields,
    }


def of_country(ident: str, *, country: str, goods: str = "steel", **fields: Any) -> dict[str, Any]:
    """Another state's import ban: one policy alert, of another story than any of `of_state`."""
    return {
        "id": ident,
        "source": "Northern Herald",
        "published_at": utc_now(),
        "headline": f"{country} bans imports of {goods}",
        "body": f"The government of {country} has banned imports of {goods} with immediate effect, its trade ministry said.",
        **fields,
    }


def in_seconds(seconds: float) -> datetime:
    """A moment from now."""
    return utc_now() + timedelta(seconds=seconds)
