"""A state that cannot be read back ends the worker: Faust only logs it, record after record, and waits for ever."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final

from streams.core.errors import StateError

_LOGGER: Final = "faust.tables.recovery"
_SAID: Final = "Error in recovery "


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
