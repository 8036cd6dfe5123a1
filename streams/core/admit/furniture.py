"""What on a page is not news: calls to follow, tag lines, rails, captions, sign-offs, notices.

Furniture is told by the line it stands on: how the line opens, how it ends, and what stands before it.
Only the edges of lines are looked at, so the cost is linear in their number, and small.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streams.core.admit import furniture_forms as forms
from streams.core.document import Furniture

# Beyond this a line is running text, whatever it opens with.
_LONGEST: Final = 420
_LONGEST_HEADLINE: Final = 170
_LONGEST_TAG_LINE: Final = 140
_LONGEST_SIGN_OFF: Final = 50
_SHORT: Final = 70
# A byline stands among so many first lines.
_BYLINES: Final = 3
# A credit stands within so many characters of its line's end, closing notices within so many of the text's.
_CREDIT: Final = 130
_CLOSING: Final = 900
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


@dataclass(frozen=True, slots=True)
class Cues:
    """What the text holds at all: looked for once, so that no line of an ordinary article is searched for it.

    `credit`: words of a photo credit that may end in a full stop; `closing`: words of a notice at the end.
    """

    credit: bool
    closing: bool


def cues_of(plain: str, folded: str) -> Cues:
    """The cues of a text in both its forms."""
    end = folded[-_CLOSING:]
    return Cues(
        credit="hoto" in plain or "Getty" in plain or "REUTERS/" in plain,
        closing=any(cue in end for cue in forms.CLOSING_CUES),
    )


def mark_lines(
    plain: str, folded: str, lines: Sequence[tuple[int, int]], cues: Cues
) -> list[Furniture | None]:
    """For each line (half-open span of both texts) what furniture it is, None where it is text."""
    marks: list[Furniture | None] = []
    in_rail = False
    running = 0
    for start, end in lines:
        mark = None
        if end - start <= _LONGEST:
            mark = _of_line(plain, folded, start, end, cues=cues, first=not running and len(marks) < _BYLINES)
        if mark is None and in_rail and _is_bare_headline(folded, start, end):
            mark = Furniture.HEADLINE_RAIL
        elif mark is None:
            in_rail = False
            running += 1
        elif mark is Furniture.HEADLINE_RAIL:
            in_rail = in_rail or forms.RAIL_HEADING.match(folded, start, end) is not None
        marks.append(mark)
    return marks


def mark_sentence(plain: str, folded: str, start: int, end: int, cues: Cues) -> Furniture | None:
    """What furniture a sentence is that stands in a line of running text."""
    if end - start > _LONGEST:
        return None
    mark = _by_opening(plain, folded, start, end)
    if mark is None and end - start < 28 and forms.AGENCY_ALONE.fullmatch(folded, start, end):
        return Furniture.SIGN_OFF
    if mark is None and _ends_as_caption(plain, start, end, cues):
        return Furniture.CAPTION
    return mark or mark_closing(folded, start, end, cues)


def mark_closing(folded: str, start: int, end: int, cues: Cues) -> Furniture | None:
    """Whether a sentence is a closing notice, which may share its line with text."""
    return Furniture.NOTICE if cues.closing and forms.CLOSING.search(folded, start, end) else None


def _of_line(plain: str, folded: str, start: int, end: int, *, cues: Cues, first: bool) -> Furniture | None:
    mark = _by_opening(plain, folded, start, end)
    if mark is not None:
        return mark
    last = plain[end - 1]
    if end - start <= _LONGEST_SIGN_OFF and last not in ".。" and _is_sign_off(plain, folded, start, end):
        return Furniture.SIGN_OFF
    if first:
        by = plain.startswith("By ", start) and forms.BYLINE_PLAIN.fullmatch(plain, start, end)
        if by:
            return Furniture.SIGN_OFF
    elif last not in _RUNNING_END and end - start <= _LONGEST_TAG_LINE and _is_tag_line(plain[start:end]):
        return Furniture.TAG_LINE
    return Furniture.CAPTION if _ends_as_caption(plain, start, end, cues) else None


def _is_sign_off(plain: str, folded: str, start: int, end: int) -> bool:
    agency = forms.AGENCY_ALONE.fullmatch(folded, start, end)
    return agency is not None or forms.DASHED_PLAIN.match(plain, start, end) is not None


def _by_opening(plain: str, folded: str, start: int, end: int) -> Furniture | None:
    opener = folded[start : start + 24].split(None, 1)[0].strip(_STRIPPED)
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
    last = plain[end - 1]
    if last in _RUNNING_END and last != ")" and not cues.credit:
        return False
    return forms.CAPTION_END_PLAIN.search(plain, max(start, end - _CREDIT), end) is not None


def _is_bare_headline(folded: str, start: int, end: int) -> bool:
    """Whether a line could stand in a rail of headlines: short, and it does not end as a sentence does."""
    if end - start > _LONGEST_HEADLINE:
        return False
    last = folded[end - 1]
    return last not in ".。;:" and (last not in "\"')]" or folded[end - 2] not in ".。")


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
