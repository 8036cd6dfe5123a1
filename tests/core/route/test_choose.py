"""Which alert goes where: the first line that matches decides, `continue` goes on, the default catches the rest."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.alert import AlertEntity, AlertType, Earlier, EntityAlert, PolicyAlert, Severity
from schemas.finding import Direction, Stage
from streams.core.errors import ConfigError
from streams.core.located import Located
from streams.core.reasons import Reason
from streams.core.route import Routes, choose, silence
from tests.messages import NOON, entity_alert, policy, policy_alert

DESTINATIONS = [
    {"id": "desk", "channel": "desk"},
    {"id": "chips", "channel": "slack"},
    {"id": "duty", "channel": "whatsapp"},
]


def table(**parts: Any) -> Routes:
    return Routes.parse(Located("routes.yaml", {"destinations": DESTINATIONS, **parts}, {(): 1}))


ROUTES = table(
    routes=[
        {"name": "severe", "match": {"severity_at_least": "severe"}, "to": ["duty"], "continue": True},
        {"name": "chip makers", "match": {"metadata": {"sector": "semiconductors"}}, "to": ["chips"]},
        {"name": "never reached after chip makers", "match": {"kind": "policy"}, "to": ["desk"]},
    ],
    default=["desk"],
)

CASES: dict[str, tuple[EntityAlert | PolicyAlert, dict[str, str]]] = {
    "a severe alert of a chip maker goes to both, since the first line continues": (
        policy_alert(),
        {"duty": "severe", "chips": "chip makers"},
    ),
    "a minor alert of a chip maker goes to the second line only": (
        policy_alert(severity=Severity.MINOR),
        {"chips": "chip makers"},
    ),
    "a policy alert without chip makers falls through to the third line": (
        policy_alert(severity=Severity.MINOR, entities=()),
        {"desk": "never reached after chip makers"},
    ),
    "an alert that no line matches goes to the default": (
        entity_alert(severity=Severity.MINOR, entities=()),
        {"desk": "default"},
    ),
    "an alert that a continuing line matched does not go to the default as well": (
        entity_alert(severity=Severity.EXTREME, entities=()),
        {"duty": "severe"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_lines_are_tried_in_order(case: str) -> None:
    alert, expected = CASES[case]
    chosen = choose(alert, ROUTES, NOON)
    assert {delivery.destination: delivery.route for delivery in chosen.deliveries} == expected
    assert chosen.reason is Reason.ROUTED


def test_a_delivery_is_named_by_alert_and_destination() -> None:
    first, again = (
        choose(policy_alert(), ROUTES, now).deliveries for now in (NOON, NOON + timedelta(days=1))
    )
    assert [delivery.id for delivery in first] == [delivery.id for delivery in again]
    assert len({delivery.id for delivery in first}) == len(first)


MATCHES = {
    "direction": ({"direction": ["tighten"]}, "direction"),
    "another instrument": ({"instrument": ["tariff"]}, "instrument"),
    "an actor that is not there": ({"actor": ["CN"]}, "actor"),
    "a product in another case matches": ({"product": ["h20"]}, None),
    "a watch that takes part matches": ({"watch": ["nvidia"]}, None),
    "an owner that takes part matches": ({"owner": ["chips"]}, None),
    "an owner that does not": ({"owner": ["grain"]}, "owner"),
    "several lines must all hold": ({"kind": "policy", "stage": ["announced"]}, "stage"),
}


@pytest.mark.parametrize("case", MATCHES)
def test_the_line_that_fails_is_named(case: str) -> None:
    match, fails = MATCHES[case]
    routes = table(routes=[{"name": "line", "match": match, "to": ["desk"]}])
    chosen = choose(policy_alert(policy=policy(direction=Direction.RELAX)), routes, NOON)
    assert chosen.tried[0].fails == fails
    assert chosen.reason is (Reason.ROUTED if fails is None else Reason.NO_ROUTE)


FOLLOWED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a denial weighs less than what it denies": (
        {"severity_at_least": "severe"},
        {"severity": Severity.MINOR, "earlier": Earlier(severity=Severity.EXTREME)},
    ),
    "a turn is told to those who heard of the other direction": (
        {"direction": ["tighten"]},
        {"policy": policy(direction=Direction.RELAX), "earlier": Earlier(directions=(Direction.TIGHTEN,))},
    ),
    "a corrected target is told to those who heard of the wrong one": (
        {"target": ["VN"]},
        {"policy": policy(targets=("CN",)), "earlier": Earlier(targets=("VN",))},
    ),
    "an entity that was told wrongly": (
        {"owner": ["chips-desk"]},
        {
            "entities": (),
            "earlier": Earlier(entities=(AlertEntity(watch_id="amd", name="AMD", owner="chips-desk"),)),
        },
    ),
}


@pytest.mark.parametrize("case", FOLLOWED)
def test_whoever_was_told_hears_how_it_goes_on(case: str) -> None:
    match, said = FOLLOWED[case]
    routes = table(routes=[{"name": "line", "match": match, "to": ["desk"]}])
    update = policy_alert(type=AlertType.UPDATE, sequence=2, **said)
    assert choose(update, routes, NOON).reason is Reason.ROUTED
    stranger = update.model_copy(update={"earlier": Earlier()})
    assert choose(stranger, routes, NOON).reason is Reason.NO_ROUTE


def test_a_mute_holds_until_its_end() -> None:
    until = NOON + timedelta(hours=1)
    routes = table(
        default=["desk"], mutes=[{"name": "quiet", "match": {"watch": ["nvidia"]}, "until": until}]
    )
    assert choose(policy_alert(), routes, NOON).reason is Reason.MUTED
    assert choose(policy_alert(), routes, until).reason is Reason.ROUTED


def test_an_alert_that_goes_nowhere_is_written_down_with_the_reason() -> None:
    muted = table(default=["desk"], mutes=[{"name": "quiet", "match": {"watch": ["nvidia"]}}])
    unmatched = table(routes=[{"name": "line", "match": {"kind": "entity"}, "to": ["desk"]}])
    alert = policy_alert()
    for routes, reason, line in ((muted, "muted", "route:mute quiet"), (unmatched, "no_route", "route:line")):
        decision = silence(alert, choose(alert, routes, NOON), NOON)
        assert decision is not None
        assert (decision.stage, decision.reasons) == ("route", (reason,))
        assert [candidate.what for candidate in decision.candidates] == [line]
    assert silence(alert, choose(alert, ROUTES, NOON), NOON) is None


def test_a_mute_on_an_early_stage_does_not_hide_the_next() -> None:
    routes = table(default=["desk"], mutes=[{"name": "talk", "match": {"stage": ["considered"]}}])
    talk = policy_alert(policy=policy(stage=Stage.CONSIDERED))
    deed = policy_alert(
        policy=policy(stage=Stage.IN_FORCE),
        type=AlertType.UPDATE,
        earlier=Earlier(stages=(Stage.CONSIDERED,)),
    )
    assert [choose(alert, routes, NOON).reason for alert in (talk, deed)] == [Reason.MUTED, Reason.ROUTED]


QUIET = {
    "at night it waits for the morning": (
        datetime(2025, 7, 15, 15, 30, tzinfo=UTC),
        Severity.MINOR,
        "2025-07-15T22:00:00+00:00",
    ),
    "after midnight it waits for the same morning": (
        datetime(2025, 7, 15, 20, 0, tzinfo=UTC),
        Severity.MINOR,
        "2025-07-15T22:00:00+00:00",
    ),
    "by day it goes at once": (datetime(2025, 7, 15, 4, 0, tzinfo=UTC), Severity.MINOR, None),
    "what is severe enough does not wait": (datetime(2025, 7, 15, 15, 30, tzinfo=UTC), Severity.SEVERE, None),
}


@pytest.mark.parametrize("case", QUIET)
def test_quiet_hours(case: str) -> None:
    now, severity, expected = QUIET[case]
    hours = {"start": "22:00", "end": "06:00", "zone": "Asia/Shanghai", "unless_severity": "severe"}
    located = Located(
        "routes.yaml",
        {"destinations": [{"id": "desk", "channel": "desk", "quiet_hours": hours}], "default": ["desk"]},
        {},
    )
    (delivery,) = choose(policy_alert(severity=severity), Routes.parse(located), now).deliveries
    held = delivery.not_before
    assert (held.astimezone(UTC).isoformat() if held else None) == expected


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown destination": ({"routes": [{"name": "x", "to": ["nowhere"]}]}, "no destination 'nowhere'"),
    "a misspelt key": ({"routes": [{"name": "x", "mach": {}, "to": ["desk"]}]}, "mach"),
    "an unknown instrument": (
        {"routes": [{"name": "x", "match": {"instrument": ["tarif"]}, "to": ["desk"]}]},
        "instrument",
    ),
    "an unknown default": ({"default": ["nowhere"]}, "no destination 'nowhere'"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_wrong_table_is_refused_with_its_place(case: str) -> None:
    parts, message = FAULTS[case]
    with pytest.raises(ConfigError, match=message):
        table(**parts)
