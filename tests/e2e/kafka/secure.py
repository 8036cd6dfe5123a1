"""A broker that asks who you are and what you may: SASL over TLS for clients, and Kafka's own access control.

The plain listener is left for the test itself and for the broker: whoever comes there may do everything.
"""

import shutil
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest

from streams.edge.rights import Needed, Right
from tests.e2e.kafka.cluster import Cluster, free_ports
from tests.e2e.kafka.jars import NoKafkaError

_TOPIC, _GROUP, _LITERAL, _ALLOW, _ANY = 2, 3, 3, 3, 1
_ASKS: Final = """
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL
sasl.enabled.mechanisms=SCRAM-SHA-256,SCRAM-SHA-512,PLAIN
listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
ssl.keystore.type=PEM
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
"""


def make_authority(folder: Path, name: str) -> Path:
    """A certificate authority: gives the file of its certificate; its key lies beside it. Raises NoKafkaError."""
    ca = folder / f"{name}.pem"
    uses = ["-addext", "keyUsage=critical,keyCertSign,cRLSign"]
    _openssl("-subj", f"/CN=Tocsin test {name}", "-keyout", f"{ca}.key", "-out", str(ca), *uses)
    return ca


def _certify(ca: Path, folder: Path) -> Path:
    """Key and certificate of 127.0.0.1 in one file, as Kafka takes them."""
    key, certificate, both = folder / "server.key", folder / "server.pem", folder / "server-store.pem"
    about = ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"]
    by = ["-CA", str(ca), "-CAkey", f"{ca}.key"]
    _openssl("-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate), *about, *by)
    both.write_text(key.read_text() + certificate.read_text())
    return both


def _openssl(*arguments: str) -> None:
    if shutil.which("openssl") is None:
        raise NoKafkaError("openssl is not installed")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *arguments]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)


class SecureCluster(Cluster):
    """One broker; `secure` is where clients must speak SASL over TLS, with these logins."""

    def __init__(self, folder: Path, *, logins: Mapping[str, str], ca: Path) -> None:
        self._port = free_ports(1)[0]
        folder.mkdir(parents=True, exist_ok=True)
        self._store = _certify(ca, folder)
        users = " ".join(f'user_{name}="{secret}"' for name, secret in logins.items())
        self._plain = f"org.apache.kafka.common.security.plain.PlainLoginModule required {users};"
        scram = [
            f"{mechanism}=[name={name},password={secret}]"
            for name, secret in logins.items()
            for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512")
        ]
        super().__init__(folder, storage=[part for each in scram for part in ("--add-scram", each)])
        self.secure: Final = f"127.0.0.1:{self._port}"

    def _settings(self, home: Path, node: int, port: int, controller: int, brokers: int, more: str) -> Path:
        plain = f"listener.name.sasl_ssl.plain.sasl.jaas.config={self._plain}"
        places = f"PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller},SASL_SSL://127.0.0.1:{self._port}"
        lines = [more, _ASKS, plain, f"listeners={places}", f"ssl.keystore.location={self._store}"]
        return super()._settings(home, node, port, controller, brokers, "\n".join(lines))


class Access:
    """Grants and takes away, as whoever may do everything."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def grant(self, user: str, topics: Needed, *, group: str | None = None) -> None:
        """Give a login rights on topics, and Read on a group."""
        for name, rights in topics.items():
            for right in rights:
                await self.give(user, _TOPIC, name, right)
        if group is not None:
            await self.give(user, _GROUP, group, Right.READ)

    async def give(self, user: str, kind: int, name: str, right: Right) -> None:
        """One right."""
        answer = await self._client._send_request(
            CreateAclsRequest(kind, name, _LITERAL, f"User:{user}", "*", int(right), _ALLOW)
        )
        assert all(each[0] == 0 for each in answer.creation_responses), answer

    async def take_topic(self, user: str, name: str, right: Right) -> None:
        """Take one right on a topic."""
        await self._take(user, _TOPIC, name, int(right))

    async def take_group(self, user: str, name: str) -> None:
        """Take every right on a group."""
        await self._take(user, _GROUP, name, _ANY)

    async def _take(self, user: str, kind: int, name: str, right: int) -> None:
        answer = await self._client._send_request(
            DeleteAclsRequest(kind, name, _LITERAL, f"User:{user}", "*", right, _ALLOW)
        )
        assert all(each[0] == 0 and each[2] for each in answer.filter_responses), answer


@asynccontextmanager
async def access(cluster: SecureCluster) -> AsyncIterator[Access]:
    """Access control of a running cluster."""
    client = AIOKafkaAdminClient(bootstrap_servers=cluster.bootstrap)
    await client.start()
    try:
        yield Access(client)
    finally:
        await client.close()
