"""The one loop of all agents: decode or refuse, call, send and await the broker's word, write state, acknowledge.

What it promises: an offset is acknowledged only after every output is acknowledged by the broker, then the state
is written and its changelog acknowledged too, and strictly in the order of the records.
The traps of Faust that shape it stand in docs/decisions/0003-the-loop.md.
"""

import asyncio
from collections.abc import AsyncIterable, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from faust.types import EventT
from structlog.typing import FilteringBoundLogger

from schemas.topics import REFUSALS, TICKS, Topic, full_name
from streams.core.errors import RefusedError
from streams.core.reasons import Reason
from streams.core.step import Due, Incoming, Output, Step, StepFunction
from streams.edge import codec, events, logs
from streams.edge.clock import Clock
from streams.edge.metrics import Metrics
from streams.edge.state import Prepared, TableState, View, epoch
from streams.edge.window import Entry, Window

Send = Callable[[str, bytes | None, bytes | None, codec.Headers], Awaitable[Awaitable[Any]]]
Decode = Callable[[bytes, bytes | None], Any]
Acknowledge = Callable[[EventT[Any]], Awaitable[Any]]


# So long an agent works waiting records before it lets the others of its process have their turn: much shorter
# costs throughput, much longer makes an alert wait behind a heap of articles.
TURN_S: Final = 0.02
# So long what fell due and could not be worked waits for its next try, in seconds.
AGAIN_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent: a name, its topics, and a pure function."""

    name: str
    source: Topic
    step: StepFunction[Any]
    decode: Decode
    window: int = 1
    due_a_tick: int | None = None
    """So many records that are due a tick works at most; None works them all."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the loops use of the world outside; the same for all agents."""

    prefix: str
    send: Send
    crash: Callable[[BaseException], Awaitable[None]]
    clock: Clock
    log: FilteringBoundLogger
    on_tick: Callable[[str, int], None]
    hold: Callable[[], None]
    metrics: Metrics


class Loop:
    """Runs one agent on one stream."""

    def __init__(self, agent: Agent, state: TableState | None, outside: Outside) -> None:
        self._agent = agent
        self._state = state
        self._out = outside
        self._log = outside.log.bind(agent=agent.name)
        self._ticks = full_name(outside.prefix, TICKS)
        self._window = Window(agent.window)
        self._written: asyncio.Queue[tuple[EventT[Any], list[Awaitable[Any]]]] = asyncio.Queue()

    async def run(self, stream: AsyncIterable[EventT[Any]], acknowledge: Acknowledge) -> None:
        """Work the stream until it ends; a failure that is not the record's ends the worker."""
        halves = (self._settle, partial(self._acknowledge, acknowledge))
        loop = asyncio.get_running_loop()
        turn = loop.time() + TURN_S
        ends = [asyncio.ensure_future(self._guard(half)) for half in halves]
        try:
            async for event in stream:
                self._window.take()
                if event.message.topic == self._ticks:
                    await self._window.empty()
                    entry = await self._tick(event)
                else:
                    key = (event.message.key or b"").decode(errors="replace")
                    await self._window.room(key)
                    entry = await self._work(event, key)
                self._window.add(entry)
                await self._window.room()
                # With records waiting and room in the window nothing above gives way: the other agents, the
                # broker's answers and the consumer would wait until the window is full.
                if loop.time() >= turn:
                    await asyncio.sleep(0)
                    turn = loop.time() + TURN_S
        except asyncio.CancelledError:
            raise
        except Exception as error:  # the loop's own fault or the broker's: never acknowledged, never silent
            await self._out.crash(error)
            raise
        finally:
            for end in ends:
                end.cancel()

    async def drained(self) -> None:
        """Wait until every record that was taken is acknowledged; the caller has stopped the flow."""
        await self._window.drained()

    async def _work(self, event: EventT[Any], key: str) -> Entry:
        """One record: decoded, worked, its outputs handed to the producer."""
        message = event.message
        view = View(self._state, event) if self._state else None
        try:
            step, outputs, writes = self._step(event, view)
        except RefusedError as error:
            return await self._refuse(event, error)
        except Exception as error:  # noqa: BLE001 a fault of the stage on this record: refused, and the stream goes on
            self._log.error(
                events.STEP_FAILED,
                partition=message.partition,
                offset=message.offset,
                **logs.without_text(error),
            )
            return await self._refuse(
                event,
                RefusedError(
                    Reason.STEP_FAILED, f"{type(error).__name__}: {error}; please report this record"
                ),
            )
        self._log.debug(
            events.RECORD_WORKED,
            topic=message.topic,
            partition=message.partition,
            offset=message.offset,
            reasons=[str(reason) for reason in step.reasons],
            outputs=len(outputs),
        )
        pending = await self._hand_over(outputs)
        self._out.metrics.worked(self._agent.name, step.reasons, (output.topic.name for output, _ in outputs))
        return Entry(event, frozenset({key}), pending, writes)

    def _step(
        self, event: EventT[Any], view: View | None
    ) -> tuple[Step, list[tuple[Output, bytes]], Prepared]:
        message = event.message
        key = codec.decode_key(message.key)
        incoming = Incoming(
            value=self._agent.decode(message.value or b"", message.key),
            key=key,
            partition=message.partition,
            received_at=codec.moment_of(message.timestamp),
        )
        step = self._agent.step(incoming, view or {}, self._out.clock())
        outputs = [(output, codec.value_of(output)) for output in step.outputs]
        return step, outputs, self._prepared(message.partition, step)

    def _prepared(self, partition: int, step: Step) -> Prepared:
        return self._state.prepared(partition, step.writes) if self._state else {}

    async def _hand_over(self, outputs: list[tuple[Output, bytes]]) -> list[Awaitable[Any]]:
        self._out.hold()
        return [
            await self._out.send(
                full_name(self._out.prefix, output.topic),
                output.key.encode(),
                value,
                codec.headers_of(output),
            )
            for output, value in outputs
        ]

    async def _refuse(self, event: EventT[Any], error: RefusedError) -> Entry:
        message = event.message
        refusal = codec.refusal_of(
            error,
            stage=self._agent.name,
            topic=message.topic,
            partition=message.partition,
            offset=message.offset,
            now=self._out.clock(),
        )
        self._out.metrics.refused(self._agent.name, error.reason)
        self._log.warning(
            events.RECORD_REFUSED,
            reason=str(error.reason),
            # What a stage's own fault says may quote the article; it stands in the refusal's header.
            error=None if error.reason is Reason.STEP_FAILED else str(error),
            topic=message.topic,
            partition=message.partition,
            offset=message.offset,
        )
        self._out.hold()
        sent = await self._out.send(
            full_name(self._out.prefix, REFUSALS),
            message.key,
            message.value,
            codec.original_headers(message.headers) + refusal.headers(),
        )
        return Entry(event, frozenset(), [sent])

    async def _tick(self, event: EventT[Any]) -> Entry:
        """The time: work what is due on this partition, from the index."""
        partition = event.message.partition
        self._out.on_tick(self._agent.name, partition)
        if self._state is None:
            return Entry(event, frozenset(), [])
        now = self._out.clock()
        if partition not in self._state.due:
            held = await self._state.scan(partition)
            self._log.info(events.STATE_SCANNED, partition=partition, records=held, due=len(self._state.due))
        view = self._state.view(event)
        outputs: list[tuple[Output, bytes]] = []
        writes: Prepared = {}
        for key in self._state.due.pop(partition, epoch(now), self._agent.due_a_tick):
            if not self._state.still_due(event, key, now):
                continue
            try:
                step = self._agent.step(Due(key, partition), view, now)
                ready = self._prepared(partition, step)
                outputs += [(output, codec.value_of(output)) for output in step.outputs]
            except Exception as error:  # noqa: BLE001 this record alone waits; the others are worked
                self._log.error(events.DUE_FAILED, partition=partition, key=key, **logs.without_text(error))
                self._state.due.add(partition, key, epoch(now) + AGAIN_S)
                continue
            self._out.metrics.worked(
                self._agent.name, step.reasons, (each.topic.name for each in step.outputs)
            )
            view.writes.update(step.writes)
            writes.update(ready)
        return Entry(event, frozenset(writes), await self._hand_over(outputs), writes)

    async def _settle(self) -> None:
        """First half of the end, in order: outputs acknowledged, then the state written."""
        while True:
            entry = await self._window.first()
            for sent in entry.pending:
                await sent
            self._out.hold()
            changelog = []
            if self._state and entry.writes:
                changelog = await self._state.write(entry.event, entry.writes)
            self._written.put_nowait((entry.event, changelog))
            self._window.ended()

    async def _acknowledge(self, acknowledge: Acknowledge) -> None:
        """Second half, in the same order: the state's changelog acknowledged, then the record's offset."""
        while True:
            event, changelog = await self._written.get()
            for sent in changelog:
                await sent
            await acknowledge(event)
            self._window.acknowledged()

    async def _guard(self, half: Callable[[], Awaitable[None]]) -> None:
        try:
            await half()
        except Exception as error:  # noqa: BLE001 the broker said no or is silent: end, and begin again from the offset
            self._log.error(events.SEND_FAILED, error=str(error))
            await self._out.crash(error)
