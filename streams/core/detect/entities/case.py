"""The case rule of a name: what its letters may look like in the text, and when even that is not enough.

"Apple" is a firm and a fruit, "IT" a sector and a pronoun, "Nvidia" only itself. The rule is worked out once
a name, from its words alone; the grade of a mention, from the letters and the place where it stands.
"""

import re
from enum import IntEnum
from typing import Final

from streams.core.detect.entities.lexicon import SMALL, is_common, is_word


class CaseRule(IntEnum):
    """How strictly the letters are compared."""

    ANY = 0
    """As it comes: the watch says so."""
    NOUN = 1
    """Written as a common noun ("oil stocks"): small letters, or a capital where it does not make it a name."""
    HEAD = 2
    """A common noun of which the same watch names kinds ("Brent oil", "oil"): kinds it does not name are not meant."""
    PROPER = 3
    """A distinctive name: any capitalised form, and small letters where no word is spelled so."""
    COMMON = 4
    """Made of common words: capitals as in the name, and evidence where any word would have a capital."""
    LETTERS = 5
    """A short run of capitals (IT, GAP, BIS): exactly so, or capitalised if it is no word."""
    EXACT = 6
    """The watch says so."""


class Grade(IntEnum):
    """What the letters of a mention are worth."""

    NO = 0
    WEAK = 1
    """The letters fit, but any word would look so here: something else must speak for the name."""
    STRONG = 2


_WORD: Final = re.compile(r"[^\W_]+")
# A name in small letters is accepted in one word only when it is at least this long and in no word list.
_LONG: Final = 6
_SHORT: Final = 3


def rule_of(written: str, *, descriptive: bool) -> CaseRule:
    """The rule of a name whose watch gives none. `descriptive` says that the watch's names are common nouns."""
    if written.lower() == written.upper():
        return CaseRule.ANY
    if descriptive or written == written.lower():
        return CaseRule.NOUN
    if written == written.upper() and " " not in written:
        return CaseRule.LETTERS if len(written) <= 5 or is_word(written.lower()) else CaseRule.PROPER
    words = [word for word in _words(written) if word not in SMALL]
    if len("".join(words)) <= _SHORT:
        return CaseRule.LETTERS if written == written.upper() else CaseRule.COMMON
    return CaseRule.COMMON if all(is_common(word) for word in words) else CaseRule.PROPER


def takes_small_letters(written: str, rule: CaseRule) -> bool:
    """Whether a mention may begin with a small letter; False lets the pass drop it on its first letter."""
    if rule <= CaseRule.HEAD or not written[0].isupper():
        return not (written.isupper() and rule is not CaseRule.ANY)
    if rule is not CaseRule.PROPER:
        return False
    words = _words(written)
    return len(words) > 1 or (len(words[0]) >= _LONG and written != written.upper())


def is_descriptive(names: list[str]) -> bool:
    """Whether the names of a watch are written as common nouns: more in small letters than as names.

    A list that has "bank stocks", "large banks", "banking" among the names of one watch means the things, not a firm.
    """
    small = sum(1 for name in names if _is_noun_phrase(name))
    return small * 2 > len(names) and any(name[:1].islower() for name in names)


def grade(
    written: str, rule: CaseRule, surface: str, *, any_word_has_capital: bool, in_capitals: bool
) -> Grade:
    """What `surface` is worth as a mention of `written`; the two are the same but for case and separators.

    `any_word_has_capital` holds at the head of a sentence too, `in_capitals` only where all words have one.
    """
    if rule is CaseRule.ANY:
        return Grade.STRONG
    exact = surface == written
    if rule <= CaseRule.HEAD:
        # "OIL" is somebody's symbol, "oil" and "Oil" are the thing; "MF" and "IT" are no words.
        letters = written.isupper() or (surface.isupper() and len(surface) <= _SHORT and not in_capitals)
        return Grade.NO if letters and not exact else Grade.STRONG
    if rule is CaseRule.EXACT:
        return (
            Grade.STRONG if exact else Grade.WEAK if surface.isupper() and any_word_has_capital else Grade.NO
        )
    if rule is CaseRule.PROPER:
        if exact or _is_capitalised(surface):
            return Grade.STRONG
        if not takes_small_letters(written, rule) or surface != surface.lower():
            return Grade.NO
        # No word list is whole: one word in small letters may be a word all the same.
        return Grade.STRONG if " " in surface or in_capitals else Grade.WEAK
    if rule is CaseRule.LETTERS:
        return _grade_letters(written, surface, exact=exact, any_word_has_capital=any_word_has_capital)
    if not exact and surface.isupper():
        return Grade.WEAK
    if exact or _same_capitals(written, surface):
        # At the head of a sentence only the first word has its capital anyway.
        return Grade.WEAK if any_word_has_capital and (in_capitals or surface.find(" ") < 0) else Grade.STRONG
    return Grade.NO


def _grade_letters(written: str, surface: str, *, exact: bool, any_word_has_capital: bool) -> Grade:
    common = is_word(written.lower())
    if exact:
        return Grade.WEAK if common and any_word_has_capital and len(written) > 1 else Grade.STRONG
    if not surface[0].isupper() or len(written) <= _SHORT:
        return Grade.NO
    # No word has a capital inside: "IndiGo".
    return Grade.STRONG if not common or sum(map(str.isupper, surface)) > 1 else Grade.NO


def _is_capitalised(surface: str) -> bool:
    """Every word that tells this name from others has a capital (or is a number): "HDFC bank" will do."""
    return all(not word[0].islower() or word in SMALL or is_common(word) for word in _split(surface))


def _same_capitals(written: str, surface: str) -> bool:
    """Every word that has a capital in the name has one in the text."""
    return all(
        not name[0].isupper() or word[0].isupper()
        for name, word in zip(_split(written), _split(surface), strict=False)
    )


def _is_noun_phrase(name: str) -> bool:
    words = name.split()
    return any(word.islower() and word not in SMALL for word in (words[1:] if len(words) > 1 else words))


def _words(written: str) -> list[str]:
    return [word.lower() for word in _split(written)] or [written.lower()]


def _split(text: str) -> list[str]:
    """The words of a name or of a mention, wherever other signs stand between them."""
    return _WORD.findall(text) or ["?"]
