"""TLS, logins and rights, on a broker that asks for all three: what works, what is said when it does not, no secret told."""

import asyncio
import base64
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from streams.edge import rights
from streams.edge.rights import ROLES, Right
from streams.edge.settings import Settings
from tests.e2e import world
from tests.e2e.kafka.jars import NoKafkaError
from tests.e2e.kafka.secure import Access, SecureCluster, access, make_authority
from tests.e2e.newsroom import settings_for

pytestmark = [pytest.mark.faults, pytest.mark.asyncio(loop_scope="module")]
COMPANY = world.companies(1)[0]


@dataclass
class Guarded:
    """The broker, its logins, and everything that any process of Tocsin said."""

    cluster: SecureCluster
    access: Access
    ca: Path
    config: Path
    folder: Path
    logins: dict[str, str]
    said: list[str] = field(default_factory=list)

    def settings(self, role: str, **more: Any) -> Settings:
        """Settings of a role of the one Tocsin here."""
        given = {"security_protocol": "SASL_SSL", "ssl_cafile": self.ca, "sasl_username": role}
        given |= {"sasl_password": self.logins.get(role), **more}
        return settings_for(
            self.cluster.secure, name="guarded", config=self.config, state=self.folder / "state", **given
        )

    def start(self, role: str, *arguments: str, **env: str) -> "subprocess.Popen[str]":
        """`tocsin ...` as a role, its secret in the environment."""
        chosen = self.settings(role).model_dump(exclude_defaults=True, exclude={"sasl_password"})
        ours = {f"TOCSIN_{name.upper()}": str(value) for name, value in chosen.items()}
        rest = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
        logged_in = {"TOCSIN_SASL_PASSWORD": self.logins[role]}
        return subprocess.Popen(
            [sys.executable, "-m", "streams.cli", *arguments], text=True,
            env={**rest, **ours, **logged_in, **env},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    async def end(
        self, process: "subprocess.Popen[str]", stdin: str = "", within: float = 40
    ) -> tuple[int, str]:
        """Exit code and everything it said, which is kept for the search for secrets."""
        try:
            out, err = await asyncio.to_thread(process.communicate, stdin, within)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        self.said.append(out + err)
        return process.returncode, out + err

    async def run(self, role: str, *arguments: str, stdin: str = "", **env: str) -> tuple[int, str]:
        """Run a command to its end."""
        return await self.end(self.start(role, *arguments, **env), stdin)

    async def lacking(self, role: str = "worker", *, any_of_them: bool) -> list[str]:
        """The rights that are missing, once the broker knows of the last change to them."""
        for _ in range(100):
            lines = await rights.lacking(self.settings(role))
            if bool(lines) == any_of_them:
                return lines
            await asyncio.sleep(0.05)
        raise AssertionError(f"the rights stay as they were: {lines}")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SecureCluster, Path, dict[str, str]]]:
    """A broker with a login for each role."""
    folder = tmp_path_factory.mktemp("guarded")
    logins = {role: f"{role}-{secrets.token_hex(12)}" for role in ROLES}
    try:
        ca = make_authority(folder, "authority")
        cluster = SecureCluster(folder, logins=logins, ca=ca)
    except NoKafkaError as missing:
        if os.environ.get("TOCSIN_REQUIRE_KAFKA") == "1":
            pytest.fail(f"a real Kafka is required here, and {missing}")
        pytest.skip(f"no real Kafka: {missing}")
    with cluster:
        yield cluster, ca, logins


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def guarded(
    cluster: tuple[SecureCluster, Path, dict[str, str]],
    config: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Guarded]:
    """Every role with the rights of the table and no others, topics made and watches written over TLS."""
    broker, ca, logins = cluster
    async with access(broker) as rights_of:
        here = Guarded(broker, rights_of, ca, config, tmp_path_factory.mktemp("tocsin"), logins)
        for role in ROLES:
            group = "guarded" if role == "worker" else None
            await rights_of.grant(role, rights.topics_for(role, here.settings(role)), group=group)
        code, said = await here.run("admin", "topics", "create")
        assert code == 0, said
        code, said = await here.run("operator", "watches", "sync")
        assert code == 0, said
        yield here


async def test_every_role_can_do_its_work_with_the_rights_of_the_table_and_no_others(
    guarded: Guarded,
) -> None:
    assert await guarded.run("admin", "topics", "check") == (0, "the topics are right\n")
    code, said = await guarded.run("worker", "check", "--broker")
    assert (code, said.splitlines()[-1]) == (0, "the configuration is right")
    worker = guarded.start("worker", "worker", TOCSIN_LOG_LEVEL="DEBUG", TOCSIN_STORE="rocksdb")
    subscriber = guarded.start("subscriber", "alerts", "--json", "--from-start")
    try:
        articles = [world.of_company(COMPANY), {"id": "no", "headline": 7}]
        lines = "\n".join(json.dumps(each, default=str) for each in articles)
        code, said = await guarded.run("publisher", "publish", "-", stdin=lines)
        assert "1 published, 1 refused" in said
        line = await asyncio.wait_for(asyncio.to_thread(subscriber.stdout.readline), 40)  # type: ignore[union-attr]
        assert json.loads(line)["articles"][0]["id"] == articles[0]["id"]
    finally:
        subscriber.send_signal(signal.SIGINT)
        worker.send_signal(signal.SIGTERM)
        await guarded.end(subscriber)
        code, said = await guarded.end(worker)
    assert code == 0, said[-3000:]
    assert (await guarded.run("operator", "refusals", "list"))[0] == 0


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
async def test_every_way_to_log_in_works_with_the_secret_in_a_file(mechanism: str, guarded: Guarded) -> None:
    secret = guarded.folder / "secret"
    secret.write_text(guarded.logins["worker"] + "\n")
    more = {
        "TOCSIN_SASL_PASSWORD": "",
        "TOCSIN_SASL_PASSWORD_FILE": str(secret),
        "TOCSIN_SASL_MECHANISM": mechanism,
    }
    worker = guarded.start("worker", "worker", TOCSIN_LOG_FORMAT="json", **more)
    ready = ""
    while "partitions_assigned" not in ready and (line := await asyncio.to_thread(worker.stderr.readline)):  # type: ignore[union-attr]
        ready += line
    worker.send_signal(signal.SIGTERM)
    code, said = await guarded.end(worker)
    assert code == 0, ready + said
    assert "partitions_assigned" in ready


WRONG = {
    "a wrong password": (
        {"TOCSIN_SASL_PASSWORD": "wrong-secret-9d1f"},
        r"refuses the login of 'worker' by SCRAM-SHA-512: are TOCSIN_SASL_USERNAME and TOCSIN_SASL_PASSWORD",
    ),
    "a wrong password in the plain way": (
        {"TOCSIN_SASL_PASSWORD": "wrong-secret-9d1f", "TOCSIN_SASL_MECHANISM": "PLAIN"},
        r"refuses the login of 'worker' by PLAIN: are",
    ),
    "an unknown name": ({"TOCSIN_SASL_USERNAME": "nobody"}, r"refuses the login of 'nobody'"),
    "no password": (
        {"TOCSIN_SASL_PASSWORD": ""},
        r"SASL_SSL needs TOCSIN_SASL_USERNAME and TOCSIN_SASL_PASSWORD",
    ),
    "a password file that is not there": (
        {"TOCSIN_SASL_PASSWORD": "", "TOCSIN_SASL_PASSWORD_FILE": "/nowhere/secret"},
        r"TOCSIN_SASL_PASSWORD_FILE cannot be read: No such file",
    ),
    "no authority": (
        {"TOCSIN_SSL_CAFILE": ""},
        r"certificate of 127.0.0.1:\d+ is not trusted .*TOCSIN_SSL_CAFILE",
    ),
    "an authority file that is not there": (
        {"TOCSIN_SSL_CAFILE": "/nowhere/ca.pem"},
        r"TOCSIN_SSL_\*: .*No such file",
    ),
    "plain to a TLS port": (
        {"TOCSIN_SECURITY_PROTOCOL": "PLAINTEXT"},
        r"listens but does not go on .*is TOCSIN_SECURITY_PROTOCOL=PLAINTEXT right",
    ),
    "a login without TLS to a TLS port": (
        {"TOCSIN_SECURITY_PROTOCOL": "SASL_PLAINTEXT"},
        r"is TOCSIN_SECURITY_PROTOCOL=SASL_PLAINTEXT right",
    ),
    "TLS without a login": (
        {"TOCSIN_SECURITY_PROTOCOL": "SSL"},
        r"is TOCSIN_SECURITY_PROTOCOL=SSL right",
    ),
}


CALLS = [(case, ("worker",)) for case in WRONG]
CALLS += [
    (case, command)
    for case in ("a wrong password", "no authority", "TLS without a login")
    for command in (("topics", "check"), ("publish", "-"), ("alerts",))
]


@pytest.mark.parametrize(("case", "command"), CALLS, ids=[f"{case}: {command[0]}" for case, command in CALLS])
async def test_what_is_set_wrongly_is_one_line_with_the_remedy(
    case: str, command: tuple[str, ...], guarded: Guarded
) -> None:
    env, expected = WRONG[case]
    began = time.monotonic()
    code, said = await guarded.run(
        "worker", *command, stdin=json.dumps(world.of_company(COMPANY), default=str), **env
    )
    assert code == 1, said
    assert len(said.strip().splitlines()) == 1, said
    assert re.search(expected, said), said
    assert time.monotonic() - began < 25


async def test_another_authority_than_the_brokers_is_one_line(guarded: Guarded) -> None:
    other = make_authority(guarded.folder, "other")
    code, said = await guarded.run("worker", "worker", TOCSIN_SSL_CAFILE=str(other))
    assert (code, len(said.splitlines())) == (1, 1)
    assert "is not trusted" in said


async def test_each_right_less_is_named_before_anything_is_read(guarded: Guarded) -> None:
    assert await guarded.lacking(any_of_them=False) == []
    needed = rights.topics_for("worker", guarded.settings("worker"))
    for name, held in needed.items():
        for right in sorted(held):
            await guarded.access.take_topic("worker", name, right)
            lines = await guarded.lacking(any_of_them=True)
            await guarded.access.grant("worker", {name: frozenset({right})})
            told = f"the login 'worker' lacks {right} on topic {name}: grant it as in docs/SECURITY.md"
            assert lines == [told]
            await guarded.lacking(any_of_them=False)
    await guarded.access.take_group("worker", "guarded")
    lines = await guarded.lacking(any_of_them=True)
    await guarded.access.grant("worker", {}, group="guarded")
    assert lines == ["the login 'worker' lacks Read on group guarded: grant it as in docs/SECURITY.md"]


async def test_a_worker_with_rights_less_does_not_start_and_says_all_of_them(guarded: Guarded) -> None:
    code, said = await guarded.run("publisher", "worker")
    assert (code, len(said.splitlines())) == (1, 1)
    assert "lacks DescribeConfigs, Read" not in said  # by number: Read, Write, then the rest
    assert "lacks Read, DescribeConfigs on topic guarded.articles" in said
    assert "lacks Read on group guarded" in said


LESS = {
    "a publisher that may not write": (
        "subscriber",
        ("publish", "-"),
        "lacks Write on topic guarded.articles",
    ),
    "a subscriber that may not read": ("publisher", ("alerts",), "lacks Read on topic guarded.alerts"),
    "an operator that may not read": (
        "publisher",
        ("refusals", "list"),
        "lacks Read on topic guarded.refusals",
    ),
    "watches written by one who may not": (
        "worker",
        ("watches", "sync"),
        "lacks Write on topic guarded.watches",
    ),
    "topics made by one who may not": ("publisher", ("topics", "create"), "this login may not"),
}


@pytest.mark.parametrize("case", LESS)
async def test_a_command_without_its_right_is_one_line_that_names_it(case: str, guarded: Guarded) -> None:
    role, command, expected = LESS[case]
    stdin = json.dumps(world.of_company(COMPANY), default=str)
    more = {"TOCSIN_CONFIG": str(_another_list(guarded))} if command[0] == "watches" else {}
    code, said = await guarded.run(role, *command, stdin=stdin, **more)
    assert code == 1, said
    assert len(said.strip().splitlines()) == 1, said
    assert expected in said


def _another_list(guarded: Guarded) -> Path:
    folder = guarded.folder / "another"
    return folder if folder.exists() else world.write_config(folder, watched=3)


TAKEN = {
    "what it writes": ("guarded.findings", Right.WRITE),
    "what it reads": ("guarded.articles", Right.READ),
    "its state": ("guarded-articles_seen-changelog", Right.WRITE),
    "its group": ("guarded", None),
}


@pytest.mark.parametrize("case", TAKEN)
async def test_a_right_taken_from_a_running_worker_ends_it_with_a_line_that_names_it(
    case: str, guarded: Guarded
) -> None:
    name, right = TAKEN[case]
    place = f"group {name}" if right is None else f"topic {name}"
    told = f"{right or Right.READ} on {place}: grant it as in docs/SECURITY.md"
    worker = guarded.start("worker", "worker", TOCSIN_LOG_FORMAT="json", TOCSIN_SESSION_TIMEOUT_SECONDS="6")
    said = ""
    while "partitions_assigned" not in said and (line := await asyncio.to_thread(worker.stderr.readline)):  # type: ignore[union-attr]
        said += line
    try:
        if right is None:
            await guarded.access.take_group("worker", name)
        else:
            await guarded.access.take_topic("worker", name, right)
        number = list(TAKEN).index(case) + 10
        line = json.dumps(world.of_company(COMPANY, number=number), default=str)
        assert (await guarded.run("publisher", "publish", "-", stdin=line))[0] == 0
        code, said = await guarded.end(worker, within=60)
    finally:
        await guarded.access.grant(
            "worker", {} if right is None else {name: frozenset({right})}, group="guarded"
        )
        await guarded.lacking(any_of_them=False)
    assert code == 1, said[-3000:]
    last = json.loads(said.splitlines()[-1])
    assert (last["event"], last["found"]) == ("worker_failed", [f"the login 'worker' lacks {told}"]), said[
        -3000:
    ]


async def test_no_secret_was_told_by_any_of_them(guarded: Guarded) -> None:
    assert len(guarded.said) > 30
    told = "\n".join([*guarded.said, repr(guarded.settings("worker")), str(guarded.settings("worker"))])
    forms = [*guarded.logins.values(), "wrong-secret-9d1f"]
    forms += [base64.b64encode(secret.encode()).decode().rstrip("=") for secret in forms]
    assert [secret for secret in forms if secret in told] == []
