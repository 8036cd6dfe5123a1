"""Stand-ins around the loop: records, a table, a producer and a step that counts."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from pydantic import TypeAdapter

from schemas.tick import Tick
from schemas.topics import ARTICLES, FINDINGS, MIB, STATE_LIMIT
from streams.core.errors import BrokerError, RefusedError
from streams.core.reasons import Reason
from streams.core.step import Due, Incoming, Output, StateRecord, Step
from streams.edge.metrics import Metrics
from streams.edge.state import TableState
from streams.edge.step import Agent, Loop, Outside

NOW = datetime(2025, 7, 15, 12, 0, tzinfo=UTC)


class Count(StateRecord):
    """How often a key was seen."""

    n: int = 0
    text: str = ""


class Padded(Tick):
    """A message of any size."""

    text: str = ""


@dataclass
class Message:
    """A record as Faust gives it."""

    key: bytes | None
    value: bytes | None
    topic: str = "t.articles"
    partition: int = 0
    offset: int = 0
    timestamp: float = NOW.timestamp()
    headers: Any = None


class Event:
    """An event that notes when it is acknowledged."""

    def __init__(self, message: Message, journal: list[str]) -> None:
        self.message = message
        self._journal = journal

    def note(self, line: str) -> None:
        self._journal.append(line)


class Table:
    """A table in a dict, whose changelog is acknowledged at once."""

    def __init__(self, journal: list[str]) -> None:
        self.data: dict[str, bytes] = {}
        self._journal = journal

    def records(self, partition: int) -> Iterator[tuple[bytes, bytes]]:
        return ((json.dumps(key).encode(), value) for key, value in self.data.items())

    async def send_changelog(self, partition: int, key: str, value: Any) -> Any:
        self._journal.append(f"state {key}")
        return done(None)


def done(value: Any) -> "asyncio.Future[Any]":
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    future.set_result(value)
    return future


@dataclass
class Bench:
    """A loop with stand-ins around it."""

    step: Callable[[Any, Any, datetime], Step]
    window: int = 1
    journal: list[str] = field(default_factory=list)
    sent: list[tuple[str, bytes | None, bytes | None, list[tuple[str, bytes]]]] = field(default_factory=list)
    crashed: list[BaseException] = field(default_factory=list)
    hold: "asyncio.Future[Any] | None" = None
    fail: Exception | None = None
    lost: bool = False

    async def crash(self, error: BaseException) -> None:
        self.crashed.append(error)
        self.ended.set()

    def keep(self) -> None:
        if self.lost:
            raise BrokerError("stood still")

    async def send(
        self, name: str, key: bytes | None, value: bytes | None, headers: list[tuple[str, bytes]]
    ) -> Any:
        self.journal.append(f"send {name}")
        self.sent.append((name, key, value, headers))
        if self.fail:
            failed: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            failed.set_exception(self.fail)
            return failed
        return self.hold or done(None)

    async def run(self, *messages: Message, then: Callable[[], None] = lambda: None) -> None:
        self.table = Table(self.journal)
        self.state = TableState(self.table, TypeAdapter(Count))
        await self.again(*messages, then=then)

    async def again(self, *messages: Message, then: Callable[[], None] = lambda: None) -> None:
        self.ended = asyncio.Event()
        self.events = [Event(message, self.journal) for message in messages]

        async def stream() -> AsyncIterator[Any]:
            for event in self.events:
                yield event
            then()
            for _ in range(30):
                await asyncio.sleep(0)
            self.ended.set()
            await asyncio.sleep(60)

        async def acknowledge(event: Any) -> None:
            event.note(f"ack {event.message.offset}")

        agent = Agent("detect", ARTICLES, self.step, lambda value, _: value, self.window)
        outside = Outside(
            prefix="t.",
            send=self.send,
            crash=self.crash,
            clock=lambda: NOW,
            log=structlog.get_logger(),
            on_tick=lambda *_: None,
            hold=self.keep,
            metrics=Metrics(),
        )
        self.loop = Loop(agent, self.state, outside)
        running = asyncio.ensure_future(self.loop.run(stream(), acknowledge))
        await asyncio.wait(
            {running, asyncio.ensure_future(self.ended.wait())}, return_when=asyncio.FIRST_COMPLETED
        )
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def count(incoming: Incoming[bytes] | Due, state: Any, now: datetime) -> Step:
    """Say how often a key was seen; bytes `boom` and `no` fail in their ways; a due key is forgotten."""
    if isinstance(incoming, Due):
        return Step(
            outputs=(Output(FINDINGS, incoming.key, Tick(partition=9, at=now)),), writes={incoming.key: None}
        )
    if incoming.value == b"boom":
        raise ZeroDivisionError("a fault of the stage")
    if incoming.value == b"no":
        raise RefusedError(Reason.NOT_AN_ARTICLE, "no article; send one")
    if incoming.value == b"huge":
        return Step(
            outputs=(Output(FINDINGS, incoming.key, Padded(partition=0, at=now, text="x" * (MIB + 1))),)
        )
    if incoming.value == b"hoard":
        return Step(
            outputs=(Output(FINDINGS, incoming.key, Tick(partition=0, at=now)),),
            writes={incoming.key: Count(text="x" * (STATE_LIMIT + 1))},
        )
    before = state.get(incoming.key)
    record = Count(
        n=(before.n if before else 0) + 1,
        due=NOW - timedelta(seconds=1) if incoming.value == b"due" else None,
    )
    output = Output(FINDINGS, incoming.key, Tick(partition=record.n, at=now))
    return Step(outputs=(output,), writes={incoming.key: record})
