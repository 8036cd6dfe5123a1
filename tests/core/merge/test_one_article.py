"""Several findings of one article: two measures are two stories, one measure that was read twice is one."""

import pytest

from schemas.finding import PolicyFinding
from tests.core.merge.desk import START, Desk, article, policy

REF = article(
    "A busy day in trade", body="What was decided today, and what was only talked of.", source="Reuters"
)

ONE_MEASURE: tuple[tuple[str, PolicyFinding, PolicyFinding], ...] = (
    ("told again without what it is on", policy(REF, on="steel"), policy(REF, whom="", stage="threatened")),
    (
        "an easing read with the parties the other way round",
        policy(REF, whom="SY", instrument="sanctions", direction="relax"),
        policy(REF, "SY", "", instrument="sanctions", direction="relax"),
    ),
    ("one side of it read as the other", policy(REF, on="steel"), policy(REF, "", "US", on="steel")),
)
TWO_MEASURES: tuple[tuple[str, PolicyFinding, PolicyFinding], ...] = (
    ("on two goods", policy(REF, on="steel"), policy(REF, on="cars")),
    ("on two states", policy(REF, whom="CN"), policy(REF, whom="MX")),
    ("a blow and the answer to it", policy(REF), policy(REF, "CN", "US")),
    ("a duty and a ban", policy(REF), policy(REF, instrument="import_ban")),
    ("a tightening and an easing", policy(REF), policy(REF, direction="relax", stage="suspended")),
)


def alerts(*findings: PolicyFinding) -> int:
    desk = Desk()
    for finding in findings:
        desk.hear(finding, START)
    return [str(alert.type) for alert in desk.told].count("alert")


@pytest.mark.parametrize(("says", "one", "other"), ONE_MEASURE, ids=[case[0] for case in ONE_MEASURE])
def test_one_measure_is_one_story(says: str, one: PolicyFinding, other: PolicyFinding) -> None:
    assert (alerts(one, other), alerts(other, one)) == (1, 1), says


@pytest.mark.parametrize(("says", "one", "other"), TWO_MEASURES, ids=[case[0] for case in TWO_MEASURES])
def test_two_measures_are_two_stories(says: str, one: PolicyFinding, other: PolicyFinding) -> None:
    assert (alerts(one, other), alerts(other, one)) == (2, 2), says
