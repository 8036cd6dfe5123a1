"""Whose report an article is: copies of one agency's wire are one source."""

import pytest

from schemas.finding import ArticleRef
from streams.core.errors import ConfigError
from streams.core.located import Located
from streams.core.merge import Sources
from tests.core.merge.desk import RULES

# What it says, the article, and what must be found: origin, whether it is its own, whether independent.
CASES = (
    ("an agency's own wire", ArticleRef(id="reuters:1", source="Reuters"), ("reuters", True, True)),
    (
        "a paper that credits an agency",
        ArticleRef(id="star:1", source="The Star", credit="Reuters"),
        ("reuters", False, True),
    ),
    (
        "a credit in brackets",
        ArticleRef(id="star:1", source="The Star", credit="(Reuters)"),
        ("reuters", False, True),
    ),
    (
        "a byline that names the agency",
        ArticleRef(id="star:1", source="The Star", byline="By Jane Doe, Reuters"),
        ("reuters", False, True),
    ),
    (
        "a Chinese credit",
        ArticleRef(id="hqw:1", source="环球网", credit="来源：新华社"),
        ("xinhua", False, True),
    ),
    ("an agency by another of its names", ArticleRef(id="x:1", source="AP"), ("ap", True, True)),
    (
        "a reporter's name is no agency",
        ArticleRef(id="star:1", source="The Star", byline="By Reuter Smith"),
        ("the-star", True, True),
    ),
    (
        "a paper's own story",
        ArticleRef(id="ft:1", source="Financial Times", byline="By Jane Doe"),
        ("ft", True, True),
    ),
    (
        "an aggregator with a credit",
        ArticleRef(id="yahoo:1", source="Yahoo", credit="Bloomberg"),
        ("bloomberg", False, True),
    ),
    ("an aggregator with none", ArticleRef(id="yahoo:1", source="Yahoo"), ("yahoo", True, False)),
    ("an official body", ArticleRef(id="mofcom:1", source="MOFCOM"), ("mofcom", True, True)),
    ("the source by the article's id alone", ArticleRef(id="bloomberg:77"), ("bloomberg", True, True)),
    (
        "a source nobody listed",
        ArticleRef(id="village:1", source="Village Post"),
        ("village post", True, True),
    ),
    ("no source and no colon in the id", ArticleRef(id="12345"), ("unknown", True, True)),
)


@pytest.mark.parametrize(("says", "article", "expected"), CASES, ids=[case[0] for case in CASES])
def test_origin(says: str, article: ArticleRef, expected: tuple[str, bool, bool]) -> None:
    found = RULES.sources.origin(article)
    assert (found.id, found.own, found.independent) == expected, says


def test_only_the_official_is_official() -> None:
    assert RULES.sources.origin(ArticleRef(id="ofac:1", source="OFAC")).official
    assert not RULES.sources.origin(ArticleRef(id="reuters:1", source="Reuters")).official


def test_every_fault_of_the_book_is_said_at_its_line() -> None:
    lines = {("sources", 0): 3, ("sources", 1): 4, ("sources", 1, "kind"): 4}
    bad = [
        {"id": "a", "name": "A", "kind": "paper", "country": "US"},
        {"id": "b", "name": "B", "kind": "blog", "country": "US"},
    ]
    with pytest.raises(ConfigError) as caught:
        Sources.parse(Located("sources.yaml", {"sources": bad}, lines))
    assert "sources.yaml:4" in str(caught.value)


def test_a_spelling_that_names_two_sources_is_a_fault() -> None:
    bad = [
        {"id": "a", "name": "A News", "kind": "paper", "country": "US", "credits": ["Wire"]},
        {"id": "b", "name": "B News", "kind": "paper", "country": "US", "credits": ["WIRE"]},
    ]
    with pytest.raises(ConfigError, match="'wire' names a already"):
        Sources.parse(Located("sources.yaml", {"sources": bad}, {("sources", 1): 9}))
