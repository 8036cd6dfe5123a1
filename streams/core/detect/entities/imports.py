"""Company lists as they come (CSV or JSONL, with the usual headings) turned into watches, with a report.

Lists differ in their headings more than in what they hold, so headings are sniffed; what is not understood
goes into the watch's metadata rather than away.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from pydantic import ValidationError

from schemas.watch import Name, Ticker, Watch, WatchType
from streams.core.detect.entities.check import Note, check_watches
from streams.core.detect.entities.lexicon import LEGAL
from streams.core.errors import Fault
from streams.core.fold import plain

# Headings in lower case without signs, by what they hold.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "watchid", "companyid", "permid", "key"),
    "name": (
        "name",
        "company",
        "companyname",
        "longname",
        "legalname",
        "issuer",
        "security",
        "title",
        "conm",
        "名称",
        "公司",
    ),
    "names": (
        "names",
        "aliases",
        "alias",
        "altnames",
        "othernames",
        "aka",
        "alsoknownas",
        "shortname",
        "entity",
        "entities",
        "别名",
    ),
    "tickers": ("ticker", "tickers", "symbol", "symbols", "tic", "code", "ric", "代码"),
    "exchange": ("exchange", "market", "mic", "listing", "primaryexchange", "交易所"),
    "isin": ("isin",),
    "lei": ("lei",),
    "wikidata": ("wikidata", "wikidataid", "qid"),
    "figi": ("figi",),
    "cik": ("cik",),
    "cusip": ("cusip",),
    "type": ("type", "kind"),
    "owner": ("owner", "desk"),
    "min_relevance": ("minrelevance",),
    "parent": ("parent", "parentid"),
}
_FIELD: Final = {heading: field for field, headings in HEADINGS.items() for heading in headings}
_IDS: Final = ("isin", "lei", "wikidata", "figi", "cik", "cusip")
_METADATA_LIMIT: Final = 200
_SLUG: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """The watches of a list, rows that gave none, and names that are too common or clash."""

    watches: tuple[Watch, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Note, ...]


def import_text(text: str, *, file: str) -> Imported:
    """A list as one text: JSONL where its first line is a JSON object, else CSV with a heading."""
    # Not `splitlines`: a name may hold a line separator that JSON does not escape.
    lines = [line + "\n" for line in text.lstrip("\ufeff").split("\n")]
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith("{"):
        return import_rows(_json_rows(lines), file=file)
    delimiter = max(",;\t|", key=first.count)
    reader = csv.DictReader(lines, delimiter=delimiter)
    return import_rows(((reader.line_num, row) for row in reader), file=file)


def import_rows(rows: Iterable[tuple[int, Mapping[str, Any] | str]], *, file: str) -> Imported:
    """Rows with their line numbers; a string in place of a row is the reason why there is none."""
    watches: list[Watch] = []
    faults: list[Fault] = []
    taken: set[str] = set()
    for line, row in rows:
        made = row if isinstance(row, str) else _watch(row, taken)
        if isinstance(made, str):
            faults.append(Fault(file, line, made))
        else:
            taken.add(made.id)
            watches.append(made)
    return Imported(tuple(watches), tuple(faults), check_watches(watches).warnings)


def _json_rows(lines: Sequence[str]) -> Iterable[tuple[int, Mapping[str, Any] | str]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                yield number, f"not JSON: {error}"
                continue
            yield number, row if isinstance(row, dict) else "not a JSON object"


def _watch(row: Mapping[str, Any], taken: set[str]) -> Watch | str:
    fields: dict[str, list[str]] = {}
    metadata: dict[str, str] = {}
    for heading, value in row.items():
        values = _values(value)
        if not heading or not values:
            continue
        field = _FIELD.get(_SLUG.sub("", str(heading).lower()))
        if field == "names" and isinstance(value, str):
            values = _split_names(values[0])
        if field is None:
            metadata[str(heading)] = ", ".join(values)[:_METADATA_LIMIT]
        else:
            fields.setdefault(field, []).extend(values)
    names = [*fields.get("name", ()), *fields.get("names", ())]
    if not names:
        return "no name: the row has none of the headings name, company, entity, aliases ..."
    tickers = [
        ticker for cell in fields.get("tickers", ()) for ticker in re.split(r"[,;|\s]+", cell) if ticker
    ]
    exchange = fields.get("exchange", [None])[0]
    watch_id = _free_id(
        fields["id"][0] if "id" in fields else _slug((fields.get("tickers") or names)[0]), taken
    )
    kind = fields.get("type", [""])[0].lower()
    data = {
        "id": watch_id,
        "name": names[0][:200],
        "type": kind if kind in list(WatchType) else WatchType.ORGANIZATION,
        "names": [
            Name(text=name) for name in dict.fromkeys(names[1:]) if len(name) <= 200 and name != names[0]
        ],
        "tickers": [
            Ticker(symbol=one, exchange=exchange) for one in dict.fromkeys(tickers) if len(one) <= 20
        ],
        "ids": {key: fields[key][0] for key in _IDS if key in fields},
        "parent": fields.get("parent", [None])[0],
        "owner": fields.get("owner", [None])[0],
        "metadata": metadata,
    }
    if "min_relevance" in fields:
        data["min_relevance"] = fields["min_relevance"][0]
    try:
        return Watch.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'the row'}: {first['msg']}"


def _items(value: Any) -> list[Any]:
    return value  # type: ignore[no-any-return]


def _values(value: Any) -> list[str]:
    """A cell as texts: lists give one each, names and tickers as objects give their text."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value)
        return _values(fields.get("text") or fields.get("symbol"))
    if isinstance(value, list):
        return [text for one in _items(value) for text in _values(one)]
    text = " ".join(plain(str(value)).text.split())
    return [text] if text else []


def _split_names(cell: str) -> list[str]:
    """Names that share a cell, apart at `;`, `|` or a comma.

    The comma before a legal form ("Alphabet, Inc.") and commas in brackets stay.
    """
    if ";" in cell or "|" in cell:
        return [part for part in re.split(r"\s*[;|]\s*", cell) if part]
    names: list[str] = []
    for part in re.split(r",\s+", cell):
        if names and (
            names[-1].count("(") > names[-1].count(")") or re.sub(r"\W", "", part).lower() in LEGAL
        ):
            names[-1] = f"{names[-1]}, {part}"
        elif part.strip():
            names.append(part.strip())
    return names


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.lower()).strip("-") or "watch"


def _free_id(wanted: str, taken: set[str]) -> str:
    wanted = wanted[:180]
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
