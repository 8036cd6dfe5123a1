"""What the worker is held against, each a process of its own with the worker's settings: `python -m bench.pipeline_peers NAME`.

echo   a plain aiokafka consumer and producer: each article goes to `alerts` as it came
faust  a Faust agent that writes one table record and awaits one acknowledged send for each article
quix   Quix Streams around the same core: the same three steps, its own state and its own sends
"""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from schemas.topics import ALERTS, ARTICLES, DECISIONS, DELIVERIES, FINDINGS, MIB, OVERHEAD, Topic, full_name
from streams.app import make_app
from streams.core import pipeline
from streams.core.detect import ARTICLE_RECORD
from streams.core.merge import MERGE_RECORD
from streams.core.step import Incoming, StateRecord, StepFunction
from streams.edge import codec, config, state, watch_feed
from streams.edge.clock import utc_now
from streams.edge.security import connection
from streams.edge.settings import Settings, load

_COMMIT_EVERY_S: Final = 1.0
Decode = Callable[[bytes, bytes], Any]


def echo(settings: Settings) -> None:
    """Give every article back, as fast as it goes; offsets are committed once a second."""

    async def run() -> None:
        source = full_name(settings.prefix, ARTICLES)
        reader = AIOKafkaConsumer(
            source, **connection(settings), group_id=settings.app_id, auto_offset_reset="earliest",
            enable_auto_commit=True, auto_commit_interval_ms=int(1000 * _COMMIT_EVERY_S),
        )  # fmt: skip
        writer = AIOKafkaProducer(**connection(settings), acks="all", max_request_size=2 * MIB + OVERHEAD)
        await writer.start()
        await reader.start()
        async for record in reader:
            await writer.send(full_name(settings.prefix, ALERTS), record.value, record.key)

    asyncio.run(run())


def plain_faust(settings: Settings) -> None:
    """One table record and one acknowledged send for each article, on Faust as it comes."""

    async def run() -> None:
        app = make_app(settings)
        names = {"key_type": bytes, "value_type": bytes, "key_serializer": "raw", "value_serializer": "raw"}
        source: Any = app.topic(full_name(settings.prefix, ARTICLES), **names)
        target: Any = app.topic(full_name(settings.prefix, ALERTS), **names)
        table: Any = app.Table(
            "articles_seen", partitions=settings.partitions, key_type=str, value_type=bytes
        )

        @app.agent(source)  # type: ignore[untyped-decorator]
        async def work(stream: Any) -> None:
            async for event in stream.events():
                sent = await target.send(key=event.key, value=event.value)
                await sent
                table[event.key.decode()] = b"seen"

        await app.start()
        await asyncio.Event().wait()

    asyncio.run(run())


def quix(settings: Settings) -> None:
    """The same core on Quix Streams: at least once, state in RocksDB with a changelog, a commit once a second."""
    import quixstreams  # noqa: PLC0415 a package of this bench alone
    from quixstreams.models import TopicConfig  # noqa: PLC0415
    from quixstreams.models.serializers import BytesSerializer  # noqa: PLC0415

    class Third(BytesSerializer):  # type: ignore[misc]
        """A message is (topic, key, bytes)."""

        def __call__(self, value: Any, ctx: Any) -> bytes:  # noqa: ARG002 Quix gives it
            return bytes(value[2])

    listed = tuple(asyncio.run(watch_feed.read(settings)).values())
    rules = pipeline.RulesInForce(config.load(settings, watches=listed).rules)
    application = quixstreams.Application(
        broker_address=settings.broker,
        consumer_group=settings.app_id,
        auto_offset_reset="earliest",
        commit_interval=_COMMIT_EVERY_S,
        state_dir=str(settings.state_dir / "quix"),
        producer_extra_config={"linger.ms": 0},
        loglevel="WARNING",
    )
    topics = {
        each.name: application.topic(
            full_name(settings.prefix, each),
            key_serializer="str",
            key_deserializer="str",
            value_serializer=Third(),
            value_deserializer="bytes",
            config=TopicConfig(num_partitions=settings.partitions, replication_factor=1),
        )
        for each in (ARTICLES, FINDINGS, ALERTS, DECISIONS, DELIVERIES)
    }
    stages: list[tuple[Topic, Decode, StepFunction[Any], Any]] = [
        (ARTICLES, pipeline.decode_article, pipeline.detect_step(rules), ARTICLE_RECORD),
        (FINDINGS, _decoder(FINDINGS), pipeline.merge_step(rules), MERGE_RECORD),
        (ALERTS, _decoder(ALERTS), pipeline.route_step(rules), None),
    ]
    for source, decode, step, model in stages:
        worked = application.dataframe(topics[source.name]).apply(
            _on_quix(decode, step, model), expand=True, stateful=True, metadata=True
        )
        worked.to_topic(lambda out, *_: topics[out[0]], key=lambda out: out[1])
    application.run()


def _on_quix(
    decode: Decode, step: StepFunction[Any], model: Any
) -> Callable[..., list[tuple[str, str, bytes]]]:
    """A step as Quix calls it: outputs are returned, state is written at once."""

    def work(
        value: bytes, key: str, timestamp: int, _headers: Any, store: Any
    ) -> list[tuple[str, str, bytes]]:
        received = datetime.fromtimestamp(timestamp / 1000, UTC)
        incoming = Incoming(decode(value, key.encode()), key, 0, received)
        done = step(incoming, _QuixState(store, model), utc_now())
        for name, record in done.writes.items():
            if record is None:
                store.delete(name)
            else:
                store.set_bytes(name, state.encode(record, 0))
        return [(each.topic.name, each.key, codec.value_of(each)) for each in done.outputs]

    return work


@dataclass(frozen=True, slots=True)
class _QuixState:
    store: Any
    model: Any

    def get(self, key: str) -> StateRecord | None:
        """As the steps read it."""
        value = self.store.get_bytes(key)
        record: StateRecord | None = None if value is None else state.decode(value, self.model)
        return record


def _decoder(topic: Topic) -> Decode:
    return lambda value, _: codec.decode_message(topic, value)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        {"echo": echo, "faust": plain_faust, "quix": quix}[sys.argv[1]](load())
