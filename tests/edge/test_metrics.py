"""What a supervisor and a scraper read."""

import asyncio
import socket

import pytest

from streams.core.errors import SettingsError
from streams.core.reasons import Reason
from streams.edge import probes, settings
from streams.edge.metrics import Metrics


def test_counts_are_by_agent_and_reason() -> None:
    metrics = Metrics()
    metrics.worked("detect", [Reason.ADMITTED], ["decisions", "findings"])
    metrics.worked("detect", [Reason.ADMITTED], ["decisions"])
    metrics.refused("detect", Reason.NOT_JSON)
    lines = metrics.text([("t.articles", 0, 7)]).splitlines()
    assert 'tocsin_records_total{agent="detect"} 2' in lines
    assert 'tocsin_reasons_total{agent="detect",reason="admitted"} 2' in lines
    assert 'tocsin_refusals_total{agent="detect",reason="not_json"} 1' in lines
    assert 'tocsin_outputs_total{topic="decisions"} 2' in lines
    assert 'tocsin_lag_records{topic="t.articles",partition="0"} 7' in lines
    assert "# TYPE tocsin_lag_records gauge" in lines


async def ask(port: int, path: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode()


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


async def test_ready_is_not_live() -> None:
    port, ready = free_port(), [False]
    chosen = settings.Settings(_env_file=None, health_port=port)
    async with probes.answering(chosen, lambda: ready[0], lambda: "figures\n"):
        assert "200 OK" in await ask(port, "/live")
        assert "503" in await ask(port, "/ready")
        ready[0] = True
        assert "200 OK" in await ask(port, "/ready")
        assert (await ask(port, "/metrics")).endswith("figures\n")
        assert "404" in await ask(port, "/table/stories")


async def test_a_port_that_is_taken_is_one_line() -> None:
    chosen = settings.Settings(_env_file=None, health_port=free_port())
    async with probes.answering(chosen, lambda: True, str):
        with pytest.raises(SettingsError, match="TOCSIN_HEALTH_PORT"):
            async with probes.answering(chosen, lambda: True, str):
                pass


async def test_nothing_listens_where_the_port_is_0() -> None:
    async with probes.answering(settings.Settings(_env_file=None), lambda: True, str):
        pass
