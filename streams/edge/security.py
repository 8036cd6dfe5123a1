"""TLS and SASL from settings. Secrets come from the environment or from files, and go into no log or error."""

import ssl
from typing import Any

from streams.core.errors import SettingsError
from streams.edge.settings import Settings


def connection(settings: Settings) -> dict[str, Any]:
    """Aiokafka's connection arguments; raises SettingsError."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": settings.broker,
        "security_protocol": settings.security_protocol,
    }
    if settings.security_protocol.endswith("SSL"):
        arguments["ssl_context"] = tls(settings)
    if settings.security_protocol.startswith("SASL"):
        name, secret = login(settings)
        arguments["sasl_mechanism"] = settings.sasl_mechanism
        arguments["sasl_plain_username"] = name
        arguments["sasl_plain_password"] = secret
    return arguments


def login(settings: Settings) -> tuple[str, str]:
    """The SASL login; raises SettingsError where it is not whole."""
    secret = password(settings)
    if not settings.sasl_username or not secret:
        raise SettingsError(
            f"TOCSIN_SECURITY_PROTOCOL={settings.security_protocol} needs TOCSIN_SASL_USERNAME and "
            "TOCSIN_SASL_PASSWORD (or TOCSIN_SASL_PASSWORD_FILE)"
        )
    return settings.sasl_username, secret


def tls(settings: Settings) -> ssl.SSLContext:
    """The TLS context of the broker's connections; raises SettingsError where a file cannot be used."""
    try:
        context = ssl.create_default_context(cafile=settings.ssl_cafile)
        if settings.ssl_certfile:
            context.load_cert_chain(settings.ssl_certfile, settings.ssl_keyfile)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"TOCSIN_SSL_*: a file cannot be used: {error}") from None
    return context


def password(settings: Settings) -> str | None:
    """The SASL password, from the environment or from its file."""
    if settings.sasl_password_file:
        try:
            return settings.sasl_password_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingsError(f"TOCSIN_SASL_PASSWORD_FILE cannot be read: {error.strerror}") from None
    return settings.sasl_password.get_secret_value() if settings.sasl_password else None
