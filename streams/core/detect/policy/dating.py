"""What the dates of a sentence say of it: long past, just now, ahead."""

import re
from datetime import date
from typing import Final

from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.moments import Found as When
from streams.core.document import Document, Sentence

OLD: Final = frozenset({"date:old"})
FRESH: Final = frozenset({"date:now", "date:ahead"})
_HEAD: Final = 120
_DATELINE: Final = re.compile(
    r"\s*[A-Z][A-Z .'/-]{1,40}(?:, [A-Z][A-Za-z.]{1,20})?,\s+(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2})\s*"
    r"(?:\([^()\n]{2,30}\)\s*)?(?:-|\u2013|\u2014)"
)
_BEFORE: Final = 14
"""Days that a dateline may lie before the day of publication: an older one is of another text."""
FRESH_DAYS: Final = 8
"""Days before the article's date that still count as now."""


def anchor_of(document: Document) -> date | None:
    """The day that "today" and "on Wednesday" are said on: the dateline's, where it lies by the day of publication.

    "TOKYO, Nov 19" is the 19th in Tokyo, though it is still the 18th by the clock that stamped the article.
    """
    published = document.article.published_at
    if published is None:
        return None
    line = _DATELINE.match(document.body.plain[:_HEAD])
    written = next(iter(find_dates(line.group("day"), published.date())), None) if line is not None else None
    if written is None or written.date is None:
        return published.date()
    late = (written.date - published.date()).days
    return written.date if -_BEFORE <= late <= 1 else published.date()


def dates_of(sentence: Sentence, end: int, document: Document) -> tuple[When, ...]:
    """Every date expression of a sentence up to `end`, against the article's date."""
    return tuple(find_dates(sentence.text.plain[sentence.start : end], anchor_of(document)))


def dated(dates: tuple[When, ...], document: Document) -> tuple[str, ...]:
    """Names of cues: `date:old`, `date:now`, `date:ahead`, and `date:only old`."""
    anchor = anchor_of(document)
    found = {_relation(when, anchor) for when in dates} - {""}
    return (*sorted(found), "date:only old") if found == {"date:old"} else tuple(sorted(found))


def placed(
    dates: tuple[When, ...], sentence: Sentence, document: Document
) -> list[tuple[int, int, str, str]]:
    """Each date expression that tells anything: offsets into the field, what it tells, and its leading word.

    Last week is neither now nor long ago.
    """
    anchor = anchor_of(document)
    return [
        (sentence.start + when.start, sentence.start + when.end, says, when.lead)
        for when in dates
        if (says := _relation(when, anchor)) and not (says in OLD and when.precision == "week")
    ]


def _relation(when: When, anchor: date | None) -> str:
    if when.relation == "future" or when.lead in ("from", "effective", "starting", "beginning"):
        return "date:ahead"
    if when.relation == "today":
        return "date:now"
    if when.relation == "unknown":
        if when.lead in ("by", "until", "till", "through"):
            return "date:ahead"
        return "date:old" if when.precision in ("month", "year") else ""
    if when.precision == "day" and (
        anchor is None or when.date is None or (anchor - when.date).days <= FRESH_DAYS
    ):
        return "date:now"
    return "date:old"
