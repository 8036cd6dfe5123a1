"""Company lists as they come."""

import pytest

from streams.core.detect.entities import import_text
from tests.core.detect.entities.lists import ids

LISTS = {
    "a CSV of names and tickers": (
        "Ticker,Company Name,Exchange\nNVDA,Nvidia Corp,NASDAQ\n",
        "Nvidia Corp",
        [("NVDA", "NASDAQ")],
        [],
    ),
    "a CSV with semicolons": (
        "symbol;name;aliases\nNVDA;Nvidia;Nvidia Corp|英伟达\n",
        "Nvidia",
        [("NVDA", None)],
        ["Nvidia Corp", "英伟达"],
    ),
    "several names in a cell": (
        ',Symbol,Entity\n0,GOOG,"Alphabet, Inc., Alphabet, Google"\n',
        "Alphabet, Inc.",
        [("GOOG", None)],
        ["Alphabet", "Google"],
    ),
    "JSON lines with lists": (
        '{"id": 3, "name": "Fund, I", "aliases": ["Fund, I", "Fonds"], "tickers": ["F.DE"]}\n',
        "Fund, I",
        [("F.DE", None)],
        ["Fonds"],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_understood(name: str) -> None:
    text, watch_name, tickers, names = LISTS[name]
    (watch,) = import_text(text, file="list").watches
    assert watch.name == watch_name
    assert [(ticker.symbol, ticker.exchange) for ticker in watch.tickers] == tickers
    assert [one.text for one in watch.names] == names


def test_ids_and_what_is_not_understood_are_kept() -> None:
    (watch,) = import_text(
        "name,ISIN,Wikidata ID,GICS Sector\nNvidia,US67066G1040,Q182477,Chips\n", file="list"
    ).watches
    assert watch.ids == {"isin": "US67066G1040", "wikidata": "Q182477"}
    assert watch.metadata == {"GICS Sector": "Chips"}


def test_rows_without_a_name_are_named_with_their_line() -> None:
    imported = import_text("name,ticker\nNvidia,NVDA\n,ABC\n", file="list.csv")
    assert ids(imported.watches) == {"nvda"}
    assert [str(fault).split(": ")[0] for fault in imported.faults] == ["list.csv:3"]


def test_names_without_ids_get_one_each() -> None:
    imported = import_text("name\nNvidia\nNvidia\n", file="list")
    assert ids(imported.watches) == {"nvidia", "nvidia-2"}


WARNINGS = {
    "a common word": ("name\nTarget\n", "common word"),
    "a very short name": ("name\nUB\n", "very short"),
    "a number": ("name\n111\n", "is a number"),
    "a nation": ("name,aliases\nChina Holdings,China\n", "nation"),
    "a clash": ("name\nZentra\nZENTRA\n", "is a name of `zentra` too"),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_names_that_will_be_met_too_often_are_reported(name: str) -> None:
    text, message = WARNINGS[name]
    assert any(message in str(note) for note in import_text(text, file="list").warnings)
