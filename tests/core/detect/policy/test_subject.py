"""The article the project starts from, in other words and other turns: what it says, its reverse, its background."""

import pytest

from streams.core.reasons import Reason
from tests.core.detect.policy.reading import policies, told

LEAD = (
    "Nvidia chief executive Jensen Huang praised Chinese developers at a trade fair in Beijing on Wednesday.\n\n"
    "He wore a dark suit and spoke of an age of discovery for which every country had to get ready.\n\n"
)
ASSURED = (
    "Washington has assured Nvidia that licences will be granted for sales of its H20 chip to China, the company "
    "said in a statement on Tuesday.\n\n"
)
LIFTED = '"I am glad that the export control on H20 has been lifted," Huang said on Tuesday.\n\n'
DENIED = "Tencent said it was applying to buy the chips. ByteDance called a report of its own application not accurate.\n\n"
BACKGROUND = (
    "The H20 was made for China after exports of faster chips such as the A100 were banned in 2022 under tightening "
    "US export controls.\n\nNvidia said in April that the United States had started to require a licence for exports of "
    "the H20, which would cost it billions.\n\n"
)
FURNITURE = (
    "Photo: Reuters\n\nFollow us on our WhatsApp channel for breaking news alerts!\n\nNext In Tech News\n\n"
    "US lifts sanctions on steel firm\nChina bans imports of toys\n"
)
HEADLINE = "China's open models are a gift to the world, Nvidia's Huang says"


def test_the_licences_ring_once_with_all_that_a_reader_acts_on() -> None:
    """One hit: who, whom, what, which way, how far, who says so; the old ban and the rail raise nothing."""
    found = policies(HEADLINE, LEAD + ASSURED + DENIED + LIFTED + BACKGROUND + FURNITURE)
    rings = [hit for hit in found.hits if hit.alertable]
    assert len(rings) == 1
    hit = rings[0]
    assert (hit.instrument, hit.direction, hit.stage) == ("export_control", "relax", "removed")
    assert (hit.asserted, hit.currency, hit.alertable) == ("asserted", "current", True)
    assert (hit.actors, hit.targets, hit.products) == (("US",), ("CN",), ("H20",))
    assert set(hit.attribution) == {"Nvidia", "Jensen Huang"}
    assert {"nvidia", "jensen-huang"} <= set(hit.told_with)
    assert "bytedance" not in hit.told_with
    assert {entity.watch_id for entity in hit.entities} >= {"nvidia"}


def test_the_evidence_is_the_words_as_received() -> None:
    """Each item's text is what stands at its span of its field."""
    body = LEAD + ASSURED + LIFTED
    hit = policies(HEADLINE, body).hits[0]
    fields = {"headline": HEADLINE, "body": body}
    assert all(item.text == fields[item.field][item.start : item.end] for item in hit.evidence)
    named = {item.rule: item.text for item in reversed(hit.evidence)}
    assert named["export_control.curb"] == "licences"
    assert (named["actor"], named["target"], named["product"]) == ("Washington", "China", "H20")


def test_the_old_bans_alone_ring_nothing() -> None:
    """Background is background, however often it is told."""
    found = policies(HEADLINE, LEAD + BACKGROUND + FURNITURE)
    assert [hit for hit in found.hits if hit.alertable] == []
    assert {hit.reason for hit in found.hits} == {Reason.BACKGROUND}


def test_furniture_rings_nothing() -> None:
    """A headline rail with measures in it is no news."""
    assert policies(HEADLINE, LEAD + FURNITURE).hits == ()


def test_a_long_tail_changes_nothing_of_the_lead() -> None:
    """What is found in the lead does not depend on what follows it."""
    short = policies(HEADLINE, LEAD + ASSURED).hits
    long = policies(HEADLINE, LEAD + ASSURED + "The fair drew crowds from many towns.\n\n" * 400).hits
    assert [(h.instrument, h.direction, h.stage, h.actors, h.targets) for h in short] == [
        (h.instrument, h.direction, h.stage, h.actors, h.targets) for h in long
    ]


REVERSED = [
    (
        "licences are required from now on",
        "The US government told Nvidia that it will require licences for exports of the H20 chip to China, the company "
        "said on Tuesday.",
        ("export_control", "tighten", "announced", ("US",), ("CN",), ("H20",)),
    ),
    (
        "licences are revoked",
        "The US Commerce Department revoked licences that had let Nvidia export the H20 chip to China, the company said on Tuesday.",
        ("export_control", "tighten", "announced", ("US",), ("CN",), ("H20",)),
    ),
    (
        "another firm, product and country",
        "The Netherlands will require a licence for exports of ASML's older chip tools to China, the trade ministry said on Monday.",
        ("export_control", "tighten", "announced", ("NL",), ("CN",), ("chip equipment",)),
    ),
    (
        "another agency and a product that nobody watches",
        "The Commerce Department has granted AMD licences to ship its MI308 chips to China, the firm said on Tuesday.",
        ("export_control", "relax", "removed", ("US",), ("CN",), ("MI308",)),
    ),
    (
        "another country's curb goes",
        "Tokyo has lifted its export curbs on photoresists for South Korea, the industry ministry said on Wednesday.",
        ("export_control", "relax", "removed", ("JP",), ("KR",), ()),
    ),
    (
        "a licence is refused",
        "Washington has refused Nvidia a licence to export the H20 chip to China, two officials said on Tuesday.",
        ("export_control", "tighten", "rejected", ("US",), ("CN",), ("H20",)),
    ),
]


@pytest.mark.parametrize(("what", "sentence", "wanted"), REVERSED, ids=[row[0] for row in REVERSED])
def test_other_turns_of_the_same_story(what: str, sentence: str, wanted: tuple[object, ...]) -> None:
    """The reverse, and other names, are found as what they are."""
    hits = told("Chip firms in focus at Beijing fair", LEAD + sentence + "\n\n" + BACKGROUND)
    got = [(h.instrument, h.direction, h.stage, h.actors, h.targets, h.products) for h in hits]
    assert got == [wanted], what
