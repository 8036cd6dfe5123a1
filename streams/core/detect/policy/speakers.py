"""Who says so: the subject of a reporting verb, or the name behind "according to".

"The company" and "he" stand for the firm or person that was named last in the sentence, or most (then first) before it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas.watch import WatchType
from streams.core.detect.found import Mention
from streams.core.detect.policy.jurisdictions import Place
from streams.core.detect.policy.tokens import Tokens

SAID: Final = frozenset(
    "said say says saying told tells announced announces confirmed stated added disclosed revealed warned reported"
    " wrote decided agreed ordered informed notified".split()
)
"""Verbs that put what follows into somebody's mouth."""
_SAYS: Final = frozenset(
    "said say says told tells announced announces confirmed confirms stated states tweeted wrote added".split()
)
_FIRM: Final = frozenset("company firm chipmaker group maker giant manufacturer carmaker designer".split())
_UNNAMED: Final = frozenset("officials sources people diplomats aides".split())
_PERSON: Final = frozenset({"he", "she"})
_REACH: Final = 8


@dataclass(frozen=True, slots=True)
class Speaker:
    """A name with the words that give it: half-open span of the field's plain text."""

    name: str
    start: int
    end: int
    mention: Mention | None = None


def speakers(
    tokens: Tokens, mentions: Sequence[Mention], places: Sequence[Place], before: Sequence[Mention]
) -> list[Speaker]:
    """Speakers of one sentence; `before` are the mentions of the text up to it, in order."""
    found: list[Speaker] = []
    words = tokens.words
    for place, word in enumerate(words):
        if word == "according" and words[place + 1 : place + 2] == ["to"]:
            span = range(place + 2, min(len(words), place + 2 + _REACH))
        elif word in _SAYS:
            span = range(place - 1, max(-1, place - 1 - _REACH), -1)
        else:
            continue
        speaker = _first(tokens, span, mentions, places, before)
        if speaker is None and word in _SAYS:
            speaker = _first(tokens, range(place + 1, min(len(words), place + 4)), mentions, places, before)
        if speaker is not None and all(other.name != speaker.name for other in found):
            found.append(speaker)
    return found


def _first(
    tokens: Tokens,
    span: range,
    mentions: Sequence[Mention],
    places: Sequence[Place],
    before: Sequence[Mention],
) -> Speaker | None:
    for place in span:
        word = tokens.words[place]
        start, end = tokens.starts[place], tokens.ends[place]
        if word in {".", ";", '"'}:
            return None
        if word in _FIRM or word in _PERSON:
            wanted = WatchType.PERSON if word in _PERSON else WatchType.ORGANIZATION
            known = _meant(
                [mention for mention in mentions if mention.end <= start and mention.watch.type is wanted],
                [mention for mention in before if mention.watch.type is wanted],
            )
            if known is not None:
                return Speaker(known.watch.name, start, end, known)
            continue
        if word in _UNNAMED:
            return Speaker(word, start, end)
        for mention in mentions:
            if mention.start <= start < mention.end and mention.watch.type is not WatchType.PRODUCT:
                return Speaker(mention.watch.name, mention.start, mention.end, mention)
        for named in places:
            if named.start <= start < named.end and not named.locative:
                return Speaker(tokens.text.plain[named.start : named.end], named.start, named.end)
        name = _capitals(tokens, place)
        if name is not None:
            return name
    return None


def _meant(here: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    """Whom "the company" stands for: the last one named in the sentence, else whom the text before names most."""
    if here:
        return here[-1]
    counts = Counter(mention.watch.id for mention in before)
    return max(before, key=lambda mention: counts[mention.watch.id], default=None)


def _capitals(tokens: Tokens, place: int) -> Speaker | None:
    """A run of capitalised words round `place`, as a name that nobody watches."""
    plain = tokens.text.plain

    def is_name(at: int) -> bool:
        return (
            0 <= at < len(tokens)
            and plain[tokens.starts[at]].isupper()
            and at > 0
            and tokens.words[at] not in _DAYS
        )

    if not is_name(place):
        return None
    first = last = place
    while is_name(first - 1) and place - first < 3:
        first -= 1
    while is_name(last + 1) and last - place < 3:
        last += 1
    start, end = tokens.starts[first], tokens.ends[last]
    return Speaker(plain[start:end], start, end)


_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday i".split())
