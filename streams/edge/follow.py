"""Follow a topic: the alerts as they come."""

from collections.abc import AsyncIterator

from schemas.alert import EntityAlert, PolicyAlert
from schemas.topics import ALERTS, full_name
from streams.core.errors import RefusedError
from streams.edge import client, codec
from streams.edge.settings import Settings


async def alerts(settings: Settings, *, from_start: bool) -> AsyncIterator[EntityAlert | PolicyAlert]:
    """Every alert of the topic, from its start or from now on, without end; unreadable ones are passed over."""
    async with client.consumer(settings, full_name(settings.prefix, ALERTS), from_start=from_start) as reader:
        async for record in reader:
            try:
                yield codec.decode_message(ALERTS, record.value)
            except RefusedError:
                continue
