"""How soon a worker goes on after a restart with open stories: `python -m bench.story_recovery --stories 100000`.

The table of `bench.story_state`, a tenth of it built and copied ten times, is put into the changelog on a real
Kafka (JDK 17 and Maven). Then a worker is
started over it with no state folder, stopped, started again, killed -9, and started again; a worker without stories
goes before. Ready is when every partition of both tables has worked its first tick.
"""

import argparse
import asyncio
import json
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from aiokafka.partitioner import DefaultPartitioner

from bench.story_state import SPAN, Kept, build, copied, copy_of
from schemas.topics import changelog_name
from streams.edge import client, events
from streams.edge.clock import utc_now
from streams.edge.settings import Settings
from streams.edge.state import encode
from tests.e2e import world
from tests.e2e.kafka.cluster import Cluster
from tests.e2e.kafka.jars import NoKafkaError
from tests.e2e.newsroom import make_topics, settings_for
from tests.e2e.worker import Worker

TABLE: Final = "stories"
_WITHIN_S: Final = 900.0
_STATES: Final = 2
_SETTLE_S: Final = 10.0
COPIES: Final = 10


async def measure(cluster: Cluster, folder: Path, records: dict[str, Kept], stories: int) -> None:
    """Fill the changelog, then start over it in each way; print seconds and memory."""
    config = world.write_config(folder / "config", watched=1)
    for name, held in (("empty", {}), ("full", records)):
        settings = settings_for(
            cluster.bootstrap, name=name, config=config, state=folder / name, store="rocksdb",
            session_timeout_seconds=6.0, stuck_seconds=600.0, tick_seconds=1.0,
        )  # fmt: skip
        await make_topics(settings)
        if held:
            size = await _fill(settings, held)
            print(f"{stories} stories, {len(held)} records, {size / 1e6:.0f} MB in the changelog", flush=True)
        worker = Worker(settings, folder / f"{name}.log")
        with worker:
            await _ready(worker, 1, name, "with no state folder")
            worker.signal(signal.SIGTERM)
            await asyncio.to_thread(worker.wait, 60.0)
            worker.start()
            await _ready(worker, 2, name, "after a graceful stop")
            worker.kill()
            worker.start()
            await _ready(worker, 3, name, "after kill -9")


async def _fill(settings: Settings, records: dict[str, Kept]) -> int:
    topic = changelog_name(settings.app_id, TABLE)
    partitioner: Any = DefaultPartitioner()
    every = list(range(settings.partitions))
    size = 0
    async with client.producer(settings) as producer:
        for name, kept in records.items():
            partition = partitioner(kept.key.encode(), every, every)
            value = encode(kept.record, partition)
            size += len(value)
            last = await producer.send(topic, value, json.dumps(name).encode(), partition)
        await last
    return size


async def _ready(worker: Worker, starts: int, name: str, how: str) -> None:
    """Wait for the first tick of every partition of both tables, and say how long it took."""
    began = time.monotonic()
    expected = starts * _STATES * 4
    while worker.said().count(events.STATE_SCANNED) < expected:
        if time.monotonic() - began > _WITHIN_S or worker.process.poll() is not None:
            raise RuntimeError(f"not ready: {worker.said()[-3000:]}")
        await asyncio.sleep(0.1)
    took = time.monotonic() - began
    await asyncio.sleep(_SETTLE_S)
    now, most = _memory_mb(worker.process.pid)
    print(
        f"{name:6} {how:24} {took:6.1f} s from its start; memory {now:.0f} MB, at most {most:.0f} MB",
        flush=True,
    )


def _memory_mb(pid: int) -> tuple[float, float]:
    """What a process holds now, and what it held at most."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    held = {
        name: float(rest.split()[0]) / 1e3
        for name, _, rest in (line.partition(":") for line in lines)
        if "VmRSS" in name or "VmHWM" in name
    }
    return held["VmRSS"], held["VmHWM"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, run, print; skipped, saying so, where no Kafka can be had."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=10_000)
    count = options.parse_args(arguments).stories
    # All of them open, none due yet.
    tenth = build(count // COPIES, utc_now() - SPAN + timedelta(minutes=1))
    records = {
        copied(name, copy): copy_of(kept, copy)
        for copy in range(10, 10 + COPIES)
        for name, kept in tenth.items()
    }
    with tempfile.TemporaryDirectory(prefix="tocsin-recovery-") as place:
        try:
            cluster = Cluster(Path(place) / "kafka")
        except NoKafkaError as missing:
            print(f"skipped, {missing}")
            return 0
        with cluster:
            asyncio.run(measure(cluster, Path(place), records, count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
