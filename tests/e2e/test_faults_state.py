"""State that is gone, full, or cannot be read, and a clock that jumps: nothing lost, and told once all the same."""

import asyncio
import json
import resource
import shutil
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import structlog

from schemas.topics import TABLES, changelog_name
from streams.edge import client
from streams.edge.clock import utc_now
from streams.edge.worker import running
from tests.e2e import load, world
from tests.e2e.conftest import Ground
from tests.e2e.newsroom import Newsroom, newsroom
from tests.e2e.scene import Scene, scene

kafka = pytest.mark.kafka


async def _half(here: Scene) -> list[dict[str, Any]]:
    """The first half of the articles published and worked by one worker, which then stops; gives the other half."""
    middle = len(here.articles) // 2
    with here.worker() as worker:
        await load.publish(here.room, here.articles[:middle], per_second=200)
        await here.room.until(lambda: len({alert.id for alert in here.room.alerts}) >= middle, within=60)
        worker.process.terminate()
        assert await asyncio.to_thread(worker.wait, 20) == 0, worker.said()[-3000:]
    return here.articles[middle:]


async def _rest(here: Scene, rest: list[dict[str, Any]]) -> load.Count:
    """All of the first half again and the second half, worked to the end: the memory must still be there."""
    again = here.articles[: len(here.articles) // 2]
    with here.worker():
        await load.publish(here.room, [*again[::5], *rest], per_second=200)
        return await load.count(here.room, here.expected, within=90)


@kafka
async def test_a_state_folder_that_is_gone_at_the_start_is_read_back_from_the_changelog(
    real_kafka: str, tmp_path: Path
) -> None:
    async with scene(real_kafka, tmp_path, name="gone", articles=400) as here:
        rest = await _half(here)
        shutil.rmtree(here.folder / "one")
        counted = await _rest(here, rest)
    print(f"\nstate folder gone: {counted}")
    counted.check()


@kafka
async def test_a_state_folder_of_nonsense_ends_the_worker_and_without_it_all_is_there(
    real_kafka: str, tmp_path: Path
) -> None:
    async with scene(real_kafka, tmp_path, name="nonsense", articles=300) as here:
        rest = await _half(here)
        for file in (here.folder / "one").rglob("CURRENT"):
            file.write_bytes(b"nonsense")
        with here.worker() as worker:
            assert await asyncio.to_thread(worker.wait, 60) == 1
        shutil.rmtree(here.folder / "one")
        counted = await _rest(here, rest)
    print(f"\nstate folder of nonsense: {counted}")
    counted.check()


@kafka
async def test_a_state_folder_that_is_full_ends_the_worker_and_costs_nothing(
    real_kafka: str, tmp_path: Path
) -> None:
    async with scene(real_kafka, tmp_path, name="full", articles=400) as here:
        rest = await _half(here)
        shutil.rmtree(here.folder / "one")
        # As on a full disk: no file may grow beyond 64 kilobytes.
        with here.worker() as worker:
            resource.prlimit(worker.process.pid, resource.RLIMIT_FSIZE, (65_536, 65_536))
            code = await asyncio.to_thread(worker.wait, 60)
        assert code == 1
        counted = await _rest(here, rest)
    print(f"\nstate folder full: ended with {code}; {counted}")
    counted.check()


UNREADABLE = {
    "a key that is no JSON": (b"\xff\xfe", b"x"),
    "a value that is no record": (b'"story:1"', b"\x00 nonsense"),
}


@kafka
@pytest.mark.parametrize("case", UNREADABLE)
async def test_a_changelog_that_cannot_be_read_ends_the_worker_with_one_line_and_is_never_waited_for(
    case: str, real_kafka: str, tmp_path: Path
) -> None:
    number = list(UNREADABLE).index(case)
    async with scene(real_kafka, tmp_path, name=f"unreadable-{number}", articles=200) as here:
        rest = await _half(here)
        key, value = UNREADABLE[case]
        async with client.producer(here.settings) as writer:
            for partition in range(here.settings.partitions):
                for table in TABLES:
                    name = changelog_name(here.settings.app_id, table)
                    await writer.send_and_wait(name, key=key, value=value, partition=partition)
        shutil.rmtree(here.folder / "one")
        with here.worker() as worker:
            await load.publish(here.room, rest, per_second=200)
            code = await asyncio.to_thread(worker.wait, 60)
        last = json.loads(worker.said().splitlines()[-1])
    print(f"\nchangelog with {case}: ended with {code}: {last['error']}")
    assert (code, last["event"]) == (1, "worker_failed")
    assert "docs/OPERATING.md" in last["error"]


@pytest.mark.parametrize(
    "ground",
    [
        pytest.param(("embedded", "memory"), id="embedded"),
        pytest.param(("kafka", "rocksdb"), id="kafka", marks=kafka),
    ],
    indirect=True,
    scope="module",
)
async def test_a_clock_that_jumps_an_hour_forward_and_back_loses_nothing_and_tells_nothing_twice(
    ground: Ground,
) -> None:
    settings = await ground.settings("clock", session_timeout_seconds=20, stuck_seconds=30)
    ahead = timedelta()

    def clock() -> datetime:
        return utc_now() + ahead

    articles = load.articles(90)
    held = world.of_company(world.companies(91)[90], embargoed_until=utc_now() + timedelta(minutes=30))
    expected = load.expected(articles, settings)
    async with (
        newsroom(settings) as room,
        running(settings, log=structlog.get_logger(), clock=clock, embedded=ground.embedded is not None),
    ):
        await room.publish(world.record(held))
        await room.until(lambda: room.decided(held["id"], "admit"))
        for number, jump in enumerate(
            (timedelta(), timedelta(hours=1), timedelta(), timedelta(hours=-1), timedelta())
        ):
            ahead = jump
            part = articles[18 * number : 18 * (number + 1)]
            await load.publish(room, part, per_second=100)
            # What was told before is told no second time by a clock that says otherwise.
            await load.publish(room, articles[: 18 * number : 6], per_second=100)
            wanted = load.expected(articles[: 18 * (number + 1)], settings)
            await room.until(partial(_told, room, wanted))
            if number == 1:
                # An embargo ends by the clock of the worker, at the next tick.
                await room.until(lambda: room.of(held["id"]))
            assert bool(room.of(held["id"])) == (number > 0)
        released = {alert.id for alert in room.of(held["id"])}
        counted = await load.count(room, expected | released, within=30)
    print(f"\nclock: {counted}")
    assert len(released) == 1
    counted.check()


def _told(room: Newsroom, wanted: set[str]) -> bool:
    return wanted <= {alert.id for alert in room.alerts}
