"""The embedded broker: a Kafka for trying out, in this very process, with nothing to install or start.

It is librdkafka's mock cluster, which comes with confluent-kafka (the extra `tocsin[demo]`).
It speaks the real protocol on loopback, with groups, headers and acknowledgements, so the worker runs on it
unchanged. It keeps everything in memory and ends with the process.
What it cannot do: another number of partitions than 4, topic settings, compaction, administration, transactions.
"""

from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final, Self

import faust
from faust.transport.drivers import aiokafka as driver

from streams.core.errors import BrokerError, SettingsError

# The mock cluster gives every topic four partitions; no setting of the Python client changes it.
PARTITIONS: Final = 4
_ANSWER_WITHIN_S: Final = 10.0
_FETCH_WAIT_MS: Final = 50


class EmbeddedBroker:
    """A running broker. It lives until `close`, or the end of its `with` block; nothing it held outlives it."""

    def __init__(self, client: Any) -> None:
        """Take over a client that owns a mock cluster; use `EmbeddedBroker.start`.

        Typed `Any` since the extra may be absent. The cluster lives as long as this client does.
        """
        self._client: Any = client
        # The client connects to nothing but its own cluster, so its metadata is the cluster's address.
        brokers = client.list_topics(timeout=_ANSWER_WITHIN_S).brokers.values()
        self.bootstrap: Final = ",".join(f"{broker.host}:{broker.port}" for broker in brokers)

    @classmethod
    def start(cls) -> Self:
        """Start on a free port of loopback; `bootstrap` is then `127.0.0.1:<port>`.

        Raises SettingsError where confluent-kafka is not installed.
        """
        try:
            from confluent_kafka import Producer  # noqa: PLC0415 an extra: only those who ask for it need it
        except ImportError as missing:
            raise SettingsError(
                "the embedded broker needs confluent-kafka: pip install 'tocsin[demo]', "
                "or name a Kafka in TOCSIN_BROKER"
            ) from missing
        # log_level 0: at the end its own threads complain about the connections that it closes.
        return cls(Producer({"test.mock.num.brokers": 1, "log_level": 0}))

    def make_topics(self, names: Iterable[str]) -> None:
        """Make topics of `PARTITIONS` partitions; one that is there stays as it is.

        The mock cluster makes a topic when it is first asked about, so no record is needed to make one.
        Raises BrokerError where one could not be made.
        """
        for name in names:
            made = self._client.list_topics(name, timeout=_ANSWER_WITHIN_S).topics[name]
            if made.error is not None or len(made.partitions) != PARTITIONS:
                raise BrokerError(
                    f"the embedded broker did not make the topic {name}: {made.error or made.partitions}"
                )

    def close(self) -> None:
        """End it and forget everything it held; a second call does nothing."""
        # Dropping the last reference destroys the client, and the cluster with it.
        self._client = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def quicken(app: faust.App) -> None:
    """Make a worker quick on the embedded broker; call it before the app starts, and for no other broker.

    The mock cluster answers a fetch that found nothing only when its whole wait is over, even if a record comes
    in the meantime, and Faust waits 1.5 s at each hop, without a setting for it.
    """
    app.transport = _QuickTransport(app.conf.broker, app)


class _QuickThread(driver.AIOKafkaConsumerThread):
    def _create_worker_consumer(self, transport: driver.Transport) -> Any:
        consumer = super()._create_worker_consumer(transport)
        consumer._fetch_max_wait_ms = _FETCH_WAIT_MS  # noqa: SLF001 read when the consumer starts, after this
        return consumer


class _QuickConsumer(driver.Consumer):
    def _new_consumer_thread(self) -> driver.AIOKafkaConsumerThread:
        return _QuickThread(self, loop=self.loop, beacon=self.beacon)


class _QuickTransport(driver.Transport):
    Consumer = _QuickConsumer
