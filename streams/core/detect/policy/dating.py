"""What the dates of a sentence say of it: long past, just now, ahead."""

from datetime import date
from typing import Final

from streams.core.detect.policy.dates import find_dates
from streams.core.detect.policy.moments import Found as When
from streams.core.document import Document, Sentence

OLD: Final = frozenset({"date:old"})
FRESH: Final = frozenset({"date:now", "date:ahead"})
FRESH_DAYS: Final = 8
"""Days before the article's date that still count as now."""


def dates_of(sentence: Sentence, end: int, document: Document) -> tuple[When, ...]:
    """Every date expression of a sentence up to `end`, against the article's date."""
    published = document.article.published_at
    return tuple(
        find_dates(
            sentence.text.plain[sentence.start : end], published.date() if published is not None else None
        )
    )


def dated(dates: tuple[When, ...], document: Document) -> tuple[str, ...]:
    """Names of cues: `date:old`, `date:now`, `date:ahead`, and `date:only old`."""
    published = document.article.published_at
    anchor = published.date() if published is not None else None
    found = {_relation(when, anchor) for when in dates} - {""}
    return (*sorted(found), "date:only old") if found == {"date:old"} else tuple(sorted(found))


def placed(
    dates: tuple[When, ...], sentence: Sentence, document: Document
) -> list[tuple[int, int, str, str]]:
    """Each date expression that tells anything: offsets into the field, what it tells, and its leading word.

    Last week is neither now nor long ago.
    """
    published = document.article.published_at
    anchor = published.date() if published is not None else None
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
