"""The application: a Faust app from settings, and the worker that runs it.

Nothing is built at import time.
"""

from typing import Any

import faust

from schemas.topics import MIB, OVERHEAD
from streams.core.errors import SettingsError
from streams.edge import security, tolerant
from streams.edge.settings import Settings


def make_app(settings: Settings) -> faust.App:
    """A Faust app with the settings that the promises rest on (docs/decisions/0003-the-loop.md)."""
    tolerant.install()
    state = settings.state_dir / settings.app_id  # Faust's files are named by table, not by app
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"TOCSIN_STATE_DIR: {state} cannot be made: {error.strerror}") from None
    store = "memory://" if settings.store == "memory" else "rocksdb://"
    return faust.App(
        settings.app_id,
        broker=[f"kafka://{server.strip()}" for server in settings.broker.split(",")],
        broker_credentials=credentials(settings),
        store=store,
        datadir=str(state),
        autodiscover=False,
        origin="streams",
        processing_guarantee="at_least_once",
        topic_partitions=settings.partitions,
        topic_replication_factor=settings.replication,
        # Topics are made by `tocsin topics create` and checked at start, never declared on the way.
        topic_allow_declare=False,
        topic_disable_leader=True,
        # A worker that was killed is replaced in seconds, and comes back to its own partitions.
        broker_session_timeout=settings.session_timeout_seconds,
        broker_heartbeat_interval=min(3.0, settings.session_timeout_seconds / 3),
        consumer_group_instance_id=settings.instance_id,
        consumer_auto_offset_reset="earliest",
        # Faust's own wait is for messages, not agents: a tick that one of its two agents had not taken yet is waited
        # for for ever. The worker waits for the loops instead (`Topology.drained`).
        stream_wait_empty=False,
        producer_acks=-1,
        producer_max_request_size=2 * MIB + OVERHEAD,
        producer_linger=0,
        # A fetch is worked to its end before the next one, and it holds all topics: a bigger one makes findings wait
        # behind articles. A record that is larger comes alone.
        consumer_max_fetch_size=512 * 1024,
        table_standby_replicas=0,
        web_enabled=False,
        worker_redirect_stdouts=False,
    )


def credentials(settings: Settings) -> Any:
    """What Faust needs to log in; None without TLS and SASL."""
    protocol = settings.security_protocol
    if protocol == "PLAINTEXT":
        return None
    context = security.tls(settings) if protocol.endswith("SSL") else None
    if protocol == "SSL":
        return faust.SSLCredentials(context=context)
    name, secret = security.login(settings)
    # Faust takes SASL_SSL from the TLS context, and SASL_PLAINTEXT from its absence.
    return faust.SASLCredentials(
        mechanism=settings.sasl_mechanism, username=name, password=secret, ssl_context=context
    )
