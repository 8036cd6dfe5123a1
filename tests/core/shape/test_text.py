"""What people read of an alert."""

from datetime import date

from schemas.alert import AlertType, Change
from schemas.finding import Dates
from streams.core.shape import text
from tests.messages import entity_alert, policy, policy_alert


def test_a_policy_alert_says_what_moved_which_way_how_far_and_in_whose_words() -> None:
    shown = text.plain(policy_alert(policy=policy(dates=Dates(announced=date(2025, 7, 15)))))
    assert shown.splitlines() == [
        "ALERT severe  Nvidia to sell H20 chips to China again",
        "what     export_control · US → CN · H20",
        "move     relax · removed · asserted · said by Nvidia",
        "dates    announced 2025-07-15",
        "entities Nvidia",
        "why      the first report of the event",
        "words    “licences will be granted”  export_control.licence",
        "sources  1: Harbour Standard",
        "         alert-1 · story story-1 · 1 · novelty 100",
    ]


def test_an_update_names_what_changed() -> None:
    change = Change(field="stage", before="announced", after="in_force")
    alert = policy_alert(type=AlertType.UPDATE, changes=(change, Change(field="target", after="KR")))
    shown = text.plain(alert)
    assert shown.startswith("UPDATE ")
    assert "changed  stage: announced → in_force" in shown
    assert "changed  target: nothing → KR" in shown


def test_an_entity_alert_names_the_entity_and_no_move() -> None:
    shown = text.plain(entity_alert())
    assert "what     Nvidia" in shown
    assert "move" not in shown


def test_a_reason_of_a_newer_version_is_shown_as_it_is() -> None:
    assert "why      something_new" in text.plain(policy_alert(reason="something_new"))
