"""Corrections, kills and rule changes: what rested on the withdrawn article goes, and only that."""

from datetime import timedelta
from typing import Any

from schemas.alert import Earlier
from schemas.finding import PolicyFinding
from streams.core.merge.records import StoryRecord
from streams.core.merge.speak import word_of_withdrawal
from tests.core.merge.desk import RULES, START, Desk, article, entity, gone, policy

HOUR = timedelta(hours=1)
BODY = "Washington put a tariff of 50 percent on steel from China over the output of its mills."


def report(
    source: str = "Reuters", headline: str = "US puts tariff on Chinese steel", **said: Any
) -> PolicyFinding:
    credit = said.pop("credit", None)
    ref = article(headline, body=BODY, source=source, credit=credit)
    return policy(ref, **{"on": "steel", **said})


def corrected(of: PolicyFinding, headline: str, *, version: int = 2, **said: str) -> PolicyFinding:
    at = START + version * HOUR
    ref = article(headline, body=BODY, source=of.article.source, id=of.article.id, version=version, at=at)
    return policy(ref, **{"on": "steel", **said})  # type: ignore[arg-type]


def test_a_correction_is_one_update_that_says_what_changed() -> None:
    desk = Desk()
    first = report()
    desk.hear(first, START)
    second = corrected(first, "US puts tariff on Vietnamese steel", whom="VN")
    desk.hear(second, START + HOUR)
    desk.hear(gone(first, "superseded"), START + HOUR)
    assert desk.said == [("alert", "first_report"), ("update", "corrected")]
    assert [(c.field, c.before, c.after) for c in desk.told[-1].changes] == [("targets", "CN", "VN")]
    assert desk.decisions[-1].reasons == ("replaced",)
    assert desk.told[-1].articles[0].version == 2


def test_a_number_that_changes_in_the_headline_is_a_correction() -> None:
    desk = Desk()
    first = report(headline="US puts 50% tariff on Chinese steel")
    desk.hear(first, START)
    desk.hear(corrected(first, "US puts 25% tariff on Chinese steel"), START + HOUR)
    assert desk.said[-1] == ("update", "corrected")
    assert desk.told[-1].changes[0].field == "headline"


def test_a_polished_headline_is_no_correction() -> None:
    desk = Desk()
    first = report()
    desk.hear(first, START)
    desk.hear(corrected(first, "U.S. puts a tariff on Chinese steel"), START + HOUR)
    desk.hear(gone(first, "superseded"), START + HOUR)
    assert desk.said == [("alert", "first_report")]


def test_a_new_version_that_says_nothing_of_it_takes_it_back() -> None:
    desk = Desk()
    first = report()
    desk.hear(first, START)
    desk.hear(gone(first, "superseded"), START + HOUR)
    assert desk.said == [("alert", "first_report"), ("cancel", "canceled")]


def test_a_kill_cancels_what_nobody_else_carries() -> None:
    desk = Desk()
    first = report()
    desk.hear(first, START)
    desk.hear(gone(first), START + HOUR)
    alert, cancel = desk.told
    assert (cancel.type, cancel.reason, cancel.references) == ("cancel", "canceled", (alert.id,))
    assert cancel.headline == alert.headline
    assert cancel.sources.count == 0


def test_a_cancel_carries_what_was_told_so_that_routes_find_everyone() -> None:
    """It weighs less than the alert it takes back, and its target was corrected on the way."""
    desk = Desk()
    first = report(roles=("nvidia",))
    desk.hear(first, START)
    second = corrected(first, "US puts tariff on Vietnamese steel", whom="VN")
    desk.hear(second, START + HOUR)
    desk.hear(gone(first, "superseded"), START + HOUR)
    desk.hear(gone(second, version=3), START + 2 * HOUR)
    alert, update, cancel = desk.told
    assert alert.earlier == Earlier()
    assert (update.earlier.targets, update.earlier.severity) == (("CN",), alert.severity)
    assert (cancel.earlier.targets, cancel.earlier.stages) == (("CN", "VN"), ("announced",))
    assert [entity.watch_id for entity in cancel.earlier.entities] == ["nvidia"]


def test_a_cancelled_story_is_not_cancelled_again() -> None:
    """Should a member stand that nobody was told of, its kill is no news to those who had the cancel."""
    desk = Desk()
    first = report()
    desk.hear(first, START)
    desk.hear(gone(first), START + HOUR)
    (story,) = (desk.table.get(key) for key in desk.table.rows if key.startswith("story:"))
    assert isinstance(story, StoryRecord)
    word = word_of_withdrawal(story, story.members[0], RULES)
    assert (word.type, word.reason) == (None, "nothing_told")


def test_a_kill_is_an_update_where_another_source_carries_it() -> None:
    desk = Desk()
    first, second = report(), report("Financial Times", "Steel from China hit by US tariff")
    desk.hear(first, START)
    desk.hear(second, START + HOUR)
    desk.hear(gone(first), START + 2 * HOUR)
    assert desk.said[-1] == ("update", "source_withdrawn")
    assert desk.told[-1].sources.names == ("Financial Times",)
    desk.hear(gone(second), START + 3 * HOUR)
    assert desk.said[-1] == ("cancel", "canceled")


def test_only_what_rested_on_the_killed_article_goes() -> None:
    desk = Desk()
    desk.hear(report(), START)
    more = report("Financial Times", "US puts tariff on steel of China and Vietnam", whom="CN, VN")
    desk.hear(more, START + HOUR)
    desk.hear(gone(more), START + 2 * HOUR)
    changes = {change.field: (change.before, change.after) for change in desk.told[-1].changes}
    assert desk.said[-1] == ("update", "source_withdrawn")
    assert changes["targets"] == ("CN, VN", "CN")


def test_a_wire_killed_by_its_agency_takes_its_copies_with_it() -> None:
    desk = Desk()
    wire, copy = report(), report("The Star", credit="Reuters")
    desk.hear(wire, START)
    desk.hear(copy, START + HOUR)
    desk.hear(gone(wire), START + 2 * HOUR)
    assert desk.said == [("alert", "first_report"), ("cancel", "canceled")]
    desk.hear(gone(copy), START + 3 * HOUR)
    late = report("The Straits Times", credit="Reuters")
    desk.hear(late, START + 4 * HOUR)
    assert len(desk.told) == 2, "neither the copy's own kill nor a late copy is news"


def test_the_kill_of_a_copy_that_was_never_told_is_silent() -> None:
    desk = Desk()
    wire, copy = report(), report("The Star", credit="Reuters")
    desk.hear(wire, START)
    desk.hear(copy, START + HOUR)
    desk.hear(gone(copy), START + 2 * HOUR)
    assert desk.said == [("alert", "first_report")]
    assert desk.decisions[-1].reasons == ("nothing_told",)


def test_a_changed_rule_is_told_to_nobody() -> None:
    desk = Desk()
    first = report()
    desk.hear(first, START)
    desk.hear(gone(first, "rule_changed"), START + HOUR)
    assert desk.said == [("alert", "first_report")]


def test_no_cancel_without_an_alert() -> None:
    desk = Desk()
    desk.hear(gone(report()), START)
    assert desk.told == []
    assert desk.decisions[-1].reasons == ("nothing_told",)


def test_an_older_version_that_arrives_late_changes_nothing() -> None:
    desk = Desk()
    first = report()
    desk.hear(corrected(first, "US puts tariff on Vietnamese steel", whom="VN"), START)
    desk.hear(first, START + HOUR)
    assert desk.said == [("alert", "first_report")]
    assert desk.decisions[-1].reasons == ("older_version",)


def test_a_report_that_comes_back_after_its_kill_updates_the_cancelled_story() -> None:
    desk = Desk()
    first = report()
    desk.hear(first, START)
    desk.hear(gone(first), START + HOUR)
    desk.hear(corrected(first, "US puts tariff on Chinese steel", version=3), START + 2 * HOUR)
    assert desk.said[-1] == ("update", "reinstated")
    assert len({alert.story_id for alert in desk.told}) == 1


def test_another_paper_after_a_cancel_reinstates_the_story() -> None:
    desk = Desk()
    first = report()
    desk.hear(first, START)
    desk.hear(gone(first), START + HOUR)
    desk.hear(report("Financial Times", "Steel from China hit by US tariff"), START + 2 * HOUR)
    assert desk.said[-1] == ("update", "reinstated")


def test_a_report_on_another_good_does_not_reinstate_a_cancelled_story() -> None:
    """Detection knows graphite and not tungsten, so only the words tell the two apart."""
    desk = Desk()
    said: dict[str, Any] = {"who": "CN", "whom": "", "instrument": "export_control"}
    graphite = policy(
        article("China to require export licences for graphite", source="Reuters"), on="graphite", **said
    )
    desk.hear(graphite, START)
    desk.hear(gone(graphite), START + HOUR)
    tungsten = article("China to require export licences for tungsten", source="Harbour Standard")
    desk.hear(policy(tungsten, **said), START + 2 * HOUR)
    assert desk.said[2:] == [("alert", "first_report")]


def test_an_article_with_two_measures_is_two_stories_and_both_are_cancelled() -> None:
    desk = Desk()
    ref = article("US puts tariff on Chinese steel and bans sale of drones", body=BODY)
    steel, drones = policy(ref, on="steel"), policy(ref, on="drones", instrument="import_ban")
    desk.hear(steel, START)
    desk.hear(drones, START)
    assert desk.said == [("alert", "first_report")] * 2
    desk.hear(gone(steel), START + HOUR)
    desk.hear(gone(drones), START + HOUR)
    assert desk.said[2:] == [("cancel", "canceled")] * 2


def test_an_entity_story_is_corrected_and_cancelled_too() -> None:
    desk = Desk()
    first = entity(article("Nvidia revenue rises 60%", body="Nvidia reported revenue of $57 billion."))
    desk.hear(first, START)
    ref = article(
        "Nvidia revenue rises 62%",
        body="Nvidia reported revenue of $58 billion.",
        id=first.article.id,
        version=2,
    )
    second = entity(ref.model_copy(update={"received_at": START + HOUR}))
    desk.hear(second, START + HOUR)
    desk.hear(gone(first, "superseded"), START + HOUR, key="nvidia")
    desk.hear(gone(second, version=3), START + 2 * HOUR, key="nvidia")
    assert desk.said == [("alert", "first_report"), ("update", "corrected"), ("cancel", "canceled")]
    assert desk.told[0].entities[0].metadata == {"desk": "chips"}
