"""One form of text for matching, so that a name and its mention meet however they are typed.

Text of the article and names of the watch list go through the same two steps; what the two give must
never drift apart, so both stages take them from here.
`plain` folds typography (quotes, dashes, spaces, full-width forms) and composes; `fold` drops case,
accents of Latin letters and the difference between traditional and simplified Chinese.
Nearly all text is ASCII or can be folded character by character; only the rest pays for a map of offsets.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from streams.core.simplified import SIMPLIFIED, TRADITIONAL


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text; `starts[i]` and `ends[i]` bound in the source what character i stands for.

    Both are None where the offsets of the two are the same.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None


# The control characters that text does hold. The others are as rare as they are harmless, and looking for
# all of them would cost more than everything else that is done to an ASCII article.
_BLANKS: Final = "\t\r\x00\x0b\x0c"


def _plain_images() -> dict[str, str]:
    """Characters that become one other character in plain text."""
    images = {chr(code): " " for code in (*map(ord, _BLANKS), *range(0x80, 0xA0)) if code != 0x85}
    images |= dict.fromkeys("\x85\u2028\u2029", "\n")
    images |= {chr(code): " " for code in (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)}
    images |= dict.fromkeys("‘’‚‛′‵ʼ‹›", "'")
    images |= dict.fromkeys("“”„‟″‶«»〝〞", '"')
    images |= dict.fromkeys("‐‑‒–−﹣⁃", "-")
    images |= dict.fromkeys("―⸺﹘", "—")
    images |= dict.fromkeys("™®℠", " ")
    images |= {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    images |= dict(zip("￠￡￥￦", "¢£¥₩", strict=True))
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA1E), *range(0x1D400, 0x1D800)):
        image = unicodedata.normalize("NFKC", chr(code))
        if len(image) == 1 and image != chr(code):
            images[chr(code)] = image
    return images


def _fold_images() -> dict[str, str]:
    """Characters that become one other character in folded text."""
    images: dict[str, str] = {}
    for code in range(0x80, 0x10000):
        letter = chr(code)
        small = letter.lower()
        if code < 0x2000:
            base = unicodedata.normalize("NFD", small)[0]
            small = base if base.isascii() else small
        if len(small) == 1 and small != letter:
            images[letter] = small
    images |= dict(zip("øØłŁđĐħĦıςµ", "oollddhhiσμ", strict=True))
    images |= dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
    return images


def _table(images: dict[str, str]) -> str:
    """The images as a string to be indexed by code point: the fastest table that `str.translate` takes."""
    letters = [chr(code) for code in range(0x10000)]
    for letter, image in images.items():
        if ord(letter) < 0x10000:
            letters[ord(letter)] = image
    return "".join(letters)


_PLAIN_IMAGES: Final = _plain_images()
_FOLD_IMAGES: Final = _fold_images()
_PLAIN_TABLE: Final = _table(_PLAIN_IMAGES)
_FOLD_TABLE: Final = _table(_FOLD_IMAGES)
# Above so many different characters, one pass with a table is cheaper than one replacement for each.
_FEW: Final = 24
# What nearly all of typeset English needs: replaced first, it leaves most articles pure ASCII.
_COMMON: Final = tuple((letter, _PLAIN_IMAGES[letter]) for letter in "’‘“”–\xa0")

_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
)
_MARKS: Final = (
    "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u3099\u309a\uff9e\uff9f"
)
_WIDER: Final = "\ufb00-\ufb06\u2160-\u217f\uff61-\uff9d"
_UNEQUAL: Final = frozenset(
    re.findall(f"[{_UNSEEN}{_MARKS}{_WIDER}]", "".join(map(chr, (*range(0x10000), *range(0xE0000, 0xE0200)))))
)
# A run that changes its length: unseen characters go; a letter with its marks, or a ligature, is composed.
_RUN: Final = re.compile(f"[{_UNSEEN}]+|[^{_UNSEEN}{_MARKS}][{_MARKS}]+|[{_MARKS}]+|[{_WIDER}][{_MARKS}]*")
_ODD: Final = re.compile("[^\x00-\x7f]")


def plain(text: str) -> Plain:
    """Plain text with the way back; the maps are None wherever one pass keeps the offsets."""
    if not text.isascii():
        for letter, image in _COMMON:
            text = text.replace(letter, image)
    if text.isascii():
        blank = "\t" in text or "\r" in text or "\x00" in text or "\x0b" in text or "\x0c" in text
        return Plain(text.translate(_PLAIN_TABLE) if blank else text)
    odd = set(_ODD.findall(text))
    if not _UNEQUAL.isdisjoint(odd):
        return _composed(text)
    return Plain(_replaced(text, odd, _PLAIN_IMAGES, _PLAIN_TABLE))


def fold(text: str) -> str:
    """Plain text in the form for matching; always of the same length."""
    if not text.isascii():
        text = _replaced(text, set(_ODD.findall(text)), _FOLD_IMAGES, _FOLD_TABLE)
    return text.lower()


def fold_name(name: str) -> str:
    """A name in the form in which `Text.folded` has it."""
    return fold(plain(name).text)


def _replaced(text: str, odd: set[str], images: dict[str, str], table: str) -> str:
    """The text with each of its `odd` letters as its image; one for one."""
    if len(odd) > _FEW:
        text = text.translate(table)
        odd = {letter for letter in odd if letter > "\uffff"}
    for letter in (*odd, *_BLANKS):
        image = images.get(letter)
        if image is not None:
            text = text.replace(letter, image)
    return text


_NUMBERS: Final = array("I", range(1 << 17))


def counted(first: int, last: int) -> "array[int]":
    """The numbers from `first` up to but not `last`: a slice of memory wherever they are small."""
    return _NUMBERS[first:last] if last <= len(_NUMBERS) else array("I", range(first, last))


def _composed(text: str) -> Plain:
    """The slow way: runs that change their length are composed, and every character keeps its source."""
    pieces: list[str] = []
    starts = array("I")
    ends = array("I")
    done = 0
    for run in _RUN.finditer(text):
        first, last = run.span()
        pieces.append(text[done:first])
        starts += counted(done, first)
        ends += counted(done + 1, first + 1)
        image = "" if _is_unseen(run.group()) else unicodedata.normalize("NFKC", run.group())
        pieces.append(image)
        starts.extend([first] * len(image))
        ends.extend([last] * len(image))
        done = last
    pieces.append(text[done:])
    starts += counted(done, len(text))
    ends += counted(done + 1, len(text) + 1)
    made = "".join(pieces)
    return Plain(_replaced(made, set(_ODD.findall(made)), _PLAIN_IMAGES, _PLAIN_TABLE), starts, ends)


_ALL_UNSEEN: Final = re.compile(f"[{_UNSEEN}]+")


def _is_unseen(run: str) -> bool:
    return _ALL_UNSEEN.fullmatch(run) is not None
