"""Topics are made and checked on a real Kafka; what is wrong is one line with the remedy, before anything is read."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from schemas.topics import TABLES, TOPICS, on_broker
from streams.core.errors import BrokerError
from streams.edge import admin
from streams.edge.embedded import EmbeddedBroker
from streams.edge.settings import Settings
from tests.e2e.newsroom import settings_for
from tests.e2e.worker import environment

kafka = pytest.mark.kafka


@pytest.fixture
def named(real_kafka: str, config: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings with names of this test's own; nothing is made yet."""
    name = f"topics-{abs(hash(request.node.nodeid)) % 10**8}"
    return settings_for(real_kafka, name=name, config=config, state=tmp_path)


async def _as_admin(settings: Settings, do: Callable[[Any], Any]) -> None:
    client = AIOKafkaAdminClient(bootstrap_servers=settings.broker)
    await client.start()
    try:
        await do(client)
    finally:
        await client.close()


@kafka
async def test_what_was_made_is_right_and_making_it_again_changes_nothing(named: Settings) -> None:
    made = await admin.create_topics(named)
    wanted = on_broker(prefix=named.prefix, app_id=named.app_id, partitions=named.partitions)
    assert made == sorted(f"made {topic.name}" for topic in wanted)
    assert await admin.check_topics(named) == []
    again = await admin.create_topics(named)
    assert len(again) == len(made)
    assert all(line.endswith("stands already") for line in again)


@kafka
async def test_each_missing_topic_is_a_line_with_the_remedy(named: Settings) -> None:
    faults = await admin.check_topics(named)
    assert len(faults) == len(list(on_broker(prefix=named.prefix, app_id=named.app_id, partitions=1)))
    assert all(fault.endswith("is missing: make it with `tocsin topics create`") for fault in faults)


@kafka
async def test_another_number_of_partitions_is_a_fault_of_every_topic_but_watches(named: Settings) -> None:
    await admin.create_topics(named)
    faults = await admin.check_topics(named.model_copy(update={"partitions": 6}))
    assert len(faults) == len([topic for topic in TOPICS if topic.partitions is None]) + len(TABLES)
    assert all("has 4 partitions and must have 6" in fault for fault in faults)
    assert not any("watches" in fault for fault in faults)


@kafka
@pytest.mark.parametrize(
    ("topic", "setting", "value"),
    [
        ("articles", "retention.ms", "1000"),
        ("watches", "cleanup.policy", "delete"),
        ("refusals", "max.message.bytes", "1000000"),
    ],
)
async def test_a_wrong_setting_is_named_with_what_sets_it_right(
    named: Settings, topic: str, setting: str, value: str
) -> None:
    name = f"{named.prefix}{topic}"
    (right,) = [
        each
        for each in on_broker(prefix=named.prefix, app_id=named.app_id, partitions=4)
        if each.name == name
    ]
    wrong = NewTopic(name, right.partitions, 1, topic_configs={**right.config, setting: value})
    await _as_admin(named, lambda client: client.create_topics([wrong]))
    await admin.create_topics(named)
    (fault,) = await admin.check_topics(named)
    assert fault.startswith(f"topic {name} has {setting}={value}: ")
    assert "kafka-configs.sh" in fault


@kafka
async def test_a_changelog_that_is_not_compacted_is_a_fault(named: Settings) -> None:
    changelog = f"{named.app_id}-stories-changelog"
    await _as_admin(named, lambda client: client.create_topics([NewTopic(changelog, 4, 1)]))
    await admin.create_topics(named)
    (fault,) = await admin.check_topics(named)
    assert fault.startswith(f"topic {changelog} has cleanup.policy=delete")


@kafka
async def test_more_copies_than_brokers_cannot_be_made_and_says_so_once(named: Settings) -> None:
    with pytest.raises(BrokerError, match="fewer brokers than TOCSIN_REPLICATION"):
        await admin.create_topics(named.model_copy(update={"replication": 3}))


@kafka
@pytest.mark.parametrize(
    ("says", "changed", "expected"),
    [
        ("TLS on a plain port", {"security_protocol": "SSL"}, "is TOCSIN_SECURITY_PROTOCOL=SSL right?"),
        ("nobody listens", {"broker": "127.0.0.1:1"}, "no answer from 127.0.0.1:1 (Connection refused)"),
        ("no such host", {"broker": "nobody.invalid:9092"}, "no answer from nobody.invalid:9092"),
        ("no port", {"broker": "localhost"}, "'localhost' is not host:port"),
    ],
)
async def test_a_broker_that_cannot_be_reached_is_one_line_with_the_remedy(
    named: Settings, says: str, changed: dict[str, str], expected: str
) -> None:
    (fault,) = await admin.check_topics(named.model_copy(update=changed))
    assert expected in fault
    assert "\n" not in fault


async def test_the_embedded_broker_says_what_it_cannot_do(config: Path, tmp_path: Path) -> None:
    with EmbeddedBroker.start() as broker:
        here = settings_for(broker.bootstrap, name="none", config=config, state=tmp_path)
        with pytest.raises(BrokerError, match="embedded broker"):
            await admin.create_topics(here)
        (fault,) = await admin.check_topics(here)
    assert "makes every topic by itself, with 4 partitions" in fault


@kafka
@pytest.mark.parametrize("command", [["topics", "check"], ["check", "--broker"], ["worker"]])
def test_the_commands_say_it_in_lines_and_exit_1_before_anything_is_read(
    named: Settings, command: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streams.cli", *command],
        env=environment(named),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert f"topic {named.prefix}articles is missing: make it with `tocsin topics create`" in said
    assert "Traceback" not in said
