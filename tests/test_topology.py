"""The real topology, built without a broker: every topic has its reader, every agent its table."""

import itertools
from pathlib import Path

import faust
import pytest
import structlog

from schemas.topics import TABLES, TOPICS, full_name
from streams.app import make_app
from streams.core.pipeline import RulesInForce
from streams.edge import describe, settings
from streams.topology import Topology, build
from tests.shipped import shipped

SETTINGS = settings.Settings(_env_file=None, store="memory", prefix="t.", app_id="t")
_numbers = itertools.count()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Topology:
    monkeypatch.chdir(tmp_path)  # an app makes its state folder below the current one
    app = make_app(SETTINGS.model_copy(update={"app_id": f"t{next(_numbers)}"}))
    rules = RulesInForce(shipped("off").rules)
    return build(app, settings=SETTINGS, rules=rules, log=structlog.get_logger(), producer=None)


def topics_of(agent: faust.Agent) -> set[str]:
    return set(agent.channel.topics)  # type: ignore[attr-defined]


def test_agents_read_the_topics_of_the_one_table(built: Topology) -> None:
    wanted = {
        name: {full_name("t.", topic) for topic in TOPICS if name in topic.readers}
        for name in describe.AGENTS
    }
    assert {name: topics_of(agent) for name, agent in built.app.agents.items()} == wanted


def test_tables_are_those_of_the_one_table_with_n_partitions(built: Topology) -> None:
    assert set(built.app.tables) == set(TABLES)
    assert {table.partitions for table in built.app.tables.values()} == {SETTINGS.partitions}


def test_the_settings_that_the_promises_rest_on(built: Topology) -> None:
    conf = built.app.conf
    assert conf.stream_wait_empty is False
    assert conf.producer_acks == -1
    assert conf.topic_allow_declare is False
    assert conf.topic_disable_leader is True
    assert conf.web_enabled is False
    assert conf.consumer_group_instance_id == SETTINGS.instance_id
    assert conf.broker_session_timeout == SETTINGS.session_timeout_seconds
    assert {agent.concurrency for agent in built.app.agents.values()} == {1}


def test_the_description_names_every_topic_agent_and_table() -> None:
    text = describe.describe(SETTINGS)
    for topic in TOPICS:
        assert full_name("t.", topic) in text
    for name in (*describe.AGENTS, *TABLES):
        assert name in text
    assert "flowchart LR" in text
