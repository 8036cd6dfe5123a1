"""A text of articles is read whatever its form, and a fault spoils no more than it must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.admit import parse_lines
from streams.core.errors import RefusedError


def found(text: str) -> list[tuple[int, str]]:
    """Line numbers with the id, or the reason of a refusal."""
    return [
        (line, str(item.reason) if isinstance(item, RefusedError) else item.article.id)
        for line, item in parse_lines(text)
    ]


LINES = [
    ("nothing", "", []),
    ("one object on a line", '{"id": "a"}', [(1, "a")]),
    ("one object over lines", '\n{\n "id": "a",\n "body": "x"\n}\n', [(2, "a")]),
    ("an object a line", '{"id": "a"}\n\n{"id": "b"}\n', [(1, "a"), (3, "b")]),
    ("a broken line spoils itself", '{"id": "a"}\nnope\n{"id": "b"}', [(1, "a"), (2, "not_json"), (3, "b")]),
    ("even the first", '{"id" "a"}\n{"id": "b"}', [(1, "not_json"), (2, "b")]),
    ("a line cut short, the first too", '{"id": "a\n{"id": "b"}', [(1, "not_json"), (2, "b")]),
    ("an array", '[{"id": "a"},\n {"id": "b"},\n {"id": 3}]', [(1, "a"), (2, "b"), (3, "not_an_article")]),
    ("an empty array", "[\n]", []),
    ("an array that breaks off", '[{"id": "a"},\n{"id": ', [(1, "a"), (2, "not_json")]),
    ("an array with a number that is none", '[{"id": "a"}, NaN]', [(1, "a"), (1, "not_json")]),
    ("a byte order mark", '\ufeff{"id": "a"}', [(1, "a")]),
    ("line ends of Windows", '{"id": "a"}\r\n{"id": "b"}\r\n', [(1, "a"), (2, "b")]),
    ("a line separator within a text", '{"id": "a", "body": "x\u2028y"}\n{"id": "b"}', [(1, "a"), (2, "b")]),
    ("bytes that were no UTF-8", '{"id": "a\udcff"}\n{"id": "b"}', [(1, "not_json"), (2, "b")]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in LINES], ids=[case[0] for case in LINES])
def test_parse_lines(text: str, expected: list[tuple[int, str]]) -> None:
    assert found(text) == expected


@given(st.text('{}[]":,a1\n\\ ', max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    assert all(line >= 1 for line, _ in parse_lines(text))
