"""The pass against a slow, plain reference: both see the same names in the same places."""

import re

from hypothesis import given
from hypothesis import strategies as st

from streams.core.detect.entities import WatchList
from tests.core.detect.entities.lists import found, read_article, watch

# Distinctive names that overlap, begin alike and hold signs; none is a common word or a person.
NAMES = (
    "Zentra",
    "Zentra Quandry",
    "Quandry Mills",
    "Zentrafix",
    "Ve+Gorn",
    "R&Dex",
    "Blorp-Kvist",
    "Quandry",
)
LIST = WatchList.build(watch(name, name) for name in NAMES)
PIECES = st.sampled_from(
    [*NAMES, "and", "the", ",", ".", "'s", "-based", "x", "42", "(", ")", "\n", "  ", "/"]
)


def reference(text: str) -> set[tuple[int, int, str]]:
    """Leftmost longest, whole words, nothing else."""
    spans: set[tuple[int, int, str]] = set()
    longest = sorted(NAMES, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w&+@])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w&+@])")
    for match in pattern.finditer(text):
        spans.add((*match.span(), match.group()))
    return spans


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_the_pass_finds_what_the_reference_finds(text: str) -> None:
    entities = found("Business", text, watches=LIST)
    hits = {
        (mention.start, mention.end, hit.watch.id)
        for hit in entities.hits
        for mention in hit.mentions
        if mention.text.name == "body"
    }
    dropped = {(missed.start, missed.end, missed.watch_id) for missed in entities.missed}
    if read_article("Business", text).body.plain == text:
        assert reference(text) <= hits | dropped
        assert hits <= reference(text)


@given(st.text(alphabet="Nvidia H20芯片英伟达 ,.'-()$:\n中\u3000Ａ", max_size=60))
def test_spans_point_into_the_text_as_received(text: str) -> None:
    for hit in found(text, text).hits:
        for mention in hit.mentions:
            evidence = mention.text.evidence(start=mention.start, end=mention.end, rule="watch")
            assert evidence.text == mention.text.received[evidence.start : evidence.end] != ""
