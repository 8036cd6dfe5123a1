"""An agency that carried or heard the news is its source; one that the news is about is not."""

import pytest

from schemas.article import Article
from streams.core.admit import read

CASES = [
    ("a dateline", "WASHINGTON, May 3 (Reuters) - The US lifted curbs.", ["Reuters"]),
    ("a dateline of two places", "BEIJING/SHANGHAI (AP) — China said no.", ["AP"]),
    ("an agency alone in front", "(Bloomberg) -- Nvidia rose.", ["Bloomberg"]),
    ("told to an agency", "An official told Reuters that the ban stands.", ["Reuters"]),
    (
        "according to a report",
        "Tencent has applied, according to a Bloomberg News report.",
        ["Bloomberg News"],
    ),
    ("an agency that reported", "The plan is off, Nikkei Asia reported on Monday.", ["Nikkei Asia"]),
    ("an agency's journalist", "He spoke to a BBC reporter.", ["BBC"]),
    ("a poll of an agency", "Most expect more duties, a Reuters poll showed.", ["Reuters"]),
    ("a Chinese dateline", "新华社北京5月3日电 商务部宣布新规。", ["新华社"]),
    ("a Chinese report", "据路透社报道，英伟达获准出口。", ["路透社"]),
    ("an agency that acts", "Reuters will cut 200 jobs, the company said.", []),
    ("an agency that is sued", "The ministry sued Bloomberg over a story.", []),
    ("the name in a longer word", "The apple was told apart from the leftover.", []),
    ("a list in brackets is no dateline", "Nvidia rose 5 per cent (AMD fell) while the market slept.", []),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_source_spans(body: str, expected: list[str]) -> None:
    document = read(Article(id="a", body=body))
    assert [text.plain[start:end] for text, start, end in document.source_spans] == expected


def test_captions_and_sign_offs_are_sources_as_a_whole() -> None:
    document = read(
        Article(id="a", body="The ban is off, Tokyo said.\n\nA plant in Osaka. Photo: Kyodo\n\n-- REUTERS")
    )
    assert [text.plain[start:end] for text, start, end in document.source_spans] == [
        "A plant in Osaka.",
        "Photo: Kyodo",
        "-- REUTERS",
    ]
