"""Workers that are killed, stopped, paused, and that come and go, under load, on a real Kafka."""

import asyncio
import signal
import time
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.e2e import load
from tests.e2e.scene import FORMS, Scene, scene
from tests.e2e.worker import Worker


@pytest.mark.parametrize("form", FORMS)
async def test_a_worker_killed_again_and_again_loses_nothing(
    form: str, real_kafka: str, tmp_path: Path
) -> None:
    times, articles = (3, 1500) if form == "short" else (20, 12_000)
    async with scene(real_kafka, tmp_path, name=f"kill-{form}", articles=articles) as here:
        with here.worker() as worker:
            sending = asyncio.ensure_future(load.publish(here.room, here.articles, per_second=100))
            await here.working()
            back = []
            for _ in range(times):
                await asyncio.sleep(1.0)
                worker.kill()
                killed, before = time.monotonic(), len(here.room.alerts)
                worker.start()
                await asyncio.sleep(0.2)
                before = len(here.room.alerts)
                await here.more_than(before)
                back.append(time.monotonic() - killed)
            await sending
            counted = await load.count(here.room, here.expected, within=90)
    print(f"\nkilled {times} times: {counted}; back after {min(back):.1f} to {max(back):.1f} s")
    counted.check()


@pytest.mark.parametrize("form", FORMS)
async def test_a_worker_told_to_stop_in_mid_batch_leaves_in_time_and_repeats_nothing(
    form: str, real_kafka: str, tmp_path: Path
) -> None:
    times, articles = (3, 1500) if form == "short" else (10, 8000)
    async with scene(real_kafka, tmp_path, name=f"term-{form}", articles=articles) as here:
        with here.worker() as worker:
            sending = asyncio.ensure_future(load.publish(here.room, here.articles, per_second=100))
            await here.working()
            took = []
            for _ in range(times):
                await asyncio.sleep(1.0)
                worker.signal(signal.SIGTERM)
                told = time.monotonic()
                assert await asyncio.to_thread(worker.wait, 20) == 0, worker.said()[-3000:]
                took.append(time.monotonic() - told)
                before = len(here.room.alerts)
                worker.start()
                await here.more_than(before)
            await sending
            counted = await load.count(here.room, here.expected, within=90)
    print(f"\nstopped {times} times: {counted}; each stop took up to {max(took):.1f} s")
    counted.check()
    assert counted.repeats == 0
    assert max(took) < 10


async def joined(here: Scene, worker: Worker, times: int) -> None:
    """Wait until a worker has been given partitions so many times, and has looked through their state."""
    await here.room.until(lambda: worker.said().count("partitions_assigned") >= times, within=60)


@pytest.mark.parametrize("form", FORMS)
async def test_a_second_worker_that_comes_and_goes_costs_nothing(
    form: str, real_kafka: str, tmp_path: Path
) -> None:
    times, pause, articles = (2, 5.0, 2000) if form == "short" else (6, 30.0, 14_000)
    async with (
        scene(real_kafka, tmp_path, name=f"two-{form}", articles=articles) as here,
        AsyncExitStack() as stack,
    ):
        stack.enter_context(here.worker("one"))
        sending = asyncio.ensure_future(load.publish(here.room, here.articles, per_second=70))
        await here.working()
        for number in range(times):
            with here.worker("two") as second:
                await joined(here, second, number + 1)
                await asyncio.sleep(pause)
                if number % 2:
                    second.kill()
                else:
                    second.signal(signal.SIGTERM)
                    assert await asyncio.to_thread(second.wait, 20) == 0, second.said()[-3000:]
            await asyncio.sleep(pause)
        await sending
        counted = await load.count(here.room, here.expected, within=90)
    print(f"\na second worker came {times} times: {counted}")
    counted.check()


@pytest.mark.parametrize("form", FORMS)
async def test_a_worker_paused_past_its_session_is_replaced_and_does_no_harm_when_woken(
    form: str, real_kafka: str, tmp_path: Path
) -> None:
    pause, articles = (8.0, 2000) if form == "short" else (60.0, 8000)
    more = {"session_timeout_seconds": 6.0}
    async with scene(real_kafka, tmp_path, name=f"pause-{form}", articles=articles, **more) as here:
        with here.worker("one") as one, here.worker("two"):
            sending = asyncio.ensure_future(load.publish(here.room, here.articles, per_second=70))
            await here.working()
            await asyncio.sleep(2.0)
            one.signal(signal.SIGSTOP)
            await asyncio.sleep(pause)
            one.signal(signal.SIGCONT)
            assert await asyncio.to_thread(one.wait, 30) == 1, one.said()[-3000:]
            await sending
            counted = await load.count(here.room, here.expected, within=90)
    print(f"\npaused for {pause:.0f} s: {counted}")
    counted.check()
