"""Hours in little: a steady rate of articles, faults at random, and the count afterwards: `python -m bench.soak --minutes N`.

Every article is an event of its own and must give one alert, whose id is known before. The worker is killed -9 or
paused, and the broker killed -9 and started again; a supervisor starts the worker again whenever it has ended.
Memory and lag are sampled every second and plotted (matplotlib, of this bench alone).
"""

import argparse
import asyncio
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aiokafka.errors import KafkaError

from schemas.topics import ARTICLES, full_name
from schemas.watch import Watch
from streams.core.rehearsal import Rehearsal
from streams.edge import config, logs, watch_feed
from streams.edge.clock import utc_now
from streams.edge.settings import Settings
from tests.e2e import load, world
from tests.e2e.kafka.cluster import Cluster
from tests.e2e.kafka.jars import NoKafkaError
from tests.e2e.newsroom import Newsroom, make_topics, newsroom, settings_for
from tests.e2e.worker import Worker

PAUSES_S: Final = (10.0, 25.0)
"""Shortest and longest time between two faults."""
_SESSION_S: Final = 6.0
_SETTLED_S: Final = 180.0
_MIB: Final = 1 << 20


@dataclass
class Sample:
    """One second: since the start, the worker's memory in MiB (0: it does not run), and articles without their alert."""

    at: float
    memory: float
    lag: int


@dataclass
class Soak:
    """What happened."""

    count: load.Count
    samples: list[Sample]
    faults: list[tuple[float, str]] = field(default_factory=list)
    ended_by_itself: int = 0

    def __str__(self) -> str:
        kinds = sorted({kind for _, kind in self.faults})
        told = ", ".join(f"{sum(each == kind for _, each in self.faults)} {kind}" for kind in kinds)
        memory = max(sample.memory for sample in self.samples)
        lag = max(sample.lag for sample in self.samples)
        early, late = self.memory_of(0.25, 0.5), self.memory_of(0.75, 1.0)
        return (
            f"{self.count}\nfaults: {told or 'none'}; the worker ended by itself {self.ended_by_itself} times\n"
            f"memory at most {memory:.0f} MiB, in the second quarter {early:.0f}, in the last {late:.0f} (medians); "
            f"lag at most {lag} articles, {self.samples[-1].lag} at the end"
        )

    def memory_of(self, first: float, last: float) -> float:
        """The median of the worker's memory in MiB in a part of the time: what grows shows there."""
        end = self.samples[-1].at
        part = [
            sample.memory
            for sample in self.samples
            if first * end <= sample.at <= last * end and sample.memory
        ]
        return statistics.median(part) if part else 0.0


class Scene:
    """The broker, a worker under a supervisor, and the newsroom beside it."""

    def __init__(self, cluster: Cluster, worker: Worker, room: Newsroom, chance: random.Random) -> None:
        self._cluster = cluster
        self._worker = worker
        self._room = room
        self._chance = chance
        self._began = time.monotonic()
        self.published = 0
        self.ended_by_itself = 0
        self.faults: list[tuple[float, str]] = []
        self.samples: list[Sample] = []

    async def publish(self, articles: list[dict[str, Any]], per_second: float) -> None:
        """At a steady rate, catching up after a fault; each is sent until it is acknowledged."""
        topic = full_name(self._room.settings.prefix, ARTICLES)
        for number, article in enumerate(articles):
            await asyncio.sleep(max(0.0, self._began + number / per_second - time.monotonic()))
            each = world.record(article)
            while True:
                try:
                    await self._room.producer.send_and_wait(topic, key=each.key, value=each.value)
                except KafkaError:
                    await asyncio.sleep(0.5)
                else:
                    break
            self.published += 1

    async def trouble(self, over: asyncio.Event) -> None:
        """One fault after the other, each to its end, until it is over."""
        kinds: dict[str, Callable[[], Any]] = {
            "worker killed": self._kill, "worker paused": self._pause, "broker killed": self._break,
        }  # fmt: skip
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), self._chance.uniform(*PAUSES_S))
                return
            kind = self._chance.choice(sorted(kinds))
            self.faults.append((time.monotonic() - self._began, kind))
            await kinds[kind]()

    async def _kill(self) -> None:
        self._worker.kill()
        self._worker.start()

    async def _pause(self) -> None:
        self._worker.signal(signal.SIGSTOP)
        # Shorter and longer than its session with the broker.
        await asyncio.sleep(self._chance.uniform(0.5, 2 * _SESSION_S))
        self._worker.signal(signal.SIGCONT)

    async def _break(self) -> None:
        broker = self._cluster.brokers[0]
        await asyncio.to_thread(broker.kill)
        await asyncio.sleep(self._chance.uniform(0.5, 10.0))
        await asyncio.to_thread(broker.start)

    async def watch(self) -> None:
        """Sample every second, and start the worker again when it has ended."""
        while True:
            process = self._worker.process
            if process.poll() is not None:
                self.ended_by_itself += 1
                self._worker.start()
            heard = len({alert.id for alert in self._room.alerts})
            now = time.monotonic() - self._began
            self.samples.append(Sample(now, _memory(process.pid), self.published - heard))
            await asyncio.sleep(1.0)


def _memory(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MIB


async def soak(cluster: Cluster, folder: Path, *, minutes: float, per_second: float, seed: int) -> Soak:
    """Run for so long; the counting afterwards takes up to three minutes more."""
    total = int(60 * minutes * per_second)
    folder_of_config = world.write_config(folder / "config", watched=1)
    settings = settings_for(
        cluster.bootstrap, name="soak", config=folder_of_config, state=folder / "state", store="rocksdb",
        session_timeout_seconds=_SESSION_S,
    )  # fmt: skip
    await make_topics(settings)
    watches = tuple(Watch(id=world.watch_id(name), name=name) for name in world.companies(total))
    await watch_feed.write(settings, {watch.id: watch for watch in watches})
    articles = load.articles(total)
    expected = _expected(articles, settings, watches)
    async with newsroom(settings) as room:
        with Worker(settings, folder / "worker.log") as worker:
            scene = Scene(cluster, worker, room, random.Random(seed))
            over = asyncio.Event()
            watching, trouble = (
                asyncio.ensure_future(scene.watch()),
                asyncio.ensure_future(scene.trouble(over)),
            )
            await scene.publish(articles, per_second)
            over.set()
            await trouble
            count = await load.count(room, expected, within=_SETTLED_S)
            await asyncio.sleep(2.0)
            watching.cancel()
    return Soak(count, scene.samples, scene.faults, scene.ended_by_itself)


def _expected(articles: list[dict[str, Any]], settings: Settings, watches: tuple[Watch, ...]) -> set[str]:
    rehearsal = Rehearsal(config.load(settings, watches=watches).rules)
    records = [world.record(each) for each in articles]
    now = utc_now()
    return {alert.id for each in records for alert in rehearsal.take(each.value, each.key, now).alerts}


def draw(result: Soak, picture: Path) -> None:
    """Memory and lag over time, with a line for each fault; raises ImportError without matplotlib."""
    from matplotlib.figure import Figure  # noqa: PLC0415 a package of this bench alone
    from matplotlib.lines import Line2D  # noqa: PLC0415

    figure = Figure(figsize=(12, 6), layout="constrained")
    memory, lag = figure.subplots(2, 1, sharex=True)
    times = [sample.at / 60 for sample in result.samples]
    memory.plot(
        times, [sample.memory or float("nan") for sample in result.samples], color="black", linewidth=1
    )
    memory.set_ylabel("worker's memory, MiB")
    memory.set_ylim(bottom=0)
    lag.plot(times, [sample.lag for sample in result.samples], color="black", linewidth=1)
    lag.set_ylabel("articles without their alert")
    lag.set_xlabel("minutes")
    colours = {"worker killed": "tab:red", "worker paused": "tab:orange", "broker killed": "tab:blue"}
    for panel in (memory, lag):
        for at, kind in result.faults:
            panel.axvline(at / 60, color=colours[kind], linewidth=0.8, alpha=0.7)
    handles = [Line2D([], [], color=colour, label=kind) for kind, colour in colours.items()]
    memory.legend(handles=handles, loc="lower right", ncols=3)
    counted = result.count
    figure.suptitle(
        f"{counted.expected} alerts expected, {counted.lost} lost, {counted.told_twice} under two stories, "
        f"{counted.repeats} raw repeats"
    )
    figure.savefig(picture, dpi=100)


def main(arguments: list[str]) -> int:
    """Run, print, draw; 1 where anything was lost or told twice."""
    options = argparse.ArgumentParser(prog="bench.soak", description=__doc__.splitlines()[0])
    options.add_argument("--minutes", type=float, default=30.0)
    options.add_argument("--rate", type=float, default=15.0, help="articles a second")
    options.add_argument("--seed", type=int, default=1, help="of the faults' order")
    options.add_argument("--picture", type=Path, default=Path("build/soak.png"))
    chosen = options.parse_args(arguments)
    logs.hush_clients()
    with tempfile.TemporaryDirectory(prefix="tocsin-soak-") as place:
        try:
            cluster = Cluster(Path(place) / "kafka")
        except NoKafkaError as missing:
            print(f"soak: skipped, {missing}")
            return 0
        with cluster:
            result = asyncio.run(
                soak(cluster, Path(place), minutes=chosen.minutes, per_second=chosen.rate, seed=chosen.seed)
            )
    print(result)
    try:
        chosen.picture.parent.mkdir(parents=True, exist_ok=True)
        draw(result, chosen.picture)
        print(f"drawn: {chosen.picture}")
    except ImportError:
        print("not drawn: matplotlib is not installed (pip install matplotlib)")
    counted = result.count
    return int(bool(counted.lost or counted.told_twice or counted.differing or counted.unexpected))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
