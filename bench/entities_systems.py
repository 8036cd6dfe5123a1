"""The systems that bench/entities.py compares, each a function from an article to its number of hits."""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from schemas.article import Article
from schemas.watch import Watch
from streams.core.admit.life import fingerprint
from streams.core.admit.read import read
from streams.core.detect.assemble import Versions, article_ref, entity_finding
from streams.core.detect.entities import WatchList, find_entities, read_watch_lines

Worked = Callable[[Any], int]


def watches_of(file: Path) -> Iterator[Watch]:
    """The list, one watch at a time."""
    with file.open(encoding="utf-8") as lines:
        yield from (watch for watch in read_watch_lines(lines) if isinstance(watch, Watch))


def names_of(file: Path) -> Iterator[tuple[str, list[str]]]:
    """The list as ids and names."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield (
                row["id"],
                list(dict.fromkeys((row["name"], *(name["text"] for name in row.get("names", ()))))),
            )


def tocsin(file: Path) -> Worked:
    """Entity detection whole: read, candidates, checks, relevance, findings (without merging's terms)."""
    watches = WatchList.build(watches_of(file))
    versions = Versions(watchlist=watches.version, rules="")

    def worked(article: Article) -> int:
        document = read(article)
        entities = find_entities(document, watches)
        if not entities.hits:
            return 0
        ref = article_ref(document, fingerprint=fingerprint(document), received_at=None, with_terms=False)
        findings = [
            entity_finding(hit, ref, told_with=frozenset(), versions=versions, now=None)
            for hit in entities.hits
        ]
        return len(findings)

    return worked


def bare_automaton(file: Path) -> Worked:
    """Leftmost-longest, case-insensitive, with word edges: what any matcher costs at least."""
    names = sorted({name.lower() for _, listed in names_of(file) for name in listed})
    automaton = AhoCorasick(
        names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
    )

    def worked(article: Article) -> int:
        text = f"{article.headline}\n{article.body}".lower()
        return sum(
            1
            for _, start, end in automaton.find_matches_as_indexes(text)
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        )

    return worked


def flashtext(file: Path) -> Worked:
    """flashtext, case-insensitive, with spans."""
    processor = import_module("flashtext").KeywordProcessor()
    for watch_id, names in names_of(file):
        for name in names:
            if name.strip():
                processor.add_keyword(name, watch_id)

    def worked(article: Article) -> int:
        return len(processor.extract_keywords(f"{article.headline}\n{article.body}", span_info=True))

    return worked


def spacy_matcher(file: Path) -> Worked:
    """SpaCy's PhraseMatcher on a blank English pipeline, on lower case."""
    spacy = import_module("spacy")
    language = spacy.blank("en")
    matcher = import_module("spacy.matcher").PhraseMatcher(language.vocab, attr="LOWER")
    for watch_id, names in names_of(file):
        matcher.add(watch_id, [language.make_doc(name) for name in names if name.strip()])

    def worked(article: Article) -> int:
        return len(matcher(language.make_doc(f"{article.headline}\n{article.body}")))

    return worked


SYSTEMS: Mapping[str, Callable[[Path], Worked]] = {
    "tocsin": tocsin,
    "bare automaton": bare_automaton,
    "flashtext": flashtext,
    "spaCy": spacy_matcher,
}


def _peak() -> int:
    """Bytes this process held at most; `ru_maxrss` would count the parent's from before the program was loaded."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def work(name: str, list_file: Path, articles_file: Path) -> int:
    """Be one runner: say `ready`, then for each line run all articles and say time, hits and size."""
    try:
        worked = SYSTEMS[name](list_file)
    except ModuleNotFoundError:
        print("absent", flush=True)
        return 0
    with articles_file.open(encoding="utf-8") as lines:
        articles = [Article(id=f"bench:{number}", **json.loads(line)) for number, line in enumerate(lines)]
    print("ready", flush=True)
    for _ in sys.stdin:
        before = time.process_time_ns()
        hits = sum(worked(article) for article in articles)
        spent = time.process_time_ns() - before
        print(spent, hits, _peak(), flush=True)
    return 0
