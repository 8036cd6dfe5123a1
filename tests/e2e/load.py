"""Articles at a steady rate with a known outcome, and the count afterwards: what was lost, what came twice.

Each article is an event of its own, so that the alerts do not depend on the order between partitions, which a
fault may change. The alerts expected come from a rehearsal: the same steps in memory.
"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from aiokafka.errors import KafkaError

from schemas.topics import ARTICLES, full_name
from streams.core.rehearsal import Rehearsal
from streams.edge import config
from streams.edge.clock import utc_now
from streams.edge.settings import Settings
from tests.e2e import world
from tests.e2e.newsroom import Newsroom

# What may differ between two alerts under one id; `expires_at` follows from `sent_at`.
TIMES: Final = frozenset({"sent_at", "detected_at", "expires_at"})
_COUNTRIES: Final = (
    "India",
    "Japan",
    "Brazil",
    "Mexico",
    "Canada",
    "Turkey",
    "Vietnam",
    "Kenya",
    "Norway",
    "Peru",
)


def articles(count: int) -> list[dict[str, Any]]:
    """`count` articles, one in a hundred about a state, the others about a company each."""
    found = []
    for number, company in enumerate(world.companies(count)):
        country = _COUNTRIES[number // 100 % len(_COUNTRIES)]
        state = number % 100 == 99 and number < 100 * len(_COUNTRIES)
        found.append(
            world.of_country(f"northern:{number}", country=country) if state else world.of_company(company)
        )
    return found


def expected(articles: Sequence[dict[str, Any]], settings: Settings) -> set[str]:
    """The ids of the alerts that must come, once all is worked."""
    rehearsal = Rehearsal(config.load(settings).rules)
    now = utc_now()
    records = [world.record(each) for each in articles]
    return {alert.id for each in records for alert in rehearsal.take(each.value, each.key, now).alerts}


async def publish(room: Newsroom, articles: Sequence[dict[str, Any]], *, per_second: float) -> None:
    """Publish at a steady rate; each is acknowledged, and one that is not is sent again."""
    topic = full_name(room.settings.prefix, ARTICLES)
    began = time.monotonic()
    for number, article in enumerate(articles):
        await asyncio.sleep(max(0.0, began + number / per_second - time.monotonic()))
        each = world.record(article)
        while True:
            try:
                await room.producer.send_and_wait(topic, key=each.key, value=each.value)
            except KafkaError:
                await asyncio.sleep(0.5)
            else:
                break


@dataclass(frozen=True, slots=True)
class Count:
    """What a fault did."""

    expected: int
    lost: int
    unexpected: int
    repeats: int
    told_twice: int
    differing: int
    longest_silence: float

    def __str__(self) -> str:
        return (
            f"{self.expected} expected, {self.lost} lost, {self.unexpected} unexpected, {self.repeats} raw repeats, "
            f"{self.told_twice} told under two stories, {self.differing} differing under one id, "
            f"longest silence {self.longest_silence:.1f} s"
        )

    def check(self) -> None:
        """Nothing lost, told once, the same under one id. Repeats are allowed; ids remove them."""
        assert (self.lost, self.unexpected, self.told_twice, self.differing) == (0, 0, 0, 0), str(self)


async def count(room: Newsroom, ids: set[str], *, within: float) -> Count:
    """Wait until every expected alert has come, or nothing more has come for so many seconds; then count.

    A slow machine must not look like a loss: as long as alerts come, those that are missing may be under way.
    """
    heard_of, ends = 0, time.monotonic() + within
    while time.monotonic() < ends and not ids <= {alert.id for alert in room.alerts}:
        if len(room.alerts) > heard_of:
            heard_of, ends = len(room.alerts), time.monotonic() + within
        await asyncio.sleep(0.1)
    heard = Counter(alert.id for alert in room.alerts)
    stories: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for alert in room.alerts:
        stories[alert.articles[0].id].add(alert.story_id)
        forms[alert.id].add(alert.model_dump_json(exclude=set(TIMES)))
    times = sorted(record.timestamp / 1000 for record in room.raw)
    return Count(
        expected=len(ids),
        lost=len(ids - set(heard)),
        unexpected=len(set(heard) - ids),
        repeats=sum(heard.values()) - len(heard),
        told_twice=sum(len(each) > 1 for each in stories.values()),
        differing=sum(len(each) > 1 for each in forms.values()),
        longest_silence=max((later - sooner for sooner, later in pairwise(times)), default=0.0),
    )


def write_config(folder: Path, count: int) -> Path:
    """A configuration that watches every company of `articles(count)`."""
    return world.write_config(folder, watched=count)
