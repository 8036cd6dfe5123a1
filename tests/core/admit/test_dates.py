"""Dates of one reading are read, all others count as missing; and which date an article is of."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.article import Article
from streams.core.admit import effective_date
from streams.core.admit.dates import read_date
from streams.core.reasons import Reason

DAY = datetime(2025, 5, 14, tzinfo=UTC)
MOMENT = datetime(2025, 5, 14, 14, 37, 7, tzinfo=UTC)

READ: list[tuple[str, Any, datetime | None]] = [
    ("ISO with Z", "2025-05-14T14:37:07Z", MOMENT),
    ("ISO with a zone", "2025-05-14T16:37:07+02:00", MOMENT),
    ("ISO with a zone in digits", "2025-05-14T16:37:07+0200", MOMENT),
    ("ISO without a zone is UTC", "2025-05-14T14:37:07", MOMENT),
    ("a space for the T", "2025-05-14 14:37:07", MOMENT),
    ("a space before the zone", "2025-05-14 16:37:07 +0200", MOMENT),
    ("UTC in letters", "2025-05-14 14:37:07 UTC", MOMENT),
    ("a fraction of a second", "2025-05-14T14:37:07.000000123Z", MOMENT),
    ("a day", "2025-05-14", DAY),
    ("a day in digits", "20250514", DAY),
    ("the form of feeds", "Wed, 14 May 2025 14:37:07 GMT", MOMENT),
    ("the form of mail with a zone", "14 May 2025 16:37:07 +0200", MOMENT),
    ("space around it", " 2025-05-14 ", DAY),
    ("nothing", "", None),
    ("space", "          ", None),
    ("a wire's form of the eighties", "1-JUN-1987 01:33:45.10", None),
    ("day or month first, who knows", "05/06/2025", None),
    ("a year", "2025", None),
    ("a week", "2025-W20-3", None),
    ("year 0", "0000-00-00T00:00:00Z", None),
    ("a day that is none", "2025-02-30", None),
    ("a month that is none", "Wed, 14 Foo 2025 14:37:07 GMT", None),
    ("before the first moment", "0001-01-01T00:00:00+14:00", None),
    ("after the last", "9999-12-31T23:59:59-14:00", None),
    ("digits of another script", "２０２５-05-14", None),
    ("a number", 1747233427, None),
    ("a list", ["2025-05-14"], None),
    ("endless", "2" * 100_000, None),
]


@pytest.mark.parametrize(("value", "expected"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_read_date(value: Any, expected: datetime | None) -> None:
    assert read_date(value) == expected


ARRIVED = MOMENT
DATED = [
    ("published", {"published_at": DAY, "updated_at": MOMENT}, DAY, None),
    ("only updated", {"updated_at": DAY}, DAY, None),
    ("undated", {}, ARRIVED, Reason.MISSING_DATE),
    ("a clock a little ahead is believed", {"published_at": MOMENT + timedelta(minutes=4)},
     MOMENT + timedelta(minutes=4), None),
    ("a date far ahead is not", {"published_at": MOMENT + timedelta(minutes=6)}, ARRIVED, Reason.FUTURE_DATE),
    ("nor the last day", {"published_at": datetime.max.replace(tzinfo=UTC)}, ARRIVED, Reason.FUTURE_DATE),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected", "reason"), [case[1:] for case in DATED], ids=[case[0] for case in DATED]
)
def test_effective_date(fields: dict[str, Any], expected: datetime, reason: Reason | None) -> None:
    assert effective_date(Article(id="a", **fields), ARRIVED) == (expected, reason)
