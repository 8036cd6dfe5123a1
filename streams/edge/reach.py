"""Why a broker cannot be reached: one line with the remedy, which aiokafka's own error does not give.

aiokafka tries one server after the other and then says only that none answered.
"""

import asyncio
import os
import socket
import ssl
from typing import Final

from aiokafka.conn import create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    AuthenticationMethodNotSupported,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)
from aiokafka.protocol.metadata import MetadataRequest

from streams.core.errors import BrokerError
from streams.edge.security import connection
from streams.edge.settings import Settings

_WITHIN_MS: Final = 5_000


async def why_not(settings: Settings) -> BrokerError:
    """Try the first server once more, alone, and say what stands in the way."""
    arguments = connection(settings)
    server = str(arguments.pop("bootstrap_servers")).split(",")[0].strip()
    host, _, port = server.rpartition(":")
    protocol = f"TOCSIN_SECURITY_PROTOCOL={settings.security_protocol}"
    if not host or not port.isdigit():
        return BrokerError(f"TOCSIN_BROKER: {server!r} is not host:port")
    try:
        opened = await create_conn(host, int(port), request_timeout_ms=_WITHIN_MS, **arguments)
        try:
            # A broker that asks for a login says so only now: it tells its versions to everybody.
            await opened.send(MetadataRequest([]))
        finally:
            opened.close()
    except (AuthenticationFailedError, SaslAuthenticationFailed):
        return BrokerError(
            f"{server} refuses the login of {settings.sasl_username!r} by {settings.sasl_mechanism}: "
            "are TOCSIN_SASL_USERNAME and TOCSIN_SASL_PASSWORD (or _FILE) right?"
        )
    except (AuthenticationMethodNotSupported, UnsupportedSaslMechanismError):
        return BrokerError(
            f"{server} has no login by {settings.sasl_mechanism}; set TOCSIN_SASL_MECHANISM to one it has"
        )
    except ssl.SSLCertVerificationError as error:
        return BrokerError(
            f"the certificate of {server} is not trusted ({error.verify_message}); "
            "name its authority's file in TOCSIN_SSL_CAFILE"
        )
    except ssl.SSLError:
        return BrokerError(f"{server} does not speak TLS; is {protocol} right?")
    except (ConnectionResetError, asyncio.IncompleteReadError, KafkaError) as error:
        # It listens, but hangs up or keeps silent: the usual cause is TLS or SASL spoken to a plain port, or not spoken.
        return BrokerError(f"{server} listens but does not go on ({_said(error)}); is {protocol} right?")
    except (OSError, TimeoutError) as error:
        return BrokerError(
            f"no answer from {server} ({_said(error)}); is TOCSIN_BROKER right, and does Kafka run there?"
        )
    return BrokerError(f"{server} answers now and did not a moment ago; try again")


def _said(error: BaseException) -> str:
    if isinstance(error, socket.gaierror) or not getattr(error, "errno", None):
        return getattr(error, "strerror", None) or type(error).__name__
    return os.strerror(error.errno) if isinstance(error, OSError) and error.errno else type(error).__name__
