"""Watches from what people write: config/watches.yaml and JSONL, with every fault at its line.

In both a name may be a bare string and a ticker `NASDAQ:NVDA`; what they become is `schemas.watch.Watch`.
A key that no watch has is a fault: a misspelt `min_relevence` would otherwise be passed over in silence.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from pydantic import ValidationError

from schemas.watch import Case, Context, Name, Ticker, Watch, WatchType
from streams.core.detect.entities.check import ListCheck, check_watches
from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, validate

_KEYS: Final = frozenset(Watch.model_fields)
_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "names": frozenset(Name.model_fields),
    "tickers": frozenset(Ticker.model_fields),
    "context": frozenset(Context.model_fields),
}


@dataclass(frozen=True, slots=True)
class ParsedWatches:
    """What a file of watches gives: those that can be used, and the faults of the others."""

    watches: tuple[Watch, ...]
    faults: tuple[Fault, ...] = ()


def parse_watches(located: Located) -> list[Watch]:
    """The watches of config/watches.yaml (`watches:` with a list below); raises ConfigError with all faults."""
    data = _mapping(located.data)
    if data is None or not isinstance(data.get("watches"), list):
        raise ConfigError([located.fault((), "no list of watches: begin the file with `watches:`")])
    faults = [
        located.fault((key,), f"unknown key `{key}`: only `watches` is read here")
        for key in data
        if key != "watches"
    ]
    whole = Located(located.file, {"watches": [expanded(item) for item in data["watches"]]}, located.lines)
    watches: list[Watch] = []
    for number, item in enumerate(_items(whole.data["watches"])):
        path = ("watches", number)
        faults += [located.fault((*path, *place), message) for place, message in _unknown(item)]
        try:
            watches.append(validate(whole, Watch, path=path))
        except ConfigError as error:
            faults += error.faults
    lines = {watch.id: number for number, watch in enumerate(watches)}
    checked = check_watches(watches)
    faults += [located.fault(("watches", lines.get(note.watch_id, 0)), str(note)) for note in checked.faults]
    if faults:
        raise ConfigError(faults)
    return watches


def parse_watch_lines(text: str, *, file: str = "watches.jsonl") -> ParsedWatches:
    """One watch a line, as JSON; faulty lines are left out and named."""
    watches: list[Watch] = []
    faults: list[Fault] = []
    for item in read_checked(text.split("\n"), file=file):
        if isinstance(item, Fault):
            faults.append(item)
        else:
            watches.append(item)
    return ParsedWatches(tuple(watches), tuple(faults))


def read_checked(lines: Iterable[str], *, file: str) -> Iterator[Watch | Fault]:
    """One watch a line, one at a time, then what is wrong with the list as a whole, each fault at its line."""
    check = ListCheck()
    for number, item in _numbered(lines, file=file):
        if isinstance(item, Watch):
            check.add(item, number)
        yield item
    for number, note in check.faults():
        yield Fault(file, number, str(note))


def read_watch_lines(lines: Iterable[str], *, file: str = "watches.jsonl") -> Iterator[Watch | Fault]:
    """The same, one at a time: long lists should never stand in memory as models."""
    return (item for _, item in _numbered(lines, file=file))


def _numbered(lines: Iterable[str], *, file: str) -> Iterator[tuple[int, Watch | Fault]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, Fault(file, number, f"not JSON: {error}; write one watch a line")
            continue
        yield number, watch_of(item, file=file, line=number)


def watch_of(item: Any, *, file: str, line: int) -> Watch | Fault:
    """One watch of plain data, or what is wrong with it."""
    item = expanded(item)
    unknown = [message for _, message in _unknown(item)]
    if unknown:
        return Fault(file, line, unknown[0])
    try:
        return Watch.model_validate(item)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the watch"
        return Fault(file, line, f"{place}: {first['msg'].removeprefix('Value error, ')}")


def expanded(item: Any) -> Any:
    """A watch with its short forms written out."""
    known = _mapping(item)
    if known is None:
        return item
    full = dict(known)
    names, tickers = full.get("names"), full.get("tickers")
    if isinstance(names, list):
        full["names"] = [{"text": one} if isinstance(one, str) else one for one in _items(names)]
    if isinstance(tickers, list):
        full["tickers"] = [_ticker(one) if isinstance(one, str) else one for one in _items(tickers)]
    if isinstance(full.get("id"), int):
        full["id"] = str(full["id"])
    return full


def example_watch() -> Watch:
    """A watch that shows every field, for `tocsin watches example`."""
    return Watch(
        id="asml",
        name="ASML Holding NV",
        type=WatchType.ORGANIZATION,
        names=(Name(text="ASML", case=Case.EXACT), Name(text="阿斯麦", lang="zh")),
        tickers=(Ticker(symbol="ASML", exchange="NASDAQ"), Ticker(symbol="ASML.AS")),
        ids={"wikidata": "Q297879", "isin": "NL0010273215"},
        context=Context(none_of=("ASML Trust",)),
        min_relevance=60,
        owner="desk-chips",
        metadata={"sector": "semiconductor equipment"},
    )


def _items(value: Any) -> list[Any]:
    """A list of anything, for checkers that know less of a list than that."""
    return value  # type: ignore[no-any-return]


def _mapping(item: Any) -> Mapping[str, Any] | None:
    return cast("Mapping[str, Any]", item) if isinstance(item, Mapping) else None


def _ticker(text: str) -> dict[str, str]:
    exchange, _, symbol = text.rpartition(":")
    return (
        {"symbol": symbol.strip(), "exchange": exchange.strip()}
        if exchange.strip()
        else {"symbol": symbol.strip()}
    )


def _unknown(item: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Keys that nothing reads, with their places."""
    known = _mapping(item)
    if known is None:
        yield (), "a watch is a mapping with at least `id` and `name`"
        return
    for key in known:
        if key not in _KEYS:
            yield (key,), f"unknown key `{key}`; a watch has {', '.join(sorted(_KEYS))}"
    for part, allowed in _PARTS.items():
        value = known.get(part)
        for number, one in enumerate(_items(value) if isinstance(value, list) else [value]):
            for key in (_mapping(one) or {}).keys() - allowed:
                yield (
                    (part, number, key),
                    f"unknown key `{key}` in `{part}`; it has {', '.join(sorted(allowed))}",
                )
