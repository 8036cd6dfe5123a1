"""A state that cannot be read back."""

import asyncio
import logging

from streams.core.errors import StateError
from streams.edge.recovery import failing_ends

FAUST = logging.getLogger("faust.tables.recovery")


async def test_the_first_failure_of_a_recovery_ends_the_worker_once_with_the_reason_and_the_remedy() -> None:
    crashed: list[BaseException] = []

    async def crash(error: BaseException) -> None:
        crashed.append(error)

    with failing_ends(crash):
        for _ in range(3):
            FAUST.warning("Error in recovery IO error: no space left on device")
        FAUST.warning("Recovery rebalancing again")
        await asyncio.sleep(0)
    FAUST.warning("Error in recovery heard by nobody")
    await asyncio.sleep(0)
    (error,) = crashed
    assert isinstance(error, StateError)
    assert "no space left on device" in str(error)
    assert "TOCSIN_STATE_DIR" in str(error)
