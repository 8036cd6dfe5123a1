"""Whoever follows the alerts learns that the broker is gone."""

import asyncio
from typing import Any

import pytest

from streams.core.errors import BrokerError
from streams.edge import follow
from streams.edge.embedded import EmbeddedBroker
from streams.edge.settings import Settings


class Clock:
    """Time that goes on by a second with each poll."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Reader:
    """A consumer as far as `records` uses one: a poll takes a second, and the broker answers or not."""

    def __init__(self, clock: Clock, *, brings: dict[int, list[str]], answers_until: float) -> None:
        self._clock = clock
        self._brings = brings
        self._answers_until = answers_until
        self._client = self
        self.asked: list[float] = []

    async def getmany(self, timeout_ms: int) -> dict[str, list[str]]:
        self._clock.now += timeout_ms / 1000
        found = self._brings.get(int(self._clock.now))
        return {"place": found} if found else {}

    def force_metadata_update(self) -> "asyncio.Future[bool]":
        self.asked.append(self._clock.now)
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        answer.set_result(self._clock.now <= self._answers_until)
        return answer


async def follows(reader: Reader, clock: Clock) -> tuple[list[Any], str]:
    """The records that came, and what was said at the end."""
    found: list[Any] = []

    async def follow_on() -> None:
        async for record in follow.records(reader, "kafka:9092", clock=clock):
            found.append(record)  # noqa: PERF401 what came before the error counts

    with pytest.raises(BrokerError) as caught:
        await follow_on()
    return found, str(caught.value)


async def test_a_broker_that_is_gone_is_said_to_be_after_thirty_seconds_without_an_answer() -> None:
    clock = Clock()
    reader = Reader(clock, brings={2: ["a", "b"], 3: ["c"]}, answers_until=0)
    assert (await follows(reader, clock))[0] == ["a", "b", "c"]
    assert clock.now == 33


async def test_the_line_names_the_broker_and_what_to_do() -> None:
    clock = Clock()
    said = (await follows(Reader(clock, brings={}, answers_until=0), clock))[1]
    assert said == "kafka:9092 has not answered for 30 s; does Kafka run there? Start this again once it does"


async def test_a_quiet_topic_of_a_broker_that_answers_is_followed_on_and_asked_about_now_and_then() -> None:
    clock = Clock()
    reader = Reader(clock, brings={70: ["late"]}, answers_until=65)
    assert (await follows(reader, clock))[0] == ["late"]
    assert reader.asked[:13] == [float(second) for second in range(5, 66, 5)]


async def test_the_end_of_a_broker_is_one_error_and_nothing_is_left_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(follow, "ASK_AFTER", 0.5)
    monkeypatch.setattr(follow, "GONE_AFTER", 1.0)
    before = asyncio.all_tasks()
    with EmbeddedBroker.start() as broker:
        broker.make_topics(["t.alerts"])
        chosen = Settings(_env_file=None, broker=broker.bootstrap, prefix="t.")
        following = follow.alerts(chosen, from_start=True, said=lambda _: broker.close())
        with pytest.raises(BrokerError, match=f"{broker.bootstrap} has not answered for 1 s"):
            await anext(following)
    assert asyncio.all_tasks() <= before
