"""What on a page is not news: calls to follow, tag lines, rails, captions, sign-offs, notices.

Furniture is told by the line it stands on: how the line opens, how it ends, and what stands before it.
Only the edges of lines are looked at, so the cost is linear in their number, and small.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from streams.core.admit import furniture_forms as forms
from streams.core.admit.sentences import split_line, stops_of
from streams.core.document import Furniture

# Beyond this a line is running text, whatever it opens with.
_LONGEST: Final = 420
_LONGEST_HEADLINE: Final = 170
_LONGEST_TAG_LINE: Final = 140
_LONGEST_SIGN_OFF: Final = 50
_SHORT: Final = 70
# A credit stands within so many characters of its line's end, closing notices within so many of the text's.
_CREDIT: Final = 130
_CLOSING: Final = 900
# A line with more sentences is a paragraph; a caption is one sentence and its credit.
_LINE_OF_FURNITURE: Final = 3
_LINE_OF_CAPTION: Final = 2
_SEPARATOR: Final = re.compile(r"\s*[,|/·•;#、]\s*")
_TAG_WORDS: Final = frozenset(["of", "and", "the", "for", "&", "de", "la", "al", "in", "on"])
_RUNNING_END: Final = frozenset('.。!?！？"”)')
_STRIPPED: Final = "([{【-—*#:|>»•.,;'\")]"


# Tried in this order: the kind, its form, whether that is matched against plain text, the longest such line.
_BY_OPENING: Final = (
    (Furniture.HEADLINE_RAIL, forms.RAIL_HEADING, False, _SHORT),
    (Furniture.FOLLOW_US, forms.CALL_PLAIN, True, _LONGEST),
    (Furniture.CAPTION, forms.CAPTION_OPEN, False, _LONGEST),
    (Furniture.SIGN_OFF, forms.SIGN_OFF, False, _LONGEST),
    (Furniture.NOTICE, forms.NOTICE, False, _LONGEST),
    (Furniture.TAG_LINE, forms.TAGS, False, _LONGEST),
    (Furniture.TAG_LINE, forms.TAGS_PLAIN, True, _LONGEST),
    (Furniture.HEADLINE_RAIL, forms.LINK, False, _LONGEST_HEADLINE),
)


class Cues:
    """What the text holds at all: looked for once, so that no line of an ordinary article is searched for it."""

    __slots__ = ("_closing", "_credit", "_folded", "_plain")

    def __init__(self, plain: str, folded: str) -> None:
        self._plain = plain
        self._folded = folded
        self._credit: bool | None = None
        self._closing: bool | None = None

    @property
    def credit(self) -> bool:
        """Whether there are words of a photo credit that may end in a full stop."""
        if self._credit is None:
            plain = self._plain
            self._credit = "hoto" in plain or "Getty" in plain or "REUTERS/" in plain
        return self._credit

    @property
    def closing(self) -> bool:
        """Whether there are words of a notice at the end."""
        if self._closing is None:
            end = self._folded[-_CLOSING:]
            self._closing = any(cue in end for cue in forms.CLOSING_CUES)
        return self._closing


def mark_lines(
    plain: str, folded: str, lines: Sequence[tuple[int, int]], cues: Cues
) -> Iterator[Furniture | None]:
    """For each line (half-open span of both texts) what furniture it is, None where it is text."""
    in_rail = introduced = False
    running = 0
    for start, end in lines:
        mark = None
        if end - start <= _LONGEST:
            place: _Place = "top" if not running else "listed" if introduced else "text"
            mark = _of_line(plain, folded, start, end, cues=cues, place=place)
        if mark is None and in_rail and _is_bare_headline(plain, start, end):
            mark = Furniture.HEADLINE_RAIL
        elif mark is None:
            in_rail = False
            running += 1
        elif mark is Furniture.HEADLINE_RAIL:
            in_rail = in_rail or forms.RAIL_HEADING.match(folded, start, end) is not None
        introduced = plain[end - 1] == ":"
        yield mark


def mark_sentence(plain: str, folded: str, start: int, end: int, cues: Cues) -> Furniture | None:
    """What furniture a sentence is that stands in a line of running text."""
    if end - start > _LONGEST:
        return None
    mark = _by_opening(plain, folded, start, end)
    if mark is None and end - start < 28 and forms.AGENCY_ALONE.fullmatch(folded, start, end):
        return Furniture.SIGN_OFF
    if mark is None and (plain[end - 1] != "." or cues.credit) and _ends_as_caption(plain, start, end, cues):
        return Furniture.CAPTION
    return mark or mark_closing(folded, start, end, cues)


def longest_line(kind: Furniture | None, folded: str, start: int, end: int) -> int:
    """How many sentences a line of this kind may have; with more, it is a paragraph that furniture ran into."""
    ends_as_caption = kind is Furniture.CAPTION and not forms.CAPTION_OPEN.match(folded, start, end)
    return _LINE_OF_CAPTION if ends_as_caption else _LINE_OF_FURNITURE


def mark_closing(folded: str, start: int, end: int, cues: Cues) -> Furniture | None:
    """Whether a sentence is a closing notice, which may share its line with text."""
    return Furniture.NOTICE if cues.closing and forms.CLOSING.search(folded, start, end) else None


# Bylines stand above the text and tags below it; a list behind a colon belongs to it.
_Place = Literal["top", "text", "listed"]


def _of_line(plain: str, folded: str, start: int, end: int, *, cues: Cues, place: _Place) -> Furniture | None:
    mark = _by_opening(plain, folded, start, end)
    if mark is not None:
        return mark
    last = plain[end - 1]
    if end - start <= _LONGEST_SIGN_OFF and last not in ".。" and _is_sign_off(plain, folded, start, end):
        return Furniture.SIGN_OFF
    if place == "top" and plain.startswith("By ", start) and forms.BYLINE_PLAIN.fullmatch(plain, start, end):
        return Furniture.SIGN_OFF
    may_be_tags = place == "text" and last not in _RUNNING_END and end - start <= _LONGEST_TAG_LINE
    if may_be_tags and _is_tag_line(plain[start:end]):
        return Furniture.TAG_LINE
    return Furniture.CAPTION if _ends_as_caption(plain, start, end, cues) else None


def _is_sign_off(plain: str, folded: str, start: int, end: int) -> bool:
    agency = forms.AGENCY_ALONE.fullmatch(folded, start, end)
    return agency is not None or forms.DASHED_PLAIN.match(plain, start, end) is not None


def _by_opening(plain: str, folded: str, start: int, end: int) -> Furniture | None:
    space = folded.find(" ", start, end)
    opener = folded[start : space if space >= 0 else end]
    if not opener.isalpha():
        opener = opener.strip(_STRIPPED)
    # Chinese has no word to look up.
    if opener not in forms.OPENERS and not opener[:1] > "\u3000":
        return _by_sign(folded, start, end) if end - start <= _SHORT and not opener[:1].isalpha() else None
    for kind, form, on_plain, longest in _BY_OPENING:
        if end - start <= longest and form.match(plain if on_plain else folded, start, end):
            return kind
    return None


def _by_sign(folded: str, start: int, end: int) -> Furniture | None:
    """For a short line that opens with a digit or a sign."""
    if forms.SIGN_OFF.match(folded, start, end):
        return Furniture.SIGN_OFF
    return Furniture.NOTICE if forms.NOTICE.match(folded, start, end) else None


def _ends_as_caption(plain: str, start: int, end: int, cues: Cues) -> bool:
    # Hardly any credit ends as sentences do.
    tail = plain[max(start, end - _CREDIT) : end]
    # The search costs more than all else that is asked of a line, and every form of it has one of these.
    if not any(sign in tail for sign in forms.CAPTION_SIGNS):
        return False
    last = plain[end - 1]
    if last in _RUNNING_END and last != ")" and not cues.credit:
        return False
    return forms.CAPTION_END_PLAIN.search(plain, max(start, end - _CREDIT), end) is not None


def _is_bare_headline(plain: str, start: int, end: int) -> bool:
    """Whether a line could stand in a rail of headlines: short, one sentence, and it does not end as text does."""
    if end - start > _LONGEST_HEADLINE:
        return False
    last = plain[end - 1]
    if last in ".。;:" or (last in "\"')]" and plain[end - 2] in ".。,"):
        return False
    return len(split_line(plain, start, end, stops_of(plain[start:end]))) == 1


def _is_tag_line(line: str) -> bool:
    """Whether a line is a short list of names: three or more, of at most three words, none of them a verb.

    Two are enough where the space before the separator shows that no sentence was meant ("China , Nvidia").
    """
    if line[0] in "*•-":
        return False
    if line[0] == "#" and all(word[0] == "#" for word in line.split()):
        return True
    separators = _SEPARATOR.findall(line)
    spaced = any(separator[0] == " " and separator.strip() in ",|/" for separator in separators)
    if len(separators) < 2 and not spaced:
        return False
    items = [item for item in _SEPARATOR.split(line) if item]
    return len(items) >= 2 and all(_is_tag(item) for item in items)


def _is_tag(item: str) -> bool:
    words = item.split()
    names = all(not word[0].islower() or word in _TAG_WORDS for word in words)
    return len(words) <= 3 and names and words[0] not in _TAG_WORDS
