"""The article as the stages see it: readable text, and the way back to the text as received.

`admit` makes a document, `detect` reads it; neither imports the other, so the type stands here.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final, Literal, NamedTuple, Protocol

from schemas.article import Article
from schemas.finding import Evidence


class Furniture(StrEnum):
    """Why a sentence is not news."""

    TAG_LINE = "tag_line"
    FOLLOW_US = "follow_us"
    HEADLINE_RAIL = "headline_rail"
    CAPTION = "caption"
    SIGN_OFF = "sign_off"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Text:
    """One field of the article in two forms of the same length, with the way back.

    `plain` is for people and rules: markup gone, entities resolved, full-width and typographic forms folded
    to plain ones (quotes, dashes, spaces), composed (NFKC).
    `folded` is for matching: `plain` in lower case, Latin letters without accents, traditional Chinese as
    simplified; `len(folded) == len(plain)`. Names take the same form by `streams.core.fold.fold_name`.
    `starts[i]` and `ends[i]` bound in `received` what character i of `plain` stands for;
    both None where the two have the same offsets.
    """

    name: Literal["headline", "body"]
    received: str
    plain: str
    folded: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span in `received` of the half-open span of `plain`."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def evidence(self, *, start: int, end: int, rule: str, rule_version: str = "1") -> Evidence:
        """The words of a span, as they stand in the field as received."""
        first, last = self.span(start, end)
        return Evidence(
            field=self.name,
            start=first,
            end=last,
            text=self.received[first:last],
            rule=rule,
            rule_version=rule_version,
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: half-open span of `plain` of its field, and where it stands in the article."""

    text: Text
    start: int
    end: int
    index: int
    paragraph: int
    furniture: Furniture | None = None

    @property
    def plain(self) -> str:
        """The words of the sentence."""
        return self.text.plain[self.start : self.end]


# Sentences of a body that are still its lead; further on nobody asks for their number.
LEAD: Final = 3


class Place(NamedTuple):
    """A sentence found by offset: span of `plain`, its number in the body (up to `LEAD`), its furniture."""

    start: int
    end: int
    number: int
    furniture: Furniture | None


class Outline(Protocol):
    """The sentences of a body, cut only where somebody looks: it costs a third of cutting them all."""

    @property
    def count(self) -> int:
        """About how many there are, without furniture."""
        ...

    def at(self, offset: int) -> Place | None:
        """The sentence at an offset of `plain`."""
        ...

    @property
    def all_spans(self) -> list[tuple[int, int]]:
        """Half-open spans of all sentences, furniture too."""
        ...


class _Cut:
    """An outline of sentences that are cut already."""

    def __init__(self, sentences: Sequence[Sentence], body: Text) -> None:
        self._body = [sentence for sentence in sentences if sentence.text is body]
        self._starts = [sentence.start for sentence in self._body]
        self.count = sum(1 for sentence in self._body if sentence.furniture is None)
        self.all_spans = [(sentence.start, sentence.end) for sentence in self._body]

    def at(self, offset: int) -> Place | None:
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        found = self._body[number]
        return Place(found.start, found.end, min(LEAD, number), found.furniture)


def _no_credits(
    _headline: Text, _body: Text, _sentences: tuple[Sentence, ...]
) -> tuple[tuple[Text, int, int], ...]:
    return ()


@dataclass(frozen=True)
class Document:
    """An article, read. `language` is BCP 47 as detected (`en`, `zh`, `und` ...).

    Sentences are cut when first asked for: most articles hold no candidate and never need them.
    """

    article: Article
    language: str
    headline: Text
    body: Text
    cut: Callable[[Text, Text], tuple[Sentence, ...]] = field(repr=False, compare=False)
    credit: Callable[[Text, Text, tuple[Sentence, ...]], tuple[tuple[Text, int, int], ...]] = field(
        default=_no_credits, repr=False, compare=False
    )
    sketch: Callable[[Text], Outline] | None = field(default=None, repr=False, compare=False)
    pick: Callable[[Text, Text, Sequence[int]], tuple[Sentence, ...]] | None = field(
        default=None, repr=False, compare=False
    )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The headline's sentences first, then the body's in order; furniture is marked, not left out."""
        return self.cut(self.headline, self.body)

    def holding(self, offsets: Sequence[int]) -> tuple[Sentence, ...]:
        """Of `sentences`, the headline's and those of the body that hold one of some offsets, which rise.

        It costs half of cutting them all.
        """
        if self.pick is not None:
            return self.pick(self.headline, self.body, offsets)
        return tuple(
            sentence
            for sentence in self.sentences
            if sentence.text is self.headline or any(sentence.start <= at < sentence.end for at in offsets)
        )

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Half-open spans of the body's sentences, furniture too."""
        return self.outline.all_spans

    @cached_property
    def titles(self) -> int:
        """How many sentences the headline has."""
        return len(self.holding(()))

    @cached_property
    def outline(self) -> Outline:
        """The sentences of the body by offset, for whoever looks at a few of them."""
        return _Cut(self.sentences, self.body) if self.sketch is None else self.sketch(self.body)

    @cached_property
    def source_spans(self) -> tuple[tuple[Text, int, int], ...]:
        """Where a name is only that of the source: half-open spans of `plain` ("told Reuters", credits, datelines).

        Made when first asked for, which costs as much as cutting does: ask only of a name that may be a source.
        """
        return self.credit(self.headline, self.body, self.sentences)

    @property
    def texts(self) -> tuple[Text, Text]:
        """The fields in reading order."""
        return self.headline, self.body
