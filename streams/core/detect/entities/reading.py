"""One field of an article as the checks see it: what each asks for is worked out when first asked."""

from collections.abc import Sequence

from streams.core.detect.entities.lexicon import SMALL
from streams.core.detect.entities.spaced import spaced
from streams.core.detect.entities.tickers import Printed, printed_symbols
from streams.core.document import Text

# With no more than one small letter in so many words a headline is in title case, and a capital tells nothing.
_TITLE_WORDS = 10
_BEGINNING = 200
_TITLE_SMALL = SMALL | frozenset("with from after over into amid than vs via per".split())
_TITLED = frozenset("mr. mrs. ms. dr. sen. rep. gov. gen. prof. st.".split())
_QUOTES = "\"'([*- "
_STOPS = ".!?:;\n\"'|•"


class Reading:
    """A text with its spaced form. Offsets are into `plain` throughout."""

    __slots__ = ("_printed", "_style", "folded", "is_headline", "offsets", "plain", "spaced", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self.plain = text.plain
        self.folded = text.folded
        self.is_headline = text.name == "headline"
        self.spaced: str
        self.offsets: Sequence[int] | None
        self.spaced, self.offsets = spaced(text.folded)
        self._style: str | None = None
        self._printed: list[Printed] | None = None

    @property
    def printed(self) -> list[Printed]:
        """What is written as a ticker."""
        if self._printed is None:
            self._printed = printed_symbols(self.plain)
        return self._printed

    @property
    def style(self) -> str:
        """`capitals`, `title` (headlines only) or `sentence`."""
        if self._style is None:
            self._style = self._find_style()
        return self._style

    def any_word_has_capital(self, start: int) -> bool:
        """Whether any word would have a capital at `start`: a sentence begins there, or all words have one."""
        if self.style != "sentence":
            return True
        place = start - 1
        while place >= 0 and self.plain[place] in _QUOTES:
            place -= 1
        return place < 0 or self.plain[place] in _STOPS or "\n" in self.plain[place:start]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Roughly the sentence around a span, at most 200 characters each way; for looking at words near by."""
        first = max(0, start - 200)
        last = min(len(self.plain), end + 200)
        before = max(self.plain.rfind(stop, first, start) for stop in (". ", "\n", "? ", "! "))
        after = [
            place for stop in (". ", "\n", "? ", "! ") if (place := self.plain.find(stop, end, last)) >= 0
        ]
        return max(first, before + 1), min(after, default=last)

    def has_capital_beside(self, start: int, end: int) -> bool:
        """Whether the word before `start` or after `end` begins with a capital; seldom so, and cheap to ask."""
        plain = self.plain
        if plain[end + 1 : end + 2].isupper() or plain.startswith("'s ", end):
            return True
        last = start - 1
        if last < 1 or plain[last] not in " -":
            return False
        word = plain[max(plain.rfind(" ", 0, last), plain.rfind("\n", 0, last)) + 1 : last]
        return not word.islower()

    def word_before(self, start: int) -> str:
        """The word that ends one space or hyphen before `start`, as written; empty where there is none."""
        plain = self.plain
        last = start - 1
        if last < 1 or plain[last] not in " -":
            return ""
        word = plain[max(plain.rfind(" ", 0, last), plain.rfind("\n", 0, last)) + 1 : last]
        return word if word.isalpha() else _after_sign(word)

    def word_after(self, end: int) -> str:
        """The word that begins one space after `end` (a possessive is passed over), as written."""
        plain = self.plain
        place = end + 2 if plain.startswith("'s", end) else end
        if plain[place : place + 1] != " ":
            return ""
        place += 1
        if self.offsets is None:
            # Character i of the text is character i + 1 of its spaced form.
            return plain[place : self.spaced.find(" ", place + 1) - 1]
        last = place
        while last < len(plain) and plain[last].isalnum():
            last += 1
        return plain[place:last]

    def _find_style(self) -> str:
        if not self.is_headline:
            # Whole bodies in capitals are old wires; the beginning tells.
            return "capitals" if self.plain[:_BEGINNING].isupper() else "sentence"
        words = [
            word for word in self.plain.split() if word[0].isalpha() and word.lower() not in _TITLE_SMALL
        ]
        capitals = sum(map(str.isupper, words))
        if capitals * 3 > len(words) * 2 and len(words) > 1:
            return "capitals"
        if len(words) < 3:
            return "sentence"
        small = sum(1 for word in words if word[0].islower())
        return "title" if small * _TITLE_WORDS <= len(words) else "sentence"


def _after_sign(word: str) -> str:
    """What of a word stands behind its last sign; nothing where the word ends in a sign that ends a phrase.

    A full stop ends the sentence, unless it ends an abbreviation or a title ("U.S.", "Mr."); an apostrophe may stay.
    """
    if (
        not word
        or word[-1] in ',;:!?)"'
        or (word[-1] == "." and "." not in word[:-1] and word.lower() not in _TITLED)
    ):
        return ""
    first = len(word)
    while first and (word[first - 1].isalnum() or word[first - 1] in "'."):
        first -= 1
    return word[first:]
