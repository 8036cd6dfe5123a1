"""Dates as publishers write them, and which date an article counts as being of.

Only what has one reading is read: ISO 8601 with or without a zone (then UTC), and the form of mail and RSS.
Everything else counts as missing, with a warning, because a date guessed wrong makes old news new.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from schemas.article import Article
from streams.core.reasons import Reason

# A clock may run ahead by so much before its date is not believed.
AHEAD: Final = timedelta(minutes=5)

_MONTHS: Final = {
    name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
# RFC 5322, as feeds have it: "Wed, 14 May 2025 14:37:07 GMT".
_MAIL: Final = re.compile(
    r"(?:[A-Za-z]{3},\s*)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}:\d{2}(?::\d{2})?) (GMT|UTC|UT|Z|[+-]\d{4})",
    re.ASCII,
)
_ISO: Final = re.compile(r"\d{4}-?\d{2}-?\d{2}([T ].*)?", re.ASCII)
_ZONE: Final = re.compile(r"\s*(?:GMT|UTC|Z)$", re.IGNORECASE)


def read_date(value: Any) -> datetime | None:
    """The moment in UTC; None where the value is not a date of one reading."""
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    if not isinstance(value, str) or not 8 <= len(value) <= 64:
        return None
    text = value.strip()
    mail = _MAIL.fullmatch(text)
    if mail:
        day, month, year, clock, zone = mail.groups()
        number = _MONTHS.get(month.lower(), 0)
        text = f"{year}-{number:02}-{int(day):02}T{clock}{zone if zone[0] in '+-' else 'Z'}"
    elif not _ISO.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(_ZONE.sub("+00:00", text).replace(" +", "+").replace(" -", "-"))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def effective_date(article: Article, received_at: datetime) -> tuple[datetime, Reason | None]:
    """The date the article counts as being of, and why it is the time of arrival where it is."""
    dated = article.published_at or article.updated_at
    if dated is None:
        return received_at, Reason.MISSING_DATE
    if dated > received_at + AHEAD:
        return received_at, Reason.FUTURE_DATE
    return dated, None
