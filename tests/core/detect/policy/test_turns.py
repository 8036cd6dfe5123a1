"""The way trade goes, told by words that look like the opposite; and who acts, who is meant, by which instrument."""

import pytest

from schemas.finding import Asserted
from tests.core.detect.policy.reading import policies, told

Fields = tuple[str, str, str]
TURNS: list[tuple[str, str, Fields]] = [
    ("licences to be required", "Japan to require licences for exports of laser crystals to China", ("export_control", "tighten", "announced")),
    ("a licence to be required", "Norway to require licence for exports of sonar gear", ("export_control", "tighten", "announced")),
    ("a waiver revoked", "US revokes chip tool maker's licence waiver for plant in China", ("export_control", "tighten", "announced")),
    ("approvals that end", "Norway will no longer approve exports of drones to Qatar", ("export_control", "tighten", "announced")),
    ("a tax on exports scrapped", "Kazakhstan rolls back windfall tax on exports of crude", ("tariff", "relax", "announced")),
    ("a ban stopped short of", "Vietnam stops short of ban on exports of raw rubber", ("export_control", "tighten", "rejected")),
    ("a ban decided against", "Vietnam has decided against a ban on exports of raw rubber", ("export_control", "tighten", "rejected")),
    ("a firm's sale blocked", "Finland blocks sale of nickel miner to Chinese buyer", ("investment", "tighten", "announced")),
    ("goods whose sale is blocked", "Finland blocks sale of chips to Russia", ("export_control", "tighten", "announced")),
    ("no power to impose", "Supreme Court rules Trump had no power to impose tariffs", ("tariff", "relax", "court")),
    ("curbs on imports eased", "Ghana eases curbs on imports of poultry from Brazil", ("import_ban", "relax", "announced")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "headline", "wanted"), TURNS, ids=[row[0] for row in TURNS])
def test_the_way_trade_goes(what: str, headline: str, wanted: Fields) -> None:
    """One finding, with the direction that the words add up to."""
    assert [(hit.instrument, hit.direction, hit.stage) for hit in told(headline)] == [wanted], what


@pytest.mark.parametrize(
    "sentence",
    [
        "There will be no ban on imports of Norwegian salmon, the EU trade commissioner said on Wednesday.",
        "The government said on Wednesday that there would be no new ban on exports of cashew.",
    ],
)
def test_a_measure_that_is_said_not_to_come_is_denied(sentence: str) -> None:
    """It is never told as one that comes."""
    hits = policies("Trade chief speaks in Accra", sentence).hits
    assert all(hit.asserted is Asserted.DENIED and hit.stage == "rejected" for hit in hits)


Parties = tuple[tuple[str, ...], tuple[str, ...]]
PARTIES: list[tuple[str, str, Parties]] = [
    ("an owner with words between", "Court strikes down Trump's global tariffs", (("US",), ())),
    ("firms on a list", "Taiwan adds Hikvision and Dahua to its export blacklist", (("TW",), ("CN",))),
    ("firms under sanctions", "UK sanctions Rosneft and Lukoil", (("GB",), ("RU",))),
    ("a subject that acts again behind a comma", "EU adopts sanctions on Belarus, banning imports of its potash", (("EU",), ("BY",))),
]  # fmt: skip


@pytest.mark.parametrize(("what", "headline", "wanted"), PARTIES, ids=[row[0] for row in PARTIES])
def test_who_acts_and_who_is_meant(what: str, headline: str, wanted: Parties) -> None:
    """The actor owns or does; whom a preposition brings in, or a firm's home, is meant."""
    assert {(hit.actors, hit.targets) for hit in told(headline)} == {wanted}, what


def test_a_paper_is_no_party() -> None:
    """ "Reports in Danish media" mean no state."""
    hits = told(
        "Brussels",
        "The European Commission said it had no plan to cut the duty on steel, rejecting reports in Danish media.",
    )
    assert all("DK" not in (*hit.actors, *hit.targets) for hit in hits)
    assert hits
