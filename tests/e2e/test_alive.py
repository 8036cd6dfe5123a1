"""Alive means moving: what stands still makes a worker unready, then ends it with a code of its own within a set time."""

import asyncio
import signal
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

import pytest

from streams.edge.settings import Settings
from tests.e2e import world
from tests.e2e.kafka.cluster import free_ports
from tests.e2e.newsroom import make_topics, newsroom, settings_for
from tests.e2e.worker import Worker

pytestmark = pytest.mark.kafka

_STUCK_S: Final = 3.0
COMPANY: Final = world.companies(1)[0]

HUNG: Final = """
import asyncio
from streams.edge.step import Loop
works = Loop._tick
async def tick(self, event):
    if self._agent.name == {agent!r} and event.message.partition in {partitions}:
        await asyncio.Event().wait()
    return await works(self, event)
Loop._tick = tick
"""
BLOCKED: Final = """
import time
from streams.core import pipeline
pipeline.detect = lambda *_, **__: time.sleep(600)
"""
SLOW: Final = """
import asyncio
from streams.edge import worker as edge
async def never(*_):
    await asyncio.sleep(600)
edge._let_go = never
"""
FAULTS: Final = {
    "a hung agent": (HUNG.format(agent="merge", partitions=[0, 1, 2, 3]), 70),
    "one partition that is stuck": (HUNG.format(agent="detect", partitions=[2]), 70),
    "a blocked event loop": (BLOCKED, 71),
    "a stop that never ends": (SLOW, 72),
}


@pytest.mark.parametrize("case", FAULTS)
async def test_what_stands_still_ends_the_worker_with_its_code_in_time(
    case: str, real_kafka: str, config: Path, tmp_path: Path
) -> None:
    spoil, expected = FAULTS[case]
    port = free_ports(1)[0]
    settings = settings_for(
        real_kafka, name=f"alive-{list(FAULTS).index(case)}", config=config, state=tmp_path / "state",
        health_port=port, stuck_seconds=_STUCK_S, stop_seconds=3.0,
    )  # fmt: skip
    await make_topics(settings)
    async with newsroom(settings) as room:
        with Worker(settings, tmp_path / "worker.log", spoil=spoil) as worker:
            room.alive = worker.alive
            await room.until(lambda: "partitions_assigned" in worker.said(), within=60)
            assigned = time.monotonic()
            if expected == 71:
                await room.publish(world.record(world.of_company(COMPANY)))
            if expected == 70:
                await room.until(lambda: _answer(port, "/ready") == 503)
                assert _answer(port, "/live") == 200
            if expected == 72:
                worker.signal(signal.SIGTERM)
            code = await asyncio.to_thread(worker.wait, 60)
    took = time.monotonic() - assigned
    print(f"\n{case}: ended with {code} after {took:.1f} s")
    assert code == expected, worker.said()[-3000:]


async def test_a_worker_is_ready_once_it_works_and_leaves_on_time(
    real_kafka: str, config: Path, tmp_path: Path
) -> None:
    port = free_ports(1)[0]
    settings: Settings = settings_for(
        real_kafka, name="alive-well", config=config, state=tmp_path / "state", health_port=port
    )
    await make_topics(settings)
    async with newsroom(settings) as room:
        with Worker(settings, tmp_path / "worker.log") as worker:
            room.alive = worker.alive
            await room.until(lambda: _answer(port, "/ready") == 200, within=60)
            worker.signal(signal.SIGTERM)
            told = time.monotonic()
            assert await asyncio.to_thread(worker.wait, 20) == 0
    assert time.monotonic() - told < settings.stop_seconds


def _answer(port: int, path: str) -> int:
    """The status; 0 where nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
    except OSError:
        return 0
