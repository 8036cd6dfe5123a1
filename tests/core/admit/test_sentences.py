"""Where sentences end, and where a full stop, a break or a mark does not end one."""

import pytest

from streams.core.admit.sentences import split

CASES = [
    ("two sentences", "Exports fell. Imports rose.", ["Exports fell.", "Imports rose."]),
    ("no stop at the end", "Exports fell", ["Exports fell"]),
    ("a quote closes with its sentence", 'He said "no." She left.', ['He said "no."', "She left."]),
    ("an initial", "Jerome H. Powell spoke.", ["Jerome H. Powell spoke."]),
    ("a title", "Mr. Li met Gov. Abbott.", ["Mr. Li met Gov. Abbott."]),
    ("a company's form", "Apple Inc. shares fell.", ["Apple Inc. shares fell."]),
    (
        "U.S. within a sentence",
        "The U.S. Commerce Department acted.",
        ["The U.S. Commerce Department acted."],
    ),
    (
        "U.S. at the end of one",
        "They sell to the U.S. The duty is new.",
        ["They sell to the U.S.", "The duty is new."],
    ),
    (
        "a number with a point",
        "Duties rose 2.5 per cent. They fell later.",
        ["Duties rose 2.5 per cent.", "They fell later."],
    ),
    ("a small letter goes on", "Yahoo! said it would sell. ok", ["Yahoo! said it would sell. ok"]),
    ("questions and calls", "Will it end? No! Never.", ["Will it end?", "No!", "Never."]),
    ("a line break always ends one", "Tariffs rise\nOil falls", ["Tariffs rise", "Oil falls"]),
    (
        "Chinese without spaces",
        "商务部宣布暂停。企业欢迎！后续如何？",
        ["商务部宣布暂停。", "企业欢迎！", "后续如何？"],
    ),
    (
        "Chinese with half-width marks",
        "商务部宣布暂停!企业欢迎;后续待定",
        ["商务部宣布暂停!", "企业欢迎;", "后续待定"],
    ),
    ("nothing", " \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_split(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == expected
