"""A worker as a process of its own, as in production: to be killed, paused and stopped."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from streams.edge.settings import Settings

_RUN: Final = ["-m", "streams.cli", "worker"]


def environment(settings: Settings) -> dict[str, str]:
    """The settings as the environment of a process."""
    ours = {
        f"TOCSIN_{name.upper()}": str(getattr(value, "value", value))
        for name, value in settings.model_dump(exclude_defaults=True).items()
        if value is not None
    }
    rest = {name: value for name, value in os.environ.items() if not name.startswith("TOCSIN_")}
    return {**rest, **ours}


class Worker:
    """`tocsin worker` with these settings; ended at the end of its `with` block, whatever state it is in.

    `spoil` is Python that the process runs first: a fault put into it.
    """

    def __init__(self, settings: Settings, log: Path, *, spoil: str = "") -> None:
        self.log = log
        self._run = ["-c", f"{spoil}\nfrom streams.cli import worker\nworker()"] if spoil else _RUN
        self._environment = environment(settings)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start it, again after it ended."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *self._run],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        return self

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None
        return self._process

    def alive(self) -> bool:
        """Whether it runs (or is yet to be started)."""
        return self._process is None or self._process.poll() is None

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def signal(self, number: signal.Signals) -> None:
        """SIGTERM, SIGSTOP, SIGCONT ..."""
        self.process.send_signal(number)

    def wait(self, within: float) -> int:
        """The exit code; raises TimeoutExpired."""
        return self.process.wait(within)

    def said(self) -> str:
        """Its log so far."""
        return self.log.read_text(errors="replace")

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            # A paused process takes no signal but these two.
            self.process.kill()
            self.process.wait()
