"""Lines that are broken in mid-sentence, as wires and mail break them, made whole again.

A line break ends a sentence everywhere else, so a hard-wrapped story would come apart.
Offsets stay as they are: a break becomes a space.
"""

import re
from typing import Final

_LONGEST_WRAPPED: Final = 110
_LONG: Final = 45
# In wrapped text so many of the lines start in lower case; headlines one below the other do not.
_WRAPPED_SHARE: Final = 0.35
# Any letter but a plain capital: others are looked at where they stand.
_GOES_ON: Final = re.compile(r"\n[^\S\n]*[^\WA-Z\d_]")
_ENDS: Final = frozenset(".!?:;\"')]。！？；：…")


def unwrapped(text: str) -> str:
    """The text with the breaks of wrapped paragraphs as spaces; same length."""
    # Only a line that begins with a small letter can go on from the one before it, or tell that others do.
    if text.count("\n") == 2 * text.count("\n\n") or _GOES_ON.search(text) is None:
        return text
    blocks = text.split("\n\n")
    return "\n\n".join(_block(block) if "\n" in block else block for block in blocks)


def _block(block: str) -> str:
    lines = block.split("\n")
    longest = max(map(len, lines))
    after = [line.lstrip()[:1] for line in lines[1:]]
    lower = sum(first.islower() for first in after)
    wrapped = _LONG <= longest <= _LONGEST_WRAPPED and lower >= max(1, _WRAPPED_SHARE * len(after))
    # A line that stops this short was not broken for want of room.
    shortest = 0.6 * longest if wrapped else max(_LONG, 0.6 * min(longest, _LONGEST_WRAPPED))
    pieces = [lines[0]]
    for line, following, first in zip(lines, lines[1:], after, strict=False):
        ended = line.rstrip()[-1:] in _ENDS or not line.strip()
        runs_on = first.islower() and not ended
        joins = len(line) >= shortest and first != "" and (runs_on or (wrapped and not line.isspace()))
        pieces.append((" " if joins else "\n") + following)
    return "".join(pieces)
