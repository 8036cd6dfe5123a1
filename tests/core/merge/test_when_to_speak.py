"""When merge speaks and when it keeps silent, and why: issue 4, points 2 and 3, as a table."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from schemas.finding import EntityRole, PolicyFinding
from tests.core.merge.desk import START, Desk, article, gone, policy

HOUR = timedelta(hours=1)
Made = Callable[[], PolicyFinding]

STEEL = "Washington said on Monday that steel from China would pay a tariff of 50 percent over the output of its mills."


def first() -> PolicyFinding:
    return policy(
        article("US threatens 50% tariff on Chinese steel", body=STEEL, source="Reuters"),
        on="steel",
        stage="threatened",
    )


def later(headline: str, source: str = "Reuters", body: str = STEEL, **fields: Any) -> Made:
    said = {"on": "steel", "stage": "threatened", **fields}
    return lambda: policy(article(headline, body=body, source=source, at=START + HOUR), **said)


CASES: tuple[tuple[str, Made, tuple[str, str] | None, str], ...] = (
    (
        "a paper's copy of the agency's wire is silent",
        lambda: policy(
            article(
                "US threatens 50% tariff on Chinese steel", body=STEEL, source="The Star", credit="Reuters"
            ),
            on="steel",
            stage="threatened",
        ),
        None,
        "wire_copy",
    ),
    (
        "a second report of the same agency is silent",
        later("50% US tariff hangs over China's steel"),
        None,
        "wire_copy",
    ),
    (
        "another paper's own report is told once",
        later("Steel from China may pay 50% in US", "Financial Times"),
        ("update", "second_source"),
        "second_source",
    ),
    (
        "an aggregator is no second source",
        later(
            "Chinese mills face 50% US duty",
            "Yahoo",
            "America may tax steel of China at 50 percent, it is said.",
        ),
        None,
        "repeat",
    ),
    (
        "the stage moves on",
        later("US imposes 50% tariff on Chinese steel", stage="announced"),
        ("update", "stage_changed"),
        "stage_changed",
    ),
    (
        "a report of an earlier stage is silent",
        later("US weighs tariff of 50% on steel of China", stage="considered"),
        None,
        "wire_copy",
    ),
    (
        "the direction turns",
        later("US drops 50% tariff on Chinese steel", stage="removed", direction="relax"),
        ("update", "direction_changed"),
        "direction_changed",
    ),
    (
        "a new target",
        later("US threatens 50% tariff on steel of China and Vietnam", whom="CN, VN"),
        ("update", "target_added"),
        "target_added",
    ),
    (
        "a new product",
        later("US threatens 50% tariff on Chinese steel and aluminium", on="steel, aluminium"),
        ("update", "target_added"),
        "target_added",
    ),
    (
        "a wider name of the product is nothing new",
        later("US threatens 50% tariff on Chinese goods of steel", on="steel, goods"),
        None,
        "wire_copy",
    ),
    (
        "an effective date",
        later("US tariff of 50% on Chinese steel to start on April 1", effective="2026-04-01"),
        ("update", "date_set"),
        "date_set",
    ),
    (
        "a denial of what was told",
        later("White House denies 50% tariff on Chinese steel", stage="rejected", asserted="denied"),
        ("update", "denied"),
        "denied",
    ),
    (
        "official confirmation",
        later("Notice of intended duties on steel of China", "USTR"),
        ("update", "officially_confirmed"),
        "officially_confirmed",
    ),
)


@pytest.mark.parametrize(("says", "make", "told", "why"), CASES, ids=[case[0] for case in CASES])
def test_after_a_first_report(says: str, make: Made, told: tuple[str, str] | None, why: str) -> None:
    desk = Desk()
    desk.hear(first(), START)
    step = desk.hear(make(), START + HOUR)
    assert desk.said == [("alert", "first_report"), *([told] if told else [])], says
    assert [str(reason) for reason in step.reasons] == [why], says
    assert desk.decisions[-1].reasons == (why,), "every yes and every no is a decision"


UNHEARD: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "an older measure, told as background",
        {"currency": "background", "alertable": False, "reason": "background"},
        "background",
    ),
    ("background, whatever else is said of it", {"currency": "background"}, "background"),
    ("an if", {"currency": "hypothetical", "alertable": False, "reason": "hypothetical"}, "hypothetical"),
    ("below the relevance asked for", {"alertable": False, "reason": "low_relevance"}, "low_relevance"),
    ("for a reason that is not known here", {"alertable": False, "reason": "of_tomorrow"}, "not_alertable"),
)


@pytest.mark.parametrize(("says", "fields", "why"), UNHEARD, ids=[case[0] for case in UNHEARD])
def test_what_is_no_news_by_itself_opens_no_story_and_feeds_none(
    says: str, fields: dict[str, Any], why: str
) -> None:
    """Without a story it opens none; beside one that it would fit it changes nothing, not even a later correction."""
    report = later("US imposes 50% tariff on Chinese steel", "Financial Times", stage="announced", **fields)()
    desk = Desk()
    desk.hear(report, START)
    assert (desk.told, desk.table.rows) == ([], {}), says
    desk.hear(first(), START)
    rows = dict(desk.table.rows)
    desk.hear(report, START + HOUR)
    desk.hear(gone(report), START + HOUR)
    assert (desk.said, desk.table.rows) == ([("alert", "first_report")], rows), says
    assert [decision.reasons for decision in desk.decisions[-2:]] == [(why,), ("nothing_told",)], says


def test_an_update_names_each_change_before_and_after() -> None:
    desk = Desk()
    desk.hear(first(), START)
    desk.hear(
        later("US imposes tariff on steel of China and Vietnam", stage="announced", whom="CN, VN")(),
        START + HOUR,
    )
    assert [(c.field, c.before, c.after) for c in desk.told[-1].changes] == [
        ("stage", "threatened", "announced"),
        ("targets", "CN", "CN, VN"),
    ]


def test_the_second_source_is_told_once() -> None:
    desk = Desk()
    desk.hear(first(), START)
    for paper in ("Financial Times", "Nikkei Asia", "BBC News"):
        desk.hear(later(f"Steel from China may pay 50% in US, {paper} learns", paper)(), START + HOUR)
    assert desk.said == [("alert", "first_report"), ("update", "second_source")]


def test_a_second_source_with_news_is_one_update_that_names_both() -> None:
    desk = Desk()
    desk.hear(first(), START)
    desk.hear(later("US puts 50% on Chinese steel", "Financial Times", stage="announced")(), START + HOUR)
    assert desk.said[1:] == [("update", "stage_changed")]
    assert [change.field for change in desk.told[-1].changes] == ["stage", "sources"]


def test_the_same_finding_twice_is_told_once() -> None:
    desk = Desk()
    desk.hear(first(), START)
    desk.hear(first(), START + HOUR)
    assert desk.said == [("alert", "first_report")]
    assert desk.decisions[-1].reasons == ("already_seen",)


def test_the_chain_of_alerts_refers_back_and_loses_novelty() -> None:
    desk = Desk()
    desk.hear(first(), START)
    desk.hear(later("Steel from China may pay 50% in US", "Financial Times")(), START + HOUR)
    desk.hear(later("US imposes 50% tariff on Chinese steel", stage="announced")(), START + 2 * HOUR)
    one, two, three = desk.told
    assert (one.sequence, two.sequence, three.sequence) == (1, 2, 3)
    assert (one.novelty, two.novelty, three.novelty) == (100, 75, 56)
    assert (one.references, two.references, three.references) == ((), (one.id,), (one.id, two.id))
    assert (one.elapsed_s, three.elapsed_s) == (0, 7200)
    assert len({alert.story_id for alert in desk.told}) == 1


def test_what_a_watch_carries_along_goes_with_its_part_in_a_measure() -> None:
    desk = Desk()
    role = EntityRole(
        watch_id="nvidia",
        name="Nvidia",
        relevance=80,
        tickers=("NVDA",),
        metadata={"sector": "semiconductors"},
    )
    desk.hear(first().model_copy(update={"entities": (role,)}), START)
    (told,) = desk.told[0].entities
    assert (told.tickers, told.metadata) == (("NVDA",), {"sector": "semiconductors"})


def test_the_best_copy_stands_in_the_alert() -> None:
    desk = Desk()
    desk.hear(policy(article("FLASH: steel tariff", source="Yahoo"), on="steel"), START)
    full = article(
        "US puts tariff of 50% on Chinese steel", body=STEEL * 8, source="Reuters", at=START + HOUR
    )
    desk.hear(policy(full, on="steel"), START + HOUR)
    official = article(
        "Notice of duties on steel", body=STEEL, source="Federal Register", at=START + 2 * HOUR
    )
    desk.hear(policy(official, on="steel"), START + 2 * HOUR)
    assert desk.told[-1].headline == "Notice of duties on steel"
    assert desk.told[-1].articles[0].id == official.id
    assert desk.told[-1].evidence[0].text == official.headline
