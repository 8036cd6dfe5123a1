"""How fast a whole worker is on a real broker, beside what it rests on: `python -m bench.pipeline`.

Throughput: a thousand articles wait on the topic, one process works them, and the time between the outputs of
the first tenth and of the last article counts. Latency: articles come at a steady rate, and the time from the
send of an article to the receipt of its alert counts, both taken by the process that publishes.
All systems run in turn in one run on one broker, so what is printed are ratios; other work on the machine
strikes all of them.
"""

import argparse
import asyncio
import importlib.util
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Final

from bench import pipeline_mix
from bench.pipeline_run import Ground, latencies, throughput
from streams.edge import logs
from tests.e2e.kafka.cluster import Cluster
from tests.e2e.kafka.jars import NoKafkaError

TOCSIN, JUDGED, FAUST, QUIX, ECHO = (
    "tocsin",
    "tocsin, judge on",
    "faust agent",
    "quix, same core",
    "plain echo",
)
LOADS: Final = {"a quarter": 0.25, "half": 0.5}
GOALS: Final = {"p50": 4.0, "p99": 5.0}


def main(arguments: list[str]) -> int:
    """Measure and print; 0 also where it cannot be measured, saying why."""
    options = argparse.ArgumentParser(prog="bench.pipeline", description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=3, help="how often each system takes its turn")
    options.add_argument("--articles", type=int, default=1000, help="articles in a turn")
    options.add_argument("--judge", action="store_true", help="with the judge too; its model must be there")
    chosen = options.parse_args(arguments)
    logs.hush_clients()
    if absent := pipeline_mix.missing():
        print(f"pipeline: skipped, {absent}")
        return 0
    with tempfile.TemporaryDirectory(prefix="tocsin-bench-") as place:
        folder = Path(place)
        named = os.environ.get("TOCSIN_TEST_KAFKA")
        if named:
            asyncio.run(measure(Ground(named, folder), chosen))
            return 0
        try:
            cluster = Cluster(folder / "kafka")
        except NoKafkaError as missing:
            print(f"pipeline: skipped, {missing}")
            return 0
        with cluster:
            asyncio.run(measure(Ground(cluster.bootstrap, folder), chosen))
    return 0


async def measure(ground: Ground, chosen: argparse.Namespace) -> None:
    """All systems in turn, round after round; then the ratios."""
    news = pipeline_mix.articles(chosen.articles)
    print(
        f"mix {pipeline_mix.NAME}: {len(news)} articles, {len(ground.watches)} watches, {os.cpu_count()} cores"
    )
    systems = [TOCSIN, FAUST, *([JUDGED] if chosen.judge else []), *([QUIX] if _quix_is_there() else [])]
    rates: dict[str, list[float]] = defaultdict(list)
    for number in range(chosen.rounds):
        for system in systems:
            rates[system].append(await throughput(ground, system, f"{number}", news))
    ours = statistics.median(rates[TOCSIN])
    for system in systems:
        rate = statistics.median(rates[system])
        spread = ", ".join(f"{each:.0f}" for each in rates[system])
        print(
            f"throughput  {system:18} {rate:6.0f} articles/s ({spread})   tocsin is {ours / rate:.2f} of it"
        )
    for load, share in LOADS.items():
        await _latency(ground, chosen, news, load, ours * share)
    _goals_of_throughput(rates, ours)


async def _latency(
    ground: Ground, chosen: argparse.Namespace, news: list[dict[str, object]], load: str, per_second: float
) -> None:
    systems = [TOCSIN, ECHO, *([JUDGED] if chosen.judge else []), *([QUIX] if _quix_is_there() else [])]
    times: dict[str, list[float]] = defaultdict(list)
    for number in range(chosen.rounds):
        for system in systems:
            name = f"{load.replace(' ', '')}-{number}"
            times[system] += await latencies(ground, system, name, news, per_second=per_second)
    plain = {what: _quantile(times[ECHO], what) for what in GOALS}
    for system in systems:
        figures = []
        for what, goal in GOALS.items():
            value = _quantile(times[system], what)
            verdict = f", goal {goal:.0f}" if system == TOCSIN else ""
            figures.append(
                f"{what} {1000 * value:6.1f} ms ({value / plain[what]:.1f} of the echo's{verdict})"
            )
        print(
            f"latency at {load}, {per_second:.0f}/s  {system:18} {'  '.join(figures)}  of {len(times[system])}"
        )


def _quantile(times: list[float], what: str) -> float:
    return statistics.quantiles(times, n=100)[int(what[1:]) - 1]


def _goals_of_throughput(rates: dict[str, list[float]], ours: float) -> None:
    share = ours / statistics.median(rates[FAUST])
    print(f"goal: at least 0.5 of the faust agent: {share:.2f}, {'held' if share >= 0.5 else 'NOT held'}")
    if QUIX in rates:
        share = ours / statistics.median(rates[QUIX])
        print(f"goal: above quix: {share:.2f}, {'held' if share > 1 else 'NOT held'}")
    else:
        print("quix: skipped, quixstreams is not installed (pip install quixstreams)")
    print("two workers beside one: needs 6 cores (broker, publisher, two workers); skipped below that")


def _quix_is_there() -> bool:
    return importlib.util.find_spec("quixstreams") is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
