"""What people read of an alert."""

from datetime import date

import pytest

from schemas.alert import AlertType, Change, Purpose
from schemas.finding import Dates
from streams.core.shape import text
from tests.messages import entity_alert, policy, policy_alert


def test_a_policy_alert_says_what_moved_which_way_how_far_and_in_whose_words() -> None:
    shown = text.plain(policy_alert(policy=policy(dates=Dates(announced=date(2025, 7, 15)))))
    assert shown.splitlines() == [
        "ALERT severe  Nvidia to sell H20 chips to China again",
        "what     export control · US → CN · H20",
        "move     relax · removed · asserted · said by Nvidia",
        "dates    announced 2025-07-15",
        "entities Nvidia",
        "why      the first report of the event",
        "words    “licences will be granted”  export_control.licence",
        "sources  1: Harbour Standard",
        "id       alert-1",
        "story    story-1 · alert 1 · novelty 100",
    ]


def test_an_update_names_what_changed() -> None:
    change = Change(field="stage", before="announced", after="in_force")
    quoted = Change(field="headline", before="Chips_v1", after="Chips_v2")
    alert = policy_alert(type=AlertType.UPDATE, changes=(change, Change(field="target", after="KR"), quoted))
    shown = text.plain(alert)
    assert shown.startswith("UPDATE ")
    assert "changed  stage: announced → in force" in shown
    assert "changed  target: nothing → KR" in shown
    assert "changed  headline: Chips_v1 → Chips_v2" in shown


def test_words_that_are_left_out_are_counted() -> None:
    item = policy_alert().evidence[0]
    for count, last in (
        (6, "         “licences will be granted”  export_control.licence"),
        (8, "         … and 2 more"),
    ):
        shown = text.plain(policy_alert(evidence=(item,) * count)).splitlines()
        words = next(number for number, line in enumerate(shown) if line.startswith("words"))
        sources = next(number for number, line in enumerate(shown) if line.startswith("sources"))
        assert (shown[sources - 1], sources - words) == (last, min(count, 7))


@pytest.mark.parametrize("purpose", Purpose)
def test_what_is_no_actual_alert_says_so_first(purpose: Purpose) -> None:
    first = text.plain(policy_alert(purpose=purpose)).splitlines()[0]
    assert (f"({purpose.value})" in first) == (purpose is not Purpose.ACTUAL)


def test_an_entity_alert_names_the_entity_and_no_move() -> None:
    shown = text.plain(entity_alert())
    assert "what     Nvidia" in shown
    assert "move" not in shown


def test_a_reason_of_a_newer_version_is_shown_as_it_is() -> None:
    assert "why      something_new" in text.plain(policy_alert(reason="something_new"))
