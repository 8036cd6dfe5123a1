"""Which reports are one event: look-alikes of one day stay apart, one event in other words or in Chinese comes together."""

import random
from datetime import timedelta
from typing import Any

import pytest

from schemas.alert import AlertType
from schemas.finding import EntityFinding, PolicyFinding
from tests.core.merge.desk import START, Desk, article, entity, policy

HOUR = timedelta(hours=1)
Finding = EntityFinding | PolicyFinding


def p(
    headline: str,
    body: str = "",
    who: str = "US",
    whom: str = "CN",
    on: str = "",
    language: str = "en",
    **said: Any,
) -> PolicyFinding:
    ref = article(headline, body=body, source=said.pop("source", f"Paper {headline[:9]}"), language=language)
    return policy(ref, who, whom, on, **said)


def e(headline: str, body: str = "", language: str = "en", watch: str = "nvidia") -> EntityFinding:
    return entity(article(headline, body=body, source=f"Paper {headline[:9]}", language=language), watch)


TOGETHER: tuple[tuple[str, Finding, Finding], ...] = (
    (
        "other words, same act",
        p(
            "US puts 50% tariff on Chinese steel",
            "The trade office set a duty of 50% on steel from China.",
            on="steel",
        ),
        p(
            "Beijing's mills hit by American duty",
            "Steel from China will pay 50% in America, the trade office said.",
            on="steel",
        ),
    ),
    (
        "English and Chinese",
        p(
            "US to raise tariff on Chinese electric cars to 120%",
            "The Commerce Department said so on Monday.",
            on="electric vehicles",
        ),
        p("美国将对华电动汽车关税提高至120%", "美国商务部周一宣布。", on="电动汽车", language="zh"),
    ),
    (
        "one side names no target",
        p(
            "US bans H20 exports",
            "Nvidia may not sell the H20 chip.",
            whom="",
            on="H20",
            instrument="export_control",
        ),
        p(
            "US bans H20 exports to China",
            "Nvidia may not sell its H20 chip in China.",
            on="H20",
            instrument="export_control",
        ),
    ),
    (
        "one side names the product in wider words",
        p(
            "US to license H20 sales",
            "Nvidia gets licences for the H20 chip.",
            on="H20",
            instrument="export_control",
            direction="relax",
        ),
        p(
            "US lets Nvidia sell chips",
            "Licences for the H20 chip are on the way, Nvidia said.",
            on="chips",
            instrument="export_control",
            direction="relax",
        ),
    ),
    (
        "a product that one report only has in its words",
        p(
            "China bans gallium exports to the US",
            whom="US",
            who="CN",
            on="gallium",
            instrument="export_control",
        ),
        p("Beijing cuts off US supply of gallium", whom="US", who="CN", instrument="export_control"),
    ),
    (
        "a ban that one report takes for a ban on imports",
        p(
            "Dutch weigh wider ban on ASML tools for China",
            "ASML may have to stop sales of more of its older machines to China.",
            who="NL",
            instrument="import_ban",
            roles=("asml",),
        ),
        p(
            "Dutch to require licences for more ASML tools",
            "ASML may have to seek licences for sales of its older machines to China.",
            who="NL",
            instrument="export_control",
            roles=("asml",),
        ),
    ),
    (
        "a company's results under two headlines",
        e(
            "Nvidia revenue jumps 60% to $57 billion",
            "Revenue rose 60% to $57 billion on Blackwell chips; $65 billion is forecast.",
        ),
        e(
            "Nvidia forecasts $65bn as AI boom rolls on",
            "Sales climbed 60% to $57bn on Blackwell chips and $65bn is forecast.",
        ),
    ),
    (
        "an earthquake at a plant, English and Chinese",
        e(
            "TSMC evacuates Tainan workers after earthquake",
            "An earthquake of magnitude 6.4 shook Tainan.",
            watch="tsmc",
        ),
        e("台积电台南工厂因6.4级地震疏散工人", "台南发生6.4级地震。", "zh", "tsmc"),
    ),
)
APART: tuple[tuple[str, Finding, Finding], ...] = (
    (
        "two products of one day",
        p("US raises tariff on Chinese steel", "The trade office raised a duty on China.", on="steel"),
        p(
            "US raises tariff on Chinese solar panels",
            "The trade office raised a duty on China.",
            on="solar panels",
        ),
    ),
    (
        "two models of chips",
        p("US bans H20 exports to China", "Nvidia may not sell it.", on="H20", instrument="export_control"),
        p("US bans H800 exports to China", "Nvidia may not sell it.", on="H800", instrument="export_control"),
    ),
    (
        "the same sentence on two goods, one of which detection does not know",
        p(
            "China to require export licences for graphite",
            who="CN",
            whom="",
            on="graphite",
            instrument="export_control",
        ),
        p("China to require export licences for tungsten", who="CN", whom="", instrument="export_control"),
    ),
    ("two targets", p("US pauses tariffs on Mexico", whom="MX"), p("US pauses tariffs on Canada", whom="CA")),
    (
        "a blow and the answer to it",
        p("US raises tariffs on China"),
        p("China raises tariffs on US", who="CN", whom="US"),
    ),
    (
        "two instruments",
        p("US puts sanctions on Iran", whom="IR", instrument="sanctions"),
        p("US puts tariffs on Iran", whom="IR", instrument="tariff"),
    ),
    (
        "two lots of one kind on one day",
        p(
            "US sanctions tankers for Iranian oil",
            "Thirty ships carried crude to refineries in Shandong.",
            whom="IR",
            instrument="sanctions",
        ),
        p(
            "US sanctions drone makers in Iran",
            "Six makers of engines supplied Russia's army.",
            whom="IR",
            instrument="sanctions",
        ),
    ),
    (
        "a company's results and its deal",
        e("Nvidia revenue jumps 60% to $57 billion", "Revenue rose on Blackwell chips."),
        e("Nvidia to invest $1 billion in Nokia", "Nokia of Finland will work on 6G radio."),
    ),
)


@pytest.mark.parametrize(("says", "one", "other"), TOGETHER, ids=[case[0] for case in TOGETHER])
def test_one_event_comes_together_in_either_order(says: str, one: Finding, other: Finding) -> None:
    for pair in ((one, other), (other, one)):
        desk = Desk()
        for place, finding in enumerate(pair):
            desk.hear(finding, START + place * HOUR)
        assert [alert.type for alert in desk.told].count(AlertType.ALERT) == 1, (
            f"{says}: {desk.decisions[-1].candidates}"
        )


@pytest.mark.parametrize(("says", "one", "other"), APART, ids=[case[0] for case in APART])
def test_look_alikes_stay_apart(says: str, one: Finding, other: Finding) -> None:
    for pair in ((one, other), (other, one)):
        desk = Desk()
        for place, finding in enumerate(pair):
            desk.hear(finding, START + place * HOUR)
        assert [alert.type for alert in desk.told] == ["alert", "alert"], (
            f"{says}: {desk.decisions[-1].candidates}"
        )


@pytest.mark.parametrize("paper", ["Gulf Courier", "Village Post", "Harbour Standard", "Lantern Daily"])
def test_of_two_stories_that_would_both_do_the_more_alike_is_taken(paper: str) -> None:
    """Whatever their ids: with four papers either of the two stories' ids comes first in the alphabet."""
    desk = Desk()
    trade = "the trade office said."
    china = p(
        "US to put tariff on imports from China",
        f"Mills and yards of Hebei and Shandong pay a duty, {trade}",
        source=paper,
    )
    steel = p(
        "Duty of 50% on plates, rods and coils",
        "Washington spoke of steel at noon.",
        on="steel",
        source=paper,
    )
    desk.hear(china, START)
    desk.hear(steel, START)
    assert [alert.type for alert in desk.told] == ["alert", "alert"]
    more = p(
        "Mills and yards of Hebei and Shandong pay US duty of 50% on plates and coils",
        f"Steel from China, rods too, pays a duty, {trade}",
        on="steel",
    )
    desk.hear(more, START + HOUR)
    assert desk.told[-1].story_id == desk.told[1].story_id
    assert desk.told[-1].type == "update"


def test_two_watches_never_share_a_story() -> None:
    desk = Desk()
    ref = article("Nvidia and AMD sign a pact", body="The two will share a plant.")
    desk.hear(entity(ref, "nvidia"), START)
    desk.hear(entity(ref, "amd"), START)
    assert len({alert.story_id for alert in desk.told}) == 2


def test_two_articles_of_one_moment_make_one_story_in_either_order() -> None:
    _, one, other = TOGETHER[0]
    stories = set()
    for pair in ((one, other), (other, one)):
        desk = Desk()
        for finding in pair:
            desk.hear(finding, START)
        stories.add(len({alert.story_id for alert in desk.told}))
    assert stories == {1}


def test_a_decision_says_which_stories_were_looked_at_and_why_not() -> None:
    _, one, other = APART[0]
    desk = Desk()
    desk.hear(one, START)
    desk.hear(other, START)
    looked_at = [candidate for candidate in desk.decisions[-1].candidates if not candidate.kept]
    assert looked_at[0].reason == "other_event"
    assert "against: products" in (looked_at[0].detail or "")


def test_a_busy_day_costs_one_finding_no_more_than_a_quiet_one() -> None:
    desk = Desk()
    chance = random.Random(1)
    words = [f"word{number}" for number in range(2000)]
    costs = []
    for place in range(300):
        body = " ".join(chance.sample(words, 40))
        finding = p(f"US acts {place}", body, on=f"good{place}", source="Paper")
        desk.table.reads = desk.table.writes = 0
        desk.hear(finding, START)
        costs.append((desk.table.reads, desk.table.writes))
    assert max(reads for reads, _ in costs) <= 60
    assert max(writes for _, writes in costs) <= 40
    assert max(len(row) for key, row in desk.table.rows.items() if key.startswith("index:")) <= 48 * 64
