"""The broker that is killed and comes back, one of three that is lost for good, and the release before."""

import asyncio
import time
from pathlib import Path

import pytest

from tests.e2e import load
from tests.e2e.conftest import start_kafka
from tests.e2e.scene import FORMS, scene, supervised


@pytest.mark.parametrize("form", FORMS)
async def test_a_broker_killed_and_back_later_costs_nothing_but_the_time(form: str, tmp_path: Path) -> None:
    down, articles = (10.0, 1000) if form == "short" else (60.0, 6000)
    with start_kafka(tmp_path / "kafka") as cluster:
        async with (
            scene(cluster.bootstrap, tmp_path, name=f"broker-{form}", articles=articles) as here,
            supervised(here, here.worker()) as watched,
        ):
            sending = here.sending(per_second=70)
            await here.working()
            cluster.brokers[0].kill()
            await asyncio.sleep(down)
            await asyncio.to_thread(cluster.brokers[0].start)
            up, before = time.monotonic(), len(here.room.alerts)
            await here.more_than(before)
            back = time.monotonic() - up
            await sending
            counted = await load.count(here.room, here.expected, within=90)
    print(
        f"\nbroker away for {down:.0f} s: {counted}; first alert {back:.1f} s after it was back; ended {watched.codes}"
    )
    counted.check()


@pytest.mark.parametrize("form", FORMS)
async def test_one_of_three_brokers_lost_for_good_costs_nothing(form: str, tmp_path: Path) -> None:
    articles = 1000 if form == "short" else 6000
    with start_kafka(tmp_path / "kafka", brokers=3) as cluster:
        async with (
            scene(
                cluster.bootstrap, tmp_path, name=f"three-{form}", articles=articles, replication=3
            ) as here,
            supervised(here, here.worker()) as watched,
        ):
            sending = here.sending(per_second=50)
            await here.working()
            cluster.brokers[1].kill()
            lost, before = time.monotonic(), len(here.room.alerts)
            await here.more_than(before + 20)
            back = time.monotonic() - lost
            if form == "long":
                # The one that comes back takes its share again, and another one goes.
                await asyncio.to_thread(cluster.brokers[1].start)
                await asyncio.sleep(20.0)
                cluster.brokers[2].kill()
            await sending
            counted = await load.count(here.room, here.expected, within=90)
    print(f"\none of three brokers lost: {counted}; twenty alerts after {back:.1f} s; ended {watched.codes}")
    counted.check()


@pytest.mark.faults
async def test_on_the_last_release_of_kafka_3_all_is_told_too(tmp_path: Path) -> None:
    with start_kafka(tmp_path / "kafka", version="3.9.1") as cluster:
        async with scene(cluster.bootstrap, tmp_path, name="three-nine", articles=500) as here:
            with here.worker() as worker:
                sending = here.sending(per_second=100)
                await here.working()
                worker.kill()
                worker.start()
                await sending
                counted = await load.count(here.room, here.expected, within=90)
    print(f"\nKafka 3.9.1: {counted}")
    counted.check()
