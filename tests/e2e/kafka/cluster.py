"""One or three brokers of Apache Kafka in KRaft mode on loopback, to use and to break.

Each broker is a process of its own, ended by its own handle. Its log and data lie in the folder given.
"""

import base64
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.e2e.kafka import jars

_SETTINGS: Final = Path(__file__).with_name("broker.properties")
_CLUSTER_ID: Final = base64.urlsafe_b64encode(b"tocsin-for-tests").decode().rstrip("=")
_UP: Final = "Kafka Server started"
_UP_WITHIN_S: Final = 60.0
# A small heap, and no second compiler: short runs on few cores are quicker without it.
_JVM: Final = (
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
    "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
)


def free_ports(count: int) -> list[int]:
    """Ports of loopback that nobody listens on now."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@dataclass
class Broker:
    """One broker: start it, kill it, freeze it, start it again on the same port with the same data."""

    node: int
    port: int
    folder: Path
    command: list[str]
    log_to: Path = field(init=False)
    process: "subprocess.Popen[bytes] | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.log_to = self.folder / "broker.log"

    def launch(self) -> int:
        """Start the process; gives the place in its log from which `wait` should read."""
        begins = self.log_to.stat().st_size if self.log_to.exists() else 0
        with self.log_to.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        return begins

    def wait(self, begins: int) -> None:
        """Return when the broker serves clients; raise with the end of its log when it does not."""
        assert self.process is not None
        until = time.monotonic() + _UP_WITHIN_S
        while time.monotonic() < until:
            said = self.log_to.read_bytes()[begins:].decode("utf-8", "replace")
            if _UP in said:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"Kafka did not start; the end of {self.log_to}:\n{said[-3000:]}")

    def kill(self) -> None:
        """kill -9: as when the power goes."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        """Start, again after `kill`, and wait until clients are served."""
        self.wait(self.launch())

    def pause(self) -> None:
        """SIGSTOP: connections stay open, nothing answers."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT, after `pause`."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)


class Cluster:
    """A running cluster; ended at the end of its `with` block, whatever state its brokers are in."""

    def __init__(
        self,
        folder: Path,
        *,
        brokers: int = 1,
        version: str = jars.VERSION,
        more: str = "",
        storage: Sequence[str] = (),
    ) -> None:
        """Prepare folders and settings; `more` are further lines of each broker's settings.

        `storage` are further arguments of the tool that prepares the data folders, such as `--add-scram`.

        Raises NoKafkaError where Java, or Maven and the cached jars, are missing.
        """
        self._storage = storage
        self._java = [jars.java(), *_JVM, "-cp", jars.classpath(version)]
        ports = free_ports(2 * brokers)
        self._voters = ",".join(f"{node + 1}@127.0.0.1:{ports[brokers + node]}" for node in range(brokers))
        self.brokers = []
        for node in range(brokers):
            home = folder / f"broker-{node + 1}"
            home.mkdir(parents=True)
            settings = self._settings(home, node + 1, ports[node], ports[brokers + node], brokers, more)
            command = [*self._java, "kafka.Kafka", str(settings)]
            self.brokers.append(Broker(node=node + 1, port=ports[node], folder=home, command=command))
        self.bootstrap: Final = ",".join(f"127.0.0.1:{broker.port}" for broker in self.brokers)

    def _settings(self, home: Path, node: int, port: int, controller: int, brokers: int, more: str) -> Path:
        lines = [
            _SETTINGS.read_text(),
            f"node.id={node}",
            f"controller.quorum.voters={self._voters}",
            f"listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}",
            f"log.dirs={home / 'data'}",
        ]
        if brokers > 1:
            # Later lines win. Two of three must have a record before it counts as written.
            lines += [
                "default.replication.factor=3",
                "offsets.topic.replication.factor=3",
                "min.insync.replicas=2",
            ]
        path = home / "server.properties"
        path.write_text("\n".join([*lines, more, ""]))
        return path

    def __enter__(self) -> Self:
        for broker in self.brokers:
            settings = broker.command[-1]
            format_it = [*self._java, "kafka.tools.StorageTool", "format", "-t", _CLUSTER_ID, "-c", settings]
            format_it += self._storage
            done = subprocess.run(
                format_it, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
            )
            if done.returncode:
                raise RuntimeError(f"Kafka's storage could not be prepared:\n{done.stdout}{done.stderr}")
        try:
            # All at once: a broker of three is up only when it finds the others.
            for broker, begins in [(broker, broker.launch()) for broker in self.brokers]:
                broker.wait(begins)
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Kill what runs; data is left to the folder's owner."""
        for broker in self.brokers:
            if broker.process is not None:
                broker.kill()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
