"""A ticker only where it is written as one: (NASDAQ: NVDA), NYSE:BABA, $NVDA, NVDA.O, 0700.HK, (600519.SH).

The automaton finds the exchange or the suffix; the symbol beside it is then looked up. A bare NVDA is a name
only if the watch lists it as one.
"""

from collections.abc import Iterator
from typing import Final

from schemas.watch import Watch

# Before a symbol, with a colon: the exchange's name as it is printed, and the family that lists are compared by.
_BEFORE: Final = {
    "nasdaq": "us", "nasdaqgs": "us", "nasdaqgm": "us", "nasdaqcm": "us", "nyse": "us", "amex": "us", "nysearca": "us",
    "nyseamerican": "us", "nyse american": "us", "nyse arca": "us", "nyse mkt": "us", "otc": "us", "otcqx": "us",
    "otcqb": "us", "otcmkts": "us", "otcpk": "us", "bats": "us", "cboe": "us",
    "hkex": "hk", "hkse": "hk", "sehk": "hk", "hkg": "hk", "sse": "ss", "sha": "ss", "szse": "sz", "she": "sz", "lse": "l", "lon": "l", "aim": "l",
    "tse": "t", "tyo": "t", "krx": "ks", "kospi": "ks", "kosdaq": "kq", "twse": "tw", "tpe": "tw", "tsx": "to",
    "tsxv": "v", "tsx v": "v", "asx": "ax", "nse": "ns", "bse": "bo", "fra": "de", "etr": "de", "xetra": "de", "epa": "pa",
    "ams": "as", "bit": "mi", "bme": "mc", "swx": "sw", "six": "sw", "sgx": "si", "euronext": "pa", "euronext paris": "pa",
    "港交所": "hk", "上交所": "ss", "深交所": "sz", "纽交所": "us", "纳斯达克": "us",
}  # fmt: skip
# After a symbol, with a dot or a colon: Reuters' and Yahoo's suffixes, and those of Chinese and Bloomberg pages.
_AFTER: Final = {
    "o": "us", "oq": "us", "n": "us", "us": "us", "k": "us", "hk": "hk", "ss": "ss", "sh": "ss", "sz": "sz", "l": "l",
    "ln": "l", "t": "t", "jp": "t", "ks": "ks", "kq": "kq", "tw": "tw", "to": "to", "v": "v", "ax": "ax", "au": "ax",
    "ns": "ns", "bo": "bo", "de": "de", "f": "de", "gr": "de", "pa": "pa", "fp": "pa", "as": "as", "na": "as",
    "mi": "mi", "im": "mi", "mc": "mc", "sw": "sw", "si": "si",
}  # fmt: skip
# Suffixes that are also common words would cost more than the few tickers that end in them give.
_WORDS: Final = {"to", "as"}
TRIGGERS: Final = {**dict.fromkeys(_AFTER.keys() - _WORDS, "after"), **dict.fromkeys(_BEFORE, "before")}
_LONGEST: Final = 20


def symbols_of(watch: Watch) -> Iterator[tuple[str, str | None]]:
    """The watch's symbols without suffix, each with the family of its exchange (None: any)."""
    seen: set[tuple[str, str | None]] = set()
    for ticker in watch.tickers:
        symbol, _, suffix = ticker.symbol.upper().rpartition(".")
        family = family_of(ticker.exchange) if ticker.exchange else None
        if symbol and suffix.lower() in _AFTER:
            family = family or _AFTER[suffix.lower()]
        else:
            symbol = ticker.symbol.upper()
        entry = (_even(symbol), family)
        if entry not in seen:
            seen.add(entry)
            yield entry


def family_of(exchange: str) -> str:
    """What an exchange's name or suffix is compared by."""
    small = exchange.lower().strip()
    return _BEFORE.get(small) or _AFTER.get(small) or small


def symbol_at(plain: str, start: int, end: int, *, kind: str) -> tuple[int, int, str, str] | None:
    """The symbol announced by an exchange or suffix at [start, end): its span, itself, and the exchange's family."""
    word = plain[start:end]
    if kind == "before" or (end < len(plain) and plain[end] == ":"):
        family = _BEFORE.get(word.lower())
        found = _forward(plain, end) if family else None
        return (*found, family) if found and family else None
    if start < 2 or plain[start - 1] not in ".:" or word != word.upper():
        return None
    first = start - 1
    while first > 0 and start - first < _LONGEST and (plain[first - 1].isalnum() or plain[first - 1] in "-"):
        first -= 1
    symbol = plain[first : start - 1]
    if not symbol or symbol != symbol.upper():
        return None
    return first, start - 1, _even(symbol), _AFTER[word.lower()]


def cashtags(plain: str) -> Iterator[tuple[int, int, str]]:
    """Spans and symbols of $NVDA and its like; "$5" and "US$4" are money."""
    dollar = plain.find("$")
    while dollar >= 0:
        first = dollar + 1
        last = first
        while last < len(plain) and last - first < _LONGEST and plain[last].isascii() and plain[last].isalpha():
            last += 1
        symbol = plain[first:last]
        whole = last >= len(plain) or not plain[last].isalnum()
        if symbol and whole and symbol == symbol.upper() and (dollar == 0 or not plain[dollar - 1].isalnum()):
            yield dollar, last, symbol
        dollar = plain.find("$", last)


def fits(family: str | None, printed: str) -> bool:
    """Whether a watch's exchange is the printed one; a watch without exchange fits all."""
    return family is None or family == printed


def _forward(plain: str, end: int) -> tuple[int, int, str] | None:
    place = end
    while place < len(plain) and place - end < 3 and plain[place] in " :":
        place += 1
    if ":" not in plain[end:place]:
        return None
    last = place
    while last < len(plain) and last - place < _LONGEST and (plain[last].isalnum() or plain[last] in ".-"):
        last += 1
    symbol = plain[place:last].rstrip(".-")
    if not symbol or symbol != symbol.upper():
        return None
    return place, place + len(symbol), _even(symbol)


def _even(symbol: str) -> str:
    """Hong Kong's codes are written with and without leading zeros."""
    return symbol.lstrip("0") or symbol if symbol.isdigit() and len(symbol) < 6 else symbol
