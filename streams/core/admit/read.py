"""An article, read: readable text in its form for matching, with the way back, and its language.

Most articles are plain ASCII and hold nothing that anyone watches: reading one costs a few microseconds,
and all that only a hit needs (sentences, furniture, credits) is made when it is first asked for.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from schemas.article import Article
from streams.core.admit.cut import Cutter, source_spans
from streams.core.admit.html import Markup, has_entities, looks_like_html, to_text
from streams.core.admit.html_marks import Mark
from streams.core.admit.language import detect_language
from streams.core.admit.wrapped import unwrapped
from streams.core.document import Document, Text
from streams.core.fold import Plain, fold, plain


def read(article: Article) -> Document:
    """The article as the stages see it; any text and any markup can be read."""
    headline, _ = _text("headline", article.headline)
    body, marks = _text("body", article.body)
    cutter = Cutter(marks)
    return Document(
        article=article,
        language=detect_language(headline.plain, body.plain, article.language),
        headline=headline,
        body=body,
        cut=cutter.sentences,
        credit=source_spans,
        sketch=cutter.outline,
        pick=cutter.holding,
    )


def _text(name: Literal["headline", "body"], received: str) -> tuple[Text, tuple[Mark, ...]]:
    if ("<" in received and looks_like_html(received)) or ("&" in received and has_entities(received)):
        return _from_markup(name, received)
    made = plain(received)
    text = unwrapped(made.text) if "\n" in made.text else made.text
    return Text(name, received, text, fold(text), made.starts, made.ends), ()


def _from_markup(name: Literal["headline", "body"], received: str) -> tuple[Text, tuple[Mark, ...]]:
    tagged = looks_like_html(received)
    markup = to_text(received)
    if not tagged and looks_like_html(markup.plain.text):
        # Feeds escape their HTML: "&lt;p&gt;". What the entities gave is read once more.
        inner = to_text(markup.plain.text)
        markup = Markup(_joined(markup.plain, inner.plain), inner.marks)
    made = plain(markup.plain.text)
    marks = markup.marks
    if made.starts is not None and marks:
        marks = tuple(_moved(mark, made.starts) for mark in marks)
    whole = _joined(markup.plain, made)
    text = unwrapped(whole.text)
    return Text(name, received, text, fold(text), whole.starts, whole.ends), marks


def _joined(outer: Plain, inner: Plain) -> Plain:
    """Two steps as one: what the inner text stands for in the source of the outer."""
    if inner.starts is None or inner.ends is None:
        return Plain(inner.text, outer.starts, outer.ends)
    if outer.starts is None or outer.ends is None:
        return inner
    # A character that stands for nothing (the line break at the edge of a block) stays so.
    ends = array(
        "I",
        (
            outer.ends[end - 1] if end > start else outer.starts[min(start, len(outer.starts) - 1)]
            for start, end in zip(inner.starts, inner.ends, strict=True)
        ),
    )
    starts = array("I", (outer.starts[min(start, len(outer.starts) - 1)] for start in inner.starts))
    return Plain(inner.text, starts, ends)


def _moved(mark: Mark, starts: Sequence[int]) -> Mark:
    """A mark on text that was composed afterwards, where some characters went away."""
    return Mark(bisect_left(starts, mark.start), bisect_left(starts, mark.end), mark.kind)
