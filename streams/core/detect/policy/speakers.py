"""Who says so: the subject of a verb of telling or denying, or the name behind "according to".

A speaker is read from the words right before the verb, up to the comma: "to Israel, the trade ministry said" is
said by the ministry. "The company" and "he" stand for the firm or person that was named last in the sentence, or
most (then first) before it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from streams.core.detect.found import Mention
from streams.core.detect.policy.jurisdictions import Place
from streams.core.detect.policy.naming import STOPS, Naming, Speaker
from streams.core.detect.policy.tokens import Tokens

SAID: Final = frozenset(
    "said say says saying told tells announced announces confirmed stated added disclosed revealed warned reported"
    " wrote decided agreed ordered informed notified".split()
)
"""Verbs that put what follows into somebody's mouth."""
_SAYS: Final = frozenset(
    "said say says told tells announced announces confirmed confirms stated tweeted wrote".split()
)
_ADDS: Final = frozenset({"added", "adds"})
_BEHIND_ADDS: Final = frozenset({"that", ",", ".", '"', "'"})
_DENIES: Final = frozenset("denied denies dismissed dismisses refuted refutes rejected rejects".split())
_DENIED: Final = frozenset(
    "report reports that it any having planning plans claims speculation media suggestions talk".split()
)
_RULES: Final = frozenset({"ruled", "rules"})
_SHOWS: Final = frozenset({"showed", "shows"})
_BETWEEN: Final = frozenset(
    "on also later yesterday today has have had monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words between a speaker and the verb: "the ministry on Wednesday denied"."""
_REACH: Final = 8
_BEHIND: Final = 4


def speakers(
    tokens: Tokens, mentions: Sequence[Mention], places: Sequence[Place], before: Sequence[Mention]
) -> list[Speaker]:
    """Speakers of one sentence; `before` are the mentions of the text up to it, in order."""
    found: list[Speaker] = []
    naming = Naming(tokens, mentions, places, before)
    for place, word in enumerate(tokens.words):
        speaker = _at(naming, place, word)
        if speaker is not None and all(other.name != speaker.name for other in found):
            found.append(speaker)
    return found


def _at(naming: Naming, place: int, word: str) -> Speaker | None:
    """Who speaks by one word, if it is one of telling."""
    words = naming.tokens.words
    if word == "according" and words[place + 1 : place + 2] == ["to"]:
        return naming.first(_until(words, range(place + 2, min(len(words), place + 2 + _REACH))))
    if word in _SHOWS:
        return naming.paper(_span(words, place))
    if not _tells(words, place, word):
        return None
    speaker = _subject(naming, place)
    if speaker is None and word in _SAYS and (place == 0 or words[place - 1] in STOPS):
        return naming.first(_until(words, range(place + 1, min(len(words), place + 1 + _BEHIND))))
    return speaker


def _tells(words: list[str], place: int, word: str) -> bool:
    """Whether a word tells or denies here: "added that", "denied a report", "ruled out"."""
    after = words[place + 1 : place + 3]
    if word in _SAYS:
        return True
    if word in _ADDS:
        return not after or after[0] in _BEHIND_ADDS
    if word in _RULES:
        return after[:1] == ["out"]
    passive = place > 0 and words[place - 1] in ("was", "were", "been", "be", "is", "are")
    return word in _DENIES and not passive and not _DENIED.isdisjoint(after)


def _subject(naming: Naming, place: int) -> Speaker | None:
    """The subject of a verb; with an insertion between two commas, who is named before it, else who in it."""
    words = naming.tokens.words
    end = _skipped(words, place)
    if not end or words[end - 1] != ",":
        return naming.first(_span(words, place))
    inserted = list(_span(words, end - 1))
    start = inserted[-1] if inserted else end - 1
    if start and words[start - 1] == ",":
        named = naming.first(list(_span(words, start - 1))[:1])
        if named is not None:
            return named
    return naming.first(inserted)


def _skipped(words: list[str], place: int) -> int:
    """Where the words before a verb begin to count, days and "also" left out."""
    while place and words[place - 1] in _BETWEEN:
        place -= 1
    return place


def _span(words: list[str], place: int) -> Iterable[int]:
    """Places of the words before a verb, nearest first, up to a comma or a quotation mark."""
    end = _skipped(words, place)
    return _until(words, range(end - 1, max(-1, end - 1 - _REACH), -1))


def _until(words: list[str], span: Iterable[int]) -> list[int]:
    """The places of a span up to the first that ends a phrase."""
    kept: list[int] = []
    for place in span:
        if words[place] in STOPS:
            break
        kept.append(place)
    return kept
