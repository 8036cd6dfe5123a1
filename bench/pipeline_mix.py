"""The named mix of articles, and ten thousand watches: what the pipeline is timed on.

`wikinews-20`: the articles of Wikinews in their order, one in twenty in its place a news item of
`policy_news_train.jsonl` in its order. Each article is read once a run: a second copy would be no news.
"""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from schemas.watch import Watch
from streams.core.detect.entities import import_text

CORPUS: Final = Path(os.environ.get("TOCSIN_CORPUS", "../shared/data"))
NAME: Final = "wikinews-20"
EVERY: Final = 20
_WATCHES: Final = "watch_10k.jsonl.gz"
_LONGEST_HEADLINE: Final = 300


def missing() -> str:
    """Why the mix cannot be had, or nothing."""
    needed = ("wikinews.jsonl.gz", "policy_news_train.jsonl", f"watchlists/{_WATCHES}")
    absent = [name for name in needed if not (CORPUS / name).is_file()]
    return f"{CORPUS} lacks {', '.join(absent)}; set TOCSIN_CORPUS" if absent else ""


def articles(count: int) -> list[dict[str, Any]]:
    """The first `count` articles of the mix, at most as many as there are."""
    return [article for article, _ in zip(_mixed(), range(count), strict=False)]


def _mixed() -> Iterator[dict[str, Any]]:
    with (CORPUS / "policy_news_train.jsonl").open(encoding="utf-8") as lines:
        policy = map(json.loads, lines)
        with gzip.open(CORPUS / "wikinews.jsonl.gz", "rt", encoding="utf-8") as news:
            number = 0
            for line in news:
                number += 1
                if number % EVERY == 0:
                    item = next(policy)
                    yield _article(number, item["headline"], item["body"], item["source"])
                    number += 1
                headline, _, body = json.loads(line)["text"].strip().partition("\n")
                yield _article(number, headline[:_LONGEST_HEADLINE], body, "Wikinews")


def _article(number: int, headline: str, body: str, source: str) -> dict[str, Any]:
    return {"id": f"mix:{number}", "source": source, "headline": headline or "Untitled", "body": body}


def watches() -> tuple[Watch, ...]:
    """Ten thousand companies with their aliases, as `tocsin watches import` takes them."""
    text = gzip.decompress((CORPUS / "watchlists" / _WATCHES).read_bytes()).decode()
    return import_text(text, file=_WATCHES).watches
