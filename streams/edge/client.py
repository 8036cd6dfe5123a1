"""Plain producers and consumers for the commands and the watch list, from the same settings as the worker."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError

from schemas.topics import MIB, OVERHEAD
from streams.core.errors import BrokerError
from streams.edge import security
from streams.edge.settings import Settings


def connection(settings: Settings) -> dict[str, Any]:
    """Aiokafka's connection arguments."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": settings.broker,
        "security_protocol": settings.security_protocol,
    }
    if settings.security_protocol.endswith("SSL"):
        arguments["ssl_context"] = security.tls(settings)
    if settings.security_protocol.startswith("SASL"):
        arguments["sasl_mechanism"] = settings.sasl_mechanism
        arguments["sasl_plain_username"] = settings.sasl_username
        arguments["sasl_plain_password"] = security.password(settings)
    return arguments


@asynccontextmanager
async def producer(settings: Settings) -> AsyncIterator[Any]:
    """A producer that waits for all in-sync copies; raises BrokerError where the broker cannot be reached."""
    client = AIOKafkaProducer(**connection(settings), acks="all", max_request_size=2 * MIB + OVERHEAD)
    try:
        await client.start()
    except (KafkaError, OSError) as error:
        await client.stop()
        raise unreachable(settings, error) from None
    try:
        yield client
    finally:
        await client.stop()


@asynccontextmanager
async def consumer(settings: Settings, topic: str, *, from_start: bool) -> AsyncIterator[Any]:
    """A consumer of all partitions of a topic, in no group: it commits nothing and disturbs nobody."""
    client = AIOKafkaConsumer(
        topic,
        **connection(settings),
        group_id=None,
        enable_auto_commit=False,
        max_partition_fetch_bytes=4 * MIB,
        fetch_max_wait_ms=250,
    )
    try:
        await client.start()
        partitions = client.assignment()
        await (client.seek_to_beginning(*partitions) if from_start else client.seek_to_end(*partitions))
    except UnknownTopicOrPartitionError:
        await client.stop()
        raise BrokerError(
            f"{settings.broker} has no topic {topic}; make the topics with `tocsin topics create`"
        ) from None
    except (KafkaError, OSError) as error:
        await client.stop()
        raise unreachable(settings, error) from None
    try:
        yield client
    finally:
        await client.stop()


def unreachable(settings: Settings, error: Exception) -> BrokerError:
    """One line for a broker that does not answer."""
    return BrokerError(f"no answer from {settings.broker} ({type(error).__name__}); is TOCSIN_BROKER right?")
