"""Cut a document into sentences and mark what of them is furniture, once somebody asks for them."""

from collections.abc import Sequence

from streams.core.admit.credits import credit_spans
from streams.core.admit.furniture import cues_of, longest_line, mark_closing, mark_lines, mark_sentence
from streams.core.admit.html_marks import Mark
from streams.core.admit.sentences import lines_of, split_line, stops_of
from streams.core.document import Furniture, Sentence, Text


def cut(headline: Text, body: Text, marks: Sequence[Mark] = ()) -> tuple[Sentence, ...]:
    """Sentences of headline and body in order; each line is a paragraph; the headline is never furniture."""
    sentences: list[Sentence] = []
    paragraph = 0
    for start, end in lines_of(headline.plain):
        for first, last in split_line(headline.plain, start, end, stops_of(headline.plain)):
            sentences.append(Sentence(headline, first, last, len(sentences), paragraph))
        paragraph += 1
    plain, folded = body.plain, body.folded
    lines = lines_of(plain)
    cues, stops = cues_of(plain, folded), stops_of(plain)
    for (start, end), kind in zip(lines, mark_lines(plain, folded, lines, cues), strict=True):
        spans = split_line(plain, start, end, stops)
        whole = kind if len(spans) <= longest_line(kind, folded, start, end) else None
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
