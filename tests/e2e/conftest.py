"""The brokers that the end-to-end tests run on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.edge.embedded import EmbeddedBroker
from tests.e2e.kafka.cluster import Cluster
from tests.e2e.kafka.jars import NoKafkaError


def start_kafka(folder: Path, *, brokers: int = 1, more: str = "") -> Cluster:
    """A cluster of this test's own; skips, saying why, where it cannot be had, unless it is required (CI)."""
    try:
        return Cluster(folder, brokers=brokers, more=more)
    except NoKafkaError as missing:
        if os.environ.get("TOCSIN_REQUIRE_KAFKA") == "1":
            pytest.fail(f"a real Kafka is required here, and {missing}")
        pytest.skip(f"no real Kafka: {missing}")


@pytest.fixture(scope="session")
def embedded_kafka() -> Iterator[str]:
    """Bootstrap servers of an embedded broker for the whole run; tests tell themselves apart by prefix."""
    with EmbeddedBroker.start() as broker:
        yield broker.bootstrap


@pytest.fixture(scope="session")
def real_kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bootstrap servers of a real Kafka for the whole run: `TOCSIN_TEST_KAFKA`, or one broker of our own.

    No test may break it; those that break one start their own with `start_kafka`.
    """
    named = os.environ.get("TOCSIN_TEST_KAFKA")
    if named:
        yield named
        return
    with start_kafka(tmp_path_factory.mktemp("kafka")) as cluster:
        yield cluster.bootstrap
