"""Windows, late and early articles, related stories: time comes in as an argument and never from a clock."""

from dataclasses import replace
from datetime import datetime, timedelta

from schemas.alert import AlertType
from schemas.finding import PolicyFinding
from streams.core.merge import Windows
from streams.core.merge.records import Phase, StoryRecord
from tests.core.merge.desk import RULES, START, Desk, article, gone, policy

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def report(
    at: datetime, headline: str = "US puts tariff on Chinese steel", source: str = "Reuters", **said: str
) -> PolicyFinding:
    ref = article(
        headline,
        body="Steel from China will pay 50 percent.",
        source=source,
        at=at,
        id=f"{source}:{at:%d%H%M}{headline[:8]}",
    )
    return policy(ref, on="steel", **said)  # type: ignore[arg-type]


def stories(desk: Desk) -> list[StoryRecord]:
    keys = [key for key in desk.table.rows if key.startswith("story:")]
    return [record for key in keys if isinstance(record := desk.table.get(key), StoryRecord)]


def test_a_story_closes_after_a_day_of_silence_and_the_next_report_is_a_related_story() -> None:
    desk = Desk()
    desk.hear(report(START, stage="threatened"), START)
    later = START + 25 * HOUR
    desk.hear(report(later, "US tariff on Chinese steel in force", stage="in_force"), later)
    one, two = desk.told
    assert (two.type, two.reason) == ("alert", "first_report")
    assert two.related == (one.story_id,)


def test_threatened_in_may_in_force_in_june_is_related_after_ticks_have_closed_the_first() -> None:
    desk = Desk()
    desk.hear(report(START, stage="threatened"), START)
    desk.tick(START + 2 * DAY)
    assert [story.phase for story in stories(desk)] == [Phase.CLOSED]
    later = START + 20 * DAY
    desk.hear(report(later, "US tariff on Chinese steel in force", stage="in_force"), later)
    assert desk.told[-1].related == (desk.told[0].story_id,)


def test_a_busy_story_stays_open_for_72_hours_and_no_longer() -> None:
    desk = Desk()
    for hours in range(0, 85, 12):
        at = START + hours * HOUR
        desk.hear(report(at, f"US steel tariff on China, day {hours}"), at)
    assert [alert.type for alert in desk.told].count(AlertType.ALERT) == 2


def test_ticks_change_nothing_that_is_told() -> None:
    """A tick that runs an hour ahead, or not at all, gives the same stories: windows count arrivals."""
    told = []
    for ticking in (True, False):
        desk = Desk()
        for hours in (0, 10, 23, 47, 80, 200):
            at = START + hours * HOUR
            desk.hear(report(at, f"US steel tariff on China, hour {hours}"), at)
            if ticking:
                desk.tick(at + HOUR)
        told.append([alert.model_dump(exclude={"sent_at"}) for alert in desk.told])
    assert told[0] == told[1]


def test_a_replay_gives_the_same_alerts_but_for_sent_at() -> None:
    told = []
    for lag in (timedelta(seconds=1), 9 * DAY):
        desk = Desk()
        for hours in (0, 30, 31, 120):
            at = START + hours * HOUR
            desk.hear(report(at, f"US steel tariff on China, hour {hours}"), at, now=at + lag)
            desk.tick(START + lag + hours * HOUR)
        told.append([alert.model_dump(exclude={"sent_at"}) for alert in desk.told])
    assert told[0] == told[1]


def test_an_article_without_a_date_or_from_the_future_counts_from_its_arrival() -> None:
    for published in (None, START + 3 * HOUR):
        desk = Desk()
        ref = article("US puts tariff on steel", published_at=published)
        desk.hear(policy(ref, on="steel"), START)
        assert desk.told[0].first_reported_at == START


def test_a_late_article_is_told_with_its_own_date() -> None:
    desk = Desk()
    ref = article("US puts tariff on steel", published_at=START - 3 * DAY)
    desk.hear(policy(ref, on="steel"), START)
    assert desk.told[0].first_reported_at == START - 3 * DAY
    assert desk.told[0].received_at == START


def test_a_limit_on_lateness_makes_an_old_article_silent() -> None:
    desk = Desk(replace(RULES, windows=Windows(late=DAY)))
    ref = article("US puts tariff on steel", published_at=START - 3 * DAY)
    desk.hear(policy(ref, on="steel"), START)
    assert desk.told == []
    assert desk.decisions[-1].reasons == ("out_of_window",)
    assert desk.table.rows == {}


def test_an_alert_expires_six_hours_after_its_arrival() -> None:
    desk = Desk()
    desk.hear(report(START), START)
    assert desk.told[0].expires_at == START + 6 * HOUR


def test_nothing_is_left_thirty_days_after_a_story_closed() -> None:
    desk = Desk()
    desk.hear(report(START), START)
    desk.hear(report(START + HOUR, source="Financial Times"), START + HOUR)
    desk.tick(START + 2 * DAY)
    assert desk.table.rows
    desk.tick(START + 40 * DAY)
    assert desk.table.rows == {}


def test_a_kill_reaches_a_closed_story() -> None:
    desk = Desk()
    first = report(START)
    desk.hear(first, START)
    desk.tick(START + 5 * DAY)
    desk.hear(gone(first, at=START + 6 * DAY), START + 6 * DAY)
    assert desk.said[-1] == ("cancel", "canceled")
    assert desk.told[-1].evidence, "the words that had made it ring are still there"
