"""What is remembered over a restart, and that the same articles always give the same alerts."""

import shutil
from typing import Any

import structlog

from schemas.alert import AlertType
from streams.edge.worker import running
from tests.e2e import world
from tests.e2e.conftest import Ground
from tests.e2e.newsroom import newsroom

LOG = structlog.get_logger()
# What may differ between two alerts under one id.
_TIMES = {"sent_at", "detected_at", "expires_at", "received_at"}


def _told(alert: Any) -> dict[str, Any]:
    said: dict[str, Any] = alert.model_dump(exclude=_TIMES)
    return said


async def test_after_a_restart_the_story_goes_on_and_a_lost_state_folder_is_read_back(ground: Ground) -> None:
    settings = await ground.settings("restart")
    embedded = ground.embedded is not None
    first = world.of_country("northern:steel", country="India")
    async with newsroom(settings) as room:
        async with running(settings, log=LOG, embedded=embedded):
            await room.publish(world.record(first))
            (alert,) = await room.until(lambda: room.of(first["id"]))

        # The state folder is a cache of the changelog; without it the worker reads the changelog back.
        shutil.rmtree(settings.state_dir, ignore_errors=True)
        async with running(settings, log=LOG, embedded=embedded):
            corrected = world.of_country(
                "northern:steel", country="India", goods="steel and aluminium", version=2
            )
            await room.publish(world.record(corrected), world.record({**first, "id": "lantern:steel"}))
            await room.until(lambda: len(room.of(first["id"])) > 1)
            update = room.of(first["id"])[1]
            await room.until(lambda: room.decided("lantern:steel", "merge"))
        assert (update.type, update.story_id, update.references) == (
            AlertType.UPDATE,
            alert.story_id,
            (alert.id,),
        )
        assert {each.story_id for each in room.alerts} == {alert.story_id}
        # What was worked and committed before the stop is not worked again.
        assert (
            len([each for each in room.decided(first["id"], "detect") if "seen_before" in each.reasons]) == 0
        )


async def test_a_held_article_is_released_after_a_restart_even_where_other_articles_come_first(
    ground: Ground,
) -> None:
    settings = await ground.settings("held")
    embedded = ground.embedded is not None
    company, sentinel, *others = world.companies(12)
    async with newsroom(settings) as room:
        async with running(settings, log=LOG, embedded=embedded):
            await room.publish(world.record(world.of_company(sentinel)))
            await room.until(lambda: room.alerts)
            held = world.of_company(company, embargoed_until=world.in_seconds(5))
            await room.publish(world.record(held))
            decision = await room.until(lambda: room.decided(held["id"], "admit"))
            assert decision[0].outcome == "held"
        await room.publish(*(world.record(world.of_company(each)) for each in others))
        async with running(settings, log=LOG, embedded=embedded):
            (alert,) = await room.until(lambda: room.of(held["id"]))
    assert alert.sent_at >= held["embargoed_until"]


async def test_a_worker_that_begins_anew_gives_the_same_alerts_under_the_same_ids(ground: Ground) -> None:
    settings = await ground.settings("replay")
    embedded = ground.embedded is not None
    articles = [world.of_company(name) for name in world.companies(20)]
    state = world.of_country("northern:steel", country="India")
    async with newsroom(settings) as room:
        async with running(settings, log=LOG, embedded=embedded):
            await room.publish(*(world.record(each) for each in [*articles, state]))
            await room.until(lambda: len(room.alerts) >= len(articles) + 1)
        before = {alert.id: _told(alert) for alert in room.alerts}
        room.alerts.clear()

        # Another group, without a memory: as after a lost broker, or with the state forgotten on purpose.
        again = settings.model_copy(
            update={
                "app_id": f"{settings.app_id}-again",
                "worker_id": "again",
                "state_dir": ground.folder / "again",
            }
        )
        await ground.make(again)
        async with running(again, log=LOG, embedded=embedded):
            await room.until(lambda: {alert.id for alert in room.alerts} >= set(before))
        assert {alert.id: _told(alert) for alert in room.alerts} == before
