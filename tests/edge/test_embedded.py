"""The embedded broker: a real Kafka client finds on it what a worker needs."""

import socket
import sys

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from streams.core.errors import SettingsError
from streams.edge.embedded import PARTITIONS, EmbeddedBroker


def _answers(bootstrap: str) -> bool:
    host, port = bootstrap.split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def test_it_listens_on_loopback_and_is_gone_after_close() -> None:
    with EmbeddedBroker.start() as broker:
        assert broker.bootstrap.startswith("127.0.0.1:")
        assert _answers(broker.bootstrap)
    assert not _answers(broker.bootstrap)
    broker.close()


async def test_records_come_back_with_key_headers_and_time_and_no_record_made_the_topic() -> None:
    with EmbeddedBroker.start() as broker:
        broker.make_topics(["articles", "alerts"])
        broker.make_topics(["articles"])
        producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap, acks="all")
        await producer.start()
        sent = await producer.send_and_wait(
            "articles",
            b"\x00\xff",
            key=b"paper:1",
            headers=[("why", b"\xfe")],
            timestamp_ms=1_700_000_000_123,
        )
        await producer.stop()
        assert sent.offset == 0
        assert await producer.partitions_for("articles") == set(range(PARTITIONS))
        consumer = AIOKafkaConsumer(bootstrap_servers=broker.bootstrap, auto_offset_reset="earliest")
        await consumer.start()
        consumer.assign([TopicPartition("articles", sent.partition)])
        record = await consumer.getone()
        await consumer.stop()
    assert (record.key, record.value, record.headers) == (b"paper:1", b"\x00\xff", (("why", b"\xfe"),))
    assert record.timestamp == 1_700_000_000_123


async def test_a_group_goes_on_where_it_committed() -> None:
    partition = TopicPartition("articles", 0)
    with EmbeddedBroker.start() as broker:
        broker.make_topics(["articles"])
        producer = AIOKafkaProducer(bootstrap_servers=broker.bootstrap)
        await producer.start()
        for value in (b"one", b"two"):
            await producer.send_and_wait("articles", value, partition=0)
        await producer.stop()
        seen = []
        for _ in range(2):
            consumer = AIOKafkaConsumer(
                bootstrap_servers=broker.bootstrap,
                group_id="detect",
                auto_offset_reset="earliest",
                enable_auto_commit=False,
            )
            await consumer.start()
            consumer.assign([partition])
            record = await consumer.getone()
            seen.append(record.value)
            await consumer.commit({partition: record.offset + 1})
            await consumer.stop()
    assert seen == [b"one", b"two"]


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "confluent_kafka", None)
    with pytest.raises(SettingsError, match=r"pip install 'tocsin\[demo\]'"):
        EmbeddedBroker.start()
