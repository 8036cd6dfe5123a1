"""HTML to readable text, with the way back to every character of the source.

Well-kept parsers give text or positions, not both, and cost half a millisecond; evidence needs offsets.
So this is a scanner: tags end blocks, a few elements are dropped, a few say what their text is
(caption, navigation), everything else is text. One pass, linear on any input: whatever is looked for
and not found once is not looked for again.
"""

import re
from array import array
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import Final

from streams.core.admit.html_marks import Mark, kind_of
from streams.core.document import Furniture
from streams.core.fold import Plain, counted

_BLOCKS: Final = frozenset(
    "address article aside blockquote body br dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_DROPPED: Final = frozenset(
    "script style noscript template svg math iframe object canvas select textarea title button audio "
    "video".split()
)
_CELLS: Final = frozenset(("td", "th", "img", "wbr"))
_INLINE: Final = "a abbr b big cite code em font i img q s small span strong sub sup u".split()
_TAG: Final = re.compile(
    r"</?(?:"
    + "|".join(sorted(_BLOCKS | _DROPPED | _CELLS | set(_INLINE), key=len, reverse=True))
    + r")(?=[\s/>])|<!--|<!DOCTYPE",
    re.IGNORECASE,
)
_BLOCK_TAG: Final = re.compile(r"</?(?:" + "|".join(sorted(_BLOCKS)) + r")(?=[\s/>])", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NAME: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,31})")
_AMPERSAND: Final = re.compile("&")
_POINTS: Final = re.compile(r"[<&]")
_POINTS_AND_SPACE: Final = re.compile(r"[<&\t\n\r\f]\s*|[^\S\n]\s+")
# No real tag is longer; a quote that runs on longer was never one.
_LONGEST_TAG: Final = 16_384
# A class that would silence more than this share of the text is not furniture, whatever it is called.
_LARGEST_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Markup:
    """Readable text with its way back, and what the markup says about parts of it."""

    plain: Plain
    marks: tuple[Mark, ...] = ()


def looks_like_html(text: str) -> bool:
    """Whether the text has a tag of HTML; "a < b" and "<unknown>" are not."""
    return "<" in text and _TAG.search(text) is not None


def has_entities(text: str) -> bool:
    """Whether the text has a character written as an entity, as headlines of feeds have ("AT&amp;T")."""
    return "&" in text and _ENTITY.search(text) is not None


def to_text(source: str) -> Markup:
    """Text of HTML, or of text with entities; what is neither comes back as it was."""
    scanner = _Scanner(source, tags=looks_like_html(source))
    scanner.scan()
    return Markup(Plain("".join(scanner.pieces), scanner.starts, scanner.ends), scanner.checked_marks())


class _Scanner:
    """The state of one pass: what was read so far and what is known not to come any more."""

    def __init__(self, source: str, *, tags: bool) -> None:
        self.source = source
        self.tags = tags
        # Without any block tag, line breaks are all the structure there is: they stay.
        blocks = tags and _BLOCK_TAG.search(source) is not None
        self.points = _POINTS_AND_SPACE if blocks else _POINTS if tags else _AMPERSAND
        self.pieces: list[str] = []
        self.starts = array("I")
        self.ends = array("I")
        self.marks: list[Mark] = []
        self.done = 0
        self.quotes = True
        self.closing = True
        self.comments = True
        self.open: tuple[str, Furniture, int] | None = None
        self.depth = 0

    def scan(self) -> None:
        """Read the source to its end."""
        source, position = self.source, 0
        while (point := self.points.search(source, position)) is not None:
            first = point.start()
            letter = source[first]
            if letter == "<":
                last = self._tag(first) if self.tags else first
            elif letter == "&":
                last = self._entity(first)
            else:
                last = point.end()
                if self.done == first and self.pieces and self.pieces[-1] == "\n":
                    self.done = last
                else:
                    self._put(" ", first, last)
            position = last if last > first else first + 1
        self._copy(len(source))

    def checked_marks(self) -> tuple[Mark, ...]:
        """The marks, without such as would silence most of the text."""
        limit = len(self.starts) * _LARGEST_SHARE
        return tuple(mark for mark in self.marks if mark.end - mark.start <= limit)

    def _copy(self, until: int) -> None:
        if until > self.done:
            self.pieces.append(self.source[self.done : until])
            self.starts += counted(self.done, until)
            self.ends += counted(self.done + 1, until + 1)
        self.done = max(self.done, until)

    def _put(self, image: str, first: int, last: int) -> None:
        """Text before `first` as it is, then `image` for what stands from `first` to `last`."""
        self._copy(first)
        self.pieces.append(image)
        self.starts.extend([first] * len(image))
        self.ends.extend([last] * len(image))
        self.done = last

    def _entity(self, first: int) -> int:
        found = _ENTITY.match(self.source, first)
        if found is None or not (found.group()[1] == "#" or found.group()[1:] in html5):
            return first
        self._put(unescape(found.group()), first, found.end())
        return found.end()

    def _tag(self, first: int) -> int:
        source = self.source
        if source.startswith("<!--", first):
            end = source.find("-->", first + 4) if self.comments else -1
            self.comments = end >= 0
            return self._drop(first, end + 3) if end >= 0 else first
        found = _NAME.match(source, first)
        if found is None:
            return (
                self._drop(first, self._tag_end(first + 1))
                if source[first + 1 : first + 2] in ("!", "?")
                else first
            )
        last = self._tag_end(found.end())
        if last < 0:
            return first
        name = found.group(1).lower()
        is_end = source[first + 1] == "/"
        if name in _BLOCKS:
            self._drop(first, last)
            self._break(first)
        elif name in _CELLS:
            self._put(" ", first, first)
            self.done = last
        else:
            self._drop(first, last)
        if name in _DROPPED and not is_end and source[last - 2] != "/":
            last = self._drop(first, self._element_end(name, last))
        self._note(name, source[found.end() : last] if not is_end else None)
        return last

    def _drop(self, first: int, last: int) -> int:
        if last < 0:
            return first
        self._copy(first)
        self.done = last
        return last

    def _break(self, at: int) -> None:
        """One line break at the edge of a block, which stands for no character of the source."""
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append("\n")
            self.starts.append(at)
            self.ends.append(at)

    def _tag_end(self, position: int) -> int:
        """Where the tag ends, quoted values respected; -1 where it never does."""
        if not self.closing:
            return -1
        source, limit = self.source, position + _LONGEST_TAG
        start = position
        while self.quotes:
            end = source.find(">", position)
            if end < 0:
                break
            quote = min(
                (at for at in (source.find('"', position, end), source.find("'", position, end)) if at >= 0),
                default=-1,
            )
            if quote < 0:
                return end + 1
            after = source.find(source[quote], quote + 1, limit)
            if after < 0:
                self.quotes = False
            position = after + 1
        end = source.find(">", start)
        self.closing = end >= 0
        return end + 1 if end >= 0 else -1

    def _element_end(self, name: str, position: int) -> int:
        closing = re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE).search(self.source, position)
        if closing is None:
            return len(self.source)
        end = self.source.find(">", closing.end())
        return end + 1 if end >= 0 else len(self.source)

    def _note(self, name: str, attributes: str | None) -> None:
        """Follow the outermost element that says what its text is."""
        if self.open is not None and name == self.open[0]:
            closes = attributes is None or name == "p"
            self.depth += -1 if closes else 1
            if self.depth == 0:
                self.marks.append(Mark(self.open[2], len(self.starts), self.open[1]))
                self.open = None
        if self.open is None and attributes is not None:
            kind = kind_of(name, attributes)
            if kind is not None and name in _BLOCKS | {"span", "a"} and name != "br":
                self.open, self.depth = (name, kind, len(self.starts)), 1
