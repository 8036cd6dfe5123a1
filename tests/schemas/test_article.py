"""The article as it travels: what it must have, and that it comes back as it was."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.article import Article, Status

FULL = Article(
    id="desk:1",
    version=2,
    status=Status.WITHHELD,
    headline="Tokyo lifts ban",
    body="<p>Tokyo lifted the ban.</p>",
    language="en",
    source="desk",
    byline="Jane Roe",
    credit="Kyodo",
    url="https://example.org/1",
    published_at=datetime(2025, 5, 14, 12, tzinfo=UTC),
    updated_at=datetime(2025, 5, 14, 13, tzinfo=UTC),
    embargoed_until=datetime(2025, 5, 15, tzinfo=UTC),
    urgency=2,
    subjects=("trade",),
    signal="sig:update",
)


@pytest.mark.parametrize("article", [FULL, Article(id="7")], ids=["with all fields", "with its id alone"])
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    assert Article.model_validate_json(article.to_bytes()) == article


def test_fields_of_a_later_version_are_passed_over() -> None:
    assert Article.model_validate({"id": "a", "mood": "calm"}) == Article(id="a")


def test_times_are_kept_in_utc() -> None:
    made = Article.model_validate({"id": "a", "published_at": "2025-05-14T14:00:00+02:00"})
    assert made.published_at == datetime(2025, 5, 14, 12, tzinfo=UTC)
    assert made.to_bytes().count(b"2025-05-14T12:00:00Z") == 1


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("no id", {}),
    ("an empty id", {"id": ""}),
    ("an endless id", {"id": "x" * 513}),
    ("a version below 0", {"id": "a", "version": -1}),
    ("an urgency off the scale", {"id": "a", "urgency": 10}),
    ("a time without a zone", {"id": "a", "published_at": "2025-05-14T12:00:00"}),
    ("an unknown status", {"id": "a", "status": "draft"}),
]


@pytest.mark.parametrize("fields", [case[1] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_wrong_is_not_made(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Article.model_validate(fields)
