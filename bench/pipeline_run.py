"""One turn of one system: topics of its own, its process started, articles in, outputs timed."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench import pipeline_mix
from schemas.topics import ALERTS, ARTICLES, DECISIONS, DELIVERIES, full_name
from schemas.watch import Watch
from streams.edge import admin, client, watch_feed
from streams.edge.settings import Settings, load
from tests.e2e.worker import environment

_ROOT: Final = Path(__file__).resolve().parents[1]
_WITHIN_S: Final = 180.0
_QUIET_S: Final = 2.0
_PEERS: Final = {"faust agent": "faust", "quix, same core": "quix", "plain echo": "echo"}


@dataclass
class Ground:
    """The broker, a folder, and the watches that every system has."""

    broker: str
    folder: Path
    watches: Sequence[Watch] = field(default_factory=pipeline_mix.watches)

    def config(self) -> Path:
        """The shipped configuration with one watch; the ten thousand come by the topic, as in production."""
        made = self.folder / "config"
        if not made.exists():
            shutil.copytree(_ROOT / "config", made, ignore=shutil.ignore_patterns("stories", "watches.yaml"))
            (made / "watches.yaml").write_text(
                "watches:\n  - {id: none-such, name: Nonesuch Bench Company}\n"
            )
        return made

    async def settings(self, system: str, turn: str) -> Settings:
        """Settings of one turn, its topics made and its watches written."""
        name = f"{system}-{turn}".replace(" ", "-").replace(",", "")
        chosen = load(
            broker=self.broker,
            prefix=f"{name}.",
            app_id=name,
            worker_id=name,
            config=self.config(),
            state_dir=self.folder / "state" / name,
            judge="on" if system.endswith("judge on") else "off",
            log_level="WARNING",
        )
        await admin.create_topics(chosen)
        await watch_feed.write(chosen, {watch.id: watch for watch in self.watches})
        return chosen


@contextmanager
def process(system: str, settings: Settings) -> Iterator[None]:
    """The system's process; killed at the end."""
    peer = _PEERS.get(system)
    what = ["streams.cli", "worker"] if peer is None else ["bench.pipeline_peers", peer]
    log = settings.state_dir.parent / f"{settings.app_id}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, *os.environ.get("TOCSIN_BENCH_PYTHON", "").split(), "-m", *what],
            cwd=_ROOT, env=environment(settings), stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            yield
        except TimeoutError:
            print(
                f"{system}: too slow or dead; the end of its log:\n{log.read_text()[-2000:]}", file=sys.stderr
            )
            raise
        finally:
            running.kill()
            running.wait()


async def throughput(ground: Ground, system: str, turn: str, news: list[dict[str, Any]]) -> float:
    """Articles a second, from the outputs of the first tenth to the very last output."""
    settings = await ground.settings(system, f"rate-{turn}")
    async with client.producer(settings) as writer:
        await asyncio.gather(*[await _send(writer, settings, article) for article in news])
    # The loop's and Quix's worker tell of every article on `decisions`; the others on `alerts`.
    tells = DECISIONS if system not in ("faust agent", "plain echo") else ALERTS
    firsts: list[float] = []
    last = 0.0
    with process(system, settings):
        async with asyncio.timeout(_WITHIN_S), _outputs(settings) as outputs:
            quiet = _WITHIN_S
            while True:
                try:
                    topic, written, _, _ = await asyncio.wait_for(anext(outputs), quiet)
                except TimeoutError:
                    break
                last = max(last, written)
                if topic == full_name(settings.prefix, tells):
                    firsts.append(written)
                if len(firsts) >= len(news):
                    quiet = _QUIET_S
    if len(firsts) < len(news):
        raise RuntimeError(f"{system} told of {len(firsts)} of {len(news)} articles")
    tenth = len(news) // 10
    return (len(news) - tenth) / (last - sorted(firsts)[tenth - 1])


async def latencies(
    ground: Ground, system: str, turn: str, news: list[dict[str, Any]], *, per_second: float
) -> list[float]:
    """Seconds from the send of an article to the receipt of each of its alerts; the first fifth warms up."""
    settings = await ground.settings(system, turn)
    sent: dict[str, float] = {}
    times: list[float] = []
    warm = {str(article["id"]) for article in news[: len(news) // 5]}

    async def hear(outputs: AsyncIterator[tuple[str, float, float, Any]]) -> None:
        async for topic, heard, _, record in outputs:
            if topic == full_name(settings.prefix, ALERTS):
                # The article that made it ring is the one that came last.
                newest = max((each for each in _articles_of(record) if each in sent), key=sent.__getitem__)
                if newest not in warm:
                    times.append(heard - sent[newest])

    with process(system, settings):
        async with client.producer(settings) as writer, _outputs(settings) as outputs:
            await _until_it_works(settings, writer, sent, outputs)
            hearing = asyncio.ensure_future(hear(outputs))
            began = time.monotonic()
            for number, article in enumerate(news):
                await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
                sent[str(article["id"])] = time.monotonic()
                await _send(writer, settings, article)
            await asyncio.sleep(_QUIET_S)
            hearing.cancel()
    return times


async def _until_it_works(settings: Settings, writer: Any, sent: dict[str, float], outputs: Any) -> None:
    """Publish an article that rings nothing until something is said of it, so that the start is not timed."""
    probe = {
        "id": "probe:1",
        "source": "Bench",
        "headline": "Nonesuch Bench Company opens",
        "body": "It is open.",
    }
    sent["probe:1"] = time.monotonic()
    await _send(writer, settings, probe)
    async with asyncio.timeout(_WITHIN_S):
        await anext(outputs)
    await asyncio.sleep(_QUIET_S)


async def _send(writer: Any, settings: Settings, article: dict[str, Any]) -> Any:
    return await writer.send(
        full_name(settings.prefix, ARTICLES), json.dumps(article).encode(), str(article["id"]).encode()
    )


def _articles_of(record: Any) -> list[str]:
    message = json.loads(record.value)
    return [each["id"] for each in message["articles"]] if "articles" in message else [message["id"]]


@asynccontextmanager
async def _outputs(settings: Settings) -> AsyncIterator[AsyncIterator[tuple[str, float, float, Any]]]:
    """Every output as it comes: topic, when it was heard, its own time in seconds, and the record."""
    queue: asyncio.Queue[tuple[str, float, float, Any]] = asyncio.Queue()

    async def listen(name: str) -> None:
        async with client.consumer(settings, name, from_start=True) as reader:
            async for record in reader:
                queue.put_nowait((name, time.monotonic(), record.timestamp / 1000, record))

    async def each() -> AsyncIterator[tuple[str, float, float, Any]]:
        while True:
            yield await queue.get()

    names = [full_name(settings.prefix, topic) for topic in (ALERTS, DECISIONS, DELIVERIES)]
    listening = [asyncio.ensure_future(listen(name)) for name in names]
    try:
        yield each()
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
