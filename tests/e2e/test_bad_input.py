"""Bad input by the thousand through all stages in memory: refused with a reason or handled; nothing raises or grows."""

import json
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from schemas.topics import ARTICLES, FINDINGS, MIB
from schemas.watch import Watch
from streams.core.detect import ARTICLE_RECORD
from streams.core.detect.entities import WatchList
from streams.core.errors import RefusedError
from streams.core.merge import MERGE_RECORD
from streams.core.pipeline import Rules, with_watches
from streams.core.reasons import Reason
from streams.core.rehearsal import Rehearsal
from streams.edge import codec, state
from tests.e2e import hostile, world
from tests.e2e.hostile import Hostile
from tests.shipped import shipped

NOW: Final = datetime(2025, 7, 15, 12, 0, tzinfo=UTC)
ADMISSION: Final = {Reason.NOT_JSON, Reason.NOT_AN_ARTICLE, Reason.WRONG_KEY}
MODELS: Final[dict[str, TypeAdapter[Any]]] = {ARTICLES.name: ARTICLE_RECORD, FINDINGS.name: MERGE_RECORD}
# A record of state that its changelog does not take would end the worker at every start.
STATE_LIMIT: Final = 2 * MIB


@cache
def rules(watched: int = 100) -> Rules:
    """The shipped rules and watches, with a watch for each of so many made-up companies."""
    made_up = (Watch(id=world.watch_id(name), name=name) for name in world.companies(watched))
    return with_watches(shipped("off").rules, WatchList.build([*shipped("off").watches, *made_up]))


class Desk:
    """The stages in memory, and the loop's own duties on what they give: everything is encoded and read back."""

    def __init__(self, watched: int = 100) -> None:
        self.rehearsal = Rehearsal(rules(watched))
        self.sent = 0
        self.largest_state = 0

    def take(self, each: Hostile, at: datetime = NOW) -> str:
        """What came of a record: the reason of its refusal, or `handled`."""
        told = self.rehearsal.take(each.value, each.key, at)
        if told.refused:
            (refused,) = told.refused
            assert refused.reason in ADMISSION, (each.name, refused.error)
            assert refused.error.isprintable(), (each.name, refused.error)
            assert len(refused.error) < 400, (each.name, refused.error)
            return refused.reason
        came = "handled"
        for output in told.outputs:
            try:
                value = codec.value_of(output)
            except RefusedError as error:
                assert error.reason is Reason.OUTPUT_TOO_LARGE  # noqa: PT017 raises no more than this
                came = error.reason
                continue
            self.sent += len(value)
            assert codec.decode_message(output.topic, value) == output.value, each.name
            output.key.encode()
        return came

    def check_state(self) -> None:
        """What is remembered can be stored, read back, and is under the limit of its changelog."""
        for name, records in self.rehearsal.state.items():
            for key, record in records.items():
                stored = state.encode(record, 0)
                key.encode()
                assert state.decode(stored, MODELS[name]) == record
                self.largest_state = max(self.largest_state, len(stored))
        assert self.largest_state < STATE_LIMIT


def test_thousands_of_bad_records_are_refused_with_a_reason_or_handled_and_nothing_raises() -> None:
    desk = Desk()
    came = [desk.take(each) for each in hostile.records(30_000)]
    counted = {what: came.count(what) for what in sorted(set(came))}
    print(f"\n{len(came)} records: {counted}")
    desk.check_state()
    assert len(came) > 2_000
    assert counted.keys() >= {"handled", *ADMISSION}


def test_after_all_of_it_a_good_article_rings_and_what_is_due_is_worked() -> None:
    desk = Desk()
    for each in islice(hostile.wrong_values(), 0, None, 5):
        desk.take(each)
    desk.rehearsal.tick(NOW + timedelta(days=40))
    desk.check_state()
    article = world.of_company(world.companies(2)[1], published_at=NOW)
    record = world.record(article)
    assert len(desk.rehearsal.take(record.value, record.key, NOW).alerts) == 1


@pytest.mark.parametrize("received", [datetime.min.replace(tzinfo=UTC), datetime.fromtimestamp(0, UTC)])
def test_a_broker_whose_clock_is_at_its_beginning_hurts_nobody(received: datetime) -> None:
    desk = Desk()
    article = {**world.of_company(hostile.COMPANY), "published_at": None}
    record = world.record(article)
    assert desk.take(Hostile("early", record.key, record.value), received) == "handled"


@pytest.mark.parametrize("says", ["names after commas", "policy sentences", "entities", "NULs"])
def test_an_article_at_the_limit_of_its_topic_is_handled(says: str) -> None:
    each = hostile.text(says, MIB)
    assert 0.95 * MIB < len(each.value) <= MIB
    assert Desk().take(each) == "handled"


# Not all: what is cheap at any size says nothing.
COSTLY: Final = [
    says
    for says in hostile.PATTERNS
    if says.startswith(("name", "policy", "caption", "paragraph", "Chinese"))
]


@pytest.mark.parametrize("says", COSTLY)
def test_eight_times_the_text_costs_about_eight_times_as_much(says: str) -> None:
    def cost(size: int) -> float:
        each, desk = hostile.text(says, size), Desk()
        began = time.process_time()
        desk.take(each)
        return time.process_time() - began

    small, large = min(cost(20_000), cost(20_000)), cost(160_000)
    # What is quadratic costs 64 times as much; what takes no time cannot be measured.
    assert large < 24 * max(small, 0.02), (small, large)


def test_an_article_of_ten_thousand_watched_names_is_output_too_large_at_worst() -> None:
    companies = world.companies(10_000)
    body = "\n".join(f"{name} said on Tuesday that it had a new chief executive." for name in companies)
    record = world.record(
        {"id": "names:1", "headline": " ".join(companies[:50]), "body": body[: MIB - 4_000]}
    )
    desk = Desk(10_000)
    came = desk.take(Hostile("ten thousand names", record.key, record.value))
    desk.check_state()
    assert came in ("handled", Reason.OUTPUT_TOO_LARGE)
    assert desk.sent < 16 * MIB


ADORNMENTS: Final = ("source", "byline", "credit", "url", "language", "subjects", "signal")


@pytest.mark.parametrize("field", ADORNMENTS)
def test_what_only_adorns_an_article_makes_neither_outputs_nor_state_large(field: str) -> None:
    desk = Desk()
    names = " ".join(world.companies(20))
    for number in range(12):
        fields = {
            "id": f"adorned:{number}",
            "headline": f"{names} agree",
            "body": f"{names} agreed on Tuesday.",
        }
        long = f"{field} {number} " + "x" * 400_000
        record = world.record({**fields, field: [long] if field == "subjects" else long})
        desk.take(Hostile(field, record.key, record.value))
    desk.check_state()
    assert desk.sent < 8 * MIB


def test_one_article_in_hundreds_of_versions_stays_small() -> None:
    desk = Desk()
    for version in range(1, 201):
        fields = world.of_state("many:1", goods=f"graphite grade {version}", version=version)
        record = world.record({**fields, "published_at": NOW})
        assert (
            desk.take(Hostile("versions", record.key, record.value), NOW + timedelta(seconds=version))
            == "handled"
        )
    desk.check_state()
    assert desk.largest_state < 50_000


JSON: Final = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=30)
    | st.sampled_from(list(hostile.VALUES.values())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
PIECES: Final = [
    *"ab AZ.,'\"<>&;/!-\n\t\r\x00\u00ad\u200d\ufeff中国\u0301\U0001f1fa\ud800",
    *("<p>", "</p>", "<!--", "&lt;", f"{hostile.COMPANY} ", "China bans exports of ", "said on Tuesday"),
]
MESSY: Final = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=100)
@given(fields=st.dictionaries(st.sampled_from(hostile.FIELDS), JSON, max_size=8), named=st.booleans())
def test_any_json_in_any_fields_comes_to_an_end(fields: dict[str, Any], named: bool) -> None:
    given = {**fields, **({"id": "any:1"} if named else {})}
    desk = Desk()
    ident = given.get("id")
    key = ident.encode(errors="replace") if isinstance(ident, str) else b"any:1"
    desk.take(Hostile("any", key, json.dumps(given).encode()))
    desk.rehearsal.tick(NOW + timedelta(days=3))
    desk.check_state()


@settings(max_examples=100)
@given(headline=MESSY, body=MESSY)
def test_any_text_is_read_to_its_end_and_its_evidence_is_where_it_says(headline: str, body: str) -> None:
    article = {"id": "any:1", "headline": headline, "body": body}
    told = Desk().rehearsal.take(json.dumps(article).encode(), b"any:1", NOW)
    for alert in told.alerts:
        for words in alert.evidence:
            received = article[words.field].replace("\ud800", "\ufffd")
            assert received[words.start : words.end] == words.text


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(value: bytes) -> None:
    assert Desk().take(Hostile("any", b"any:1", value)) in ADMISSION
