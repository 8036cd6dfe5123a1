"""When, in Chinese: "7月1日起", "去年", "两年前"; simplified characters, ASCII or Chinese numerals."""

import re
from collections.abc import Callable
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

_DIGITS: Final = {
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "十": 10, "数": 3, "几": 3,
}  # fmt: skip
_COUNT = r"(?P<count>\d{1,3}|[一二两三四五六七八九十数几])"
_WORDS: Final[dict[str, tuple[str, int, Relation]]] = {
    "今天": ("day", 0, "today"), "今日": ("day", 0, "today"), "今晨": ("day", 0, "today"), "今晚": ("day", 0, "today"),
    "即日": ("day", 0, "today"), "昨天": ("day", -1, "past"), "昨日": ("day", -1, "past"), "昨晚": ("day", -1, "past"),
    "前天": ("day", -2, "past"), "明天": ("day", 1, "future"), "明日": ("day", 1, "future"),
    "本周": ("week", 0, "today"), "上周": ("week", -1, "past"), "下周": ("week", 1, "future"),
    "本月": ("month", 0, "today"), "上月": ("month", -1, "past"), "上个月": ("month", -1, "past"),
    "下月": ("month", 1, "future"), "下个月": ("month", 1, "future"),
    "今年": ("year", 0, "today"), "去年": ("year", -1, "past"), "前年": ("year", -2, "past"),
    "明年": ("year", 1, "future"),
}  # fmt: skip


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _DIGITS[word]


def _full(match: re.Match[str], anchor: date | None) -> Moment | None:
    day = made(int(match["year"]), int(match["month"]), int(match["day"]))
    return moment(day, "day", anchor) if day else None


def _month_of_year(match: re.Match[str], anchor: date | None) -> Moment | None:
    month = made(int(match["year"]), int(match["month"]))
    return moment(month, "month", anchor) if month else None


def _day_of_month(match: re.Match[str], anchor: date | None) -> Moment | None:
    month, day = int(match["month"]), int(match["day"])
    if made(2024, month, day) is None:
        return None
    return moment(nearest(anchor, month, day), "day", anchor)


def _month_of_word(match: re.Match[str], anchor: date | None) -> Moment | None:
    """去年10月: the month in the year that the word names."""
    _, step, told = _WORDS[match["word"]]
    month = made(anchor.year + step, int(match["month"])) if anchor else None
    return moment(month, "month", anchor, otherwise=told)


def _month_alone(match: re.Match[str], anchor: date | None) -> Moment | None:
    month = int(match["month"])
    return moment(nearest(anchor, month), "month", anchor) if 1 <= month <= 12 else None


def _day_alone(match: re.Match[str], anchor: date | None) -> Moment | None:
    """3日: of the article's month, or of the month before where that day has not come yet."""
    number = int(match["day"])
    if anchor is None:
        return Moment(None, "day", "unknown") if 1 <= number <= 31 else None
    day = made(anchor.year, anchor.month, number)
    if day is not None and day > anchor and (day - anchor).days > 15:
        earlier = shifted(anchor, "month", -1)
        day = made(earlier.year, earlier.month, number) if earlier else None
    return moment(day, "day", anchor) if day else None


def _word(match: re.Match[str], anchor: date | None) -> Moment | None:
    unit, step, told = _WORDS[match["word"]]
    precisions: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}
    return moment(shifted(anchor, unit, step), precisions[unit], anchor, otherwise=told)


def _weekday(match: re.Match[str], anchor: date | None) -> Moment | None:
    which = match["which"] or ""
    number = "一二三四五六日天".index(match["name"]) % 7 if match["name"] != "天" else 6
    day = weekday(anchor, number, ahead=which in ("下", "本"))
    if (
        which == "上"
        and day is not None
        and anchor is not None
        and day.isocalendar()[:2] == anchor.isocalendar()[:2]
    ):
        day = shifted(day, "week", -1)
    if (
        which == "下"
        and day is not None
        and anchor is not None
        and day.isocalendar()[:2] == anchor.isocalendar()[:2]
    ):
        day = shifted(day, "week", 1)
    return moment(day, "day", anchor)


def _distance(match: re.Match[str], anchor: date | None) -> Moment | None:
    units = {"天": "day", "日": "day", "周": "week", "月": "month", "年": "year"}
    precisions: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}
    unit = units[match["unit"]]
    told: Relation = "past" if match["way"] == "前" else "future"
    day = shifted(anchor, unit, _number(match["count"]) * (-1 if told == "past" else 1))
    return Moment(moment(day, precisions[unit], anchor).date, precisions[unit], told)


def _year_alone(match: re.Match[str], anchor: date | None) -> Moment | None:
    return moment(made(int(match["year"])), "year", anchor)


def _recent(_match: re.Match[str], anchor: date | None) -> Moment | None:
    return Moment(anchor, "week", "today")


Reader = Callable[[re.Match[str], date | None], Moment | None]

_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)年"
_MONTH = r"(?P<month>\d{1,2})月"
_DAY = r"(?P<day>\d{1,2})[日号]"
# In order of trust: what an earlier pattern has taken, a later one leaves alone.
PATTERNS_ZH: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = (
    (re.compile(_YEAR + _MONTH + _DAY + "起?"), _full),
    (re.compile(_YEAR + _MONTH + "起?"), _month_of_year),
    (re.compile(r"(?<!\d)" + _MONTH + _DAY + "起?"), _day_of_month),
    (re.compile(r"(?P<word>去年|今年|明年|前年)" + _MONTH + "起?"), _month_of_word),
    (re.compile(r"(?P<which>[上本下])?(?:周|星期)(?P<name>[一二三四五六日天])起?"), _weekday),
    (re.compile("(?P<word>" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")起?"), _word),
    (re.compile(_COUNT + "个?(?P<unit>[天日周月年])(?P<way>[前后])"), _distance),
    (re.compile(r"近日|日前|近期"), _recent),
    (re.compile(r"(?<!\d)" + _MONTH + "份?起?"), _month_alone),
    (re.compile(r"(?<!\d)" + _DAY + "起?(?!内|均)"), _day_alone),
    (re.compile(_YEAR + "起?"), _year_alone),
)
