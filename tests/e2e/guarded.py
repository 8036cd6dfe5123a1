"""A broker that asks who you are and what you may, a Tocsin with a login for each role, and all that was said."""

import asyncio
import base64
import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from streams.edge import rights
from streams.edge.rights import ROLES
from streams.edge.settings import Settings
from tests.e2e.kafka.jars import NoKafkaError
from tests.e2e.kafka.secure import Access, SecureCluster, access, make_authority
from tests.e2e.newsroom import settings_for

WRONG_SECRET = "wrong-secret-9d1f"


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

    def told_secrets(self) -> list[str]:
        """Every secret that stands, plain or in the form it travels in, in anything that was said."""
        told = "\n".join([*self.said, repr(self.settings("worker")), str(self.settings("worker"))])
        forms = [*self.logins.values(), WRONG_SECRET]
        forms += [base64.b64encode(secret.encode()).decode().rstrip("=") for secret in forms]
        return [secret for secret in forms if secret in told]


@pytest.fixture(scope="session")
def guarded_cluster(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[SecureCluster, Path, dict[str, str]]]:
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
    guarded_cluster: tuple[SecureCluster, Path, dict[str, str]],
    config: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Guarded]:
    """Every role with the rights of the table and no others, topics made and watches written over TLS."""
    broker, ca, logins = guarded_cluster
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
