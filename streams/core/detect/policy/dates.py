"""When: date expressions, resolved against the article's date.

"Imposed in 2018" is background and "from Nov. 10" an effective date, so rules ask for each expression
where it lies and on which side of the article's date. Chinese expressions are in `dates_zh`.
"""

import re
from datetime import date, timedelta

from streams.core.detect.policy.dates_zh import find_dates_zh
from streams.core.detect.policy.moments import Found, day, month, nearest_day, nearest_month, shift, span_of, year

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAYS = "mon tue wed thu fri sat sun".split()
_NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3, "some": 3}

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|(?:mon|tues?|weds?|thurs?|fri)\b\.?"
_COUNT = r"(?:\d{1,3}|" + "|".join(_NUMBERS) + ")"
_UNIT = r"(?:day|week|month|quarter|year|decade)"
_PATTERN = re.compile(
    rf"""\b(?:
      (?P<iso>(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d))
    | (?P<md>(?P<mdm>{_MONTH})\s+(?P<mdd>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%])(?:,?\s+(?P<mdy>(?:19|20)\d\d)\b)?)
    | (?P<dm>(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dmm>{_MONTH})\b(?:,?\s+(?P<dmy>(?:19|20)\d\d)\b)?)
    | (?P<my>(?P<mym>{_MONTH}),?\s+(?P<myy>(?:19|20)\d\d)\b)
    | (?P<wd>(?:(?P<wdw>last|next|this|coming|past)\s+)?(?P<wdd>{_WEEKDAY}))
    | (?P<word>yesterday|overnight|today|tonight|tomorrow)
    | (?P<per>(?:(?P<part>earlier|later)\s+)?(?P<perw>this|last|next|past|previous|coming|recent|current)
        \s+(?:(?P<pern>{_COUNT})\s+)?(?P<peru>{_UNIT})s?)
    | (?P<ago>(?:(?:about|nearly|almost|over)\s+)?(?P<agon>{_COUNT})\s+(?:of\s+)?(?P<agou>{_UNIT})s?\s+(?:ago|earlier))
    | (?P<ago2>(?P<ago2u>{_UNIT})s\s+ago)
    | (?P<hence>(?:in|within)\s+(?:the\s+next\s+)?(?P<hn>{_COUNT})\s+(?:more\s+)?(?P<hu>{_UNIT})s?)
    | (?P<m>(?P<mm>{_MONTH}))
    | (?P<y>(?:mid-|early-|late-)?(?P<yy>(?:19[5-9]|20[0-4])\d))
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"\b(since|from|effective|starting|beginning|until|till|by|before|after|in|on|through|as of|as from|ahead of|during|of)"
    r"\s+(?:(?:the|late|early|mid|mid-|end of|start of|fiscal|about|around|on|as of|from|last|next|this)\s+)*$",
    re.IGNORECASE,
)
# A bare year or month counts only behind one of these: "2018 firms" and "may" are no dates.
_DATED = re.compile(
    r"(?:\b(?:in|since|from|of|by|until|till|through|during|early|late|mid|the|fiscal|before|after|effective|starting"
    r"|beginning|end|last|next|this|to|between|and|for|around)\s+|mid-|early-|late-)$",
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?:Act|Law|Code|Order|Agreement|Accord)\s+of\s+$", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|shall|to|set|due|scheduled|plans?|expected|effective|from|starting|by|until)\b", re.IGNORECASE)
_FORWARD = {"from", "effective", "starting", "beginning", "until", "by", "before", "ahead of"}


def find_dates(text: str, anchor: date | None) -> list[Found]:
    """Every date expression in `text`, in order; `anchor` is the day that the text was published.

    Without an anchor, what can be told from the words alone is told: "yesterday" is past, its date unknown.
    """
    found = [item for match in _PATTERN.finditer(text) if (item := _read(text, match, anchor)) is not None]
    return sorted([*found, *find_dates_zh(text, anchor)], key=lambda item: item.start)


def _read(text: str, match: re.Match[str], anchor: date | None) -> Found | None:
    kind = match.lastgroup_of if False else next(name for name in _KINDS if match.group(name) is not None)
    before = text[max(0, match.start() - 40) : match.start()]
    lead = _LEAD.search(before)
    span = span_of(match.start(), match.end(), _lead(lead.group(1)) if lead else "")
    return _READERS[kind](match, span, before, anchor)
