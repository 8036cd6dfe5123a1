"""How well entities are found: precision, recall and F1 on the headlines of SEntFiN with its own list.

Gold are the names in `Decisions` that equal an alias, as the alias's symbol; the unit is (headline, symbol).
The headlines are read and detected as `tocsin detect --watches` does it, and every finding counts, however
relevant. Rules may be tuned on the half `tune` (by hash of the headline's number), never on `check`.
"""

import ast
import csv
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from schemas.article import Article
from streams.core.admit.read import read
from streams.core.detect.entities import WatchList, find_entities, import_rows, read_watch_lines
from streams.core.errors import Fault

CORPUS = Path(os.environ.get("TOCSIN_CORPUS", "../shared/data")) / "sentfin"
# Symbols of this ending stand for a sector, not for a company.
SECTORS = ("SPACE", "STOCKS", "BANKS", "SECTOR", "COS", "COMPANIES", "FUNDS", "SHARES", "MARKET")


@dataclass(frozen=True, slots=True)
class Headline:
    """One row: its number, its text, and for each gold name the symbols that are right."""

    number: str
    text: str
    gold: tuple[frozenset[str], ...]

    @property
    def half(self) -> str:
        """`tune` or `check`."""
        return "tune" if hashlib.sha256(self.number.encode()).digest()[0] % 2 else "check"


@dataclass(slots=True)
class Score:
    """Counts over (headline, symbol)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def line(self) -> str:
        """P, R and F1."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def aliases() -> dict[str, list[str]]:
    """Symbol -> aliases, as the list has them."""
    with (CORPUS / "entities.csv").open(encoding="utf-8") as file:
        return {
            row["Symbol"]: [name.strip() for name in row["Entity"].split(", ")]
            for row in csv.DictReader(file)
        }


def watch_lines() -> Iterator[str]:
    """The list as `tocsin watches import` makes it, one watch a line; the id is the symbol."""
    with (CORPUS / "entities.csv").open(encoding="utf-8") as file:
        rows = [
            (line, {"id": row["Symbol"], "aliases": row["Entity"], "ticker": row["Symbol"]})
            for line, row in enumerate(csv.DictReader(file), start=2)
        ]
    for watch in import_rows(rows, file="entities.csv").watches:
        yield watch.model_dump_json(exclude_defaults=True)


def headlines(owners: Mapping[str, frozenset[str]]) -> list[Headline]:
    """Rows whose decisions parse."""
    rows: list[Headline] = []
    with (CORPUS / "dev.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            try:
                decisions = ast.literal_eval(row["Decisions"])
            except (ValueError, SyntaxError):
                continue
            gold = {owners[name.casefold()] for name in decisions if name.casefold() in owners}
            rows.append(Headline(row["S No."], row["Title"], tuple(gold)))
    return rows


def score(rows: list[Headline], predict: Callable[[str], set[str]], *, companies: bool) -> Score:
    """Count over rows; a prediction is right for any symbol of a gold name."""
    counted = Score()
    for row in rows:
        said = {symbol for symbol in predict(row.text) if not (companies and symbol.endswith(SECTORS))}
        gold = [
            names for names in row.gold if not (companies and any(name.endswith(SECTORS) for name in names))
        ]
        met = [names for names in gold if names & said]
        counted.right += len(met)
        counted.missed += len(gold) - len(met)
        counted.wrong += len(said - frozenset().union(*gold))
    return counted


def ours() -> Callable[[str], set[str]]:
    """The product."""
    watches = WatchList.build(
        watch for watch in read_watch_lines(watch_lines()) if not isinstance(watch, Fault)
    )

    def predict(text: str) -> set[str]:
        document = read(Article(id="sentfin:1", headline=text))
        return {hit.watch.id for hit in find_entities(document, watches).hits}

    return predict


def bare_automaton(owners: Mapping[str, frozenset[str]]) -> Callable[[str], set[str]]:
    """Leftmost-longest, case-insensitive, with word edges and nothing else."""
    names = sorted(owners)
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)

    def predict(text: str) -> set[str]:
        folded = text.casefold()
        return {
            symbol
            for number, start, end in automaton.find_matches_as_indexes(folded)
            if not folded[start - 1 : start].isalnum() and not folded[end : end + 1].isalnum()
            for symbol in owners[names[number]]
        }

    return predict


def flashtext(listed: Mapping[str, list[str]], *, case_sensitive: bool) -> Callable[[str], set[str]] | None:
    """flashtext, or None where it is not installed."""
    try:
        processor = import_module("flashtext").KeywordProcessor(case_sensitive=case_sensitive)
    except ModuleNotFoundError:
        return None
    for symbol, names in listed.items():
        for name in names:
            processor.add_keyword(name, symbol)

    def predict(text: str) -> set[str]:
        return set(processor.extract_keywords(text))

    return predict


def main(_arguments: list[str]) -> int:
    """Print the table; 0 also where the corpus is absent, saying so."""
    if not (CORPUS / "dev.csv").exists():
        print(f"skipped: no {CORPUS / 'dev.csv'} (TOCSIN_CORPUS)")
        return 0
    listed = aliases()
    owners: dict[str, frozenset[str]] = {}
    for symbol, names in listed.items():
        for name in names:
            owners[name.casefold()] = owners.get(name.casefold(), frozenset()) | {symbol}
    rows = headlines(owners)
    systems = {
        "tocsin": ours(),
        "bare automaton": bare_automaton(owners),
        "flashtext": flashtext(listed, case_sensitive=False),
        "flashtext, case": flashtext(listed, case_sensitive=True),
    }
    for half in ("tune", "check", "both"):
        chosen = [row for row in rows if half in (row.half, "both")]
        print(f"\n{half}: {len(chosen)} headlines")
        for name, predict in systems.items():
            if predict is None:
                print(f"  {name:16} skipped: not installed")
                continue
            everything, companies = (score(chosen, predict, companies=only) for only in (False, True))
            print(f"  {name:16} all rows {everything.line()}   companies alone {companies.line()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
