"""A few sentences of an article are the same as when all are cut."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from streams.core.admit.read import read
from streams.core.document import Document

LINE = st.sampled_from(
    [
        "The ministry spoke. It said no more.",
        "Follow us on WhatsApp.",
        "",
        "No. 5 rose to 3.1 percent! Why?",
        "Next In World",
    ]
)


def document(headline: str, lines: list[str]) -> Document:
    return read(Article(id="test:1", headline=headline, body="\n".join(lines)))


@given(
    headline=st.sampled_from(["", "Ministry speaks", "Ministry speaks. Nobody listens"]),
    lines=st.lists(LINE, max_size=8),
    at=st.sets(st.integers(0, 200), max_size=6),
)
def test_sentences_that_hold_an_offset_are_those_of_the_whole_cut(
    headline: str, lines: list[str], at: set[int]
) -> None:
    made = document(headline, lines)
    held = [
        sentence
        for sentence in made.sentences
        if sentence.text is made.headline or any(sentence.start <= offset < sentence.end for offset in at)
    ]
    assert list(made.holding(sorted(at))) == held


def test_the_sentences_of_the_headline_are_counted() -> None:
    assert document("Ministry speaks. Nobody listens", ["One. Two."]).titles == 2
