"""Which version of an article is worked, held, dropped or kills, whatever order they come in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article, Status
from streams.core.admit import Action, Verdict, fingerprint, judge_life, read
from streams.core.reasons import Reason

NOW = datetime(2025, 5, 14, 12, tzinfo=UTC)
EARLY, LATE = NOW - timedelta(hours=2), NOW - timedelta(hours=1)


@dataclass(frozen=True)
class Remembered:
    """What is remembered of a version."""

    article_version: int
    updated_at: datetime | None
    status: Status
    fingerprint: str
    earlier: tuple[str, ...] = ()


def version(**fields: Any) -> Article:
    """A version of the one article of these tests."""
    return Article(id="desk:1", **{"body": "Tokyo lifts the ban.", **fields})


def remembered(article: Article | None) -> Remembered | None:
    """The record that this version leaves."""
    if article is None:
        return None
    return Remembered(article.version, article.updated_at, article.status, fingerprint(read(article)))


KILL = {"status": "canceled", "body": ""}
NEW, AGAIN, OLD = Reason.ADMITTED, Reason.SEEN_BEFORE, Reason.OLDER_VERSION
CASES: list[tuple[str, dict[str, Any] | None, dict[str, Any], Action, Reason]] = [
    ("the first version", None, {}, Action.WORK, NEW),
    ("a higher version", {}, {"version": 2, "body": "x"}, Action.WORK, NEW),
    (
        "a higher version with an earlier date",
        {"updated_at": LATE},
        {"version": 2, "updated_at": EARLY},
        Action.WORK,
        NEW,
    ),
    ("a lower version", {"version": 2}, {"version": 1}, Action.DROP, OLD),
    (
        "a lower version with a later date",
        {"version": 2, "updated_at": EARLY},
        {"updated_at": LATE},
        Action.DROP,
        OLD,
    ),
    ("the very same again", {}, {}, Action.WORK, AGAIN),
    ("the same text in another form", {}, {"body": "<p>Tokyo  lifts the ban.</p>"}, Action.WORK, AGAIN),
    ("the same text with another date", {"updated_at": LATE}, {"updated_at": EARLY}, Action.WORK, AGAIN),
    ("other text, later", {"updated_at": EARLY}, {"updated_at": LATE, "body": "x"}, Action.WORK, NEW),
    ("other text, earlier", {"updated_at": LATE}, {"updated_at": EARLY, "body": "x"}, Action.DROP, OLD),
    (
        "other text at the same moment counts by arrival",
        {"updated_at": LATE},
        {"updated_at": LATE, "body": "x"},
        Action.WORK,
        NEW,
    ),
    ("other text without a date counts by arrival", {}, {"body": "x"}, Action.WORK, NEW),
    (
        "other text where one has a date counts by arrival",
        {"updated_at": LATE},
        {"body": "x"},
        Action.WORK,
        NEW,
    ),
    ("a kill", {}, {"version": 2, **KILL}, Action.KILL, Reason.KILLED),
    ("a kill of the same version", {}, KILL, Action.KILL, Reason.KILLED),
    ("a kill of an article never seen", None, KILL, Action.KILL, Reason.KILLED),
    ("a kill again", KILL, KILL, Action.KILL, Reason.KILLED),
    ("a kill of an older version", {"version": 2}, KILL, Action.DROP, OLD),
    ("what was killed, read again", KILL, {}, Action.DROP, OLD),
    ("what was killed, told anew", KILL, {"version": 2}, Action.WORK, NEW),
    (
        "what was killed, told anew later",
        {**KILL, "updated_at": EARLY},
        {"updated_at": LATE},
        Action.WORK,
        NEW,
    ),
    ("withheld", None, {"status": "withheld"}, Action.WAIT, Reason.WITHHELD),
    ("withheld, then usable", {"status": "withheld"}, {"version": 2}, Action.WORK, NEW),
    ("withheld, then the same text usable", {"status": "withheld"}, {}, Action.WORK, NEW),
    ("usable, then withheld", {}, {"status": "withheld", "version": 2}, Action.WAIT, Reason.WITHHELD),
    ("embargoed", None, {"embargoed_until": NOW + timedelta(hours=1)}, Action.HOLD, Reason.EMBARGOED),
    ("an embargo that is over", None, {"embargoed_until": LATE}, Action.WORK, NEW),
    ("an embargo that ends now", None, {"embargoed_until": NOW}, Action.WORK, NEW),
    (
        "an old version under embargo",
        {"version": 2},
        {"embargoed_until": NOW + timedelta(hours=1)},
        Action.DROP,
        OLD,
    ),
    (
        "a kill under embargo",
        None,
        {**KILL, "embargoed_until": NOW + timedelta(hours=1)},
        Action.KILL,
        Reason.KILLED,
    ),
]


@pytest.mark.parametrize(
    ("before", "fields", "action", "reason"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_life(before: dict[str, Any] | None, fields: dict[str, Any], action: Action, reason: Reason) -> None:
    article = version(**fields)
    seen = remembered(version(**before) if before is not None else None)
    due = article.embargoed_until if action is Action.HOLD else None
    assert judge_life(article, seen, NOW) == Verdict(action, reason, due)


VERSIONS = st.lists(
    st.builds(
        lambda number, body: version(version=number, body=body, updated_at=EARLY + timedelta(minutes=number)),
        st.integers(1, 4),
        st.just("Tokyo lifts the ban."),
    ),
    min_size=1,
    max_size=6,
)


@given(VERSIONS)
def test_whatever_the_order_the_newest_version_stands_at_the_end(articles: list[Article]) -> None:
    standing: Article | None = None
    for article in articles:
        if judge_life(article, remembered(standing), NOW).action is not Action.DROP:
            standing = article
    assert standing is not None
    assert standing.version == max(article.version for article in articles)


@given(VERSIONS)
def test_a_replay_from_any_point_ends_where_it_ended(articles: list[Article]) -> None:
    standing: Article | None = None
    for article in (*articles, *articles):
        if judge_life(article, remembered(standing), NOW).action is not Action.DROP:
            standing = article
    assert standing is not None
    assert standing.version == max(article.version for article in articles)


SAME = [
    ("case and typography", "“Tokyo” lifts BAN", '"TOKYO" lifts ban'),
    ("spaces and breaks", "Tokyo lifts\n\n  ban", "Tokyo lifts ban"),
    ("markup", "<p>Tokyo &amp; Seoul</p>", "Tokyo & Seoul"),
    ("Chinese characters", "臺積電", "台积电"),
]


def test_an_undated_text_that_was_replaced_is_not_new_when_it_is_read_again() -> None:
    first, second = version(body="Tokyo lifts the ban."), version(body="Tokyo eases the ban.")
    seen = Remembered(1, None, Status.USABLE, fingerprint(read(second)), (fingerprint(read(first)),))
    assert judge_life(first, seen, NOW).reason is OLD
    assert judge_life(second, seen, NOW).reason is AGAIN
    assert judge_life(version(body="Tokyo keeps the ban."), seen, NOW).reason is NEW


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_texts_that_read_the_same_have_one_fingerprint(one: str, other: str) -> None:
    assert fingerprint(read(Article(id="a", body=one))) == fingerprint(read(Article(id="b", body=other)))


def test_headline_and_body_do_not_run_together() -> None:
    one = Article(id="a", headline="ab", body="c")
    other = Article(id="a", headline="a", body="bc")
    assert fingerprint(read(one)) != fingerprint(read(other))
