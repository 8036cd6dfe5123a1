"""How well one event is told once: `python bench/quality.py stories`.

First the grouping alone, on ECB+: each topic is one watch, and its two look-alike events must come apart.
It has no dates, so the window is off. Weights and thresholds were chosen on the half of the topics named `tuned on`.
Then the written stream, 40 events in some 200 articles: what is told of each, with findings as the stream gives them,
and then with those that our own detection makes of the same articles.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench.story_baselines import TFIDF_THRESHOLDS, min_hash, online_tfidf, same_title
from bench.story_desk import Told, group, tell
from bench.story_detected import tell_detected
from bench.story_items import Report, corpus, ecb_plus, written
from bench.story_scoring import agreement
from streams.core.merge import MergeRules, Sources
from streams.edge import config, settings
from streams.edge.yaml_file import read_yaml

START: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SOURCES: Final = Path(__file__).resolve().parent.parent / "config" / "sources.yaml"
Grouping = Callable[[Sequence[Report]], Mapping[str, str]]


def main(argv: Sequence[str] | None = None) -> int:
    """Print both tables; ECB+ is skipped, saying so, where the corpus is absent. 1 where the stream's goals are missed."""
    options = argparse.ArgumentParser(prog="quality.py stories", description=__doc__)
    options.add_argument(
        "--orders", type=int, default=1, help="also shuffle ECB+ this many times, and give the mean"
    )
    chosen = options.parse_args(argv)
    rules = MergeRules(sources=Sources.parse(read_yaml(SOURCES)))
    path = corpus() / "ecb_plus" / "dev.jsonl.gz"
    if path.exists():
        _print_grouping(ecb_plus(path), rules, orders=max(1, chosen.orders))
    else:
        print(f"ECB+ skipped: {path} is not there (set TOCSIN_CORPUS)")
    code = _print_stream(rules)
    shipped = config.load(settings.load()).rules
    print(tell_detected(written()[0], shipped, start=START))
    return code


def _print_grouping(reports: list[Report], rules: MergeRules, *, orders: int) -> None:
    topics = len({report.topic for report in reports})
    events = len({report.event for report in reports})
    print(f"ECB+ dev: {len(reports)} articles, {events} events in {topics} topics; mean of {orders} order(s)")
    print(f"{'':28}{'B3 P':>7}{'B3 R':>7}{'B3 F1':>7}{'pair F1':>9}{'tuned on':>10}{'held out':>10}")
    best = max(TFIDF_THRESHOLDS, key=lambda t: _b_cubed(reports, online_tfidf(reports, t)))
    systems: dict[str, Grouping] = {
        "tocsin merge": lambda ordered: group(ordered, rules, at=START),
        "same title": same_title,
        "MinHash 0.8": min_hash,
        f"online TF-IDF, best at {best:.2f}": lambda ordered: online_tfidf(ordered, best),
    }
    for name, system in systems.items():
        rows = [_row(reports, system(_shuffled(reports, seed))) for seed in range(orders)]
        mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        print(
            f"{name:28}{mean[0]:7.3f}{mean[1]:7.3f}{mean[2]:7.3f}{mean[3]:9.3f}{mean[4]:10.3f}{mean[5]:10.3f}"
        )
    print()


def _row(reports: list[Report], found: Mapping[str, str]) -> tuple[float, ...]:
    whole = agreement({report.id: report.event for report in reports}, found)
    halves = ([r for r in reports if r.tuned_on], [r for r in reports if not r.tuned_on])
    return (
        whole.precision,
        whole.recall,
        whole.b_cubed,
        whole.pairwise,
        *(_b_cubed(half, found) for half in halves),
    )


def _b_cubed(reports: list[Report], found: Mapping[str, str]) -> float:
    return agreement({report.id: report.event for report in reports}, found).b_cubed


def _shuffled(reports: list[Report], seed: int) -> list[Report]:
    """The order of the file for seed 0, another for each other seed."""
    ordered = list(reports)
    if seed:
        random.Random(seed).shuffle(ordered)
    return ordered


def _print_stream(rules: MergeRules) -> int:
    articles, expected = written()
    told = tell(articles, rules, start=START)
    by_event: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        by_event[item.event].append(item)
    alerts = Counter(item.event for item in told if item.type == "alert")
    missed = [event for event in expected if not alerts[event]]
    doubled = [event for event, count in alerts.items() if count > 1]
    unnamed = [item for item in told if item.type == "update" and not item.changes]
    other = [event for event in expected if [item.reason for item in by_event[event]] != expected[event]]
    mixed = [item for item in told if item.mixed]
    print(f"written stream: {len(articles)} articles, {len(expected)} events")
    print(f"  alerts for each event {sum(alerts.values()) / len(expected):.3f}  (goal: at most 1.05)")
    print(
        f"  missed {len(missed)} {missed or ''}  doubled {len(doubled)} {doubled or ''}  stories of two events {len(mixed)}"
    )
    print(f"  updates {sum(item.type == 'update' for item in told)}, without a named change {len(unnamed)}")
    print(f"  cancels {sum(item.type == 'cancel' for item in told)}")
    print(f"  told exactly as expected: {len(expected) - len(other)} of {len(expected)} events")
    for event in other:
        print(f"    {event}: expected {expected[event]}, told {[item.reason for item in by_event[event]]}")
    return 1 if missed or doubled or unnamed or sum(alerts.values()) > 1.05 * len(expected) else 0


if __name__ == "__main__":
    sys.exit(main())
