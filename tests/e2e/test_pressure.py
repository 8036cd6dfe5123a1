"""A heap of articles, far more than the memory they may take: worked to the end, memory bounded, the lag told."""

import asyncio
import os
import re
import urllib.request
from pathlib import Path
from typing import Final

import pytest

from schemas.topics import MIB
from tests.e2e import load, world
from tests.e2e.kafka.cluster import free_ports
from tests.e2e.scene import scene
from tests.e2e.worker import Worker

pytestmark = pytest.mark.kafka

_ARTICLES: Final = 600
# Each with this much text that says nothing: 90 MB in all, which no worker may hold.
_PADDING: Final = 150_000
_MAY_TAKE_MIB: Final = 400


async def test_a_heap_of_ten_times_the_usual_is_worked_within_bounded_memory_and_its_lag_is_told(
    real_kafka: str, tmp_path: Path
) -> None:
    port = free_ports(1)[0]
    async with scene(real_kafka, tmp_path, name="pressure", articles=_ARTICLES, health_port=port) as here:
        padding = "\n\n" + "It rained again. " * (_PADDING // 17)
        for article in here.articles:
            article["body"] += padding
        here.expected = load.expected(here.articles, here.settings)
        # All of it waits on the topic before anyone reads.
        topic = f"{here.settings.prefix}articles"
        records = map(world.record, here.articles)
        sent = [await here.room.producer.send(topic, key=each.key, value=each.value) for each in records]
        await asyncio.gather(*sent)
        peak, lags, ready = 0.0, [], False
        with here.worker() as worker:
            while not here.expected <= {alert.id for alert in here.room.alerts}:
                assert worker.alive(), worker.said()[-3000:]
                peak = max(peak, _memory(worker))
                lags.append(await asyncio.to_thread(_lag, port))
                ready = ready or await asyncio.to_thread(_answers, port, "/ready")
                await asyncio.sleep(0.25)
            counted = await load.count(here.room, here.expected, within=5)
            await here.room.until(lambda: _lag(port) == 0)
    heaps = [lag for lag in lags if lag is not None]
    print(
        f"\na heap of {_ARTICLES * _PADDING / MIB:.0f} MiB: {counted}; {peak:.0f} MiB at the peak, lag up to {max(heaps)}"
    )
    counted.check()
    assert ready, "it was ready while it worked"
    assert max(heaps) > _ARTICLES // 10
    assert peak < _MAY_TAKE_MIB


def _memory(worker: Worker) -> float:
    pages = int(Path(f"/proc/{worker.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def _lag(port: int) -> int | None:
    """The waiting records of all partitions of `articles`; None where nobody answers yet."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            text = answer.read().decode()
    except OSError:
        return None
    found = re.findall(r'tocsin_lag_records\{topic="[^"]*articles"[^}]*\} (\d+)', text)
    return sum(map(int, found)) if found else None


def _answers(port: int, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
