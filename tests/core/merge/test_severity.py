"""The table of severities, line by line, and that it orders what it must."""

from typing import Any

import pytest

from schemas.alert import AlertPolicy, Severity
from streams.core.merge.severity import LEVELS, TABLE, Weighed, severity

BASE: dict[str, Any] = {
    "policy": "x", "instrument": "tariff", "direction": "tighten", "stage": "announced", "asserted": "asserted", "actors": ("US",),
}  # fmt: skip


def weighed(*, relevance: int = 0, sources: int = 1, official: bool = False, **fields: Any) -> Weighed:
    return Weighed(
        policy=AlertPolicy(**{**BASE, **fields}), relevance=relevance, sources=sources, official=official
    )


CASES = (
    (
        "a passing word of a firm",
        Weighed(policy=None, relevance=60, sources=1, official=False),
        Severity.MINOR,
    ),
    (
        "a firm in the news everywhere",
        Weighed(policy=None, relevance=90, sources=2, official=False),
        Severity.MODERATE,
    ),
    (
        "a small state weighs a quota",
        weighed(stage="considered", actors=("CL",), instrument="other_trade", direction="relax"),
        Severity.MINOR,
    ),
    ("a great power threatens", weighed(stage="threatened"), Severity.SEVERE),
    ("a great power acts", weighed(), Severity.SEVERE),
    ("a great power acts, and several say so", weighed(sources=2), Severity.EXTREME),
    ("it is denied", weighed(stage="rejected", asserted="denied"), Severity.MODERATE),
)


@pytest.mark.parametrize(("says", "case", "level"), CASES, ids=[case[0] for case in CASES])
def test_severity(says: str, case: Weighed, level: Severity) -> None:
    assert severity(case) is level


def test_every_line_of_the_table_says_what_it_is_and_weighs_something() -> None:
    assert all(rule.says and rule.points for rule in TABLE)
    assert len({rule.says for rule in TABLE}) == len(TABLE)
    assert [bound for bound, _ in LEVELS] == sorted(bound for bound, _ in LEVELS)
