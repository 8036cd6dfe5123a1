"""What open stories weigh and cost: `python -m bench.story_state --stories 100000`.

Real RocksDB (rocksdict, as behind Faust's tables), merge alone, each finding a story of its own: the worst case.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rocksdict import AccessType, Rdict

from bench.story_desk import finding_of
from bench.story_items import Written
from streams.core.merge import MERGE_RECORD, MergeRules, merge
from streams.core.step import Due, Incoming, StateRecord, Step

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
STATES = "US CN EU JP KR IN GB CA MX RU IR BR VN TW AU ID TR ZA CL NL".split()
GOODS = "steel copper chips cars soybeans wheat oil gas drones ships solar panels batteries wine beef timber".split()


class Disk:
    """A state table on RocksDB."""

    def __init__(self, folder: str) -> None:
        self.rows = Rdict(folder)

    def get(self, key: str) -> StateRecord | None:
        """The record under a key."""
        value = self.rows.get(key)
        return None if value is None else MERGE_RECORD.validate_json(value)

    def apply(self, step: Step) -> None:
        """Write what a step asks for."""
        for key, record in step.writes.items():
            if record is not None:
                self.rows[key] = record.to_bytes()
            elif key in self.rows:
                del self.rows[key]


def main(argv: Sequence[str] | None = None) -> int:
    """Open the stories, then close a hundred on ticks, and say what it took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=10_000)
    count = options.parse_args(argv).stories
    chance = random.Random(1)
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(30_000)]
    with tempfile.TemporaryDirectory() as folder:
        disk, rules = Disk(folder), MergeRules()
        began, opened = time.perf_counter(), 0
        for place in range(count):
            finding = finding_of(_article(place, chance, words), START)
            step = merge(Incoming(finding, "policy", 0, START), disk, START, rules)
            disk.apply(step)
            opened += step.reasons == ("first_report",)
        took = time.perf_counter() - began
        disk.rows.flush()
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        stories = [key for key in disk.rows.keys() if str(key).startswith("story:")][:100]  # noqa: SIM118
        began = time.perf_counter()
        for key in stories:
            disk.apply(merge(Due(str(key), 0), disk, START + timedelta(days=4), rules))
        ticks = (time.perf_counter() - began) / max(1, len(stories))
        print(f"{count} findings, {opened} stories opened, {count / took:.0f} findings a second")
        print(
            f"on disk {size / 1e6:.0f} MB, {size / count:.0f} bytes a story; 100,000 would be {size / count / 10:.0f} MB"
        )
        print(
            f"peak memory of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )
        print(f"closing one story on a tick {ticks * 1000:.2f} ms")
        disk.rows.close()
        Rdict(folder, access_type=AccessType.read_only()).close()
    return 0


def _article(place: int, chance: random.Random, words: list[str]) -> Written:
    text = " ".join(chance.choices(words, k=180))
    return Written(
        id=f"paper-{place % 40}:{place}",
        event=str(place),
        minute=0,
        version=1,
        killed=False,
        source=f"Paper {place % 40}",
        credit=None,
        language="en",
        headline=" ".join(chance.choices(words, k=9)),
        body=text,
        says={
            "instrument": chance.choice(("tariff", "export_control", "sanctions", "import_ban")),
            "direction": chance.choice(("tighten", "relax")),
            "stage": "announced",
            "actors": [chance.choice(STATES)],
            "targets": [chance.choice(STATES)],
            "products": [chance.choice(GOODS)],
        },
    )


if __name__ == "__main__":
    sys.exit(main())
