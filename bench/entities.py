"""How fast entities are found: `python -m bench.entities [--articles N] [--rounds N] [--sizes 1k,10k,100k]`.

Every system works the same real articles with the same list, each in a process of its own, in turns, so that a noisy
machine is noisy for all. Counted is the time of the processor, on one core; read the ratios, not the figures.
`tocsin` is entity detection whole: text read and normalised, candidates, checks, relevance, findings.
The rest find words: the bare automaton, flashtext, spaCy's PhraseMatcher, and Lucene Monitor with its best presearcher
and highlights. What is not installed is said to be skipped.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.entities_systems import SYSTEMS, work
from schemas.watch import Watch
from streams.core.detect.entities import import_text

CORPUS = Path(os.environ.get("TOCSIN_CORPUS", "../shared/data"))
LUCENE = Path(__file__).parent / "lucene"
BUILD = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tocsin" / "bench-lucene"


@dataclass(slots=True)
class Runner:
    """A process that works all articles once for each line it is sent."""

    name: str
    process: "subprocess.Popen[str]"
    seconds: list[float]
    hits: int = 0
    megabytes: float = 0.0

    def ready(self) -> bool:
        """Wait until its list is built; False where it gave up."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip() == "ready"

    def run(self) -> None:
        """One pass; the first of all is its warm-up and is thrown away by `median`."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        nanoseconds, hits, size = self.process.stdout.readline().split()
        self.seconds.append(int(nanoseconds) / 1e9)
        self.hits = int(hits)
        self.megabytes = int(size) / 2**20

    def median(self) -> float:
        """Seconds of a pass, without the warm-up."""
        return statistics.median(self.seconds[1:])


def articles(count: int) -> Iterator[dict[str, str]]:
    """News and abstracts in turn: headline and body."""
    with gzip.open(CORPUS / "wikinews.jsonl.gz", "rt", encoding="utf-8") as news:
        texts = [json.loads(line)["text"] for line in news]
    with gzip.open(CORPUS / "federal_register" / "abstracts.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number >= count:
                return
            if number < len(texts):
                head, _, body = texts[number].partition("\n")
                yield {"headline": head, "body": body} if body else {"headline": "", "body": head}
            row = json.loads(line)
            if len(row["summary"] or "") > 600:
                yield {"headline": row["title"], "body": row["summary"]}


def watches_in(size: str) -> tuple[Watch, ...]:
    """A list of the corpus, as `tocsin watches import` reads it."""
    packed = (CORPUS / "watchlists" / f"watch_{size}.jsonl.gz").read_bytes()
    return import_text(gzip.decompress(packed).decode("utf-8"), file=size).watches


def write_inputs(folder: Path, sizes: list[str], count: int) -> int:
    """The lists and the articles as every system takes them; gives the number of articles."""
    for size in sizes:
        watches = watches_in(size)
        with (folder / f"{size}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(watch.model_dump_json(exclude_defaults=True) + "\n" for watch in watches)
        with (folder / f"{size}.tsv").open("w", encoding="utf-8") as file:
            for watch in watches:
                names = dict.fromkeys((watch.name, *(name.text for name in watch.names)))
                file.write("\t".join((watch.id, *(" ".join(name.split()) for name in names))) + "\n")
    chosen = list(articles(count))[:count]
    (folder / "articles.jsonl").write_text(
        "".join(json.dumps(one) + "\n" for one in chosen), encoding="utf-8"
    )
    lines = (" ".join((one["headline"] + "\n" + one["body"]).split()) + "\n" for one in chosen)
    (folder / "articles.txt").write_text("".join(lines), encoding="utf-8")
    return len(chosen)


def build_lucene() -> list[str] | None:
    """The command of Lucene's process, or None where Java or Maven is absent or the build fails."""
    if shutil.which("java") is None or shutil.which("mvn") is None:
        return None
    goals = [
        "package",
        "dependency:copy-dependencies",
        f"-DoutputDirectory={BUILD / 'lib'}",
        f"-Dbench.target={BUILD}",
    ]
    if not (BUILD / "lib").exists():
        built = subprocess.run(["mvn", "-q", "-f", str(LUCENE / "pom.xml"), *goals], check=False)
        if built.returncode != 0:
            return None
    return ["java", "-XX:+UseSerialGC", "-cp", f"{BUILD / 'classes'}:{BUILD / 'lib' / '*'}", "LuceneBaseline"]


def start(name: str, command: list[str]) -> Runner:
    """A process that is told to run by lines."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return Runner(name, process, [])


def compare(
    folder: Path, size: str, *, count: int, rounds: int, names: list[str], lucene: list[str] | None
) -> None:
    """All systems on one list, in turns, and the table."""
    runners = [
        start(
            name,
            [sys.executable, "-m", "bench.entities", "--work", name, "--list", str(folder / f"{size}.jsonl")],
        )
        for name in names
    ]
    if lucene is not None:
        runners.append(
            start("Lucene Monitor", [*lucene, str(folder / f"{size}.tsv"), str(folder / "articles.txt")])
        )
    standing = [runner for runner in runners if runner.ready()]
    for _ in range(rounds + 1):
        for runner in standing:
            runner.run()
    for runner in runners:
        assert runner.process.stdin is not None
        runner.process.stdin.close()
        runner.process.wait(timeout=60)
    print(f"\n{size} watches, {count} articles")
    print(
        f"  {'system':18} {'articles/s':>10} {'us/article':>10} {'to Lucene':>9} {'hits/article':>12} {'MB':>6}"
    )
    base = next((runner.median() for runner in standing if runner.name == "Lucene Monitor"), None)
    for runner in standing:
        each = runner.median() / count
        ratio = f"{base / runner.median():.1f}x" if base else "-"
        print(
            f"  {runner.name:18} {1 / each:10,.0f} {each * 1e6:10.1f} {ratio:>9} {runner.hits / count:12.2f}"
            f" {runner.megabytes:6,.0f}"
        )
    for runner in runners:
        if runner not in standing:
            print(f"  {runner.name:18} skipped: not installed")
    if lucene is None:
        print(f"  {'Lucene Monitor':18} skipped: no Java 17 with Maven, or its build failed")


def main(arguments: list[str]) -> int:
    """Print a table for each size of list; 0 also where the corpus is absent, saying so."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default="1k,10k,100k", help="1k, 10k and 100k (which has 90,460 watches)")
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--no-lucene", action="store_true")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--list", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.work:
        return work(options.work, options.list, options.list.parent / "articles.jsonl")
    if not CORPUS.exists():
        print(f"skipped: no {CORPUS} (TOCSIN_CORPUS)")
        return 0
    sizes = options.sizes.split(",")
    lucene = None if options.no_lucene else build_lucene()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        count = write_inputs(folder, sizes, options.articles)
        for size in sizes:
            compare(
                folder,
                size,
                count=count,
                rounds=options.rounds,
                names=options.systems.split(","),
                lucene=lucene,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
