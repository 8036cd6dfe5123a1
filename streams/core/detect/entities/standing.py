"""From kept mentions to what relevance asks about them: their sentences, and what kind of mention each is."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from streams.core.detect.entities.relevance import Place
from streams.core.detect.entities.scan import Spot
from streams.core.document import Document, Sentence

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

    __slots__ = ("_all", "_body", "_first", "_starts", "count", "has_body")

    def __init__(self, document: Document) -> None:
        self._all = document.sentences
        body = document.body
        self._first = next((place for place, one in enumerate(self._all) if one.text is body), len(self._all))
        self._body = self._all[self._first :]
        self._starts = [sentence.start for sentence in self._body]
        self.count = sum(1 for sentence in self._all if sentence.furniture is None)
        self.has_body = len(self._body) > 0

    def of(self, spot: Spot) -> tuple[Sentence, int] | None:
        """The sentence of a spot and its number in the body (-1 in the headline); None where it is in none."""
        if spot.reading.is_headline:
            for sentence in self._all[: self._first]:
                if sentence.start <= spot.start < sentence.end:
                    return sentence, -1
            return None
        place = bisect_right(self._starts, spot.start) - 1
        return (self._body[place], place) if place >= 0 else None


def place_of(spot: Spot, sentence: Sentence, body_index: int) -> Place:
    """One mention as relevance sees it."""
    return Place(
        sentence=sentence,
        offset=spot.start - sentence.start,
        body_index=body_index,
        in_list=is_in_list(spot, sentence),
        is_attribution=is_attributed(spot),
    )


def is_in_list(spot: Spot, sentence: Sentence) -> bool:
    """Whether the mention is one of three or more names in a row."""
    reading = spot.reading
    plain = reading.plain
    left = (
        plain[max(0, spot.start - 2) : spot.start] in (", ", "; ")
        or reading.word_before(spot.start) in _LIST_WORDS
    )
    right = plain[spot.end : spot.end + 1] in (",", ";", "、") or reading.word_after(spot.end) in _LIST_WORDS
    left = left or plain[spot.start - 1 : spot.start] == "、"
    if not (left or right):
        return False
    return sum(1 for _ in _names_after_commas(plain, sentence.start, sentence.end)) + 1 >= _LIST_LENGTH


def is_attributed(spot: Spot) -> bool:
    """Whether the watch is named as the one who says so."""
    before = spot.reading.folded[max(0, spot.start - 24) : spot.start]
    return before.endswith(_ATTRIBUTED) or spot.reading.word_after(spot.end) in _ANALYSTS


def _names_after_commas(plain: str, start: int, end: int) -> Sequence[int]:
    """Where a capital or an ideograph follows a comma."""
    found: list[int] = []
    for sign in (", ", "、", "; "):
        place = plain.find(sign, start, end)
        while place >= 0:
            after = plain[place + len(sign) : place + len(sign) + 1]
            if after and after != after.lower() or sign == "、":
                found.append(place)
            place = plain.find(sign, place + 1, end)
    return found
