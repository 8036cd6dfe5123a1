"""A sample of the bad input through a broker: refused whole, the good articles between it told, memory bounded."""

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError

from schemas.topics import ARTICLES, MIB, full_name
from streams.edge.publish import publish
from tests.e2e import hostile, world
from tests.e2e.conftest import Ground, on_each_broker
from tests.e2e.forged import STANDS_IN, forging
from tests.e2e.hostile import Hostile
from tests.e2e.newsroom import Newsroom, why

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    # Which store is behind makes no difference here: one of each broker.
    on_each_broker,
]

# Those that no hostile text names.
COMPANIES: Final = world.companies(100)[len(hostile.NAMES) :]
# Every so many of the thousands.
_EVERY: Final = 23
_LARGE: Final = 20_000
_MAY_GROW_MIB: Final = 200


def sample() -> list[Hostile]:
    """Records of every kind, with a key each of their own where the key is not what is wrong."""
    cheap = [*hostile.bytes_that_are_no_article(), *hostile.keys()]
    many = [*hostile.wrong_values(), *hostile.broken_off_and_flipped()]
    return [*cheap, *many[::_EVERY], *hostile.texts(_LARGE)]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(ground: Ground) -> AsyncIterator[Newsroom]:
    """For all the tests below."""
    async with ground.room("hostile", session_timeout_seconds=20, stuck_seconds=30) as room:
        yield room


async def test_a_stream_of_bad_records_is_refused_whole_and_the_good_ones_between_ring(
    room: Newsroom,
) -> None:
    records = sample()
    good = [world.of_company(name) for name in COMPANIES[:41]]
    topic = full_name(room.settings.prefix, ARTICLES)
    before = _memory()
    for number, each in enumerate(records):
        await room.producer.send_and_wait(topic, key=each.key, value=each.value)
        if number % 8 == 0 and number // 8 < len(good):
            await room.publish(world.record(good[number // 8]))
    told = good[: (len(records) + 7) // 8]
    await room.until(lambda: all(room.of(each["id"]) for each in told), within=60)
    refused = await room.until(lambda: len(room.refusals) if _all_worked(room, records) else 0, within=60)
    grown = _memory() - before
    print(
        f"\n{len(records)} records, {refused} refused, {len(told)} good ones told; {grown:.0f} MiB more in use"
    )
    came = {(each.key or b"", each.value) for each in room.refusals}
    sent = {(each.key or b"", each.value) for each in records}
    assert came <= sent, "what is refused is the record as it came"
    assert {why(each).reason for each in room.refusals} == {"not_json", "not_an_article", "wrong_key"}
    assert grown < _MAY_GROW_MIB


def _all_worked(room: Newsroom, records: list[Hostile]) -> bool:
    """Whether each record was refused or decided."""
    refused = {(each.key or b"", each.value) for each in room.refusals}
    decided = {each.article_id.encode() for each in room.decisions}
    return all((each.key or b"", each.value) in refused or each.key in decided for each in records)


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


HEADERS: Final[dict[str, list[tuple[str, bytes | None]]]] = {
    "a header without a value": [("nothing", None)],
    "an empty name": [("", b"x")],
    "a name twice": [("trace", b"1"), ("trace", b"2")],
    "bytes that are no text": [("trace", bytes(range(256)))],
    "names of other scripts": [("заголовок", b"1"), ("\u202e", b"1"), ("a\x00b", b"1"), ("a\r\nb: c", b"1")],
    "our own names": [("tocsin-reason", b"forged"), ("tocsin-stage", b"\xff"), ("tocsin-replayed", b"0:0")],
    "a count of replays that is none": [("replays-tocsin", b"many")],
    "a forged event": [("ce_id", b"forged"), ("ce_type", b"x"), ("content-type", b"text/evil")],
    "a thousand of them": [(f"h{number}", b"x") for number in range(1000)],
    "a long one": [("long", b"x" * 60_000)],
}


@pytest.mark.parametrize("case", HEADERS)
async def test_hostile_headers_hurt_neither_a_good_article_nor_the_refusal_of_a_bad_one(
    case: str, room: Newsroom
) -> None:
    number = list(HEADERS).index(case)
    article = world.of_company(COMPANIES[45 + number])
    topic = full_name(room.settings.prefix, ARTICLES)
    good, bad = world.record(article), world.Record(f"bad-header:{number}".encode(), b"not JSON")
    for each in (bad, good):
        await room.producer.send_and_wait(topic, key=each.key, value=each.value, headers=HEADERS[case])
    assert await room.until(lambda: room.decided(article["id"], "detect"))
    refused = await room.until(lambda: room.refusal(bad.key))
    assert (refused.value, why(refused).reason, why(refused).stage) == (bad.value, "not_json", "detect")


async def test_a_header_name_that_is_no_utf_8_stops_nothing(room: Newsroom) -> None:
    article = world.of_company(COMPANIES[44])
    record = world.record(article)
    with forging():
        await room.producer.send_and_wait(
            full_name(room.settings.prefix, ARTICLES),
            key=record.key,
            value=record.value,
            headers=[(STANDS_IN, b"x")],
        )
    assert await room.until(lambda: room.of(article["id"]))


async def test_a_tombstone_and_a_record_without_anything_are_refused(room: Newsroom) -> None:
    topic = full_name(room.settings.prefix, ARTICLES)
    before = len(room.refusals)
    await room.producer.send_and_wait(topic, key=b"tombstone:1", value=None)
    await room.producer.send_and_wait(topic, key=None, value=b"", partition=0)
    await room.until(lambda: len(room.refusals) >= before + 2)
    assert {why(each).reason for each in room.refusals[before:]} <= {"not_json", "wrong_key"}


async def test_twenty_megabytes_at_publish_are_a_line_each_and_the_articles_between_are_sent(
    room: Newsroom,
) -> None:
    first, last = (world.of_company(name) for name in COMPANIES[60:62])
    huge = {"id": "huge:1", "headline": "x", "body": "y" * (20 * MIB)}
    escaped = {"id": "huge:2", "headline": "x", "body": "\x00" * (2 * MIB)}
    lines = [json.dumps(each, default=str) for each in (first, huge, escaped, last)]
    lines.insert(1, "x" * (20 * MIB))
    said: list[str] = []
    result = await publish(room.settings, "\n".join(lines), said=said.append)
    assert (result.sent, result.refused) == (2, 3)
    assert [line.split(": ")[1] for line in said] == ["not_json", "too_large", "too_large"]
    assert all(len(line) < 300 for line in said)
    assert await room.until(lambda: room.of(first["id"]) and room.of(last["id"]))


async def test_refusals_can_be_listed_whatever_was_refused(room: Newsroom) -> None:
    from streams.edge import refusals  # noqa: PLC0415 read after all the others

    found = await refusals.read(room.settings, refusals.Wanted(stage="detect"))
    assert len(found) > 50
    for each in found:
        assert refusals.shown(each)
        each.replays  # noqa: B018 it must not raise


@pytest.mark.parametrize("packed", [None, "gzip"])
async def test_the_topic_takes_no_record_over_its_limit_however_it_is_packed(
    packed: str | None, room: Newsroom, ground: Ground
) -> None:
    if ground.embedded is not None:
        pytest.skip("the embedded broker has no limits")
    topic = full_name(room.settings.prefix, ARTICLES)
    writer = AIOKafkaProducer(
        bootstrap_servers=room.settings.broker, compression_type=packed, max_request_size=32 * MIB
    )
    await writer.start()
    try:
        with pytest.raises(MessageSizeTooLargeError):
            await writer.send_and_wait(topic, key=b"x", value=b"y" * (20 * MIB))
    finally:
        await writer.stop()
