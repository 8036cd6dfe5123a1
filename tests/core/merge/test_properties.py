"""What holds in any order and at any repetition, on the articles of the written stream.

Where two orders differ in which reports are one story, it is at the edges: a short flash that shares few words with
the first long report joins by way of a third, if that comes before it.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.story_desk import finding_of
from bench.story_items import Written, written
from bench.story_scoring import agreement
from schemas.finding import EntityFinding, PolicyFinding, Withdrawal, WithdrawalReason, WithdrawnArticle
from tests.core.merge.desk import START, Desk

ARTICLES, _ = written()
MINUTE = timedelta(minutes=1)
Message = EntityFinding | PolicyFinding | Withdrawal
ONCE = ("sources", "confirmed_by")
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

EVENTS = {finding_of(article, START).id: article.event for article in ARTICLES if not article.killed}


def messages(articles: Sequence[Written]) -> list[tuple[str, Message]]:
    """Key and message of each, as `detect` sends them: what is new first, then what is gone."""
    sent: list[tuple[str, Message]] = []
    last: dict[str, Message] = {}
    for article in articles:
        key = article.says.get("entity", "policy")
        before = last.pop(article.id, None)
        if not article.killed:
            last[article.id] = finding_of(article, START)
            sent.append((key, last[article.id]))
        if isinstance(before, EntityFinding | PolicyFinding):
            why = WithdrawalReason.KILLED if article.killed else WithdrawalReason.SUPERSEDED
            version = WithdrawnArticle(id=article.id, version=article.version, received_at=START)
            sent.append((key, Withdrawal(finding_id=before.id, article=version, reason=why)))
    return sent


def shuffled(articles: Sequence[Written], seed: int) -> list[Written]:
    """Any order that keeps each article's versions in order."""
    chance = random.Random(seed)
    ordered = list(articles)
    chance.shuffle(ordered)
    places: dict[str, list[int]] = defaultdict(list)
    for place, article in enumerate(ordered):
        places[article.id].append(place)
    for own in places.values():
        for place, article in zip(
            own, sorted((ordered[p] for p in own), key=lambda a: a.version), strict=True
        ):
            ordered[place] = article
    return ordered


def run(sent: Sequence[tuple[str, Message]]) -> Desk:
    desk = Desk()
    for place, (key, message) in enumerate(sent):
        desk.hear(message, START + place * MINUTE, key=key)
    return desk


def stories(desk: Desk) -> dict[str, str]:
    """Finding -> story of everything that was merged."""
    found: dict[str, str] = {}
    for decision in desk.decisions:
        kept = [candidate.what for candidate in decision.candidates if candidate.kept]
        if decision.finding_id and kept:
            found.setdefault(decision.finding_id, kept[0])
    return found


@QUICK
@given(seed=st.integers(0, 10_000), size=st.integers(5, 60))
def test_in_any_order_every_message_keeps_the_promises(seed: int, size: int) -> None:
    articles = random.Random(seed).sample(ARTICLES, size)
    desk = run(messages(shuffled(articles, seed)))
    chains: dict[str, list[str]] = defaultdict(list)
    once: dict[str, Counter[str]] = defaultdict(Counter)
    for alert in desk.told:
        chain = chains[alert.story_id]
        assert alert.id not in chain, "nothing is told twice"
        assert alert.references == tuple(chain), "every update refers to all that came before"
        assert (alert.type == "alert") == (not chain), (
            "no cancel or update without an alert, and one alert a story"
        )
        assert alert.type != "update" or alert.changes, "no update without a named change"
        assert all(change.before != change.after for change in alert.changes), "a change changes something"
        once[alert.story_id].update(change.field for change in alert.changes if change.field in ONCE)
        assert not once[alert.story_id] or max(once[alert.story_id].values()) == 1, (
            "a second source and an official word are told once a story"
        )
        chain.append(alert.id)


@QUICK
@given(seed=st.integers(0, 10_000), size=st.integers(5, 60))
def test_duplicates_change_nothing(seed: int, size: int) -> None:
    """Each record may come again at once (a producer's retry): same alerts, word for word."""
    chance = random.Random(seed)
    sent = messages(sorted(chance.sample(ARTICLES, size), key=lambda article: article.minute))
    once, twice = Desk(), Desk()
    for place, (key, message) in enumerate(sent):
        for desk, times in ((once, 1), (twice, chance.choice((1, 2, 3)))):
            for _ in range(times):
                desk.hear(message, START + place * MINUTE, key=key)
    assert twice.told == once.told


@QUICK
@given(seed=st.integers(0, 10_000), size=st.integers(5, 60), cut=st.floats(0, 1))
def test_a_replay_from_any_point_tells_nothing_new(seed: int, size: int, cut: float) -> None:
    """A worker that restarts from an older offset reads records again that its state has: a rebalance, a crash."""
    chance = random.Random(seed)
    sent = messages(sorted(chance.sample(ARTICLES, size), key=lambda article: article.minute))
    desk = run(sent)
    told = list(desk.told)
    for key, message in sent[int(cut * len(sent)) :]:
        desk.hear(message, START + len(sent) * MINUTE, key=key)
    assert desk.told == told


@QUICK
@given(seed=st.integers(0, 10_000), size=st.integers(5, 60), cut=st.floats(0, 1))
def test_two_workers_one_after_the_other_tell_what_one_tells(seed: int, size: int, cut: float) -> None:
    """The stream is split anywhere; the second worker has only the table, and a tick comes between them."""
    chance = random.Random(seed)
    sent = messages(sorted(chance.sample(ARTICLES, size), key=lambda article: article.minute))
    first, second = Desk(), Desk()
    second.table = first.table
    for place, (key, message) in enumerate(sent):
        at = START + place * MINUTE
        if place == int(cut * len(sent)):
            second.tick(at)
        (first if place < int(cut * len(sent)) else second).hear(message, at, key=key)
    assert [*first.told, *second.told] == run(sent).told


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(1, 10_000))
def test_any_order_tells_the_same_events(seed: int) -> None:
    """B-cubed at least 0.95 between the order of the stream and any other, and between any order and the truth."""
    plain = [article for article in ARTICLES if not article.killed]
    one, other = stories(run(messages(plain))), stories(run(messages(shuffled(plain, seed))))
    both = one.keys() & other.keys()
    assert agreement({k: one[k] for k in both}, {k: other[k] for k in both}).b_cubed >= 0.95
    assert agreement({k: EVENTS[k] for k in both}, {k: other[k] for k in both}).b_cubed >= 0.95, (
        "not the same by telling every article apart"
    )
