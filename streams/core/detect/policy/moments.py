"""Moments: a date as exactly as words give it, and which side of the article's date it lies on."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "week", "month", "year"]
Relation = Literal["past", "today", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression: half-open span of the text, and what it stands for.

    `date` is the first day of the week, month or year that a coarser expression names, or None where the words
    alone do not tell. `relation` compares whole periods: `today` is the period that holds the anchor ("this week").
    `lead` is the word that leads in, in small letters ("since", "from", "effective", "until", "in" ..., or "").
    """

    start: int
    end: int
    date: date | None
    precision: Precision
    relation: Relation
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression stands for, apart from where it is."""

    date: date | None
    precision: Precision
    relation: Relation


def moment(
    day: date | None, precision: Precision, anchor: date | None, *, otherwise: Relation = "unknown"
) -> Moment:
    """A moment at its own precision; `otherwise` is the relation where day or anchor is unknown."""
    if day is None:
        return Moment(None, precision, otherwise)
    first = _first(day, precision)
    if anchor is None:
        return Moment(first, precision, otherwise)
    held = _first(anchor, precision)
    return Moment(first, precision, "today" if first == held else "past" if first < held else "future")


def made(year: int, month: int = 1, day: int = 1) -> date | None:
    """The date, or None for one that is not in the calendar ("Feb 30", "13月5日")."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def shifted(anchor: date | None, unit: str, count: int) -> date | None:
    """`anchor` moved by whole units (day, week, month, quarter, year, decade); None where it leaves the calendar."""
    if anchor is None:
        return None
    if unit in ("day", "week"):
        days = anchor.toordinal() + count * (7 if unit == "week" else 1)
        return date.fromordinal(days) if 1 <= days <= date.max.toordinal() else None
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    total = anchor.year * 12 + anchor.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def nearest(anchor: date | None, month: int, day: int | None = None, *, back: bool = False) -> date | None:
    """The month or day of a month without a year: in the year that brings it nearest to `anchor`.

    `back` leaves out what lies ahead of the anchor.
    """
    if anchor is None:
        return None
    near = [made(year, month, day or 15) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    days = [item for item in near if item is not None and not (back and item.replace(day=day or 1) > anchor)]
    return min(days, key=lambda item: abs(item - anchor)) if days else None


def weekday(anchor: date | None, number: int, *, ahead: bool, weeks: int = 0) -> date | None:
    """The last (or, `ahead`, the next) day with this number (Monday 0), the anchor's own day included."""
    if anchor is None:
        return None
    distance = (number - anchor.weekday()) % 7 if ahead else -((anchor.weekday() - number) % 7)
    return anchor + timedelta(days=distance + 7 * weeks)


def _first(day: date, precision: Precision) -> date:
    if precision == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if precision == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if precision == "year" else day
