"""Cut a document into sentences and mark what of them is furniture, once somebody asks for them."""

from collections.abc import Sequence
from typing import Final

from streams.core.admit.credits import credit_spans
from streams.core.admit.furniture import cues_of, mark_closing, mark_lines, mark_sentence
from streams.core.admit.html_marks import Mark
from streams.core.admit.sentences import lines_of, split_line
from streams.core.document import Furniture, Sentence, Text

# A line with more sentences than this is a paragraph: its furniture is looked for sentence by sentence.
_LINE_OF_FURNITURE: Final = 3
# A caption is a sentence and its credit; behind more, the credit has run into a paragraph.
_LINE_OF_CAPTION: Final = 2


def cut(headline: Text, body: Text, marks: Sequence[Mark] = ()) -> tuple[Sentence, ...]:
    """Sentences of headline and body in order; each line is a paragraph; the headline is never furniture."""
    sentences: list[Sentence] = []
    paragraph = 0
    for start, end in lines_of(headline.plain):
        for first, last in split_line(headline.plain, start, end):
            sentences.append(Sentence(headline, first, last, len(sentences), paragraph))
        paragraph += 1
    plain, folded = body.plain, body.folded
    lines = lines_of(plain)
    cues = cues_of(plain, folded)
    for (start, end), kind in zip(lines, mark_lines(plain, folded, lines, cues), strict=True):
        spans = split_line(plain, start, end)
        longest = _LINE_OF_CAPTION if kind is Furniture.CAPTION else _LINE_OF_FURNITURE
        whole = kind if len(spans) <= longest else None
        for first, last in spans:
            furniture = whole
            if furniture is None:
                alone = len(spans) == 1
                furniture = (
                    mark_closing(folded, first, last, cues)
                    if alone
                    else mark_sentence(plain, folded, first, last, cues)
                )
            if furniture is None and marks:
                furniture = _by_markup(marks, first, last)
            sentences.append(Sentence(body, first, last, len(sentences), paragraph, furniture))
        paragraph += 1
    return tuple(sentences)


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
    return next((mark.kind for mark in marks if mark.start <= start and end <= mark.end), None)
