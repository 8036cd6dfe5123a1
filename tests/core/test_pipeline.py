"""The life of an article through the whole pipeline in memory: versions, kills, embargoes, replays."""

import json
from datetime import datetime, timedelta
from typing import Any

from schemas.alert import AlertType
from schemas.finding import EntityFinding, PolicyFinding, Withdrawal
from streams.core.pipeline import with_watches
from streams.core.rehearsal import Rehearsal, Told
from tests.messages import NOON
from tests.shipped import shipped

MINUTE = timedelta(minutes=1)


class Desk:
    """Sends articles, one a minute."""

    def __init__(self) -> None:
        self.rehearsal = Rehearsal(shipped("off").rules)
        self.now = NOON

    def send(self, **fields: Any) -> Told:
        article = {
            "id": "desk:1",
            "source": "Harbour Standard",
            "published_at": NOON.isoformat(),
            "headline": "US adds Baidu to trade blacklist",
            "body": "The US Commerce Department on Tuesday added Baidu to its Entity List.",
            **fields,
        }
        self.now += MINUTE
        return self.rehearsal.take(
            json.dumps(article, default=str).encode(), str(article["id"]).encode(), self.now
        )

    def tick(self, at: datetime) -> Told:
        self.now = max(self.now, at)
        return self.rehearsal.tick(self.now)


def reasons(told: Told) -> list[str]:
    return [reason for decision in told.decisions for reason in decision.reasons]


def types(told: Told) -> list[AlertType]:
    return [alert.type for alert in told.alerts]


def found(told: Told) -> list[EntityFinding | PolicyFinding | Withdrawal]:
    kinds = (EntityFinding, PolicyFinding, Withdrawal)
    return [output.value for output in told.outputs if isinstance(output.value, kinds)]


def test_a_message_read_again_is_worked_again_under_the_same_ids_and_nobody_is_told_twice() -> None:
    desk = Desk()
    first, again = desk.send(), desk.send()
    assert [each.id for each in found(first) if not isinstance(each, Withdrawal)] == [
        each.id for each in found(again) if not isinstance(each, Withdrawal)
    ]
    assert types(first) == [AlertType.ALERT]
    assert types(again) == []
    assert "seen_before" in reasons(again)


def test_an_embargoed_article_is_told_on_time_and_not_before() -> None:
    desk = Desk()
    held = desk.send(embargoed_until=(NOON + 30 * MINUTE).isoformat())
    assert reasons(held) == ["embargoed"]
    assert types(held) == []
    assert types(desk.tick(NOON + 29 * MINUTE)) == []
    released = desk.tick(NOON + 30 * MINUTE)
    assert types(released) == [AlertType.ALERT]
    assert "embargo_ended" in reasons(released)
    assert types(desk.tick(NOON + 31 * MINUTE)) == []


def test_an_embargoed_article_that_is_killed_is_never_told() -> None:
    desk = Desk()
    desk.send(embargoed_until=(NOON + 30 * MINUTE).isoformat())
    desk.send(version=2, status="canceled", headline="KILL", body="")
    assert types(desk.tick(NOON + 31 * MINUTE)) == []


def test_an_unreadable_embargo_withholds() -> None:
    desk = Desk()
    told = desk.send(embargoed_until="tomorrow-ish")
    assert types(told) == []
    assert "withheld" in reasons(told)


def test_a_kill_cancels_what_was_told_and_an_older_version_arriving_late_changes_nothing() -> None:
    desk = Desk()
    desk.send(version=2)
    late = desk.send(version=1, headline="US weighs listing Baidu")
    assert types(late) == []
    assert reasons(late) == ["older_version"]
    assert types(desk.send(version=3, status="canceled", headline="KILL", body="")) == [AlertType.CANCEL]
    assert types(desk.send(version=3, status="canceled", headline="KILL", body="")) == []


def test_a_version_that_no_longer_says_it_withdraws_after_saying_what_is_new() -> None:
    desk = Desk()
    desk.send()
    told = desk.send(version=2, headline="Baidu opens a new campus", body="Baidu opened a campus in Beijing.")
    assert [each.reason for each in found(told) if isinstance(each, Withdrawal)] == ["superseded"]
    assert isinstance(found(told)[-1], Withdrawal)
    assert AlertType.CANCEL in types(told)


def test_a_withheld_version_changes_nothing_until_a_usable_one_comes() -> None:
    desk = Desk()
    desk.send()
    assert types(desk.send(version=2, status="withheld", headline="", body="")) == []
    assert types(desk.send(version=3)) == []


def test_a_finding_that_is_gone_only_because_the_watch_is_gone_is_told_to_nobody() -> None:
    desk = Desk()
    story = {
        "headline": "Baidu doubles profit",
        "body": "Baidu said profit doubled. Baidu shares rose. Baidu is pleased.",
    }
    assert types(desk.send(**story)) == [AlertType.ALERT]
    rules = desk.rehearsal.in_force.current
    desk.rehearsal.in_force.current = with_watches(rules, rules.detect.watches.with_changes({"baidu": None}))
    told = desk.send(**story)
    assert [each.reason for each in found(told) if isinstance(each, Withdrawal)] == ["rule_changed"]
    assert types(told) == []


def test_a_missing_and_a_future_date_are_said_and_used_all_the_same() -> None:
    desk = Desk()
    missing = desk.send(published_at=None)
    assert "missing_date" in reasons(missing)
    assert types(missing) == [AlertType.ALERT]
    future = desk.send(id="desk:2", published_at=(NOON + timedelta(days=2)).isoformat())
    assert "future_date" in reasons(future)


def test_an_article_is_forgotten_after_its_time() -> None:
    desk = Desk()
    desk.send()
    desk.tick(NOON + timedelta(days=31))
    assert desk.rehearsal.state["articles"] == {}
