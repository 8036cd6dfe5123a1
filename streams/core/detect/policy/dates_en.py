"""When, in English: what may stand at a word that starts a date expression, and how it is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from streams.core.detect.policy.moments import (
    Moment,
    Precision,
    Relation,
    made,
    moment,
    nearest,
    shifted,
    weekday,
)

_MONTHS: Final[list[str]] = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_DAYS: Final[list[str]] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3}

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Weds?|Thur?s?|Fri)\.?)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + ")"
_UNIT = r"(?P<unit>day|week|month|quarter|year|decade)"

LEAD: Final = re.compile(
    r"\b(since|from|effective|starting|beginning|until|till|by|before|after|in|on|through|as of|ahead of|during|of)"
    r"\s+(?:(?:the|late|early|mid|end of|start of|fiscal|about|around|on|as of|from|last|next|this)\s+){0,3}$",
    re.IGNORECASE,
)
# A bare month or year counts only behind one of these: "2018 firms", "may" and "march" are no dates.
_DATED = re.compile(
    r"(?:\b(?:in|since|from|of|by|until|till|through|during|early|late|mid|the|fiscal|before|after|effective|starting"
    r"|beginning|end|last|next|this|between|to)\s+|\b(?:mid|early|late)-)$",
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?:Act|Law|Code|Order|Agreement|Accord)\s+of\s+$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|set to|due|scheduled|plans? to|to be)\b"
    # "Poultry from Brazil on Monday": a small word looks ahead only right before the day.
    r"|\b(?:effective|from|starting|beginning|by|until|next|coming)\s+(?:on\s+|the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A match with the words before it in its clause, and the article's date."""

    match: re.Match[str]
    before: str
    anchor: date | None

    def __getitem__(self, group: str) -> str:
        return (self.match.group(group) or "").lower()

    @property
    def back(self) -> bool:
        """Whether the words before it look back only ("since April", "last October")."""
        return self.before.lower().endswith(("since ", "last ", "since last "))


def _month_number(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


_PRECISION: Final[dict[str, Precision]] = {"day": "day", "week": "week", "month": "month", "quarter": "month"}


def _precision(unit: str) -> Precision:
    return _PRECISION.get(unit, "year")


def _full(asked: Asked) -> Moment | None:
    year = int(asked["year"])
    number = int(asked["month"]) if asked["month"].isdigit() else _month_number(asked["month"])
    day = made(year, number, int(asked["day"]))
    return moment(day, "day", asked.anchor) if day else None


def _day_of_month(asked: Asked) -> Moment | None:
    month, number = _month_number(asked["month"]), int(asked["day"])
    if made(2024, month, number) is None:
        return None
    return moment(nearest(asked.anchor, month, number, back=asked.back), "day", asked.anchor)


def _month_of_year(asked: Asked) -> Moment | None:
    return moment(made(int(asked["year"]), _month_number(asked["month"])), "month", asked.anchor)


def _month_alone(asked: Asked) -> Moment | None:
    if not _DATED.search(asked.before):
        return None
    return moment(
        nearest(asked.anchor, _month_number(asked["month"]), back=asked.back), "month", asked.anchor
    )


def _weekday(asked: Asked) -> Moment | None:
    ahead = asked["which"] in ("next", "coming") or (not asked["which"] and bool(_AHEAD.search(asked.before)))
    number = _DAYS.index(asked["name"][:3])
    day = weekday(asked.anchor, number, ahead=ahead)
    if day is not None and day == asked.anchor and asked["which"] in ("last", "past", "next", "coming"):
        day = shifted(day, "week", 1 if ahead else -1)
    return moment(day, "day", asked.anchor)


def _word(asked: Asked) -> Moment | None:
    steps = {"yesterday": -1, "overnight": 0, "today": 0, "tonight": 0, "tomorrow": 1}
    step = steps[asked["word"]]
    told: Relation = "today" if step == 0 else "past" if step < 0 else "future"
    return moment(shifted(asked.anchor, "day", step), "day", asked.anchor, otherwise=told)


def _period(asked: Asked) -> Moment | None:
    """This week, last month, the next two years, earlier this year."""
    unit, which = asked["unit"], asked["which"]
    back = which in ("last", "past", "previous", "recent")
    step = 0 if which in ("this", "current") else -1 if back else 1
    count = _count(asked["count"]) if asked["count"] else 1
    told: Relation = "today" if step == 0 else "past" if step < 0 else "future"
    if asked["part"]:
        told = "past" if asked["part"] == "earlier" else "future"
    resolved = moment(
        shifted(asked.anchor, unit, step * count), _precision(unit), asked.anchor, otherwise=told
    )
    # A period of the past or to come is told so by its words, whatever the calendar makes of a rounded span.
    return Moment(resolved.date, resolved.precision, told)


def _distance(sign: int) -> Callable[[Asked], Moment | None]:
    def read(asked: Asked) -> Moment | None:
        unit = asked["unit"]
        day = shifted(asked.anchor, unit, sign * _count(asked["count"]))
        told: Relation = "past" if sign < 0 else "future"
        return Moment(moment(day, _precision(unit), asked.anchor).date, _precision(unit), told)

    return read


def _year_alone(asked: Asked) -> Moment | None:
    if not _DATED.search(asked.before) or _LAW.search(asked.before):
        return None
    return moment(made(int(asked["year"])), "year", asked.anchor)


Rule = tuple[re.Pattern[str], Callable[[Asked], Moment | None]]


def _rule(source: str, read: Callable[[Asked], Moment | None]) -> Rule:
    return re.compile(r"(?:" + source + r")(?![\w%]|,\d|\.\d)", re.IGNORECASE), read


# "Ten years ago today" is one date, and it is not today.
_AGO = r"s?\s+(?:ago|earlier)(?:\s+(?:today|this\s+(?:day|week|month)))?"
_WHICH = r"(?P<which>this|last|next|past|previous|coming|recent|current)\s+"
# What may stand at a word that starts so, in order of trust.
AT_DIGIT: Final = (
    _rule(_YEAR + r"-(?P<month>\d\d)-(?P<day>\d\d)", _full),
    _rule(_DAY + r"\s+(?:of\s+)?" + _MONTH + r",?\s+" + _YEAR, _full),
    _rule(_DAY + r"\s+(?:of\s+)?" + _MONTH, _day_of_month),
    _rule(_COUNT + r"\s+" + _UNIT + _AGO, _distance(-1)),
    _rule(_YEAR, _year_alone),
)
AT_MONTH: Final = (
    _rule(_MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR, _full),
    _rule(_MONTH + r",?\s+" + _YEAR, _month_of_year),
    _rule(_MONTH + r"\s+" + _DAY, _day_of_month),
    _rule(_MONTH, _month_alone),
)
AT_WEEKDAY: Final = (_rule(r"(?P<which>)" + _WEEKDAY, _weekday),)
_AT_WHICH: Final = (
    _rule(r"(?P<which>last|next|this|coming|past)\s+" + _WEEKDAY, _weekday),
    _rule(r"(?:(?P<part>earlier|later)\s+)?" + _WHICH + r"(?:" + _COUNT + r"\s+)?" + _UNIT + r"s?", _period),
)
_AT_COUNT: Final = (_rule(_COUNT + r"\s+(?:of\s+)?" + _UNIT + _AGO, _distance(-1)),)
_AT_UNIT: Final = (_rule(r"(?P<count>)" + _UNIT + r"s\s+ago(?:\s+today)?", _distance(-1)),)
_AT_IN: Final = (
    _rule(r"(?:in|within)\s+(?:the\s+next\s+)?" + _COUNT + r"\s+(?:more\s+)?" + _UNIT + r"s?", _distance(1)),
)
_AT_WORD: Final = (_rule(r"(?P<word>yesterday|overnight|today|tonight|tomorrow)", _word),)
STARTS: Final[dict[str, tuple[Rule, ...]]] = {
    **dict.fromkeys(_NUMBERS, _AT_COUNT),
    **dict.fromkeys(("this", "last", "next", "past", "previous", "coming", "recent", "current"), _AT_WHICH),
    **dict.fromkeys(("earlier", "later"), _AT_WHICH),
    **dict.fromkeys(("days", "weeks", "months", "quarters", "years", "decades"), _AT_UNIT),
    **dict.fromkeys(("in", "within"), _AT_IN),
    **dict.fromkeys(("yesterday", "overnight", "today", "tonight", "tomorrow"), _AT_WORD),
}
MONTH_WORD: Final = re.compile(_MONTH, re.IGNORECASE)
WEEKDAY_WORD: Final = re.compile(_WEEKDAY, re.IGNORECASE)
