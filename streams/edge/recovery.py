"""Reading the state back: as long as it goes on the worker is alive, and where it fails the worker ends.

Faust only logs a failure, record after record, and waits for ever.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from streams.core.errors import StateError
from streams.edge.ticks import Heartbeats

_LOGGER: Final = "faust.tables.recovery"
_SAID: Final = "Error in recovery "


async def _a_second() -> None:
    await asyncio.sleep(1.0)


async def followed(
    app: Any, heartbeats: Heartbeats, *, pause: Callable[[], Awaitable[None]] = _a_second
) -> None:
    """Until it is cancelled: whenever more of the state was read back, nothing counts as stuck."""
    before = 0
    while True:
        if app.in_recovery:
            left = app.tables.recovery.active_remaining_total()
            if left != before:
                heartbeats.recovering()
            before = left
        await pause()


@contextmanager
def failing_ends(crash: Callable[[BaseException], Awaitable[None]]) -> Iterator[None]:
    """Inside the block the first failure of a recovery is passed to `crash`; needs a running event loop."""
    heard = _Heard(crash)
    logger = logging.getLogger(_LOGGER)
    logger.addFilter(heard)
    try:
        yield
    finally:
        logger.removeFilter(heard)


class _Heard(logging.Filter):
    """Hears Faust's line, and keeps it back: the worker's last line says it once."""

    def __init__(self, crash: Callable[[BaseException], Awaitable[None]]) -> None:
        super().__init__()
        self._crash = crash
        self._told: asyncio.Future[None] | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is logged."""
        line = record.getMessage()
        if not line.startswith(_SAID):
            return True
        if self._told is None:
            self._told = asyncio.ensure_future(self._end(line.removeprefix(_SAID)))
        return False

    async def _end(self, why: str) -> None:
        await self._crash(
            StateError(
                f"the state cannot be read back from its changelogs: {why}; free or empty TOCSIN_STATE_DIR and "
                "start again, and where a changelog itself is damaged see docs/OPERATING.md"
            )
        )
