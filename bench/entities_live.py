"""How long a live change holds a worker: `python -m bench.entities_live [--size 100k] [--names 5000]`.

Watches of another list are added one at a time, as the topic brings them, until so many names have changed that
the list would be built anew. Counted is the time of the processor of each change, collections of garbage with it;
as in the worker, what stands for good is kept out of the collector's sight.
"""

import argparse
import gc
import statistics
import sys
import time

from bench.entities import CORPUS, watches_in
from streams.core.detect.entities import WatchList
from streams.edge.watch_feed import FROZEN_AFTER


def measure(size: str, names: int) -> int:
    """Add watches until `names` have changed, and print how long the changes took."""
    added = watches_in("10k")
    listed = WatchList.build(watches_in(size))
    gc.collect()
    gc.freeze()
    changed = 0
    spent: list[float] = []
    for number, watch in enumerate(added, start=1):
        fresh = watch.model_copy(update={"id": f"added:{watch.id}"})
        before = time.thread_time()
        listed = listed.with_changes({fresh.id: fresh})
        spent.append((time.thread_time() - before) * 1e3)
        if number % FROZEN_AFTER == 0:
            gc.freeze()
        changed += 1 + len(watch.names)
        if changed >= names:
            break
    spent.sort()
    parts = ", ".join(f"{len(index.forms):,}" for index, _ in listed.indexes)
    print(f"{size} watches, then {len(spent):,} added one by one with {changed:,} names")
    print(
        f"  one change: median {statistics.median(spent):.1f} ms, 99 of 100 below"
        f" {spent[int(len(spent) * 0.99)]:.1f} ms, longest {spent[-1]:.1f} ms (goal 50)"
    )
    print(f"  forms of names by automaton at the end: {parts}")
    return 0


def main(arguments: list[str]) -> int:
    """Print the pauses; 0 also where the corpus is absent, saying so."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", default="100k", help="1k, 10k and 100k (which has 90,460 watches)")
    parser.add_argument("--names", type=int, default=5_000)
    options = parser.parse_args(arguments)
    if not CORPUS.exists():
        print(f"skipped: no {CORPUS} (TOCSIN_CORPUS)")
        return 0
    return measure(options.size, options.names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
