"""A table's changelog, sent without Faust's buffer.

Faust's own way puts each record into a buffer, and where more than a hundred wait there it stops reading, for up
to a tenth of a second at a time; and the future of a send is dropped.
"""

import json
from collections.abc import Awaitable, Iterator
from functools import partial
from typing import Any, Final

from faust.types import TP, AppT, TableT

# The place up to which a store has its changelog is written at every so many records: a restart reads that many
# again, and each record is a whole state.
_MARK_EVERY: Final = 16


class OwnChangelog:
    """A Faust table as `TableState` uses it: its data, and a changelog whose sends can be awaited."""

    def __init__(self, app: AppT, table: TableT[Any, Any], topic: str) -> None:
        self._table = table
        self._topic = topic
        self._app = app

    @property
    def data(self) -> Any:
        """The store."""
        return self._table.data

    def records(self, partition: int) -> Iterator[tuple[bytes, bytes]]:
        """Key (as JSON) and value of every record; of RocksDB only the partition's own, of memory all of them."""
        store: Any = self._table.data
        if not hasattr(store, "_db_for_partition"):
            return ((json.dumps(key).encode(), value) for key, value in store.items())
        # Faust's own way reads every partition that is held, for each of them, and decodes every key.
        rows: Iterator[tuple[bytes, bytes]] = store._db_for_partition(partition).items()  # noqa: SLF001
        return ((key, value) for key, value in rows if key != store.offset_key)

    async def send_changelog(self, partition: int, key: str, value: bytes | None) -> Awaitable[Any]:
        """Hand a record over, in order; what is returned is done when the broker has it."""
        # Faust reads keys of text back from JSON.
        place = (self._topic, json.dumps(key).encode(), value, partition)
        sent: Any = await self._app.producer.send(*place, None, None)
        sent.add_done_callback(partial(self._mark, partition))
        return sent  # type: ignore[no-any-return]

    def _mark(self, partition: int, sent: Any) -> None:
        if not sent.cancelled() and sent.exception() is None and sent.result().offset % _MARK_EVERY == 0:
            store: Any = self._table.data
            store.set_persisted_offset(TP(self._topic, partition), sent.result().offset)
