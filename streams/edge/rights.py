"""The rights each role needs on the broker, taken from the table of topics, and those that a worker lacks.

A broker that asks for rights tells of a missing one late and one at a time: at the first output, or never,
while the client tries again for ever. So a worker asks before it reads anything, and names all of them.
"""

import asyncio
from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final

from aiokafka.errors import (
    GroupAuthorizationFailedError,
    GroupCoordinatorNotAvailableError,
    GroupLoadInProgressError,
    NotCoordinatorForGroupError,
    TopicAuthorizationFailedError,
    for_code,
)
from aiokafka.protocol.admin import DescribeGroupsRequest_v3, DescribeGroupsResponse_v3
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Array, Boolean, Int16, Int32, Schema, String

from schemas.topics import TABLES, TOPICS, changelog_name, full_name
from streams.core.errors import BrokerError
from streams.edge import admin
from streams.edge.settings import Settings

_LOOKS: Final = 100
_LOOK_EVERY_S: Final = 0.1


class Right(IntEnum):
    """An operation of Kafka's access control, by its number on the wire. Read and Write include Describe."""

    READ = 3
    WRITE = 4
    CREATE = 5
    DESCRIBE = 8
    DESCRIBE_CONFIGS = 10

    def __str__(self) -> str:
        return self.name.title().replace("_", "")


Needed = dict[str, frozenset[Right]]

# Who a role is in the table of topics: the names it reads and writes under. `docs/SECURITY.md` shows the outcome.
ROLES: Final[Mapping[str, frozenset[str]]] = {
    "worker": frozenset({"worker", "detect", "merge", "route"}),
    "publisher": frozenset({"publish", "sources"}),
    "subscriber": frozenset({"subscribers", "desk", "bridges"}),
    "operator": frozenset({"operators", "watches"}),
    "admin": frozenset(),
}
# `tocsin refusals replay` puts a message back where it came from, and marks it; `watches list` reads what it writes.
_OPERATOR_MORE: Final = {
    "articles": Right.WRITE, "findings": Right.WRITE, "alerts": Right.WRITE, "refusals": Right.WRITE,
    "watches": Right.READ,
}  # fmt: skip


def topics_for(role: str, settings: Settings) -> Needed:
    """The rights a role needs on topics, by full name."""
    us = ROLES[role]
    needed: Needed = {}
    for topic in TOPICS:
        rights = {Right.READ} if us & set(topic.readers) else set()
        rights |= {Right.WRITE} if us & set(topic.writers) else set()
        if role == "operator" and topic.name in _OPERATOR_MORE:
            rights.add(_OPERATOR_MORE[topic.name])
        needed[full_name(settings.prefix, topic)] = frozenset(rights)
    if role == "worker":
        for table in TABLES:
            needed[changelog_name(settings.app_id, table)] = frozenset({Right.READ, Right.WRITE})
        # It compares every topic's settings with the table before it starts.
        needed = {name: rights | {Right.DESCRIBE_CONFIGS} for name, rights in needed.items()}
    if role == "admin":
        changelogs = [changelog_name(settings.app_id, table) for table in TABLES]
        makes = frozenset({Right.CREATE, Right.DESCRIBE, Right.DESCRIBE_CONFIGS})
        needed = dict.fromkeys([*needed, *changelogs], makes)
    return {name: rights for name, rights in needed.items() if rights}


async def lacking(settings: Settings) -> list[str]:
    """The rights that a worker with these settings needs and has not, a line for each topic and for the group.

    Empty on a broker that asks for none. Raises BrokerError where the broker cannot be reached.
    """
    needed = topics_for("worker", settings)
    async with admin.administering(settings) as client:
        held = await _on_topics(client, list(needed))
        group = await _on_group(client, settings.app_id)
    who = f"the login {settings.sasl_username!r}" if settings.sasl_username else "this login"
    lines = []
    for name, rights in needed.items():
        missing = [str(right) for right in sorted(rights) if name in held and not held[name] >> right & 1]
        if missing:
            lines.append(f"{who} lacks {', '.join(missing)} on topic {name}")
    if not group >> Right.READ & 1:
        lines.append(f"{who} lacks {Right.READ} on group {settings.app_id}")
    return [f"{line}: grant it as in docs/SECURITY.md" for line in lines]


async def check_broker(settings: Settings) -> list[str]:
    """What keeps a worker from starting, one line each with the remedy: rights first, then topics."""
    try:
        return await lacking(settings) or await admin.check_topics(settings)
    except BrokerError as error:
        return [str(error)]


async def _on_topics(client: Any, names: list[str]) -> dict[str, int]:
    """Rights as bits by their number; a topic that does not exist is left out: another check tells of it."""
    answer = await client._client.send(client._client.get_random_node(), _AskTopics(names))  # noqa: SLF001
    rights = {}
    for code, name, _, _, bits in answer.topics:
        if code == TopicAuthorizationFailedError.errno:
            # It may not even be looked at, so it can be neither read nor written; of the rest nobody can tell.
            rights[name] = 1 << Right.DESCRIBE_CONFIGS
        elif code == 0:
            rights[name] = bits
    return rights


async def _on_group(client: Any, group: str) -> int:
    """Rights as bits by their number; a new cluster takes a moment before it can tell."""
    for _ in range(_LOOKS):
        try:
            node = await admin.coordinator(client, group)
            answer = await client._client.send(node, _AskGroup(group))  # noqa: SLF001
            code, *_, bits = answer.groups[0]
            if code:
                raise for_code(code)
        except GroupAuthorizationFailedError:
            return 0
        except (NotCoordinatorForGroupError, GroupLoadInProgressError, GroupCoordinatorNotAvailableError):
            await asyncio.sleep(_LOOK_EVERY_S)
        else:
            return int(bits)
    raise BrokerError(f"the broker does not tell of the group {group}; see its log")


class _TopicsAnswer(Response):
    API_KEY = 3
    API_VERSION = 8
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "brokers",
            Array(("node", Int32), ("host", String("utf-8")), ("port", Int32), ("rack", String("utf-8"))),
        ),
        ("cluster_id", String("utf-8")),
        ("controller_id", Int32),
        (
            "topics",
            Array(
                ("error_code", Int16),
                ("topic", String("utf-8")),
                ("is_internal", Boolean),
                (
                    "partitions",
                    Array(
                        ("error_code", Int16),
                        ("partition", Int32),
                        ("leader", Int32),
                        ("leader_epoch", Int32),
                        ("replicas", Array(Int32)),
                        ("isr", Array(Int32)),
                        ("offline", Array(Int32)),
                    ),
                ),
                ("rights", Int32),
            ),
        ),
        ("rights", Int32),
    )


class _TopicsRequest(RequestStruct):
    API_KEY = 3
    API_VERSION = 8
    RESPONSE_TYPE = _TopicsAnswer
    SCHEMA = Schema(
        ("topics", Array(String("utf-8"))),
        ("make_them", Boolean),
        ("cluster_rights", Boolean),
        ("topic_rights", Boolean),
    )


class _AskTopics(Request[_TopicsRequest]):
    """Kafka's Metadata in the form that tells the asker's rights, which aiokafka has not."""

    API_KEY = 3

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def build(self, form: type[_TopicsRequest]) -> _TopicsRequest:
        return form(self._names, False, False, True)


class _GroupRequest(RequestStruct):
    API_KEY = 15
    API_VERSION = 3
    RESPONSE_TYPE = DescribeGroupsResponse_v3  # aiokafka's own request reads the answer as an older one
    SCHEMA = DescribeGroupsRequest_v3.SCHEMA


class _AskGroup(Request[_GroupRequest]):
    """Kafka's DescribeGroups with the asker's rights."""

    API_KEY = 15

    def __init__(self, group: str) -> None:
        self._group = group

    def build(self, form: type[_GroupRequest]) -> _GroupRequest:
        return form([self._group], True)
