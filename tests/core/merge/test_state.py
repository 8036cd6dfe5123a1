"""What merge remembers: small, bounded, versioned, and right when a worker dies between two writes."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from streams.core.merge import MERGE_RECORD
from streams.core.merge.records import StoryRecord
from streams.core.merge.sketch import near, sketch
from streams.core.merge.stories import MOST_MEMBERS
from streams.core.step import StateRecord
from tests.core.merge.desk import START, Desk, article, gone, policy

BODY = (
    "Washington will put a tariff of 50 percent on steel from China from April 1, the trade office said on Monday, "
    "after months of talks over the output of mills in Hebei ended without a deal. The duty covers plates, rods and "
    "coils and spares makers of washing machines in Ohio who had asked for relief."
)

# A story as version 1 stored it, with only the fields it must have.
STORED_V1 = b"""{"version": 1, "record": "story", "id": "story-1", "key": "policy", "opened_at": "2026-03-02T08:00:00Z",
 "last_at": "2026-03-02T08:00:00Z", "first_reported_at": "2026-03-02T08:00:00Z", "types": "a",
 "members": [{"finding": "finding-1", "article": "reuters:1", "received_at": "2026-03-02T08:00:00Z", "origin": "reuters"}],
 "a_field_that_is_gone": 1}"""


def test_an_older_record_loads() -> None:
    story = MERGE_RECORD.validate_json(STORED_V1)
    assert isinstance(story, StoryRecord)
    assert story.standing[0].origin == "reuters"
    assert story.told.policy is None


def test_every_record_comes_back_from_its_bytes_as_it_was() -> None:
    desk = Desk()
    step = desk.hear(
        policy(article("US puts tariff on Chinese steel", body=BODY), on="steel", effective="2026-04-01"),
        START,
    )
    assert {record.record for record in step.writes.values() if record} == {"story", "bucket", "fed"}  # type: ignore[attr-defined]
    for record in step.writes.values():
        assert record is not None
        assert MERGE_RECORD.validate_json(record.to_bytes()) == record


def test_an_open_story_weighs_less_than_three_kilobytes_with_all_that_points_to_it() -> None:
    """100,000 open stories must fit in 300 MB. Buckets are shared; here each is counted whole."""
    desk = Desk()
    desk.hear(
        policy(
            article("US puts tariff on Chinese steel", body=BODY, url="https://example.org/" + "x" * 60),
            on="steel",
        ),
        START,
    )
    rows = {key: len(key) + len(value) for key, value in desk.table.rows.items()}
    own = sum(size for key, size in rows.items() if not key.startswith("index:"))
    entries = 45 * sum(key.startswith("index:") for key in rows)
    assert own + entries <= 3_000


def test_a_story_that_everybody_copies_stays_bounded() -> None:
    desk = Desk()
    for place in range(120):
        ref = article("US puts tariff on Chinese steel", body=BODY, source=f"Paper {place}", credit="Reuters")
        desk.hear(policy(ref, on="steel"), START)
    story = next(desk.table.get(key) for key in desk.table.rows if key.startswith("story:"))
    assert isinstance(story, StoryRecord)
    assert len(story.members) == MOST_MEMBERS
    assert story.dropped == 120 - MOST_MEMBERS
    assert sum(key.startswith("fed:") for key in desk.table.rows) == MOST_MEMBERS
    assert desk.said == [("alert", "first_report")]


@pytest.mark.parametrize("written", range(1, 6))
def test_a_worker_that_dies_between_two_writes_tells_nothing_twice(written: int) -> None:
    """The output is out, some writes are in the changelog, the offset is not: the record is read again."""
    finding = policy(article("US puts tariff on Chinese steel", body=BODY), on="steel")
    desk, whole = Desk(), Desk()
    step = whole.hear(finding, START)
    desk.keep(type(step)(outputs=step.outputs))
    desk.table.apply(list(step.writes.items())[:written])
    desk.hear(finding, START)
    assert len(desk.told) == 1
    assert desk.decisions[-1].reasons == ("already_seen",)
    assert desk.table.rows == whole.table.rows, (
        "what was not written is written at the replay, and nothing else"
    )


def test_a_worker_that_dies_before_any_write_tells_the_same_again() -> None:
    finding = policy(article("US puts tariff on Chinese steel", body=BODY), on="steel")
    one, other = Desk(), Desk()
    one.hear(finding, START)
    other.hear(finding, START, now=START + timedelta(hours=9))
    assert one.told[0].model_dump(exclude={"sent_at"}) == other.told[0].model_dump(exclude={"sent_at"})


def test_a_kill_cut_short_is_not_told_twice() -> None:
    finding = policy(article("US puts tariff on Chinese steel", body=BODY), on="steel")
    desk = Desk()
    desk.hear(finding, START)
    before: Mapping[str, bytes] = dict(desk.table.rows)
    step = desk.hear(gone(finding), START)
    desk.table.rows = dict(before)
    first: list[tuple[str, StateRecord | None]] = list(step.writes.items())[:1]
    desk.table.apply(first)
    desk.hear(gone(finding), START)
    assert [str(alert.type) for alert in desk.told] == ["alert", "cancel"]


def test_a_tick_on_a_record_that_is_no_longer_due_or_gone_does_nothing() -> None:
    desk = Desk()
    desk.hear(policy(article("US puts tariff on Chinese steel", body=BODY), on="steel"), START)
    rows = dict(desk.table.rows)
    desk.tick(START + timedelta(hours=2))
    assert desk.table.rows == rows


def test_sketches_know_copies() -> None:
    text = {f"word{place}": 1 / (place + 1) for place in range(40)}
    cut = dict(list(text.items())[:38])
    other = {f"other{place}": 1 / (place + 1) for place in range(40)}
    assert near(sketch(text), sketch(cut), 3)
    assert not near(sketch(text), sketch(other), 3)
    assert not near(sketch({}), sketch({}), 3)
