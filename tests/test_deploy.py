"""What is deployed is what is tested: compose's broker is the tests' broker, and its settings are the product's."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.edge.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
# Where a broker listens and what it is called is its own affair.
OF_ITS_OWN = (
    "node.id",
    "controller.quorum.voters",
    "listeners",
    "advertised.listeners",
    "listener.security.protocol.map",
    "inter.broker.listener.name",
    "log.dirs",
)


def _tested() -> dict[str, str]:
    lines = (ROOT / "tests/e2e/kafka/broker.properties").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def _composed() -> dict[str, str]:
    # apache/kafka's image takes a setting of the broker from its name in capitals with a prefix.
    given = COMPOSE["services"]["kafka"]["environment"]
    named = {
        name.removeprefix("KAFKA_").lower().replace("_", "."): v
        for name, v in given.items()
        if "KAFKA_" in name
    }
    return {name: value for name, value in named.items() if name not in OF_ITS_OWN}


def test_composes_broker_has_the_settings_of_the_tests_broker() -> None:
    assert _composed() == _tested()


def test_composes_kafka_is_the_version_of_the_tests() -> None:
    version = COMPOSE["services"]["kafka"]["image"].removeprefix("apache/kafka:")
    assert f"<kafka.version>{version}</kafka.version>" in (ROOT / "tests/e2e/kafka/pom.xml").read_text()


@pytest.mark.parametrize("service", ["topics", "worker"])
def test_composes_settings_are_settings_that_there_are(service: str) -> None:
    given = COMPOSE["services"][service]["environment"]
    assert {name.removeprefix("TOCSIN_").lower() for name in given} <= set(Settings.model_fields)


def test_the_worker_starts_after_its_topics_and_has_more_time_to_stop_than_it_takes() -> None:
    worker = COMPOSE["services"]["worker"]
    assert worker["depends_on"]["topics"]["condition"] == "service_completed_successfully"
    assert int(worker["stop_grace_period"].removesuffix("s")) > Settings.model_fields["stop_seconds"].default


def test_the_image_is_built_from_what_is_pinned_and_runs_without_rights() -> None:
    lines = (ROOT / "deploy/Dockerfile").read_text().splitlines()
    assert any("--constraint constraints.txt" in line for line in lines)
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users, "the image must not run as root"
    assert users[-1] not in {"root", "0"}
    needed = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    copied = {
        name
        for line in lines
        if line.startswith("COPY ") and "--from" not in line
        for name in line.split()[1:-1]
    }
    assert copied <= needed
