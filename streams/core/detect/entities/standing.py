"""From kept mentions to what relevance asks about them: in which sentences they stand, and what kind each is."""

from typing import Final

from streams.core.detect.entities.relevance import Standing
from streams.core.detect.entities.scan import Spot
from streams.core.document import Document, Place

# A name this near the head of a sentence (past a quote, a "The") is its subject.
_HEAD: Final = 4
_ATTRIBUTED: Final = (
    "according to ", "forecast by ", "forecasts by ", "analysts at ", "analyst at ", "economists at ", "economist at ",
    "strategists at ", "strategist at ", "estimate by ", "estimates by ", "survey by ", "report by ", "data from ",
    "note from ", "poll by ", "research by ",
)  # fmt: skip
_ANALYSTS: Final = (" analyst", " economist", " strategist")
_JOINED_BEFORE: Final = (" and ", " or ", "including ", " like ")
_JOINED_AFTER: Final = (" and ", " or ")
_LIST_LENGTH: Final = 3
# A row of names is looked for so far on either side: whole sentences would cost their length for every mention.
_ROW: Final = 300


def place_of(document: Document, spot: Spot) -> Place | None:
    """The sentence of a spot; the headline is one sentence, and its number is -1."""
    if spot.reading.is_headline:
        return Place(0, len(spot.reading.plain), -1, None)
    return document.outline.at(spot.start)


def count_in(standing: Standing, spot: Spot, place: Place, *, new: bool) -> None:
    """Add a mention; `new` says that none was in its sentence before."""
    opens = spot.start - place.start <= _HEAD
    standing.mentions += 1
    standing.naming += new
    if place.number < 0:
        standing.headline = True
        standing.opens_headline |= opens
    else:
        standing.opening += opens
        if standing.first_in_body < 0:
            standing.first_in_body = place.number
    reading = spot.reading
    plain = reading.plain
    standing.listed += _is_in_list(plain, spot, place)
    standing.attributed += plain.startswith(_ANALYSTS, spot.end) or reading.folded[
        max(0, spot.start - 16) : spot.start
    ].endswith(_ATTRIBUTED)


def _is_in_list(plain: str, spot: Spot, place: Place) -> bool:
    """Whether the mention is one of three or more names in a row."""
    if not plain.startswith(_JOINED_AFTER, spot.end) and not plain.endswith(
        _JOINED_BEFORE, max(0, spot.start - 11), spot.start
    ):
        beside = plain[max(0, spot.start - 2) : spot.start] + plain[spot.end : spot.end + 1]
        if "," not in beside and ";" not in beside and "、" not in beside:
            return False
    first, last = max(place.start, spot.start - _ROW), min(place.end, spot.end + _ROW)
    return _names_after_commas(plain, first, last) + 1 >= _LIST_LENGTH


def _names_after_commas(plain: str, start: int, end: int) -> int:
    """How often a capital or an ideograph follows a comma."""
    found = plain.count("、", start, end)
    place = plain.find(", ", start, end)
    while place >= 0:
        found += plain[place + 2 : place + 3].isupper()
        place = plain.find(", ", place + 1, end)
    return found
