"""Poison in each stage: a record that cannot be decoded, or that makes the stage raise, is refused, and the next is worked."""

from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import pytest_asyncio
import structlog

from schemas.topics import ALERTS, FINDINGS, TICKS, Topic, full_name
from streams.core import pipeline
from streams.core.rehearsal import Rehearsal, Told
from streams.edge import codec, config
from streams.edge.clock import utc_now
from tests.e2e import world
from tests.e2e.conftest import Ground, on_each_broker
from tests.e2e.newsroom import Newsroom, why

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    on_each_broker,
]
COMPANIES: Final = world.companies(60)
# Without tracebacks: structlog's own, unconfigured, paint the values of every variable, which takes seconds.
LOG: Final = structlog.wrap_logger(structlog.PrintLogger(), processors=[structlog.processors.JSONRenderer()])


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(ground: Ground) -> AsyncIterator[Newsroom]:
    """For all the tests below."""
    async with ground.room("poison", log=LOG, session_timeout_seconds=20, stuck_seconds=30) as room:
        yield room


def told_of(room: Newsroom, article: dict[str, Any]) -> Told:
    """What will come of an article: its findings and its alert, as the stages give them."""
    record = world.record(article)
    return Rehearsal(config.load(room.settings).rules).take(record.value, record.key, utc_now())


POISONS: Final[dict[str, tuple[Topic, bytes, str]]] = {
    "merge: not JSON": (FINDINGS, b"\xff{", "bad_message"),
    "merge: nothing": (FINDINGS, b"", "bad_message"),
    "merge: JSON of no kind": (FINDINGS, b'{"kind": "rumour"}', "bad_message"),
    "merge: a finding without an article": (
        FINDINGS,
        b'{"kind": "entity", "id": "finding-1"}',
        "bad_message",
    ),
    "merge: nested without end": (FINDINGS, b"[" * 100_000, "bad_message"),
    "merge: an alert": (FINDINGS, b'{"kind": "entity", "story_id": "s", "sequence": 1}', "bad_message"),
    "route: not JSON": (ALERTS, b"\x00\x01", "bad_message"),
    "route: a list": (ALERTS, b"[1]", "bad_message"),
    "route: an alert without a story": (ALERTS, b'{"kind": "policy", "id": "alert-1"}', "bad_message"),
}


@pytest.mark.parametrize("case", POISONS)
async def test_a_record_that_cannot_be_decoded_is_refused_and_the_next_under_its_key_is_worked(
    case: str, room: Newsroom
) -> None:
    topic, value, reason = POISONS[case]
    article = world.of_company(COMPANIES[list(POISONS).index(case)])
    told = told_of(room, article)
    key = next(output.key for output in told.outputs if output.topic is topic)
    await room.producer.send_and_wait(full_name(room.settings.prefix, topic), key=key.encode(), value=value)
    refused = await room.until(lambda: room.refusal(key.encode()))
    headers = why(refused)
    assert (refused.value, headers.stage, headers.reason) == (value, case.partition(":")[0], reason)
    assert headers.topic == full_name(room.settings.prefix, topic)
    await room.publish(world.record(article))
    alert_id = told.alerts[0].id
    assert await room.until(lambda: [each for each in room.deliveries if each.alert.id == alert_id])


@pytest.mark.parametrize("key", [None, b"\xff\xfe"])
@pytest.mark.parametrize("topic", [FINDINGS, ALERTS], ids=lambda topic: topic.name)
async def test_a_record_under_no_key_is_refused(topic: Topic, key: bytes | None, room: Newsroom) -> None:
    article = world.of_company(COMPANIES[20], number=3)
    value = next(codec.value_of(each) for each in told_of(room, article).outputs if each.topic is topic)
    before = len(room.refusals)
    await room.producer.send_and_wait(full_name(room.settings.prefix, topic), key=key, value=value)
    await room.until(lambda: len(room.refusals) > before)
    assert (why(room.refusals[-1]).reason, room.refusals[-1].value) == ("wrong_key", value)


@pytest.mark.parametrize(
    ("stage", "function"), [("detect", "detect"), ("merge", "merge"), ("route", "choose")]
)
async def test_a_record_on_which_a_stage_fails_is_refused_and_the_next_is_worked(
    stage: str, function: str, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 30 + 2 * ("detect", "merge", "route").index(stage)
    bad, good = (world.of_company(name) for name in COMPANIES[number : number + 2])
    works = getattr(pipeline, function)

    def fails(first: Any, *rest: Any, **named: Any) -> Any:
        if bad["headline"] in repr(first):
            raise ZeroDivisionError("a fault of the stage")
        return works(first, *rest, **named)

    monkeypatch.setattr(pipeline, function, fails)
    before = len(room.refusals)
    await room.publish(world.record(bad), world.record(good))
    await room.until(lambda: len(room.refusals) > before)
    headers = why(room.refusals[-1])
    assert (headers.stage, headers.reason) == (stage, "step_failed")
    assert "ZeroDivisionError" in headers.error
    alert_id = told_of(room, good).alerts[0].id
    assert await room.until(lambda: [each for each in room.deliveries if each.alert.id == alert_id])


async def test_ticks_that_say_nothing_or_the_wrong_time_are_worked_as_ticks(room: Newsroom) -> None:
    topic = full_name(room.settings.prefix, TICKS)
    for value in (b"", b"\xff", b'{"partition": 99, "at": "0001-01-01T00:00:00Z"}', None):
        for partition in range(room.settings.partitions):
            await room.producer.send_and_wait(topic, key=b"0", value=value, partition=partition)
    article = world.of_company(COMPANIES[50], embargoed_until=world.in_seconds(1.0))
    await room.publish(world.record(article))
    (alert,) = await room.until(lambda: room.of(article["id"]))
    assert alert.sent_at >= article["embargoed_until"]
