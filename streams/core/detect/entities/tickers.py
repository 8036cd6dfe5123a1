"""A ticker only where it is written as one: (NASDAQ: NVDA), NYSE:BABA, $NVDA, NVDA.O, 0700.HK, (600519.SH).

Each form has a sign (`$`, `:` or `.`) that is rare enough in news to be looked for by itself, which costs less than
any pattern over the text. A bare NVDA is a name only if the watch lists it as one.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from schemas.watch import Watch

# Before a symbol, with a colon: the exchange's name as it is printed, and the family that lists are compared by.
_BEFORE: Final = {
    "nasdaq": "us", "nasdaqgs": "us", "nasdaqgm": "us", "nasdaqcm": "us", "nyse": "us", "amex": "us", "nysearca": "us",
    "nyseamerican": "us", "american": "us", "arca": "us", "mkt": "us", "otc": "us", "otcqx": "us", "otcqb": "us",
    "otcmkts": "us", "otcpk": "us", "bats": "us", "cboe": "us", "hkex": "hk", "hkse": "hk", "sehk": "hk", "hkg": "hk",
    "sse": "ss", "sha": "ss", "szse": "sz", "she": "sz", "lse": "l", "lon": "l", "aim": "l", "tse": "t", "tyo": "t",
    "krx": "ks", "kospi": "ks", "kosdaq": "kq", "twse": "tw", "tpe": "tw", "tsx": "to", "tsxv": "v", "asx": "ax",
    "nse": "ns", "bse": "bo", "fra": "de", "etr": "de", "xetra": "de", "epa": "pa", "ams": "as", "bit": "mi",
    "bme": "mc", "swx": "sw", "six": "sw", "sgx": "si", "euronext": "pa", "paris": "pa", "港交所": "hk", "上交所": "ss",
    "深交所": "sz", "纽交所": "us", "纽约证券交易所": "us", "纳斯达克": "us",
}  # fmt: skip
# After a symbol, with a dot or a colon: Reuters' and Yahoo's suffixes, and those of Chinese and Bloomberg pages.
_AFTER: Final = {
    "o": "us", "oq": "us", "n": "us", "us": "us", "k": "us", "hk": "hk", "ss": "ss", "sh": "ss", "sz": "sz", "l": "l",
    "ln": "l", "t": "t", "jp": "t", "ks": "ks", "kq": "kq", "tw": "tw", "to": "to", "v": "v", "ax": "ax", "au": "ax",
    "ns": "ns", "bo": "bo", "de": "de", "f": "de", "gr": "de", "pa": "pa", "fp": "pa", "as": "as", "na": "as",
    "mi": "mi", "im": "mi", "mc": "mc", "sw": "sw", "si": "si",
}  # fmt: skip
_LONGEST: Final = 20
# Each sign where what follows may belong to a ticker, which is seldom. One pattern for all three would cost twice
# as much: it has no first character to skip to.
_DOT: Final = re.compile(r"\.(?=[A-Z])")
_DOLLAR: Final = re.compile(r"\$(?=[A-Za-z])")
_COLON: Final = re.compile(r":(?= *[A-Z0-9])")


class Printed(NamedTuple):
    """A symbol as printed: half-open span of the text, the symbol, and its exchange's family (None: not said)."""

    start: int
    end: int
    symbol: str
    family: str | None


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


def printed_symbols(plain: str) -> list[Printed]:
    """Everything in a text that is written as a ticker."""
    found = [_before_dot(plain, sign.start()) for sign in _DOT.finditer(plain, 1)]
    if "$" in plain:
        found += [_cashtag(plain, sign.start()) for sign in _DOLLAR.finditer(plain)]
    if ":" in plain:
        found += [_after_colon(plain, sign.start()) for sign in _COLON.finditer(plain)]
    return [printed for printed in found if printed is not None] if found else []


def fits(family: str | None, printed: str | None) -> bool:
    """Whether a watch's exchange is the printed one; one that is not given fits all."""
    return family is None or printed is None or family == printed


def _cashtag(plain: str, dollar: int) -> Printed | None:
    """$NVDA; "$5" and "US$4" are money."""
    last = dollar + 1
    if not plain[last : last + 1].isalpha() or (dollar and plain[dollar - 1].isalnum()):
        return None
    while last < len(plain) and last - dollar <= _LONGEST and plain[last].isascii() and plain[last].isalpha():
        last += 1
    symbol = plain[dollar + 1 : last]
    if not symbol.isupper() or plain[last : last + 1].isalnum():
        return None
    return Printed(dollar, last, symbol, None)


def _after_colon(plain: str, colon: int) -> Printed | None:
    """NASDAQ: NVDA, or NVDA:US."""
    if not colon or not plain[colon - 1].isalpha():
        return _before_dot(plain, colon)
    first = colon
    while first and plain[first - 1].isalpha() and colon - first < _LONGEST:
        first -= 1
    family = _BEFORE.get(plain[first:colon].lower())
    if family is None:
        return _before_dot(plain, colon)
    start = colon + 1
    while plain[start : start + 1] == " ":
        start += 1
    last = start
    while last < len(plain) and last - start < _LONGEST and (plain[last].isalnum() or plain[last] in ".-"):
        last += 1
    symbol = plain[start:last].rstrip(".-")
    if not symbol or symbol != symbol.upper():
        return None
    return Printed(start, start + len(symbol), _even(symbol), family)


def _before_dot(plain: str, dot: int) -> Printed | None:
    """NVDA.O, 0700.HK."""
    after = plain[dot + 1 : dot + 2]
    if not after.isupper() or not dot or plain[dot - 1] == " ":
        return None
    last = dot + 2
    while last < len(plain) and plain[last].isalnum() and plain[last].isascii():
        last += 1
    family = _AFTER.get(plain[dot + 1 : last].lower()) if last - dot <= 3 else None
    if family is None:
        return None
    first = dot
    while (
        first
        and dot - first < _LONGEST
        and plain[first - 1].isascii()
        and (plain[first - 1].isalnum() or plain[first - 1] == "-")
    ):
        first -= 1
    symbol = plain[first:dot]
    if not symbol or symbol != symbol.upper() or (first and plain[first - 1] == "."):
        return None
    # "U.N." and "U.K." are no codes; "<T.N>" is one.
    if len(symbol) == 1 and not (first and plain[first - 1] in "(<["):
        return None
    return Printed(first, dot, _even(symbol), family)


def _even(symbol: str) -> str:
    """Hong Kong's codes are written with and without leading zeros."""
    return symbol.lstrip("0") or symbol if symbol.isdigit() and len(symbol) < 6 else symbol
