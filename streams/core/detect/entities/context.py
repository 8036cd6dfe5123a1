"""What stands near a name and decides whether it is meant: the watch's own words, or evidence of a firm that acts."""

from typing import Final

from streams.core.detect.entities.index import NearWords
from streams.core.detect.entities.lexicon import ACTS, LEGAL, MARKETS, TITLES
from streams.core.detect.entities.reading import Reading
from streams.core.detect.entities.scan import Spot
from streams.core.reasons import Reason

# Characters each way that count as near.
NEAR: Final = 200
NEAR_AGAINST: Final = 100


def context_fault(spot: Spot, near: NearWords, headline: Reading) -> tuple[Reason, str] | None:
    """Why the watch's context rules speak against a mention, and with which word; None where they do not.

    The headline counts as near for `any_of`: it says what the whole article is about.
    """
    folded = spot.reading.folded
    if near.none_of:
        around = folded[max(0, spot.start - NEAR_AGAINST) : spot.end + NEAR_AGAINST]
        for word in near.none_of:
            if has_word(around, word):
                return Reason.CONTEXT_EXCLUDED, word
    if near.any_of:
        around = _without(folded, spot, NEAR)
        if not any(has_word(around, word) or has_word(headline.folded, word) for word in near.any_of):
            return Reason.CONTEXT_MISSING, ", ".join(near.any_of[:5])
    return None


def speaks_for(spot: Spot) -> str | None:
    """Evidence that a name made of common words is meant, where its capital is none: the word that says so."""
    reading = spot.reading
    plain = reading.plain
    if plain.startswith("'s", spot.end) and not plain[spot.start : spot.end].isupper():
        return "'s"
    after = reading.word_after(spot.end).lower()
    if after in ACTS or after in LEGAL:
        return after
    if after == "to" and reading.is_headline and not plain[: spot.start].strip():
        # "Target to cut jobs": headlines give their subject this future.
        return after
    before = reading.word_before(spot.start).lower()
    if before in TITLES:
        return before
    if reading.style == "capitals":
        return None
    first, last = reading.sentence(spot.start, spot.end)
    for word in reading.folded[first:last].replace(",", " ").replace(".", " ").split():
        if word in MARKETS:
            return word
    return None


def has_word(text: str, word: str) -> bool:
    """Whether folded text has the word or words, whole; in scripts without spaces anywhere."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not word.isascii():
            return True
        if not (place and text[place - 1].isalnum() and text[place - 1].isascii()) and not (
            end < len(text) and text[end].isalnum() and text[end].isascii() and not text.startswith("s", end)
        ):
            return True
        place = text.find(word, place + 1)
    return False


def _without(folded: str, spot: Spot, reach: int) -> str:
    """The text around a mention without the mention itself, which cannot speak for itself."""
    return folded[max(0, spot.start - reach) : spot.start] + " \x00 " + folded[spot.end : spot.end + reach]
