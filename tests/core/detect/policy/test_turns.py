"""The way trade goes, told by words that look like the opposite; and who acts, who is meant, by which instrument."""

from dataclasses import replace

import pytest

from schemas.finding import Asserted, Direction, Instrument, Stage
from streams.core.detect.policy.same import Account, contradicts
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


EASED = Account(
    instrument=Instrument.EXPORT_CONTROL,
    direction=Direction.RELAX,
    stage=Stage.ANNOUNCED,
    actors=frozenset({"NO"}),
    targets=frozenset({"CN"}),
    products=frozenset({"chips"}),
    sentence=0,
)
LISTED = replace(EASED, instrument=Instrument.ENTITY_LIST, direction=Direction.TIGHTEN, products=frozenset())
BESIDE = [
    ("the same sentence's other word for an old measure", LISTED, True),
    ("another sentence's measure of another family", replace(LISTED, sentence=1), False),
    ("a second move on goods of its own", replace(LISTED, products=frozenset({"steel"})), False),
]


@pytest.mark.parametrize(("what", "other", "wanted"), BESIDE, ids=[row[0] for row in BESIDE])
def test_one_sentence_tells_no_opposite_of_its_own_move(what: str, other: Account, wanted: bool) -> None:
    """By another instrument too: "approves sales to blacklisted firms" lists nobody."""
    assert contradicts(EASED, other) is wanted, what


DATES = [
    (
        "until is an end, not a beginning",
        "Norway suspended its ban on exports of krill to Japan until Nov 27, 2025, the trade ministry said.",
        (None, None),
    ),
    (
        "a day behind what was done is the last one, though a small word stands before it",
        "Norway banned poultry imports from Brazil on Monday.",
        ("2025-07-14", None),
    ),
    (
        "a day behind what will be done is the next one",
        "Norway will ban imports of poultry from Brazil on Monday.",
        (None, "2025-07-21"),
    ),
    (
        "a day is counted from the dateline's own",
        "TOKYO, July 17 (Agency) - Japan banned exports of laser crystals to Russia on Thursday.",
        ("2025-07-17", None),
    ),
]


@pytest.mark.parametrize(("what", "body", "wanted"), DATES, ids=[row[0] for row in DATES])
def test_when_it_was_announced_and_begins(
    what: str, body: str, wanted: tuple[str | None, str | None]
) -> None:
    """Of an article that was published on Wednesday, July 16."""
    dates = told("Trade in focus", body)[0].dates
    got = (dates.announced, dates.effective)
    assert tuple(None if day is None else str(day) for day in got) == wanted, what


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
