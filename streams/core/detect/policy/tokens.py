"""Cut a candidate sentence into words with their places; rules look at words, never at characters.

One linear pass of an alternation whose branches cannot overlap, so hostile text costs no more than other text.
"""

import re
from dataclasses import dataclass
from typing import Final

from streams.core.document import Text

# Numbers with their commas and stops; words with inner apostrophes and stops ("won't", "u.s"); single marks.
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*(?:%|[^\W\d_]\w*)?|[^\W\d_]\w*(?:['.][^\W\d_]\w*)*|[^\w\s-]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of one sentence in matching form; `starts` and `ends` are offsets into `text.plain`.

    A possessive ending is cut off its word and kept in `owners`, as "china's" owns what follows.
    """

    text: Text
    words: list[str]
    starts: list[int]
    ends: list[int]
    owners: frozenset[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenize(text: Text, start: int, end: int) -> Tokens:
    """Words of `text` between two offsets of its plain form."""
    matches = list(_TOKEN.finditer(text.folded, start, end))
    words = [match.group() for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    owners = [place for place, word in enumerate(words) if word.endswith("'s")]
    for place in owners:
        words[place] = words[place][:-2]
        ends[place] -= 2
    return Tokens(text=text, words=words, starts=starts, ends=ends, owners=frozenset(owners))


def split_phrase(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of a rule, cut as the text is."""
    return tuple(match.group() for match in _TOKEN.finditer(phrase.lower()))
