"""How fast policy detection is: `python bench/policy.py`.

One mix, one core: Wikinews, and one article in twenty from `policy_news_train.jsonl`; 10,000 watches.
What is timed is the product's way from an article to its hits (read, entities, policies); decoding is not,
since the peer is handed text as well. Lucene Monitor, which only finds the names, runs in the same turns
where `bench/lucene` and Java are there. Use the ratios: the machine is noisy.
"""

import argparse
import gzip
import hashlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from bench.entities import Runner, build_lucene, start
from bench.policy_items import Item, article_of, corpus, labelled, wikinews
from bench.quality_policy import systems_of
from schemas.article import Article
from schemas.watch import Watch
from streams.core.admit.read import read
from streams.core.detect.entities import WatchList, find_entities, import_text
from streams.core.detect.policy import PolicyRules, find_policies
from streams.core.judge import Judge

ONE_IN: Final = 20
TURNS: Final = 3
PEER: Final = "Lucene Monitor"
GOALS: Final = {"rules with entities": " (goal 2.5)", "with the judge": " (goal 0.35)"}
WATCHES: Final = "watchlists/watch_10k.jsonl.gz"


def main(argv: Sequence[str] | None = None) -> int:
    """Print articles a second and ratios; 0 also where the corpus is absent, saying so."""
    parser = argparse.ArgumentParser(prog="policy.py", description=__doc__)
    parser.add_argument("--config", type=Path, default=Path("config"))
    parser.add_argument("--judge", default="on", help="on, off, or a folder of weights")
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--no-lucene", action="store_true")
    options = parser.parse_args(argv)
    folder = corpus()
    if folder is None:
        print("skipped: no corpus; set TOCSIN_CORPUS to the folder that holds it")
        return 0
    systems = systems_of(options.config, judge=options.judge, cache=None)
    with gzip.open(folder / WATCHES, "rt", encoding="utf-8") as file:
        listed = import_text(file.read(), file="watch_10k.jsonl").watches
    watches = WatchList.build(listed)
    articles = [article_of(item) for item in mix(folder)]
    size = sum(len(article.headline) + len(article.body) for article in articles) / len(articles)
    print(
        f"{len(articles)} articles, mean {size:,.0f} characters; {watches.size:,} watches; processor time of one core"
    )
    runs: dict[str, Callable[[], float]] = {
        "entities alone": lambda: _timed(lambda: _entities(articles, watches)),
        "rules with entities": lambda: _timed(lambda: _rules(articles, watches, systems.rules, None)),
    }
    if systems.judge is not None:
        runs["with the judge"] = lambda: _timed(
            lambda: _rules(articles, watches, systems.rules, systems.judge)
        )
    with tempfile.TemporaryDirectory() as place:
        lucene = None if options.no_lucene else _lucene(Path(place), listed, articles)
        if lucene is not None:
            runs[PEER] = partial(_lucene_turn, lucene)
        _print(runs, len(articles), turns=options.turns)
        if lucene is not None:
            lucene.process.communicate()
        else:
            print(f"  {PEER:<22} skipped: no Java with Maven, or its build failed")
    if systems.judge is not None:
        _judged_article(systems.judge)
    return 0


def _lucene(folder: Path, watches: Iterable[Watch], articles: Sequence[Article]) -> Runner | None:
    """Lucene's process over the same list and articles; None where it cannot be built."""
    command = build_lucene()
    if command is None:
        return None
    rows = (
        "\t".join((w.id, *(" ".join(n.split()) for n in (w.name, *(x.text for x in w.names)))))
        for w in watches
    )
    (folder / "watches.tsv").write_text("\n".join(rows), encoding="utf-8")
    texts = (" ".join(f"{article.headline}\n{article.body}".split()) for article in articles)
    (folder / "articles.txt").write_text("\n".join(texts), encoding="utf-8")
    runner = start(PEER, [*command, str(folder / "watches.tsv"), str(folder / "articles.txt")])
    return runner if runner.ready() else None


def _lucene_turn(runner: Runner) -> float:
    runner.run()
    return runner.seconds[-1]


def _timed(run: Callable[[], None]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


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


def _print(runs: Mapping[str, Callable[[], float]], articles: int, *, turns: int) -> None:
    """Interleaved turns, medians; the first turn of each is its warm-up."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(turns + 1):
        for name, run in runs.items():
            seconds[name].append(run())
    rates = {name: articles / statistics.median(values[1:]) for name, values in seconds.items()}
    peer = rates.get(PEER)
    for name, rate in rates.items():
        ratio = (
            "" if peer is None or name == PEER else f"  {rate / peer:5.2f} times {PEER}{GOALS.get(name, '')}"
        )
        print(f"  {name:<22} {rate:>10,.0f} articles a second{ratio}")


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
        started = time.process_time()
        judge(_SENTENCES, _HEADLINE)
        spent.append(time.process_time() - started)
    middle = 1000 * statistics.median(spent)
    print(
        f"  a judged article of {len(_SENTENCES)} candidate sentences: {middle:.1f} ms of processor time (goal 25)"
    )


if __name__ == "__main__":
    sys.exit(main())
