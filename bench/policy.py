"""How fast policy detection is: `python bench/policy.py`.

One mix, one core: Wikinews, and one article in twenty from `policy_news_train.jsonl`; 10,000 watches.
What is timed is the product's way from an article to its hits (read, entities, policies); decoding is not,
since the peer is handed text as well. Lucene Monitor, which only finds the names, runs in the same turns
where `bench/lucene` and Java are there. Use the ratios: the machine is noisy.
"""

import argparse
import gzip
import hashlib
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from bench.policy_items import Item, article_of, corpus, labelled, wikinews
from bench.quality_policy import systems_of
from schemas.article import Article
from streams.core.admit.read import read
from streams.core.detect.entities import WatchList, find_entities, import_text
from streams.core.detect.policy import PolicyRules, find_policies
from streams.core.judge import Judge

ONE_IN: Final = 20
TURNS: Final = 3
WATCHES: Final = "watchlists/watch_10k.jsonl.gz"


def main(argv: Sequence[str] | None = None) -> int:
    """Print articles a second and ratios; 0 also where the corpus is absent, saying so."""
    parser = argparse.ArgumentParser(prog="policy.py", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("config"))
    parser.add_argument("--judge", default="on", help="on, off, or a folder of weights")
    parser.add_argument("--turns", type=int, default=TURNS)
    options = parser.parse_args(argv)
    folder = corpus()
    if folder is None:
        print("skipped: no corpus; set TOCSIN_CORPUS to the folder that holds it")
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    systems = systems_of(options.config, judge=options.judge, cache=None)
    with gzip.open(folder / WATCHES, "rt", encoding="utf-8") as file:
        watches = WatchList.build(import_text(file.read(), file="watch_10k.jsonl").watches)
    articles = [article_of(item) for item in mix(folder)]
    size = sum(len(article.headline) + len(article.body) for article in articles) / len(articles)
    print(f"{len(articles)} articles, mean {size:,.0f} characters; {watches.size:,} watches; one core")
    runs: dict[str, Callable[[], object]] = {
        "entities alone": lambda: _entities(articles, watches),
        "rules with entities": lambda: _rules(articles, watches, systems.rules, None),
    }
    if systems.judge is not None:
        runs["with the judge"] = lambda: _rules(articles, watches, systems.rules, systems.judge)
    _print(runs, len(articles), turns=options.turns)
    if systems.judge is not None:
        _judged_article(systems.judge)
    return 0


def mix(folder: Path) -> list[Item]:
    """Wikinews, every twentieth article a labelled news item; chosen by hash, so the same each time."""
    news = labelled(folder / "policy_news_train.jsonl")
    news.sort(key=lambda item: hashlib.sha256(item.id.encode()).digest())
    mixed: list[Item] = []
    for number, item in enumerate(wikinews(folder / "wikinews.jsonl.gz")):
        mixed.append(item)
        if number % (ONE_IN - 1) == ONE_IN - 2:
            mixed.append(news[number // (ONE_IN - 1)])
    return mixed


def _entities(articles: Sequence[Article], watches: WatchList) -> None:
    for article in articles:
        find_entities(read(article), watches)


def _rules(articles: Sequence[Article], watches: WatchList, rules: PolicyRules, judge: Judge | None) -> None:
    for article in articles:
        document = read(article)
        find_policies(document, rules, find_entities(document, watches), judge)


def _print(runs: dict[str, Callable[[], object]], articles: int, *, turns: int) -> None:
    """Interleaved turns, medians."""
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(turns):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            rates[name].append(articles / (time.perf_counter() - started))
    for name, values in rates.items():
        print(f"  {name:<22} {statistics.median(values):>10,.0f} articles a second")


# Four candidate sentences of a story, each judged beside its headline: what one judged article costs.
_HEADLINE: Final = "Ministry will require licences for exports of the maker's newest chip"
_SENTENCES: Final = (
    _HEADLINE,
    "The ministry said on Tuesday that each shipment of the chip will need a licence from next month on.",
    "Two people who know of the matter said the rule would reach older chips sold through partners abroad as well.",
    "An earlier rule of the same ministry has kept the fastest chips of the maker from that market since 2022.",
)


def _judged_article(judge: Judge) -> None:
    spent: list[float] = []
    for _ in range(20):
        started = time.perf_counter()
        judge(_SENTENCES, _HEADLINE)
        spent.append(time.perf_counter() - started)
    middle = 1000 * statistics.median(spent)
    print(f"  a judged article of {len(_SENTENCES)} candidate sentences: {middle:.1f} ms (goal 25)")


if __name__ == "__main__":
    sys.exit(main())
