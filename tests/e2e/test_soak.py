"""Two minutes of a steady rate with faults at random; `bench.soak` runs longer ones and draws them."""

from pathlib import Path

import pytest

from bench.soak import soak
from tests.e2e.conftest import start_kafka


@pytest.mark.kafka
async def test_two_minutes_with_faults_at_random_lose_nothing_and_end_without_lag(tmp_path: Path) -> None:
    with start_kafka(tmp_path / "kafka") as cluster:
        result = await soak(cluster, tmp_path, minutes=2.0, per_second=15.0, seed=1)
    print(f"\n{result}")
    result.count.check()
    assert len(result.faults) >= 3
    assert result.samples[-1].lag == 0
