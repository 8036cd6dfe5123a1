"""Whose report an article is: copies of one agency's wire are one source."""

import pytest

from schemas.finding import ArticleRef
from streams.core.errors import ConfigError
from streams.core.located import Located
from streams.core.merge import Sources
from tests.core.merge.desk import RULES

CASES = (
    # says, source, credit, byline, id, origin, own, independent
    ("an agency's own wire", "Reuters", None, None, "reuters:1", "reuters", True, True),
    ("a paper that credits an agency", "The Star", "Reuters", None, "star:1", "reuters", False, True),
    ("a credit in brackets", "The Star", "(Reuters)", None, "star:1", "reuters", False, True),
    ("a byline that names the agency", "The Star", None, "By Jane Doe, Reuters", "star:1", "reuters", False, True),
    ("a Chinese credit", "环球网", "来源：新华社", None, "hqw:1", "xinhua", False, True),
    ("an agency by another of its names", "AP", None, None, "x:1", "ap", True, True),
    ("a reporter's name is no agency", "The Star", None, "By Reuter Smith", "star:1", "the-star", True, True),
    ("a paper's own story", "Financial Times", None, "By Jane Doe", "ft:1", "ft", True, True),
    ("an aggregator with a credit", "Yahoo", "Bloomberg", None, "yahoo:1", "bloomberg", False, True),
    ("an aggregator with none", "Yahoo", None, None, "yahoo:1", "yahoo", True, False),
    ("an official body", "MOFCOM", None, None, "mofcom:1", "mofcom", True, True),
    ("the source by the article's id alone", None, None, None, "bloomberg:77", "bloomberg", True, True),
    ("a source nobody listed", "Village Post", None, None, "village:1", "village post", True, True),
    ("no source and no colon in the id", None, None, None, "12345", "unknown", True, True),
)


@pytest.mark.parametrize(("says", "source", "credit", "byline", "id_", "origin", "own", "independent"), CASES, ids=[c[0] for c in CASES])
def test_origin(says: str, source: str | None, credit: str | None, byline: str | None, id_: str, origin: str, own: bool, independent: bool) -> None:
    found = RULES.sources.origin(ArticleRef(id=id_, source=source, credit=credit, byline=byline))
    assert (found.id, found.own, found.independent) == (origin, own, independent), says


def test_only_the_official_is_official() -> None:
    assert RULES.sources.origin(ArticleRef(id="ofac:1", source="OFAC")).official
    assert not RULES.sources.origin(ArticleRef(id="reuters:1", source="Reuters")).official


def test_every_fault_of_the_book_is_said_at_its_line() -> None:
    lines = {("sources", 0): 3, ("sources", 1): 4, ("sources", 1, "kind"): 4}
    bad = [{"id": "a", "name": "A", "kind": "paper", "country": "US"}, {"id": "b", "name": "B", "kind": "blog", "country": "US"}]
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
