"""Topics on the broker: make them from the one table, and compare what stands there with it.

A worker that finds a fault here does not start: Faust itself reads nothing from a topic that is missing, and loses
what it reads where the number of partitions is another.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    IncompatibleBrokerVersion,
    KafkaError,
    TopicAlreadyExistsError,
    for_code,
)

from schemas.topics import BrokerTopic, on_broker
from streams.core.errors import BrokerError
from streams.edge.reach import why_not
from streams.edge.security import connection
from streams.edge.settings import Settings

_CREATE_WITHIN_MS: Final = 30_000
# From this many copies on, two must have a record before it counts as written, so that a lost broker loses nothing.
_COPIES_FOR_TWO: Final = 3
_NOT_FOUND: Final = 3
_LOOKS: Final = 100
_LOOK_EVERY_S: Final = 0.1
_EMBEDDED: Final = (
    "is the embedded broker (or cannot be administered): it makes every topic by itself, with 4 partitions and "
    "without settings or compaction; topics are made and checked on a real Kafka"
)


async def create_topics(settings: Settings) -> list[str]:
    """Make the topics and changelogs that are missing; a line for each.

    What stands is left as it is. Raises BrokerError where the broker cannot be reached or makes one not.
    """
    wanted = list(_wanted(settings))
    new = [
        NewTopic(topic.name, topic.partitions, settings.replication, topic_configs=topic.config)
        for topic in wanted
    ]
    async with administering(settings) as admin:
        if admin._client.cluster.controller is None:  # noqa: SLF001 it would fail with an AttributeError
            raise BrokerError(f"{settings.broker} {_EMBEDDED}")
        answer = await admin.create_topics(new, timeout_ms=_CREATE_WITHIN_MS)
        await _until_seen(admin, [name for name, code, *_ in answer.topic_errors if code == 0])
    lines: list[str] = []
    refused: dict[str, list[str]] = {}
    for name, code, message, *_ in answer.topic_errors:
        kind = for_code(code)
        if code == 0:
            lines.append(f"made {name}")
        elif kind is TopicAlreadyExistsError:
            lines.append(f"{name} stands already")
        else:
            why = f"{message or kind.__name__}{_remedy(kind.__name__)}"
            refused.setdefault(why, []).append(name)
    if refused:
        raise BrokerError("; ".join(f"not made: {', '.join(names)}: {why}" for why, names in refused.items()))
    return sorted(lines)


async def check_topics(settings: Settings) -> list[str]:
    """What is missing or set wrongly on the broker, one line each with the remedy; empty where all is right."""
    wanted = list(_wanted(settings))
    names = [topic.name for topic in wanted]
    try:
        async with administering(settings) as admin:
            standing = {each["topic"]: each for each in await admin.describe_topics(names)}
            there = [name for name in names if standing[name]["error_code"] == 0]
            config = await _config(admin, there)
    except BrokerError as error:
        return [str(error)]
    faults = []
    for topic in wanted:
        faults += _compare(topic, standing[topic.name], config.get(topic.name, {}))
    return faults


async def _until_seen(admin: Any, names: list[str]) -> None:
    """Wait until the brokers show what the controller made, so that a check or a worker right after finds it."""
    for _ in range(_LOOKS):
        if not names or all(each["error_code"] == 0 for each in await admin.describe_topics(names)):
            return
        await asyncio.sleep(_LOOK_EVERY_S)


def _wanted(settings: Settings) -> list[BrokerTopic]:
    topics = on_broker(prefix=settings.prefix, app_id=settings.app_id, partitions=settings.partitions)
    more = {"min.insync.replicas": "2"} if settings.replication >= _COPIES_FOR_TWO else {}
    return [BrokerTopic(topic.name, topic.partitions, topic.config | more) for topic in topics]


def _compare(topic: BrokerTopic, standing: dict[str, Any], config: dict[str, str | None] | None) -> list[str]:
    if standing["error_code"] == _NOT_FOUND:
        return [f"topic {topic.name} is missing: make it with `tocsin topics create`"]
    if standing["error_code"]:
        kind = for_code(standing["error_code"]).__name__
        return [f"topic {topic.name} cannot be looked at ({kind}){_remedy(kind)}"]
    faults = []
    count = len(standing["partitions"])
    if count != topic.partitions:
        faults.append(
            f"topic {topic.name} has {count} partitions and must have {topic.partitions}: the number never changes in "
            f"place; set TOCSIN_PARTITIONS to it, or make new topics under another TOCSIN_PREFIX and TOCSIN_APP_ID"
        )
    if config is None:
        lacks = "this login lacks DescribeConfigs; the rights it needs are in docs/SECURITY.md"
        return [*faults, f"the settings of topic {topic.name} cannot be looked at: {lacks}"]
    wrong = {name: value for name, value in topic.config.items() if config.get(name, value) != value}
    if wrong:
        found = ", ".join(f"{name}={config[name]}" for name in wrong)
        right = ",".join(f"{name}={value}" for name, value in wrong.items())
        faults.append(
            f"topic {topic.name} has {found}: set it right with `kafka-configs.sh --bootstrap-server ... "
            f"--entity-type topics --entity-name {topic.name} --alter --add-config {right}`"
        )
    return faults


async def _config(admin: Any, names: list[str]) -> dict[str, dict[str, str | None] | None]:
    """The settings of each topic as the broker has them; None where they may not be read."""
    if not names:
        return {}
    answers = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in names])
    return {
        name: {entry[0]: entry[1] for entry in entries} if code == 0 else None
        for answer in answers
        for code, _, _, name, entries in answer.resources
    }


def _remedy(kind: str) -> str:
    if "Authorization" in kind:
        return ": this login may not; the rights it needs are in docs/SECURITY.md"
    if kind == "InvalidReplicationFactorError":
        return ": fewer brokers than TOCSIN_REPLICATION"
    return ""


async def coordinator(admin: Any, group: str) -> int:
    """The node that keeps a group; a new cluster takes a moment to choose one."""
    for _ in range(_LOOKS):
        try:
            node: int = await admin.find_coordinator(group)
        except GroupCoordinatorNotAvailableError:
            await asyncio.sleep(_LOOK_EVERY_S)
        else:
            return node
    raise BrokerError(f"the broker names no coordinator of the group {group}; see its log")


@asynccontextmanager
async def administering(settings: Settings) -> AsyncIterator[Any]:
    """Aiokafka's admin client; raises BrokerError, in one line, where the broker cannot be reached."""
    client = AIOKafkaAdminClient(**connection(settings), request_timeout_ms=_CREATE_WITHIN_MS)
    try:
        try:
            await client.start()
        except KafkaError:
            raise await why_not(settings) from None
        yield client
    except IncompatibleBrokerVersion:
        raise BrokerError(f"{settings.broker} {_EMBEDDED}") from None
    except KafkaError as error:
        raise BrokerError(f"{settings.broker}: {error}{_remedy(type(error).__name__)}") from None
    finally:
        await client.close()
