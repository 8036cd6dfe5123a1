"""Cut a document into sentences and mark what of them is furniture, once somebody asks for them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from streams.core.admit.credits import credit_spans
from streams.core.admit.furniture import Cues, longest_line, mark_closing, mark_lines, mark_sentence
from streams.core.admit.html_marks import Mark
from streams.core.admit.sentences import lines_of, split_line, stops_of
from streams.core.document import LEAD, Furniture, Place, Sentence, Text


class Cutter:
    """Cuts one article; its body's lines are found once, for whoever asks for all sentences or for a few."""

    __slots__ = ("_marks", "_outline")

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._marks = marks
        self._outline: Outline | None = None

    def outline(self, body: Text) -> "Outline":
        """The body by lines; a cutter serves one body."""
        if self._outline is None:
            self._outline = Outline(body, self._marks)
        return self._outline

    def sentences(self, headline: Text, body: Text) -> tuple[Sentence, ...]:
        """Sentences of headline and body in order; each line is a paragraph; the headline is never furniture."""
        sentences, paragraph = _titles(headline)
        outline = self.outline(body)
        for number in range(len(outline.lines)):
            for first, last, furniture in outline.line(number):
                sentences.append(Sentence(body, first, last, len(sentences), paragraph + number, furniture))
        return tuple(sentences)

    def holding(self, headline: Text, body: Text, offsets: Sequence[int]) -> tuple[Sentence, ...]:
        """The same without those of the body that hold none of `offsets`, which rise."""
        sentences, paragraph = _titles(headline)
        outline = self.outline(body)
        index, at, size = len(sentences), 0, len(offsets)
        for number in range(len(outline.lines)):
            if at == size:
                break
            for first, last in outline.spans(number):
                while at < size and offsets[at] < first:
                    at += 1
                if at < size and offsets[at] < last:
                    furniture = outline.furniture(number, first, last)
                    sentences.append(Sentence(body, first, last, index, paragraph + number, furniture))
                index += 1
        return tuple(sentences)


def _titles(headline: Text) -> tuple[list[Sentence], int]:
    """The sentences of the headline, and how many lines it has."""
    stops, lines = stops_of(headline.plain), lines_of(headline.plain)
    spans = [
        (first, last, number)
        for number, (start, end) in enumerate(lines)
        for first, last in split_line(headline.plain, start, end, stops)
    ]
    return [
        Sentence(headline, first, last, index, number) for index, (first, last, number) in enumerate(spans)
    ], len(lines)


class Outline:
    """The lines of a body, each cut into sentences when asked for: who needs few sentences pays for few."""

    __slots__ = (
        "_body",
        "_count",
        "_cues",
        "_cut",
        "_kinds",
        "_last",
        "_marking",
        "_marks",
        "_starts",
        "_stops",
        "lines",
    )

    def __init__(self, body: Text, marks: Sequence[Mark] = ()) -> None:
        plain, folded = body.plain, body.folded
        self._body = body
        self._marks = marks
        self.lines = lines_of(plain)
        self._cues, self._stops = Cues(plain, folded), stops_of(plain)
        # What a line is depends on the lines above it alone, so lines are marked only as far as somebody looks.
        self._marking = mark_lines(plain, folded, self.lines, self._cues)
        self._kinds: list[Furniture | None] = []
        self._last: Place | None = None
        self._starts = [start for start, _ in self.lines]
        self._cut: dict[int, list[tuple[int, int]]] = {}
        self._count = -1

    @property
    def count(self) -> int:
        """About how many sentences there are: lines that are no furniture, and stops with a space behind them."""
        if self._count < 0:
            plain = self._body.plain
            self._kinds += self._marking
            self._count = self._kinds.count(None) + plain.count(". ") + plain.count("。")
        return self._count

    def at(self, offset: int) -> Place | None:
        """The sentence at an offset of `plain`; None before the first line."""
        if self._last is not None and self._last.start <= offset < self._last.end:
            return self._last
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        spans = self.spans(number)
        place = max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)
        before = sum(len(self.spans(other)) for other in range(number)) if number < LEAD else LEAD
        first, last = spans[place]
        self._last = Place(first, last, min(LEAD, before + place), self.furniture(number, first, last))
        return self._last

    def line(self, number: int) -> Iterator[tuple[int, int, Furniture | None]]:
        """The sentences of a line, with what furniture each is."""
        for first, last in self.spans(number):
            yield first, last, self.furniture(number, first, last)

    @property
    def all_spans(self) -> list[tuple[int, int]]:
        """Half-open spans of all sentences, furniture too."""
        return [span for number in range(len(self.lines)) for span in self.spans(number)]

    def spans(self, number: int) -> list[tuple[int, int]]:
        """Half-open spans of the sentences of a line."""
        spans = self._cut.get(number)
        if spans is None:
            spans = self._cut[number] = split_line(self._body.plain, *self.lines[number], self._stops)
        return spans

    def _kind(self, number: int) -> Furniture | None:
        while len(self._kinds) <= number:
            self._kinds.append(next(self._marking))
        return self._kinds[number]

    def furniture(self, number: int, first: int, last: int) -> Furniture | None:
        """What furniture a sentence of a line is; None for news."""
        plain, folded = self._body.plain, self._body.folded
        kind, spans = self._kind(number), self.spans(number)
        furniture = kind
        if kind is None or len(spans) > longest_line(kind, folded, *self.lines[number]):
            furniture = (
                mark_closing(folded, first, last, self._cues)
                if len(spans) == 1
                else mark_sentence(plain, folded, first, last, self._cues)
            )
        if furniture is None and self._marks:
            furniture = _by_markup(self._marks, first, last)
        return furniture


def source_spans(
    headline: Text, body: Text, sentences: Sequence[Sentence]
) -> tuple[tuple[Text, int, int], ...]:
    """Where a name is only that of the source: datelines, credits, "told Reuters", captions and sign-offs."""
    credited = tuple(
        (sentence.text, sentence.start, sentence.end) for sentence in sentences if _is_credit(sentence)
    )
    return (*credit_spans(headline), *credit_spans(body), *credited)


def _is_credit(sentence: Sentence) -> bool:
    return sentence.furniture in (Furniture.CAPTION, Furniture.SIGN_OFF)


def _by_markup(marks: Sequence[Mark], start: int, end: int) -> Furniture | None:
    # Marks are those of outermost elements, in order and apart: only the last one that begins before can hold it.
    place = bisect_right(marks, start, key=lambda mark: mark.start) - 1
    return marks[place].kind if place >= 0 and end <= marks[place].end else None
