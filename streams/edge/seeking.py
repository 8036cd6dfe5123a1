"""After a rebalance every partition is read from where it was committed, and from its beginning where nothing was.

Faust seeks while a fetch may be under way, and throws away what that fetch brings; and aiokafka's own seek leaves
a partition where it is when nothing, or offset 0, is committed for it. Both together skip a whole fetch for good.
"""

import asyncio
from typing import Any

from faust.types import AppT


def seek_surely(app: AppT) -> None:
    """Mend the seek of the app's consumer; call it before the app starts."""
    consumer: Any = app.consumer
    fetch, seek = consumer._getmany, consumer.perform_seek  # noqa: SLF001 Faust has no hook for it
    idle = asyncio.Event()
    idle.set()

    async def fetch_apart(active_partitions: Any, timeout: float) -> Any:  # noqa: ASYNC109 Faust gives it
        idle.clear()
        try:
            # A copy: Faust puts partitions into the set while the fetch is under way.
            active = None if active_partitions is None else set(active_partitions)
            return await fetch(active_partitions=active, timeout=timeout)
        finally:
            idle.set()

    async def seek_all() -> None:
        # The flow is stopped: no other fetch begins, and what this one brings is thrown away and read again.
        await idle.wait()
        await seek()
        places = [place for place in consumer.assignment() if not _is_changelog(app, place)]
        unread = [place for place in places if not consumer._committed_offset.get(place)]  # noqa: SLF001
        if unread:
            for place, offset in (await consumer.earliest_offsets(*unread)).items():
                await consumer.seek(place, offset)

    consumer._getmany = fetch_apart  # noqa: SLF001
    consumer.perform_seek = seek_all


def _is_changelog(app: Any, place: Any) -> bool:
    return bool(app.tables.recovery._is_changelog_tp(place))  # noqa: SLF001
