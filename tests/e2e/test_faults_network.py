"""A network that stalls between a worker and its broker: connections stay open, and nothing comes through."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from tests.e2e import load
from tests.e2e.kafka.jars import NoKafkaError
from tests.e2e.kafka.proxy import ProxiedCluster
from tests.e2e.scene import FORMS, scene, supervised
from tests.e2e.worker import Worker


def cluster_behind(folder: Path) -> ProxiedCluster:
    """A broker with a far way; skips, saying why, where it cannot be had, unless it is required (CI)."""
    try:
        return ProxiedCluster(folder)
    except NoKafkaError as missing:
        if os.environ.get("TOCSIN_REQUIRE_KAFKA") == "1":
            pytest.fail(f"a real Kafka is required here, and {missing}")
        pytest.skip(f"no real Kafka: {missing}")


def holds(worker: Worker) -> bool:
    """Whether the worker holds partitions, by the last that it said of it."""
    lines = [line for line in worker.said().splitlines() if '"partitions_assigned"' in line]
    return bool(lines and json.loads(lines[-1])["partitions"])


@pytest.mark.parametrize("form", FORMS)
async def test_a_network_that_stalls_past_every_timeout_costs_nothing(form: str, tmp_path: Path) -> None:
    # The session ends after 6 s, a request of the worker's producer after 40 s, one of its consumer after 90 s.
    stalled, articles = (12.0, 1000) if form == "short" else (120.0, 8000)
    with cluster_behind(tmp_path / "kafka") as cluster:
        assert isinstance(cluster, ProxiedCluster)
        async with (
            cluster.way() as way,
            scene(
                cluster.bootstrap,
                tmp_path,
                name=f"stall-{form}",
                articles=articles,
                session_timeout_seconds=6.0,
            ) as here,
        ):
            far = here.settings
            here.settings = far.model_copy(update={"broker": cluster.far})
            async with supervised(here, here.worker("far")) as watched:
                here.settings = far
                with here.worker("near") as near:
                    await here.room.until(lambda: holds(watched.worker) and holds(near), within=60)
                    sending = here.sending(per_second=70)
                    await here.working()
                    await asyncio.sleep(2.0)
                    way.stall()
                    await asyncio.sleep(stalled)
                    way.resume()
                    await sending
                    counted = await load.count(here.room, here.expected, within=90)
    print(f"\nstalled for {stalled:.0f} s: {counted}; the worker behind it ended {watched.codes}")
    counted.check()
