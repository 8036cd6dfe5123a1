"""Moves in one sentence each: instrument, direction and stage, through negation, opposites, voice and tense."""

import pytest

from tests.core.detect.policy.reading import policies, told

T, R = "tighten", "relax"
MOVES = [
    # duties
    ("Washington slaps 30% tariffs on Brazilian coffee", "tariff", T, "announced"),
    ("Trump hikes duties on Canadian lumber to 45%", "tariff", T, "announced"),
    ("Brussels to raise import duties on Russian fertiliser", "tariff", T, "announced"),
    ("China's new tariffs on American pork take effect on Monday", "tariff", T, "in_force"),
    ("India halves import duty on edible oil", "tariff", R, "announced"),
    ("US pauses new tariffs on European cars", "tariff", R, "delayed"),
    ("Washington suspends tariffs on Mexican steel", "tariff", R, "suspended"),
    ("Ottawa delays retaliatory tariffs on US goods", "tariff", R, "delayed"),
    ("US spares smartphones from reciprocal tariffs", "tariff", R, "removed"),
    ("Beijing rolls back duties on Australian wine", "tariff", R, "announced"),
    ("China lifts tariffs on Australian barley", "tariff", R, "removed"),
    ("US to lift steel tariffs on Japan", "tariff", R, "announced"),
    ("EU mulls tariffs on American planes", "tariff", T, "considered"),
    ("Trump threatens 200% tariff on French wine", "tariff", T, "threatened"),
    ("Commission proposes 25% duties on US soybeans", "tariff", T, "proposed"),
    ("India denies plans to cut duties on electric cars", "tariff", R, "rejected"),
    ("White House rules out tariff exemptions for apparel", "tariff", T, "rejected"),
    ("US extends tariff pause for Mexico by 90 days", "tariff", R, None),
    ("Washington ends tariff exemption for small parcels", "tariff", T, None),
    ("US delays plan to lift tariffs on Turkish steel", "tariff", T, "delayed"),
    ("Trade court strikes down Trump's tariffs", "tariff", R, "court"),
    ("EU and Chile sign free trade agreement", "tariff", R, "announced"),
    # export controls
    ("US bars exports of chip design software to China", "export_control", T, None),
    ("Chip export curbs on the Gulf lifted by Washington", "export_control", R, "removed"),
    ("Japan will require export licences for photoresists", "export_control", T, "announced"),
    ("China allows exports of rare earths to resume", "export_control", R, None),
    ("Indonesia bans palm oil exports", "export_control", T, None),
    ("India eases curbs on sugar exports", "export_control", R, "announced"),
    ("Netherlands revokes export licence for ASML tools", "export_control", T, None),
    ("China suspends export ban on gallium", "export_control", R, "suspended"),
    ("Washington refuses export licence for Xeon chips to China", "export_control", T, "rejected"),
    ("US weighs easing curbs on chip exports to the UAE", "export_control", R, "considered"),
    ("China tightens export controls on graphite", "export_control", T, None),
    ("Argentina cuts beef export quota", "export_control", T, None),
    ("US weighs letting Nvidia sell AI chips to China", "export_control", R, "considered"),
    ("Washington bars Nvidia from selling chips to China", "export_control", T, "announced"),
    (
        "Exports of antimony will be prohibited, China's commerce ministry says",
        "export_control",
        T,
        "announced",
    ),
    # lists
    ("US adds 12 Chinese firms to entity list", "entity_list", T, None),
    ("Pentagon removes Chinese lidar maker from blacklist", "entity_list", R, "removed"),
    ("China puts two US drone makers on unreliable entity list", "entity_list", T, None),
    ("US blacklists Chinese supercomputer makers", "entity_list", T, None),
    # sanctions
    ("EU imposes sanctions on Russian banks", "sanctions", T, "in_force"),
    ("US lifts sanctions on Syria", "sanctions", R, "removed"),
    ("Treasury waives sanctions on Iranian oil for Iraq", "sanctions", R, None),
    ("UN Security Council extends arms embargo on South Sudan", "sanctions", T, None),
    ("Washington threatens sanctions on buyers of Venezuelan oil", "sanctions", T, "threatened"),
    ("US revokes oil waiver for Venezuela", "sanctions", T, None),
    # import bans
    ("China bans imports of Japanese seafood", "import_ban", T, None),
    ("Britain to strip Huawei from its 5G network", "import_ban", T, None),
    ("Beijing lifts ban on Brazilian beef imports", "import_ban", R, "removed"),
    ("India bans 50 Chinese apps", "import_ban", T, None),
    # investment
    ("Canada blocks Chinese takeover of gold miner", "investment", T, None),
    ("Australia rejects Chinese takeover of cattle firm", "investment", T, "rejected"),
    ("US finalizes outbound investment rules on China", "investment", T, None),
    ("India eases foreign investment rules for neighbours", "investment", R, "announced"),
    # trade remedies
    ("EU opens anti-dumping probe into Chinese tyres", "other_trade", T, "proposed"),
    ("India imposes anti-dumping duty on Vietnamese steel", "other_trade", T, "in_force"),
    ("US shelves port fees on Chinese ships", "other_trade", R, None),
    ("Turkey puts import quotas on steel", "other_trade", T, "announced"),
    ("China bans purchases of Nvidia chips", "import_ban", T, "announced"),
    ("China lifts ban on imports of AI chips", "import_ban", R, "removed"),
    ("Washington will not grant licences for chip exports to China", "export_control", T, "rejected"),
    ("Trump promises to lift tariffs on Indian steel", "tariff", R, "announced"),
    # what is said to be ahead
    ("EU says it would suspend retaliatory tariffs on US bourbon", "tariff", R, "suspended"),
    ("India said it would ban rice exports", "export_control", T, "announced"),
    ("Bill would ban imports of Chinese drones", "import_ban", T, "proposed"),
    ("White House confirms it will impose tariffs on Mexico", "tariff", T, "announced"),
    ("US sets public hearing on car tariffs", "tariff", T, "proposed"),
    ("Trump agrees to work toward lower tariffs on European cars", "tariff", R, "considered"),
    ("Commerce denies that export licences will be granted for AI chips", "export_control", R, "rejected"),
]


@pytest.mark.parametrize(
    ("headline", "instrument", "direction", "stage"), MOVES, ids=[row[0] for row in MOVES]
)
def test_a_move_is_told_as_what_it_is(
    headline: str, instrument: str, direction: str, stage: str | None
) -> None:
    """A flash alone gives its fields, by rules alone."""
    hits = policies(headline).hits
    assert hits, "nothing found"
    got = (hits[0].instrument, hits[0].direction, hits[0].stage)
    assert got == (instrument, direction, stage or hits[0].stage)


SILENT = [
    "Shares of carmakers slide on tariff worries",
    "Analysts say tariffs could push up prices of toys",
    "How companies cope with tariffs on steel",
    "Steelmaker's profit falls as tariffs bite",
    "Industry group urges Washington to lift tariffs on aluminium",
    "Household electricity tariff to rise next month in the state",
    "The sale was officially sanctioned by the court, a spokesman said",
    "Stablecoin issuer adds blacklist capability for stolen coins",
    "Firm fined for evading sanctions on Iran",
    "Exports of soybeans rose to a record in May",
    "Club lifts transfer ban on striker",
    "Factory moves to Vietnam after tariffs imposed in 2018",
    "Opinion: Why the tariffs on steel were a mistake",
]


@pytest.mark.parametrize("headline", SILENT)
def test_talk_of_measures_is_no_move(headline: str) -> None:
    """Effects, opinion, lobbying, enforcement and other meanings ring nothing."""
    assert told(headline) == ()
