"""When: date expressions resolved against an article of Thursday, 16 October 2025."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.detect.policy.dates import find_dates

THURSDAY = date(2025, 10, 16)

ENGLISH = {
    "a weekday is the last one": ("said on Wednesday", "Wednesday", "2025-10-15", "day", "past", "on"),
    "a weekday ahead of which somebody will act is the next one": (
        "will start on Friday", "Friday", "2025-10-17", "day", "future", "on",
    ),
    "the article's own weekday is today": ("said on Thursday", "Thursday", "2025-10-16", "day", "today", "on"),
    "last Thursday is a week ago on a Thursday": ("last Thursday", "last Thursday", "2025-10-09", "day", "past", ""),
    "next Thursday is a week ahead on a Thursday": (
        "next Thursday", "next Thursday", "2025-10-23", "day", "future", "",
    ),
    "yesterday": ("cut yesterday", "yesterday", "2025-10-15", "day", "past", ""),
    "today": ("cut today", "today", "2025-10-16", "day", "today", ""),
    "a day of a month is the nearest one": ("on May 19", "May 19", "2025-05-19", "day", "past", "on"),
    "the nearest one may lie in the next year": ("from January 1", "January 1", "2026-01-01", "day", "future", "from"),
    "an effective date keeps its lead": ("effective Nov. 10", "Nov. 10", "2025-11-10", "day", "future", "effective"),
    "a full date": ("on 10 November 2023,", "10 November 2023", "2023-11-10", "day", "past", "on"),
    "a full date in the American order": ("by April 3, 2026", "April 3, 2026", "2026-04-03", "day", "future", "by"),
    "an ISO date": ("dated 2025-11-01", "2025-11-01", "2025-11-01", "day", "future", ""),
    "a month of a year": ("in March 2018", "March 2018", "2018-03-01", "month", "past", "in"),
    "a month behind a preposition": ("since April", "April", "2025-04-01", "month", "past", "since"),
    "a year behind since": ("since 2018", "2018", "2018-01-01", "year", "past", "since"),
    "a year before a noun": ("under the 2022 curbs", "2022", "2022-01-01", "year", "past", ""),
    "last month": ("last month", "last month", "2025-09-01", "month", "past", ""),
    "next week": ("next week", "next week", "2025-10-20", "week", "future", ""),
    "this week is the present": ("this week", "this week", "2025-10-13", "week", "today", ""),
    "earlier this year is past": ("earlier this year", "earlier this year", "2025-01-01", "year", "past", ""),
    "years ago in words": ("two years ago", "two years ago", "2023-01-01", "year", "past", ""),
    "months ago in figures": ("3 months ago", "3 months ago", "2025-07-01", "month", "past", ""),
    "a time to come": ("ends in 90 days", "in 90 days", "2026-01-14", "day", "future", ""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "day", "precision", "relation", "lead"), ENGLISH.values(), ids=ENGLISH.keys()
)
def test_english(text: str, words: str, day: str, precision: str, relation: str, lead: str) -> None:
    [found] = find_dates(text, THURSDAY)
    assert (text[found.start : found.end], str(found.date)) == (words, day)
    assert (found.precision, found.relation, found.lead) == (precision, relation, lead)


CHINESE = {
    "a day from which it holds": ("7月1日起实施", "7月1日起", "2025-07-01", "day", "past", "from"),
    "a full date": ("2026年1月1日起", "2026年1月1日起", "2026-01-01", "day", "future", "from"),
    "a day of the article's month": ("商务部14日宣布", "14日", "2025-10-14", "day", "past", ""),
    "a month of last year": ("去年10月出台", "去年10月", "2024-10-01", "month", "past", ""),
    "years ago": ("两年前出台", "两年前", "2023-01-01", "year", "past", ""),
    "from today": ("即日起生效", "即日起", "2025-10-16", "day", "today", "from"),
    "next Monday": ("下周一公布", "下周一", "2025-10-20", "day", "future", ""),
    "a year": ("2018年以来", "2018年", "2018-01-01", "year", "past", ""),
}


@pytest.mark.parametrize(
    ("text", "words", "day", "precision", "relation", "lead"), CHINESE.values(), ids=CHINESE.keys()
)
def test_chinese(text: str, words: str, day: str, precision: str, relation: str, lead: str) -> None:
    [found] = find_dates(text, THURSDAY)
    assert (text[found.start : found.end], str(found.date)) == (words, day)
    assert (found.precision, found.relation, found.lead) == (precision, relation, lead)


NOTHING = {
    "a verb that looks like a month": "they may march on",
    "a modal with a capital": "May be cut, officials say",
    "a number of things": "2018 firms were hit",
    "money": "worth $2000 or 2,018 euros",
    "a day that is not in the calendar": "on February 30, 2025",
    "the year of a law": "under the Trade Expansion Act of 1962",
    "a Chinese month that is not in the calendar": "13月份",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_no_date(text: str) -> None:
    assert [
        text[found.start : found.end] for found in find_dates(text, THURSDAY) if found.precision == "day"
    ] == []
    assert all(found.precision == "month" for found in find_dates(text, THURSDAY))


WITHOUT_ANCHOR = {
    "yesterday is past all the same": ("yesterday", None, "past"),
    "next week is to come all the same": ("next week", None, "future"),
    "two years ago is past all the same": ("two years ago", None, "past"),
    "a weekday is unknown": ("on Wednesday", None, "unknown"),
    "a year keeps its date, on an unknown side": ("in 2022", date(2022, 1, 1), "unknown"),
    "a day without a year has no date": ("May 19", None, "unknown"),
    "去年 is past all the same": ("去年", None, "past"),
}


@pytest.mark.parametrize(("text", "day", "relation"), WITHOUT_ANCHOR.values(), ids=WITHOUT_ANCHOR.keys())
def test_without_anchor(text: str, day: date | None, relation: str) -> None:
    [found] = find_dates(text, None)
    assert (found.date, found.relation) == (day, relation)


@given(st.text(alphabet="0123456789 月日年周前个MayOctlastin-.,星期一", max_size=60), st.none() | st.dates())
def test_any_text_gives_ordered_spans_without_overlap(text: str, anchor: date | None) -> None:
    found = find_dates(text, anchor)
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_time_grows_with_the_text_and_no_faster() -> None:
    short, long = ("last next May 2018-" * n + "7月1日去年" * n for n in (1_000, 8_000))
    spent = []
    for text in (short, long):
        started = time.perf_counter()
        find_dates(text, THURSDAY)
        spent.append(time.perf_counter() - started)
    assert spent[1] < spent[0] * 8 * 4
