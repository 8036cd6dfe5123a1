"""Refusals are work: listed by reason, stage and time, shown whole, put back once and under the right key."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from typing import Final

import pytest
import pytest_asyncio

from streams.edge import refusals
from streams.edge.clock import utc_now
from streams.edge.refusals import Refused, Wanted
from tests.e2e import world
from tests.e2e.conftest import Ground, on_each_broker
from tests.e2e.newsroom import Newsroom

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    on_each_broker,
]
COMPANIES: Final = world.companies(20)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(ground: Ground) -> AsyncIterator[Newsroom]:
    """For all the tests below."""
    async with ground.room("refusals", session_timeout_seconds=20, stuck_seconds=30) as room:
        yield room


async def only(room: Newsroom, key: bytes) -> Refused:
    """The one refusal of a record under a key, as an operator reads it."""
    await room.until(lambda: room.refusal(key))
    (found,) = [each for each in await refusals.read(room.settings, Wanted()) if each.key == key]
    return found


async def test_a_record_under_a_wrong_key_is_put_back_under_its_own_once_and_rings(room: Newsroom) -> None:
    article = world.of_company(COMPANIES[0])
    await room.publish(world.Record(b"another", world.record(article).value))
    refused = await only(room, b"another")
    assert (refused.refusal.reason, refused.replays, refused.replayed) == ("wrong_key", 0, False)
    assert await refusals.replay(room.settings, [refused]) == 1
    assert len(await room.until(lambda: room.of(article["id"]))) == 1
    again = await only(room, b"another")
    assert again.replayed
    assert await refusals.replay(room.settings, [again]) == 0


async def test_what_is_refused_again_says_how_often_and_its_bytes_are_those_of_the_first_time(
    room: Newsroom,
) -> None:
    value = b'{"id": "again:1", "headline": 7, "body": "\xe4\xb8\xad"}'
    await room.publish(world.Record(b"again:1", value))
    first = await only(room, b"again:1")
    for count in (1, 2):
        await refusals.replay(room.settings, [first])
        await room.until(partial(_refused_more_than, room, b"again:1", count))
        standing = [each for each in await refusals.read(room.settings, Wanted()) if each.key == b"again:1"]
        first = standing[-1]
        assert (first.replays, first.value) == (count, value)
        assert [each.replayed for each in standing] == [True] * count + [False]


async def test_a_poison_of_a_later_stage_goes_back_to_that_stages_topic(room: Newsroom) -> None:
    name = f"{room.settings.prefix}findings"
    await room.producer.send_and_wait(name, key=b"poison", value=b"no finding")
    refused = await only(room, b"poison")
    assert (refused.refusal.topic, refused.refusal.stage) == (name, "merge")
    await refusals.replay(room.settings, [refused])
    back = await room.until(
        lambda: [each for each in room.refusals if each.key == b"poison" and each.value][1:]
    )
    assert back[0].value == b"no finding"


async def test_they_are_found_by_reason_stage_and_time(room: Newsroom) -> None:
    began = utc_now()
    await room.publish(world.Record(b"late:1", b"not JSON"))
    await room.until(lambda: room.refusal(b"late:1"))

    async def keys(wanted: Wanted) -> set[bytes | None]:
        return {each.key for each in await refusals.read(room.settings, wanted)}

    assert b"late:1" in await keys(Wanted(reason="not_json"))
    assert b"late:1" not in await keys(Wanted(reason="wrong_key"))
    assert await keys(Wanted(stage="merge")) == {b"poison"}
    assert await keys(Wanted(since=began)) == {b"late:1"}
    assert await keys(Wanted(since=utc_now() + timedelta(hours=1))) == set()
    (late,) = await refusals.read(room.settings, Wanted(since=began))
    assert await keys(Wanted(places=(late.place,))) == {b"late:1"}
    assert "not JSON" in refusals.shown(late)


def _refused_more_than(room: Newsroom, key: bytes, count: int) -> bool:
    """Whether so many records under a key were refused, markers of replays aside."""
    return len([each for each in room.refusals if each.key == key and each.value]) > count
