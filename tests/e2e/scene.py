"""A scene for faults on a real Kafka: settings, topics, watches, a newsroom, articles with a known outcome, workers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from streams.edge import watch_feed
from streams.edge.config import read_watches
from streams.edge.settings import Settings
from tests.e2e import load
from tests.e2e.newsroom import Newsroom, make_topics, newsroom, settings_for
from tests.e2e.worker import Worker

# How often, and how long, in the short form (CI) and the long one (by hand).
FORMS = [
    pytest.param("short", marks=pytest.mark.kafka),
    pytest.param("long", marks=pytest.mark.faults),
]


@dataclass
class Scene:
    """A worker's settings, a newsroom beside it, and the articles with their outcome."""

    settings: Settings
    room: Newsroom
    articles: list[dict[str, Any]]
    expected: set[str]
    folder: Path

    def worker(self, name: str = "one") -> Worker:
        """A worker of the group, with a name and a state folder of its own."""
        its_own = {"worker_id": name, "state_dir": self.folder / name}
        worker = Worker(self.settings.model_copy(update=its_own), self.folder / f"{name}.log")
        self.room.alive = worker.alive
        return worker

    def sending(self, *, per_second: float) -> "asyncio.Future[None]":
        """Publish all articles at a steady rate, beside what the test does."""
        return asyncio.ensure_future(load.publish(self.room, self.articles, per_second=per_second))

    async def more_than(self, count: int) -> None:
        """Wait until more alerts have come than `count`."""
        await self.room.until(lambda: len(self.room.alerts) > count, within=60)

    async def working(self) -> None:
        """Wait until the first alerts come."""
        await self.room.until(lambda: self.room.alerts, within=60)


@asynccontextmanager
async def scene(
    bootstrap: str, folder: Path, *, name: str, articles: int, **more: Any
) -> AsyncIterator[Scene]:
    """Topics made, newsroom listening; no worker yet."""
    config = load.write_config(folder / "config", articles)
    settings = settings_for(
        bootstrap, name=name, config=config, state=folder / "state", store="rocksdb", **more
    )
    await make_topics(settings)
    news = load.articles(articles)
    listed = read_watches(config)
    await watch_feed.write(settings, {watch.id: watch for watch in listed})
    async with newsroom(settings) as room:
        yield Scene(settings, room, news, load.expected(news, settings), folder)


@dataclass
class Supervised:
    """A worker under a supervisor that starts it again whenever it has ended, as systemd or Kubernetes does."""

    worker: Worker
    codes: list[int] = field(default_factory=list)

    async def run(self) -> None:
        """Look twice a second."""
        while True:
            await asyncio.sleep(0.5)
            if not self.worker.alive():
                self.codes.append(self.worker.process.returncode)
                self.worker.start()


@asynccontextmanager
async def supervised(here: Scene, worker: Worker) -> AsyncIterator[Supervised]:
    """A worker that runs, and is started again, within the block."""
    with worker:
        # It may end; somebody is there to start it again.
        here.room.alive = lambda: True
        watching = Supervised(worker)
        task = asyncio.ensure_future(watching.run())
        try:
            yield watching
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
