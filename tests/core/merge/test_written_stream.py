"""The written stream of the benchmark, held to its goals: each event told once, and exactly what was expected of it."""

from collections import Counter, defaultdict

from bench.story_desk import tell
from bench.story_items import written
from tests.core.merge.desk import RULES, START


def test_each_event_of_the_written_stream_is_told_as_expected() -> None:
    articles, expected = written()
    told = tell(articles, RULES, start=START)
    reasons: dict[str, list[str]] = defaultdict(list)
    for item in told:
        reasons[item.event].append(item.reason)
    assert len(expected) == 40
    assert dict(reasons) == expected
    assert set(Counter(item.event for item in told if item.type == "alert").values()) == {1}
    assert not [item for item in told if item.type == "update" and not item.changes]
    assert not [item for item in told if item.mixed]
