"""HTML becomes text with blocks as lines, and every character knows its place in the source."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from streams.core.admit import read
from streams.core.admit.html import has_entities, looks_like_html, to_text
from streams.core.document import Document, Furniture

TEXTS = [
    ("paragraphs are lines", "<p>Exports fell.</p><p>Imports rose.</p>", "Exports fell.\nImports rose."),
    ("inline tags leave no trace", "<p>The <b>US</b> <a href='x'>said</a> no.</p>", "The US said no."),
    ("entities are characters", "<p>AT&amp;T &#8220;cut&#x201D; 5&nbsp;%</p>", 'AT&T "cut" 5 %'),
    ("an unknown entity stays", "<p>R&D; and &bogus;</p>", "R&D; and &bogus;"),
    (
        "scripts and styles go",
        "<style>p{}</style><p>A</p><script>if (a<b) x('</p>')</script><p>B</p>",
        "A\nB",
    ),
    ("comments go", "<p>A<!-- <p>no</p> -->B</p>", "AB"),
    ("breaks are lines", "<p>A<br>B<br/>C</p>", "A\nB\nC"),
    ("source lines are not", "<p>The duty\n   takes\teffect</p>\n<p>now</p>", "The duty takes effect\nnow"),
    ("cells stand apart", "<table><tr><td>Steel</td><td>25%</td></tr></table>", "Steel  25%"),
    ("a quoted end of tag is no end", '<p><img alt="a > b" src=x>A</p>', "A"),
    ("lists are lines", "<ul><li>Steel</li><li>Zinc</li></ul>", "Steel\nZinc"),
    ("capitals are tags too", "<P>A</P><BR><DIV>B</DIV>", "A\nB"),
    ("a less-than sign is text", "<p>if a < b and c<d then</p>", "if a < b and c"),
    ("a tag that never ends is text", "<p>A</p><p class=", "A\n<p class="),
    ("a page's head goes", "<html><head><title>T</title></head><body><p>A</p></body></html>", "A"),
]


def lines(document: Document) -> str:
    """The body's text without its outer space."""
    return document.body.plain.strip()


@pytest.mark.parametrize(
    ("source", "expected"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS]
)
def test_to_text(source: str, expected: str) -> None:
    assert lines(read(Article(id="a", body=source))) == expected


NOT_HTML = ["a < b", "x <y> z", "<unknown>", "3<5", "R&D; AT&T", "<<<", "< p>"]


@pytest.mark.parametrize("text", NOT_HTML)
def test_what_only_looks_a_little_like_html_is_text(text: str) -> None:
    assert not looks_like_html(text)
    assert read(Article(id="a", body=text)).body.plain == text


def test_a_headline_with_entities_is_resolved() -> None:
    headline = read(Article(id="a", headline="AT&amp;T sues &#39;over&#39; duty")).headline
    assert headline.plain == "AT&T sues 'over' duty"
    assert headline.span(0, 4) == (0, 8)


def test_html_escaped_by_a_feed_is_read_all_the_same() -> None:
    body = read(
        Article(id="a", body="&lt;p&gt;AT&amp;amp;T fell.&lt;/p&gt;&lt;p&gt;Oil rose.&lt;/p&gt;")
    ).body
    assert body.plain.strip() == "AT&T fell.\nOil rose."
    start = body.plain.index("Oil")
    assert body.evidence(start=start, end=start + 3, rule="r").text == "Oil"


def test_evidence_spans_stand_in_the_source() -> None:
    source = "<p>The <b>U.S.</b> will let <i>Nvi&shy;dia</i> &amp; Co sell “H20”.</p>"
    body = read(Article(id="a", body=source)).body
    start = body.plain.index("Nvidia")
    evidence = body.evidence(start=start, end=start + len("Nvidia & Co"), rule="r")
    assert evidence.text == source[evidence.start : evidence.end] == "Nvi&shy;dia</i> &amp; Co"


MARKED = [
    ("a caption", "<figure><img src=x><figcaption>{}</figcaption></figure>", Furniture.CAPTION),
    ("navigation", "<nav><a href=x>{}</a></nav>", Furniture.HEADLINE_RAIL),
    ("an aside", "<aside><p>{}</p></aside>", Furniture.HEADLINE_RAIL),
    ("a caption by its class", '<p class="wp-caption-text">{}</p>', Furniture.CAPTION),
    ("a rail by its class", '<div class="box related-stories"><div>{}</div></div>', Furniture.HEADLINE_RAIL),
    ("a box to follow by its id", '<div id="newsletter-signup"><p>{}</p></div>', Furniture.FOLLOW_US),
]


@pytest.mark.parametrize(("markup", "kind"), [case[1:] for case in MARKED], ids=[case[0] for case in MARKED])
def test_markup_says_what_is_furniture(markup: str, kind: Furniture) -> None:
    inner = markup.format("Trump bans chips for China.")
    source = (
        f"<p>The duty takes effect on Monday, the ministry said.</p>{inner}<p>Nobody objected, in Osaka.</p>"
    )
    sentences = read(Article(id="a", body=source)).sentences
    assert [sentence.furniture for sentence in sentences] == [None, kind, None]


def test_a_class_that_would_silence_the_story_is_not_believed() -> None:
    source = '<div class="related"><p>The duty takes effect on Monday.</p><p>Nobody objected.</p></div>'
    assert [sentence.furniture for sentence in read(Article(id="a", body=source)).sentences] == [None, None]


PIECES = st.sampled_from(
    "<p> </p> <b > < &amp; &lt; & ; &#8217; \" ' <!-- --> <script> </script> text é\u0301 <br/> ﬁ \u00ad "
    "<figcaption> </figcaption> <div\tclass=related> </div> \n \t\t".split(" ")
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=100))
def test_any_markup_reads_and_every_span_stands_in_the_source(source: str) -> None:
    document = read(Article(id="a", headline=source, body=source))
    for text in document.texts:
        assert len(text.plain) == len(text.folded)
        for start in range(len(text.plain)):
            evidence = text.evidence(start=start, end=start + 1, rule="r")
            assert 0 <= evidence.start <= evidence.end <= len(source)
            assert evidence.text == source[evidence.start : evidence.end]
        first, last = text.span(0, len(text.plain))
        assert first <= last
    for sentence in document.sentences:
        assert sentence.plain.strip() == sentence.plain != ""


@given(st.text("<>&;ab/ !-\"'", max_size=60))
def test_text_without_markup_comes_back_whole(source: str) -> None:
    if not looks_like_html(source) and not has_entities(source):
        assert to_text(source).plain.text == source


BOMBS = {
    "open tags": "<div>" * 60_000,
    "half tags": "<p" * 150_000,
    "quotes that never close": '<p a="' * 50_000,
    "comments that never close": "<p><!--" * 40_000,
    "scripts that never close": "<p><script>" * 30_000,
    "less-than signs": "<p>" + "<" * 300_000,
    "ampersands": "<p>" + "&" * 300_000,
    "spaces": "<p>" + " " * 300_000,
    "entities": "&amp;" * 60_000,
    "marks": "a" + "\u0301" * 300_000,
    "nested captions": "<figcaption>" * 25_000,
    "attributes": "<p " + 'a="b" ' * 50_000 + ">x</p>",
    "dots": "Mr. " * 75_000,
    "breaks": "a\n" * 150_000,
    "closing brackets": "." + ")" * 300_000,
    "one line of tags": "A, " * 100_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_text_costs_no_more_than_its_length(name: str) -> None:
    # A quadratic pass would cost four times as much for twice the text; what a busy machine adds is less.
    body = BOMBS[name]
    half = min(_seconds(body[: len(body) // 2]) for _ in range(3))
    assert _seconds(body) < 3.4 * half + 0.3


def _seconds(body: str) -> float:
    started = time.process_time()
    document = read(Article(id="a", body=body))
    # Both are worked when they are first asked for.
    list(document.sentences), list(document.source_spans)
    return time.process_time() - started
