"""The words beside a name that make it a part of a longer one: "Harrison Ford", "Apple Records".

Longer names that are watched have won already; these are the ones that nobody watches. They can be told only
where capitals mean something: in text that is not all in capitals or in title case.
"""

from typing import Final

from streams.core.detect.entities.case import CaseRule
from streams.core.detect.entities.lexicon import (
    DAYS,
    GIVEN,
    LEGAL,
    MAKES_ANOTHER,
    MODALS,
    NATIONS,
    SMALL,
    TITLES,
    is_common,
)
from streams.core.detect.entities.reading import Reading

_LONGEST_PREFIX: Final = 3
# Behind a firm's name, about it and no part of it.
_FIGURES: Final = frozenset("net board bill jan feb mar apr jun jul aug sep sept oct nov dec group".split())


def longer_name(reading: Reading, start: int, end: int, *, rule: CaseRule, single: bool) -> str | None:
    """The longer name that a mention is part of; None where it stands for itself."""
    noun = rule <= CaseRule.HEAD
    if reading.style != "sentence" and (noun or not single):
        return None
    if not reading.has_capital_beside(start, end):
        return None
    before = reading.word_before(start)
    if noun:
        narrowed = single and (rule is CaseRule.HEAD or reading.plain[start:end].isupper())
        return _noun_in_name(reading, start, end, before, narrowed=narrowed)
    after = reading.word_after(end)
    if single and _is_person(reading, start, end, before, after):
        return f"{before} {reading.plain[start:end]} {after}".strip()
    if reading.style != "sentence":
        return None
    if _is_name_part(reading, before, start, rule=rule):
        return f"{before} {reading.plain[start:end]}"
    if after[:1].isupper() and after.lower() in MAKES_ANOTHER:
        return f"{reading.plain[start:end]} {after}"
    return None


def goes_on(reading: Reading, end: int) -> bool:
    """Whether a capital word stands behind a name, as in "Reliance Broadcast": one more firm of the house, perhaps."""
    if not reading.plain[end + 1 : end + 2].isupper():
        return False
    after = reading.word_after(end)
    small = after.lower()
    if (
        not _has_name_capital(after)
        or small in TITLES
        or small in DAYS
        or small in LEGAL
        or small in _FIGURES
    ):
        return False
    return reading.style == "sentence" and not reading.plain.startswith("'s", end)


def is_verb_or_prefix(reading: Reading, start: int, end: int) -> bool:
    """Whether a word in small letters is no noun here: "to lead", "re-rated"."""
    if end - start <= _LONGEST_PREFIX and reading.plain[end : end + 1] == "-":
        return True
    return reading.plain[start].islower() and reading.word_before(start) in MODALS


def _noun_in_name(reading: Reading, start: int, end: int, before: str, *, narrowed: bool) -> str | None:
    """A common noun with a capital beside another capital is part of a name: "Kingfisher Airlines"."""
    words = reading.plain[start:end]
    if narrowed and before[:1].isupper() and len(before) > 1 and before.lower() not in SMALL:
        # "Shanghai stocks", "SBI stock", "HDFC MF": the thing of that name, not the thing at large.
        at_head = reading.any_word_has_capital(start - len(before) - 1)
        if not (at_head and is_common(before.lower())):
            return f"{before} {words}"
    if not words[0].isupper() or words.isupper():
        return None
    after = reading.word_after(end)
    if _has_name_capital(after):
        return f"{words} {after}"
    if _has_name_capital(before) and not reading.any_word_has_capital(start):
        return f"{before} {words}"
    return None


def _is_name_part(reading: Reading, before: str, start: int, *, rule: CaseRule) -> bool:
    """Whether the capital word before is the first part of a longer name."""
    if not _has_name_capital(before) or reading.any_word_has_capital(start - len(before) - 1):
        return False
    small = before.lower().rstrip(".")
    if small in TITLES or small in DAYS or small in LEGAL or small.endswith("'s"):
        return False
    return rule is CaseRule.COMMON or (small not in NATIONS and not is_common(small))


def _is_person(reading: Reading, start: int, end: int, before: str, after: str) -> bool:
    """A given name before or behind it: "Harrison Ford", "Deepak Shenoy", "Stay invested: Prakash Diwan"."""
    plain = reading.plain
    if before[:1].isupper() and before.lower() in GIVEN:
        return True
    if not after[:1].isupper() or after.isupper() or is_common(after.lower()) or after.lower() in LEGAL:
        return False
    if reading.folded[start:end] in GIVEN:
        return True
    quoted = (
        reading.is_headline and plain[max(0, start - 2) : start] == ": " and not plain[start:end].isupper()
    )
    place = end + 1 + len(after)
    return quoted and (place >= len(plain) or plain[place] == ",")


def _has_name_capital(word: str) -> bool:
    """A capital that is not that of an abbreviation (IPO, Q4) or of a small word."""
    return len(word) > 1 and word[0].isupper() and not word.isupper() and word.lower() not in SMALL
