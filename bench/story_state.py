"""What open stories weigh and what a tick over them costs: `python -m bench.story_state --stories 100000`.

Every finding opens a story of its own, the worst case; one in ten is a policy story, the others lie under some 2,000
watches. The records go into RocksDB as the worker keeps them, through the worker's own `TableState`.
`bench.story_recovery` puts the same records on a real Kafka and starts a worker over them.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from rocksdict import BlockBasedOptions, Cache, Options, Rdict

from bench.story_desk import Memory, finding_of
from bench.story_items import Written
from streams.core.merge import MERGE_RECORD, MergeRules, merge
from streams.core.step import Due, StateRecord
from streams.edge.state import TableState, encode
from streams.topology import CLOSED_A_TICK

START: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SPAN: Final = timedelta(hours=22)
"""All of them open within this, so that none has closed when the last one opens."""
STATES: Final = "US CN EU JP KR IN GB CA MX RU IR BR VN TW AU ID TR ZA CL NL".split()
GOODS: Final = (
    "steel copper chips cars soybeans wheat oil gas drones ships batteries wine beef timber".split()
)
WATCHES: Final = 220
BATCH: Final = 4_000
"""Stories due at one moment: as after an hour in which no tick was worked."""


@dataclass(frozen=True)
class Message:
    """Of a Kafka message what `TableState` asks: its partition."""

    partition: int = 0


@dataclass(frozen=True)
class Event:
    """The event at hand."""

    message: Message = Message()


@dataclass(frozen=True, slots=True)
class Kept:
    """One record, and the key of the topic under which it lies."""

    key: str
    record: StateRecord


def build(count: int, start: datetime) -> dict[str, Kept]:
    """The table after `count` findings that opened a story each, the first at `start`.

    One in ten is a policy story; of the others every tenth is merged, and copied eight times under other watches.
    """
    chance, rules, memory = random.Random(1), MergeRules(), Memory()
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(30_000)]
    kept: dict[str, Kept] = {}
    for place in range(count):
        if place % 10 > 1:
            continue
        article = _article(place, chance, words)
        at = start + SPAN * (place / count)
        key = article.says.get("entity", "policy")
        step = memory.run(finding_of(article, at), key, at, rules)
        for name, record in step.writes.items():
            if record is None:
                kept.pop(name, None)
            else:
                kept[name] = Kept(key, record)
    for name, original in [item for item in kept.items() if item[1].key != "policy"]:
        for copy in range(1, 9):
            kept[copied(name, copy)] = copy_of(original, copy)
    return kept


def copy_of(original: Kept, copy: int) -> Kept:
    record = MERGE_RECORD.validate_json(copied(original.record.model_dump_json(), copy))
    if record.due is not None:
        # Not all nine at one moment.
        record = record.model_copy(update={"due": record.due + timedelta(seconds=copy)})
    return Kept(copied(original.key, copy), record)


def copied(text: str, copy: int) -> str:
    """The same under another watch, with ids of its own."""
    for name in ("watch-", "story-", "finding-", "paper-"):
        text = text.replace(name, f"{name}{copy}")
    return text.replace(":policy|", f":policy{copy}|")


class Rows:
    """A Faust table as `TableState` uses it, over RocksDB alone; its changelog takes everything at once."""

    def __init__(self, folder: str) -> None:
        options = Options(raw_mode=True)
        options.create_if_missing(True)
        options.set_write_buffer_size(4 << 20)
        blocks = BlockBasedOptions()
        blocks.set_block_cache(Cache(8 << 20))
        options.set_block_based_table_factory(blocks)
        self.rows = Rdict(folder, options=options)

    @property
    def data(self) -> "Rows":
        """The store."""
        return self

    def get(self, key: str) -> Any:
        """The bytes under a key."""
        return self.rows.get(key.encode())

    def __setitem__(self, key: str, value: bytes) -> None:
        self.rows[key.encode()] = value

    def pop(self, key: str, _default: None) -> None:
        """Remove a key."""
        del self.rows[key.encode()]

    def records(self, _partition: int) -> Iterator[tuple[bytes, bytes]]:
        """Every record."""
        return ((json.dumps(str(key, "utf-8")).encode(), value) for key, value in self.rows.items())

    async def send_changelog(self, _partition: int, _key: str, _value: bytes | None) -> Awaitable[Any]:
        """Taken."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done


def main(argv: Sequence[str] | None = None) -> int:
    """Build, keep, and tick in a process of its own, so that its memory is the state's alone."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=10_000)
    options.add_argument("--over", help=argparse.SUPPRESS)
    chosen = options.parse_args(argv)
    if chosen.over:
        asyncio.run(_tick(chosen.over, chosen.stories))
        return 0
    count = chosen.stories
    began = time.perf_counter()
    records = build(count, START)
    print(
        f"{count} findings, {count / (time.perf_counter() - began):.0f} made and merged a second, in memory"
    )
    _weigh(records, count)
    with tempfile.TemporaryDirectory() as folder:
        table = Rows(folder)
        for key, kept in records.items():
            table[key] = encode(kept.record, 0)
        table.rows.flush()
        table.rows.close()
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        print(f"RocksDB's files {size / 1e6:.0f} MB", flush=True)
        again = [sys.executable, "-m", "bench.story_state", "--stories", str(count), "--over", folder]
        return subprocess.run(again, check=False).returncode


def _weigh(records: Mapping[str, Kept], count: int) -> None:
    sizes: Counter[str] = Counter()
    for key, kept in records.items():
        sizes[key.partition(":")[0]] += len(key) + len(encode(kept.record, 0))
    parts = ", ".join(f"{name} {size / 1e6:.0f} MB" for name, size in sizes.most_common())
    print(
        f"records {sum(sizes.values()) / 1e6:.0f} MB ({parts}), {sum(sizes.values()) / count:.0f} bytes a story"
    )


async def _tick(folder: str, count: int) -> None:
    event: Any = Event()
    before = _memory_mb()
    table, rules = Rows(folder), MergeRules()
    state = TableState(table, MERGE_RECORD)
    began = time.perf_counter()
    held = await state.scan(0)
    print(
        f"scan of {held} records at the first tick {time.perf_counter() - began:.2f} s, {len(state.due)} due times"
    )
    print(f"memory of the state after it {_memory_mb() - before:.0f} MB (with RocksDB's buffers and cache)")
    first_due = START + rules.windows.silence + rules.windows.grace
    took: dict[str, list[float]] = {"nothing due": [], "steady": [], "an hour at once": []}
    each_second = SPAN / count
    for place in range(300):
        took["nothing due"].append(
            await _one(state, event, first_due - timedelta(seconds=400 - place), rules)
        )
    now = first_due
    for _ in range(300):
        now += timedelta(seconds=1)
        took["steady"].append(await _one(state, event, now, rules))
    took["an hour at once"] = [await _one(state, event, now + each_second * BATCH, rules) for _ in range(300)]
    print(f"memory after the ticks {_memory_mb() - before:.0f} MB")
    table.rows.close()
    for name, seconds in took.items():
        at_99, most = sorted(seconds)[int(0.99 * (len(seconds) - 1))], max(seconds)
        print(
            f"tick, {name:16} median {statistics.median(seconds) * 1e3:8.2f} ms, 99 in 100 below {at_99 * 1e3:6.2f} ms, longest {most * 1e3:6.2f} ms"
        )


async def _one(state: TableState, event: Any, now: datetime, rules: MergeRules) -> float:
    """A tick as the loop works it; seconds of the processor, which other work on the machine does not lengthen."""
    began = time.process_time()
    view = state.view(event)
    for key in state.due.pop(0, now.timestamp(), CLOSED_A_TICK):
        if state.still_due(event, key, now):
            view.writes.update(merge(Due(key, 0), view, now, rules).writes)
    await state.write(event, state.prepared(0, view.writes))
    return time.process_time() - began


def _memory_mb() -> float:
    """What this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _article(place: int, chance: random.Random, words: list[str]) -> Written:
    says: dict[str, Any] = {"entity": f"watch-{place // 10 % WATCHES}"}
    if place % 10 == 0:
        says = {
            "instrument": chance.choice(("tariff", "export_control", "sanctions", "import_ban")),
            "direction": chance.choice(("tighten", "relax")),
            "stage": "announced",
            "actors": [chance.choice(STATES)],
            "targets": [chance.choice(STATES)],
            "products": [chance.choice(GOODS)],
        }
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
        body=" ".join(chance.choices(words, k=90)),
        says=says,
    )


if __name__ == "__main__":
    sys.exit(main())
