"""From kept mentions to what relevance asks about them: in which sentences they stand, and what kind each is."""

from bisect import bisect_right
from typing import Final

from streams.core.detect.entities.relevance import Standing
from streams.core.detect.entities.scan import Spot
from streams.core.document import Document, Sentence

# A name this near the head of a sentence (past a quote, a "The") is its subject.
_HEAD: Final = 4
_ATTRIBUTED: Final = (
    "according to ", "forecast by ", "forecasts by ", "analysts at ", "analyst at ", "economists at ", "economist at ",
    "strategists at ", "strategist at ", "estimate by ", "estimates by ", "survey by ", "report by ", "data from ",
    "note from ", "poll by ", "research by ",
)  # fmt: skip
_ANALYSTS: Final = frozenset("analyst analysts economist economists strategist strategists".split())
_LIST_WORDS: Final = frozenset("and or including like".split())
_LIST_LENGTH: Final = 3


class Sentences:
    """The sentences of a document, found by offset."""

    __slots__ = ("_body", "_headline", "_starts", "count", "has_body")

    def __init__(self, document: Document) -> None:
        every = document.sentences
        body = document.body
        first = 0
        while first < len(every) and every[first].text is not body:
            first += 1
        self._headline = every[:first]
        self._body = every[first:]
        self._starts = [sentence.start for sentence in self._body]
        self.count = len([sentence for sentence in every if sentence.furniture is None])
        self.has_body = first < len(every)

    def of(self, spot: Spot) -> tuple[Sentence, int] | None:
        """The sentence of a spot and its number in the body (-1 in the headline); None where it is in none."""
        if spot.reading.is_headline:
            for sentence in self._headline:
                if sentence.start <= spot.start < sentence.end:
                    return sentence, -1
            return None
        place = bisect_right(self._starts, spot.start) - 1
        return (self._body[place], place) if place >= 0 else None


def count_in(standing: Standing, spot: Spot, sentence: Sentence, number: int, *, new: bool) -> None:
    """Add a mention; `number` is its sentence's in the body (-1 in the headline), `new` that none was there before."""
    opens = spot.start - sentence.start <= _HEAD
    standing.mentions += 1
    standing.naming += new
    if number < 0:
        standing.headline = True
        standing.opens_headline |= opens
    else:
        standing.opening += opens
        if standing.first_in_body < 0:
            standing.first_in_body = number
    standing.listed += is_in_list(spot, sentence)
    standing.attributed += is_attributed(spot)


def is_in_list(spot: Spot, sentence: Sentence) -> bool:
    """Whether the mention is one of three or more names in a row."""
    reading = spot.reading
    plain = reading.plain
    beside = plain[max(0, spot.start - 2) : spot.start] + plain[spot.end : spot.end + 1]
    if not any(sign in beside for sign in ",;、") and (
        reading.word_before(spot.start) not in _LIST_WORDS and reading.word_after(spot.end) not in _LIST_WORDS
    ):
        return False
    return _names_after_commas(plain, sentence.start, sentence.end) + 1 >= _LIST_LENGTH


def is_attributed(spot: Spot) -> bool:
    """Whether the watch is named as the one who says so."""
    before = spot.reading.folded[max(0, spot.start - 16) : spot.start]
    return before.endswith(_ATTRIBUTED) or spot.reading.word_after(spot.end) in _ANALYSTS


def _names_after_commas(plain: str, start: int, end: int) -> int:
    """How often a capital or an ideograph follows a comma."""
    found = plain.count("、", start, end)
    place = plain.find(", ", start, end)
    while place >= 0:
        found += plain[place + 2 : place + 3].isupper()
        place = plain.find(", ", place + 1, end)
    return found
