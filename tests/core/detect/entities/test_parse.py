"""Watches from what people write, with every fault at its line."""

import json
from typing import Any

import pytest

from schemas.watch import Case, Watch
from streams.core.detect.entities import example_watch, parse_watch_lines, parse_watches, read_checked
from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, Path

FILE = "config/watches.yaml"


def located(*items: object) -> Located:
    """A parsed file with one watch on each line from the second."""
    lines: dict[Path, int] = {("watches", number): number + 2 for number in range(len(items))}
    return Located(FILE, {"watches": list(items)}, {("watches",): 1, **lines})


def test_short_forms_are_written_out() -> None:
    (watch,) = parse_watches(
        located(
            {
                "id": "n",
                "name": "Nvidia",
                "names": ["英伟达", {"text": "NV", "case": "exact"}],
                "tickers": ["NASDAQ:NVDA", "NVDA.O"],
            }
        )
    )
    assert [(name.text, name.case) for name in watch.names] == [("英伟达", None), ("NV", Case.EXACT)]
    assert [(ticker.symbol, ticker.exchange) for ticker in watch.tickers] == [
        ("NVDA", "NASDAQ"),
        ("NVDA.O", None),
    ]


FAULTS: dict[str, tuple[list[Any], int, str]] = {
    "a misspelt key is named with its line": (
        [{"id": "n", "name": "N1", "min_relevence": 3}],
        2,
        "unknown key `min_relevence`",
    ),
    "a watch without a name is named": ([{"id": "a", "name": "A1"}, {"id": "n"}], 3, "name"),
    "a relevance above 100 is refused": (
        [{"id": "n", "name": "N1", "min_relevance": 101}],
        2,
        "min_relevance",
    ),
    "an id that stands twice is refused": (
        [{"id": "n", "name": "N1"}, {"id": "n", "name": "N2"}],
        3,
        "twice",
    ),
    "an unknown parent is refused": (
        [{"id": "n", "name": "N1", "parent": "m"}],
        2,
        "its parent `m` is not in the list",
    ),
    "parents in a circle are refused": (
        [{"id": "a", "name": "A1", "parent": "b"}, {"id": "b", "name": "B1", "parent": "a"}],
        2,
        "circle",
    ),
    "a name of nothing but signs is refused": ([{"id": "n", "name": "***"}], 2, "holds no letter or digit"),
    "a watch that is no mapping is refused": (["Nvidia"], 2, "mapping"),
    "a misspelt key of a name is named": (
        [{"id": "n", "name": "N1", "names": [{"txt": "x"}]}],
        2,
        "unknown key `txt` in `names`",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults(name: str) -> None:
    items, line, message = FAULTS[name]
    with pytest.raises(ConfigError) as caught:
        parse_watches(located(*items))
    assert any(fault.line == line and message in fault.message for fault in caught.value.faults), str(
        caught.value
    )


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_watches(located({"id": "a"}, {"name": "b"}))
    assert {fault.line for fault in caught.value.faults} == {2, 3}


def test_a_file_without_watches_is_refused() -> None:
    with pytest.raises(ConfigError):
        parse_watches(Located(FILE, None, {}))


def test_lines_of_json_give_watches_and_name_the_faulty_ones() -> None:
    text = (
        '{"id": "a", "name": "Nvidia"}\n\nnot json\n{"id": "b"}\n{"id": 7, "name": "Apple", "names": ["A"]}\n'
    )
    parsed = parse_watch_lines(text)
    assert [watch.id for watch in parsed.watches] == ["a", "7"]
    assert [fault.line for fault in parsed.faults] == [3, 4]


def test_the_example_is_read_back() -> None:
    line = example_watch().model_dump_json()
    assert parse_watch_lines(line).watches == (example_watch(),)
    assert set(json.loads(line)) == set(Watch.model_fields)


def test_what_is_wrong_with_a_list_as_a_whole_is_said_at_its_line() -> None:
    lines = [
        '{"id": "a", "name": "Zentra"}',
        '{"id": "b", "name": "Quandry", "parent": "nobody"}',
        '{"id": "a", "name": "Blorp"}',
        '{"id": "c", "name": "..."}',
    ]
    faults = [item for item in read_checked(lines, file="list.jsonl") if isinstance(item, Fault)]
    assert [fault.line for fault in faults] == [2, 3, 4]


def test_a_name_may_hold_a_line_separator() -> None:
    (named,) = parse_watch_lines('{"id": "a", "name": "Zentra\u2028Works"}\n').watches
    assert named.name == "Zentra\u2028Works"
