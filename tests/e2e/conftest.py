"""The brokers that the end-to-end tests run on."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from streams.edge.embedded import EmbeddedBroker
from streams.edge.settings import Settings
from streams.edge.worker import running
from tests.e2e import world
from tests.e2e.guarded import guarded, guarded_cluster  # noqa: F401 fixtures of two modules
from tests.e2e.kafka.cluster import Cluster
from tests.e2e.kafka.jars import NoKafkaError
from tests.e2e.newsroom import Newsroom, make_topics, newsroom, settings_for, topic_names


def start_kafka(folder: Path, **form: Any) -> Cluster:
    """A cluster of a test's own; skips, saying why, where it cannot be had, unless it is required (CI)."""
    try:
        return Cluster(folder, **form)
    except NoKafkaError as missing:
        if os.environ.get("TOCSIN_REQUIRE_KAFKA") == "1":
            pytest.fail(f"a real Kafka is required here, and {missing}")
        pytest.skip(f"no real Kafka: {missing}")


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


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration folder that watches a hundred made-up companies."""
    return world.write_config(tmp_path_factory.mktemp("world") / "config", watched=100)


@dataclass
class Ground:
    """A broker of either kind with a store: what one suite of behaviours runs on."""

    bootstrap: str
    store: str
    config: Path
    folder: Path
    embedded: EmbeddedBroker | None = None

    async def settings(self, name: str, **more: Any) -> Settings:
        """Settings of a worker of its own, its topics made."""
        # The store is part of the name: both run on the same real Kafka.
        named = f"{name}-{self.store}"
        if self.embedded is not None:
            # It keeps a member's place for the whole session timeout even when the member has said good-bye.
            more.setdefault("session_timeout_seconds", 3)
        chosen = settings_for(
            self.bootstrap,
            name=named,
            config=self.config,
            state=self.folder / named,
            store=self.store,
            **more,
        )
        await self.make(chosen)
        return chosen

    @asynccontextmanager
    async def room(self, name: str, *, log: Any = None, **more: Any) -> AsyncIterator[Newsroom]:
        """A newsroom beside one running worker."""
        settings = await self.settings(name, **more)
        async with (
            running(settings, log=log or structlog.get_logger(), embedded=self.embedded is not None),
            newsroom(settings) as room,
        ):
            yield room

    async def make(self, settings: Settings) -> None:
        """Make a worker's topics."""
        if self.embedded is None:
            await make_topics(settings)
        else:
            self.embedded.make_topics(topic_names(settings))


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(("embedded", "memory"), id="embedded-memory"),
        pytest.param(("embedded", "rocksdb"), id="embedded-rocksdb"),
        pytest.param(("kafka", "memory"), id="kafka-memory", marks=pytest.mark.kafka),
        pytest.param(("kafka", "rocksdb"), id="kafka-rocksdb", marks=pytest.mark.kafka),
    ],
)
def ground(
    request: pytest.FixtureRequest, config: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """Each broker with each store."""
    kind, store = request.param
    folder = tmp_path_factory.mktemp(f"{kind}-{store}")
    if kind == "kafka":
        yield Ground(request.getfixturevalue("real_kafka"), store, config, folder)
        return
    with EmbeddedBroker.start() as broker:
        yield Ground(broker.bootstrap, store, config, folder, embedded=broker)


# For a suite that need not run with each store on each broker.
on_each_broker = pytest.mark.parametrize(
    "ground",
    [
        pytest.param(("embedded", "memory"), id="embedded"),
        pytest.param(("kafka", "rocksdb"), id="kafka", marks=pytest.mark.kafka),
    ],
    indirect=True,
    scope="module",
)
