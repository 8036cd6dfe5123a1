"""The behaviours of the pipeline, one suite on the embedded broker (`make test`) and on Kafka (`make test-kafka`)."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from schemas.alert import AlertType
from schemas.finding import Direction
from schemas.refusal import Refusal
from tests.e2e import world
from tests.e2e.conftest import Ground
from tests.e2e.newsroom import Newsroom, why

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMPANIES = world.companies(12)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(ground: Ground) -> AsyncIterator[Newsroom]:
    """For all the tests below."""
    async with ground.room("pipeline") as room:
        yield room


async def test_an_article_about_a_watched_company_is_one_alert_with_its_words_and_a_delivery(
    room: Newsroom,
) -> None:
    article = world.of_company(COMPANIES[0])
    await room.publish(world.record(article))
    (alert,) = await room.until(lambda: room.of(article["id"]))
    assert (alert.type, alert.kind, alert.entities[0].watch_id) == (
        AlertType.ALERT,
        "entity",
        world.watch_id(COMPANIES[0]),
    )
    for words in alert.evidence:
        assert article[words.field][words.start : words.end] == words.text
    delivery = await room.until(lambda: [each for each in room.deliveries if each.alert.id == alert.id])
    assert delivery[0].destination == "desk"


async def test_an_alert_travels_as_a_cloud_event_whose_id_is_the_alerts(room: Newsroom) -> None:
    article = world.of_company(COMPANIES[1])
    await room.publish(world.record(article))
    (alert,) = await room.until(lambda: room.of(article["id"]))
    record = next(each for each in room.raw if alert.id.encode() in each.value)
    headers = dict(record.headers)
    assert (record.key.decode(), headers["ce_id"].decode()) == (alert.story_id, alert.id)
    assert headers["ce_specversion"] == b"1.0"


async def test_a_state_measure_is_told_once_and_the_wire_copy_is_silent(room: Newsroom) -> None:
    first = world.of_state("harbour:graphite", goods="graphite", credit="Delta Press")
    copy = {**first, "id": "lantern:graphite", "source": "Lantern Daily"}
    await room.publish(world.record(first))
    (alert,) = await room.until(lambda: room.of(first["id"]))
    assert alert.kind == "policy"
    assert alert.policy.direction is Direction.TIGHTEN
    await room.publish(world.record(copy))
    decision = await room.until(lambda: room.decided(copy["id"], "merge"))
    assert decision[0].reasons == ("wire_copy",)
    assert room.of(copy["id"]) == []


async def test_a_correction_is_an_update_and_a_kill_is_a_cancel_of_the_same_story(room: Newsroom) -> None:
    first = world.of_country("northern:steel", country="India")
    await room.publish(world.record(first))
    (alert,) = await room.until(lambda: room.of(first["id"]))
    second = world.of_country("northern:steel", country="India", goods="steel and aluminium", version=2)
    await room.publish(world.record(second))
    update = (
        await room.until(lambda: [each for each in room.of(first["id"]) if each.type is AlertType.UPDATE])
    )[0]
    await room.publish(world.record({**second, "version": 3, "status": "canceled"}))
    cancel = (
        await room.until(
            lambda: [each for each in _story(room, alert.story_id) if each.type is AlertType.CANCEL]
        )
    )[0]
    assert {each.story_id for each in (alert, update, cancel)} == {alert.story_id}
    assert cancel.references == (alert.id, update.id)
    assert [each.sequence for each in (alert, update, cancel)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("says", "record", "reason"),
    [
        ("not JSON", world.Record(b"bad:1", b'{"id": '), "not_json"),
        ("not UTF-8", world.Record(b"bad:2", b"\xff\xfe\x00"), "not_json"),
        ("JSON, but a list", world.Record(b"bad:3", b"[1, 2]"), "not_an_article"),
        ("no id", world.Record(b"bad:4", b'{"headline": "x"}'), "not_an_article"),
        ("an empty value", world.Record(b"bad:5", b""), "not_json"),
        ("another article's key", world.Record(b"bad:6", b'{"id": "paper:6", "headline": "x"}'), "wrong_key"),
    ],
)
async def test_what_cannot_be_used_is_refused_whole_with_where_it_came_from(
    room: Newsroom, says: str, record: world.Record, reason: str
) -> None:
    await room.publish(record)
    refused = await room.until(lambda: room.refusal(record.key))
    headers: Refusal = why(refused)
    assert (refused.value, headers.reason, headers.stage) == (record.value, reason, "detect")
    assert headers.topic == f"{room.settings.prefix}articles"
    assert headers.error


async def test_after_a_refusal_the_stream_goes_on(room: Newsroom) -> None:
    article = world.of_company(COMPANIES[2])
    bad = world.Record(article["id"].encode(), b"not JSON")
    await room.publish(bad, world.record(article))
    assert await room.until(lambda: room.of(article["id"]))
    assert await room.until(lambda: room.refusal(bad.key))


async def test_an_embargoed_article_is_held_and_told_when_a_tick_says_that_its_time_has_come(
    room: Newsroom,
) -> None:
    until = world.in_seconds(2.0)
    article = world.of_company(COMPANIES[3], embargoed_until=until)
    await room.publish(world.record(article))
    decision = await room.until(lambda: room.decided(article["id"], "admit"))
    assert (decision[0].outcome, room.of(article["id"])) == ("held", [])
    (alert,) = await room.until(lambda: room.of(article["id"]))
    assert alert.sent_at >= until


async def test_what_is_published_again_is_worked_again_and_told_no_second_time(room: Newsroom) -> None:
    article = world.of_company(COMPANIES[4])
    await room.publish(world.record(article))
    (alert,) = await room.until(lambda: room.of(article["id"]))
    await room.publish(world.record(article))
    decision = await room.until(
        lambda: [each for each in room.decided(article["id"], "merge") if "already_seen" in each.reasons]
    )
    assert decision[0].finding_id is not None
    assert {each.id for each in room.alerts if each.story_id == alert.story_id} == {alert.id}


def _story(room: Newsroom, story_id: str) -> list:  # type: ignore[type-arg]
    return [alert for alert in room.alerts if alert.story_id == story_id]
