"""A ticker only where it is written as one."""

import pytest

from streams.core.detect.entities import WatchList
from tests.core.detect.entities.lists import found, mentions, watch

TICKERS = {
    "an exchange and a colon before it": ("The firm (NASDAQ: NVDA) rose.", {"nvidia": ["NVDA"]}),
    "an exchange without a space": ("The firm NYSE:BABA rose.", {"alibaba": ["BABA"]}),
    "a cashtag": ("Buy $NVDA now.", {"nvidia": ["$NVDA"]}),
    "a Reuters code": ("Shares <BABA.N> rose.", {"alibaba": ["BABA"]}),
    "a Hong Kong code": ("The share 9988.HK rose.", {"alibaba": ["9988"]}),
    "a Hong Kong code with leading zeros": ("The share (09988.HK) rose.", {"alibaba": ["09988"]}),
    "a Bloomberg code": ("The share NVDA:US rose.", {"nvidia": ["NVDA"]}),
    "a Chinese exchange": ("股票（港交所：9988）上涨。", {"alibaba": ["9988"]}),
    "not the symbol alone": ("NVDA rose.", {}),
    "not on another exchange": ("The firm (ASX: NVDA) rose.", {}),
    "not in small letters": ("Buy $nvda now, or nvda.o later.", {}),
    "not a part of a longer symbol": ("Buy $NVDAX now.", {}),
    "not a sum of money": ("It paid US$9988 for it.", {}),
    "not a clock or a score": ("At 10:30 it was 9988:2.", {}),
}


@pytest.mark.parametrize("name", TICKERS)
def test_tickers(name: str) -> None:
    body, expected = TICKERS[name]
    assert mentions(found("Markets", body)) == expected


def test_a_ticker_that_is_also_a_listed_name_is_found_bare() -> None:
    watches = WatchList.build([watch("bpcl", "Bharat Petroleum", "BPCL", tickers=[{"symbol": "BPCL"}])])
    assert mentions(found("Oil", "Shares of BPCL rose.", watches=watches)) == {"bpcl": ["BPCL"]}
