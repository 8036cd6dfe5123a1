"""/live, /ready and /metrics for a supervisor, on loopback by default; asyncio alone, no web framework.

Live: the event loop answers. Ready: partitions are held and every one of them works its ticks.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from streams.core.errors import SettingsError
from streams.edge.settings import Settings

_READ_WITHIN_S: Final = 2.0
_LONGEST_REQUEST: Final = 8192


@asynccontextmanager
async def answering(
    settings: Settings, ready: Callable[[], bool], metrics: Callable[[], str]
) -> AsyncIterator[None]:
    """Answer probes inside the block; nothing listens where `health_port` is 0. Raises SettingsError."""
    if not settings.health_port:
        yield
        return

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n"), _READ_WITHIN_S)
            parts = request[:_LONGEST_REQUEST].split()
            writer.write(
                _answer(parts[1].decode("ascii", "replace") if len(parts) > 1 else "", ready, metrics)
            )
            await writer.drain()
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass
        finally:
            writer.close()

    try:
        server = await asyncio.start_server(
            handle, settings.health_host, settings.health_port, limit=_LONGEST_REQUEST
        )
    except OSError as error:
        raise SettingsError(
            f"TOCSIN_HEALTH_PORT: cannot listen on {settings.health_host}:{settings.health_port}: {error.strerror}"
        ) from None
    async with server:
        yield


def _answer(path: str, ready: Callable[[], bool], metrics: Callable[[], str]) -> bytes:
    match path.partition("?")[0]:
        case "/live":
            return _response("200 OK", "live\n")
        case "/ready":
            return (
                _response("200 OK", "ready\n")
                if ready()
                else _response("503 Service Unavailable", "not ready\n")
            )
        case "/metrics":
            return _response("200 OK", metrics())
        case _:
            return _response("404 Not Found", "/live, /ready, /metrics\n")


def _response(status: str, body: str) -> bytes:
    content = body.encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + content
