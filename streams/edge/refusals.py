"""Refusals are work, not a grave: list them, show one, put it back once what was wrong is mended.

A replay puts the original bytes back on the original topic, under the right key where the key was the fault,
and a marker on `refusals`, so that nobody replays the same one twice.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from schemas.refusal import HEADER_PREFIX, Refusal
from schemas.topics import ARTICLES, REFUSALS, full_name
from streams.core.admit import decode
from streams.core.errors import RefusedError
from streams.core.reasons import Reason
from streams.edge import client, codec
from streams.edge.settings import Settings

# How often a record was put back; it stays on the record, so it is not under the refusals' own prefix.
REPLAYS: Final = "replays-tocsin"
REPLAYED: Final = f"{HEADER_PREFIX}replayed"


@dataclass(frozen=True, slots=True)
class Refused:
    """One refused record: where it stands on `refusals`, why, and what it was."""

    place: str
    refusal: Refusal
    key: bytes | None
    value: bytes | None
    headers: codec.Headers
    replayed: bool = False

    @property
    def replays(self) -> int:
        """How often this record was put back before it was refused again."""
        count = dict(self.headers).get(REPLAYS, b"0")
        # Anyone can set a header: what is no count of ours counts as none.
        return int(count) if count.isdigit() and len(count) < 10 else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which refusals are meant; what is not given does not matter."""

    places: tuple[str, ...] = ()
    reason: str | None = None
    stage: str | None = None
    since: datetime | None = None

    def holds(self, refused: Refused) -> bool:
        """Whether this is one of them."""
        refusal = refused.refusal
        return (
            (not self.places or refused.place in self.places)
            and self.reason in (None, refusal.reason)
            and self.stage in (None, refusal.stage)
            and (self.since is None or refusal.at >= self.since)
        )


async def read(settings: Settings, wanted: Wanted) -> list[Refused]:
    """Every refusal that is kept and wanted, oldest first, marked where it was replayed."""
    found: dict[str, Refused] = {}
    replayed: set[str] = set()
    async with client.consumer(settings, full_name(settings.prefix, REFUSALS), from_start=True) as reader:
        async for record in client.kept(reader):
            headers = [(name, bytes(value or b"")) for name, value in record.headers]
            marker = dict(headers).get(REPLAYED)
            if marker is not None:
                replayed.add(marker.decode())
                continue
            try:
                refusal = Refusal.from_headers(headers)
            except ValueError:  # no refusal of ours
                continue
            place = f"{record.partition}:{record.offset}"
            found[place] = Refused(place, refusal, record.key, record.value, headers)
    marked = (
        Refused(each.place, each.refusal, each.key, each.value, each.headers, replayed=place in replayed)
        for place, each in found.items()
    )
    return sorted((each for each in marked if wanted.holds(each)), key=lambda each: each.refusal.at)


async def replay(settings: Settings, refused: Sequence[Refused]) -> int:
    """Put records back on the topics they came from, each acknowledged and marked; returns how many."""
    count = 0
    async with client.producer(settings) as writer:
        for each in refused:
            if each.replayed:
                continue
            kept = [pair for pair in codec.original_headers(each.headers) if pair[0] != REPLAYS]
            await writer.send_and_wait(
                each.refusal.topic,
                key=right_key(each, settings),
                value=each.value,
                headers=[*kept, (REPLAYS, str(each.replays + 1).encode())],
            )
            marker = [(REPLAYED, each.place.encode())]
            await writer.send_and_wait(
                full_name(settings.prefix, REFUSALS), key=each.key, value=b"", headers=marker
            )
            count += 1
    return count


def right_key(refused: Refused, settings: Settings) -> bytes | None:
    """The key as it came, or the article's id where the key was the fault."""
    if refused.refusal.reason != Reason.WRONG_KEY or refused.refusal.topic != full_name(
        settings.prefix, ARTICLES
    ):
        return refused.key
    try:
        return decode(refused.value or b"", None, check_key=False).article.id.encode()
    except RefusedError:
        return refused.key


def shown(refused: Refused) -> str:
    """A refusal whole, for people: headers and the bytes as text where they are."""
    about = json.loads(refused.refusal.model_dump_json())
    about |= {"place": refused.place, "replayed": refused.replayed, "replays": refused.replays}
    about["key"] = None if refused.key is None else refused.key.decode("utf-8", "backslashreplace")
    head = "\n".join(f"{name:10} {value}" for name, value in about.items())
    return f"{head}\n\n{(refused.value or b'').decode('utf-8', 'backslashreplace')}"
