"""Hostile and odd text: linear time, no crash, spans that hold."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.detect.policy.reading import policies

WORDS = "tariff tariffs sanctions ban will not lift delays export licence of on to from China U.S. the a , ; ( ) - ' \" % 25 if after".split()
SIZE = 1_000_000
HOSTILE = [
    ("one long sentence of measures", "imposes tariffs on exports of chips to China " * (SIZE // 45)),
    ("many short sentences", "US bans imports. " * (SIZE // 17)),
    ("no space at all", "tariff" * (SIZE // 6)),
    ("nested brackets", "(" * (SIZE // 2) + "tariff" + ")" * (SIZE // 2)),
    ("quotes and hyphens", "\"'-" * (SIZE // 3)),
    ("negations without end", "not " * (SIZE // 4) + "tariffs"),
    ("dates without end", "in May 2025 the ban on exports, " * (SIZE // 32)),
    ("firms' denials", "Nvidia denied a report.\nNvidia denied an export licence.\n" * (SIZE // 228)),
    ("old measures", "In 2022 the US banned exports of chips after tariffs were imposed. " * (SIZE // 272)),
    ("a list without end", "Exports of " + "A100, H100, " * (SIZE // 12) + "were banned."),
    ("lines", "ban\n" * (SIZE // 4)),
]


@pytest.mark.parametrize(("what", "body"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_a_megabyte_of_hostile_text_is_read_in_linear_time(what: str, body: str) -> None:
    """Four times the text costs about four times as much, not sixteen times."""
    small = min(_seconds(body[: SIZE // 4]) for _ in range(2))
    large = _seconds(body)
    assert large < 10 * small + 0.5, f"{what}: {small:.3f} s for a quarter, {large:.3f} s for all"


def _seconds(body: str) -> float:
    start = time.perf_counter()
    policies("US imposes tariffs", body)
    return time.perf_counter() - start


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), st.text(max_size=200))
def test_any_text_gives_spans_that_hold(words: str, noise: str) -> None:
    """Whatever is found or dropped, its words stand where it says."""
    body = f"{words}. {noise} {words}"
    found = policies(words, body)
    fields = {"headline": words, "body": body}
    items = [item for hit in found.hits for item in hit.evidence]
    items += [item for candidate in found.dropped for item in candidate.evidence]
    assert all(item.text == fields[item.field][item.start : item.end] for item in items)
