"""When: date expressions, resolved against the article's date.

"Imposed in 2018" is background and "from Nov. 10" an effective date, so rules ask for each expression
where it lies and on which side of the article's date.
"""

import re
from datetime import date

from streams.core.detect.policy.dates_en import (
    AT_DIGIT,
    AT_MONTH,
    AT_WEEKDAY,
    LEAD,
    MONTH_WORD,
    STARTS,
    WEEKDAY_WORD,
    Asked,
    Rule,
)
from streams.core.detect.policy.dates_zh import PATTERNS_ZH
from streams.core.detect.policy.moments import Found

# Words that a date may start with: a number, a capital, one of the known small words.
_START = re.compile(r"(?<![\w$.,])(?:[\dA-Z]\w*|(?:" + "|".join(sorted(STARTS)) + r")(?!\w))")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def find_dates(text: str, anchor: date | None) -> list[Found]:
    """Every date expression in `text`, in order; `anchor` is the day that the text was published.

    Without an anchor, what can be told from the words alone is told: "yesterday" is past, its date unknown.
    A weekday is the last one, unless the words before it look ahead ("will ... on Friday").
    """
    found: list[Found] = []
    reached = 0
    for start in _START.finditer(text):
        if start.start() >= reached and (item := _at(text, start.start(), start.group(), anchor)) is not None:
            found.append(item)
            reached = item.end
    return (
        found
        if _HAN.search(text) is None
        else sorted([*found, *_chinese(text, anchor)], key=lambda f: f.start)
    )


def _at(text: str, start: int, word: str, anchor: date | None) -> Found | None:
    """The date expression that starts at a word, if one does."""
    for pattern, read in _rules(word):
        match = pattern.match(text, start)
        if match is not None:
            before = re.split(r"[,;.]\s", text[max(0, start - 48) : start])[-1]
            told = read(Asked(match, before, anchor))
            if told is not None:
                lead = LEAD.search(before)
                name = lead.group(1).lower() if lead else ""
                return Found(start, match.end(), told.date, told.precision, told.relation, name)
    return None


def _rules(word: str) -> tuple[Rule, ...]:
    if word[0].isdigit():
        return AT_DIGIT
    rules = STARTS.get(word.lower(), ())
    # Months and weekdays have a capital wherever they stand, so that "may" and "march" are no dates.
    if rules or not word[0].isupper():
        return rules
    if MONTH_WORD.match(word):
        return AT_MONTH
    return AT_WEEKDAY if WEEKDAY_WORD.match(word) else ()


def _chinese(text: str, anchor: date | None) -> list[Found]:
    found: list[Found] = []
    taken: set[int] = set()
    for pattern, read in PATTERNS_ZH:
        for match in pattern.finditer(text):
            told = read(match, anchor) if taken.isdisjoint(range(*match.span())) else None
            if told is not None:
                taken.update(range(*match.span()))
                lead = "from" if match.group().endswith("起") else ""
                found.append(
                    Found(match.start(), match.end(), told.date, told.precision, told.relation, lead)
                )
    return found
