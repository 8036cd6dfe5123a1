"""A network that stalls: a proxy on loopback that keeps connections open and forwards nothing, and a broker behind it."""

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.e2e.kafka.cluster import Cluster, free_ports

_CHUNK = 65_536


class Proxy:
    """Forwards a port of loopback to another; stalled, it takes connections and bytes and passes nothing on."""

    def __init__(self, listen: int, target: int) -> None:
        self._listen, self._target = listen, target
        self._flows = asyncio.Event()
        self._flows.set()
        self._pumps: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    def stall(self) -> None:
        """Forward nothing from now on, in neither direction."""
        self._flows.clear()

    def resume(self) -> None:
        """Forward again, what was held back first."""
        self._flows.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            ahead, behind = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.close()
            return
        for source, sink in ((reader, behind), (ahead, writer)):
            task = asyncio.ensure_future(self._pump(source, sink))
            self._pumps.add(task)
            task.add_done_callback(self._pumps.discard)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while chunk := await source.read(_CHUNK):
                await self._flows.wait()
                sink.write(chunk)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._listen)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._pumps):
            task.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)


class ProxiedCluster(Cluster):
    """One broker with two ways to it: `bootstrap` directly, `far` through a proxy that the test makes."""

    def __init__(self, folder: Path, **form: Any) -> None:
        self.behind, self.proxy = free_ports(2)
        super().__init__(folder, **form)
        self.far = f"127.0.0.1:{self.proxy}"

    def _settings(self, home: Path, node: int, port: int, controller: int, brokers: int, more: str) -> Path:
        near = f"PLAINTEXT://127.0.0.1:{port}"
        lines = [
            more,
            f"listeners={near},CONTROLLER://127.0.0.1:{controller},FAR://127.0.0.1:{self.behind}",
            f"advertised.listeners={near},FAR://127.0.0.1:{self.proxy}",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,FAR:PLAINTEXT",
            "inter.broker.listener.name=PLAINTEXT",
        ]
        return super()._settings(home, node, port, controller, brokers, "\n".join(lines))

    def way(self) -> Proxy:
        """The proxy of the far way; run it in the test's loop."""
        return Proxy(self.proxy, self.behind)
