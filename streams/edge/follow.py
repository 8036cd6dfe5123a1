"""Follow a topic: the alerts as they come, and a word when the broker is no longer there.

aiokafka tries a broker that is gone again for ever and says nothing: whoever waits for alerts would wait for good.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any, Final

from schemas.alert import EntityAlert, PolicyAlert
from schemas.topics import ALERTS, full_name
from streams.core.errors import BrokerError, RefusedError
from streams.edge import client, codec
from streams.edge.settings import Settings

# After so many silent seconds the broker is asked; it is given up after so many without an answer.
ASK_AFTER: Final = 5.0
GONE_AFTER: Final = 30.0
_ANSWER_WITHIN: Final = 5.0


async def alerts(
    settings: Settings, *, from_start: bool, said: Callable[[str], None] = lambda _: None
) -> AsyncGenerator[EntityAlert | PolicyAlert]:
    """Every alert of the topic, from its start or from now on, without end; unreadable ones are passed over.

    `said` gets a line once it is connected. Raises BrokerError where the broker cannot be reached, or goes away.
    """
    topic = full_name(settings.prefix, ALERTS)
    async with client.consumer(settings, topic, from_start=from_start) as reader:
        said(f"connected to {settings.broker}, waiting for alerts on {topic} (Ctrl-C ends it)")
        async with aclosing(records(reader, settings.broker)) as coming:
            async for record in coming:
                try:
                    alert = codec.decode_message(ALERTS, record.value)
                except RefusedError:
                    continue
                yield alert


async def records(
    reader: Any, broker: str, *, clock: Callable[[], float] = time.monotonic
) -> AsyncGenerator[Any]:
    """Every record as it comes; BrokerError once the broker has not answered for `GONE_AFTER` seconds."""
    heard = clock()
    while True:
        batches = await reader.getmany(timeout_ms=1000)
        for batch in batches.values():
            for record in batch:
                yield record
        silent = clock() - heard
        if batches or (silent >= ASK_AFTER and await _answers(reader)):
            heard = clock()
        elif silent >= GONE_AFTER:
            raise BrokerError(
                f"{broker} has not answered for {GONE_AFTER:g} s; does Kafka run there? "
                "Start this again once it does"
            )


async def _answers(reader: Any) -> bool:
    """Whether any server of the cluster tells its metadata."""
    # Not cancelled with the wait: the client shares this question with whoever else asks.
    asked = asyncio.shield(reader._client.force_metadata_update())  # noqa: SLF001 the consumer does not offer it
    try:
        return bool(await asyncio.wait_for(asked, _ANSWER_WITHIN))
    except TimeoutError:
        return False
