"""Plain producers and consumers for the commands and the watch list, from the same settings as the worker."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError, TopicAuthorizationFailedError, UnknownTopicOrPartitionError

from schemas.topics import MIB, OVERHEAD
from streams.core.errors import BrokerError
from streams.edge import tolerant
from streams.edge.reach import why_not
from streams.edge.security import connection
from streams.edge.settings import Settings


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[Any]:
    """A producer that waits for all in-sync copies; raises BrokerError where the broker cannot be reached."""
    client = AIOKafkaProducer(**connection(settings), acks="all", max_request_size=2 * MIB + OVERHEAD)
    try:
        await client.start()
    except (KafkaError, OSError):
        await client.stop()
        raise await why_not(settings) from None
    try:
        with _rights(settings, "Write"):
            yield client
    finally:
        await client.stop()


@asynccontextmanager
async def consumer(settings: Settings, topic: str, *, from_start: bool) -> AsyncIterator[Any]:
    """A consumer of all partitions of a topic, in no group: it commits nothing and disturbs nobody."""
    tolerant.install()
    client = AIOKafkaConsumer(
        topic,
        **connection(settings),
        group_id=None,
        enable_auto_commit=False,
        max_partition_fetch_bytes=4 * MIB,
        fetch_max_wait_ms=250,
        # Not by a seek after the start: the client's own reset, on its way by then, can arrive after it and win.
        auto_offset_reset="earliest" if from_start else "latest",
    )
    try:
        with _rights(settings, "Read"):
            await client.start()
        # Now, so that "from now on" means now.
        for place in client.assignment():
            await client.position(place)
    except UnknownTopicOrPartitionError:
        await client.stop()
        raise BrokerError(
            f"{settings.broker} has no topic {topic}; make the topics with `tocsin topics create`"
        ) from None
    except BrokerError:
        await client.stop()
        raise
    except (KafkaError, OSError):
        await client.stop()
        raise await why_not(settings) from None
    try:
        with _rights(settings, "Read"):
            yield client
    finally:
        await _stop(client)


async def _stop(reader: Any) -> None:
    """Stop a consumer, also of a broker that is gone: there aiokafka cancels a fetch, and with it its own stop."""
    stopping = asyncio.ensure_future(reader.stop())
    await asyncio.wait({stopping})
    if stopping.cancelled():
        await reader._client.close()  # noqa: SLF001 what the stop had not come to
    else:
        stopping.result()


async def kept(reader: Any) -> AsyncIterator[Any]:
    """Every record that the topic holds now, and no later one; partitions may mix."""
    ends = await reader.end_offsets(list(reader.assignment()))
    while any([await reader.position(place) < end for place, end in ends.items()]):
        for records in (await reader.getmany(timeout_ms=500)).values():
            for record in records:
                yield record


@contextmanager
def _rights(settings: Settings, right: str) -> Iterator[None]:
    """A missing right in one line, in place of the client's error."""
    try:
        yield
    except TopicAuthorizationFailedError as error:
        topics = ", ".join(sorted(_named(error)))
        who = f"the login {settings.sasl_username!r}" if settings.sasl_username else "this login"
        raise BrokerError(f"{who} lacks {right} on topic {topics}: grant it as in docs/SECURITY.md") from None


def _named(error: TopicAuthorizationFailedError) -> list[str]:
    """The topics of an error: aiokafka gives a name, or several, or an answer's text."""
    given = error.args[0] if error.args else "?"
    return [given] if isinstance(given, str) else [str(each) for each in given]
