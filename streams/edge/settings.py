"""Settings from the environment (prefix `TOCSIN_`) and `.env`; every one has its line in `.env.example`.

Nothing is read at import time: `load()` reads, and says what is wrong in one line.
"""

import os
import socket
import zlib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.alert import Purpose
from streams.core.errors import SettingsError

# Where the configuration stands in a checkout; an installed package is told by TOCSIN_CONFIG.
_CHECKOUT_CONFIG = Path(__file__).resolve().parents[2] / "config"


class Settings(BaseSettings):
    """What a process of Tocsin needs to know of its surroundings."""

    model_config = SettingsConfigDict(
        env_prefix="TOCSIN_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    broker: Annotated[str, Field(description="Kafka's bootstrap servers, host:port, comma separated")] = (
        "127.0.0.1:9092"
    )
    prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]*$", description="What topic names begin with")] = (
        "tocsin."
    )
    app_id: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9._-]+$", description="Consumer group, and changelogs' prefix")
    ] = "tocsin"
    partitions: Annotated[
        int, Field(ge=1, description="N: partitions of the topics, fixed when they are made")
    ] = 4
    replication: Annotated[
        int, Field(ge=1, description="Copies of each partition, used when topics are made")
    ] = 1
    config: Annotated[Path, Field(description="The configuration folder")] = _CHECKOUT_CONFIG
    worker_id: Annotated[
        str, Field(description="Unique for each worker; host and state folder when not set")
    ] = ""
    state_dir: Annotated[Path, Field(description="Where RocksDB keeps its files")] = Path("data")
    store: Annotated[Literal["rocksdb", "memory"], Field(description="What holds the agents' state")] = (
        "rocksdb"
    )
    judge: Annotated[str, Field(description="`on`, `off`, or a folder with another model")] = "on"
    purpose: Annotated[Purpose, Field(description="Written into every alert")] = Purpose.ACTUAL
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Annotated[
        Literal["auto", "json", "console"], Field(description="auto: console on a terminal")
    ] = "auto"

    security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"
    sasl_username: str | None = None
    sasl_password: SecretStr | None = None
    sasl_password_file: Annotated[Path | None, Field(description="Read instead of TOCSIN_SASL_PASSWORD")] = (
        None
    )
    ssl_cafile: Path | None = None
    ssl_certfile: Path | None = None
    ssl_keyfile: Path | None = None

    session_timeout_seconds: Annotated[
        float, Field(gt=0, description="After this a silent worker is replaced")
    ] = 10.0
    stop_seconds: Annotated[float, Field(gt=0, description="Deadline of a graceful stop")] = 10.0
    stuck_seconds: Annotated[
        float, Field(gt=0, description="A partition without a tick this long: not ready")
    ] = 15.0
    tick_seconds: Annotated[float, Field(gt=0, description="How often each partition gets a tick")] = 1.0
    window: Annotated[
        int, Field(ge=1, description="Records of an agent whose outputs may await the broker's word at once")
    ] = 256
    alert_expiry_seconds: Annotated[
        int,
        Field(ge=1, description="expires_at after the record arrived: the same for every repeat of an alert"),
    ] = 6 * 3600
    story_silence_hours: Annotated[
        float, Field(gt=0, description="A story closes after so long without a new article")
    ] = 24.0
    story_longest_hours: Annotated[float, Field(gt=0, description="and so long after it opened at most")] = (
        72.0
    )
    story_kept_days: Annotated[
        float, Field(gt=0, le=30, description="A closed story can be cancelled and named as related so long")
    ] = 30.0
    story_late_hours: Annotated[
        float | None, Field(gt=0, description="An older article opens no story; not set: it does")
    ] = None
    story_ahead_minutes: Annotated[
        float, Field(ge=0, description="A date so far ahead of the clock is believed")
    ] = 10.0

    health_port: Annotated[int, Field(ge=0, le=65535, description="/live, /ready, /metrics; 0 is off")] = 0
    health_host: str = "127.0.0.1"

    @property
    def instance_id(self) -> str:
        """The worker's name in the consumer group; it keeps its partitions over a quick restart."""
        return (
            self.worker_id
            or f"{socket.gethostname()}-{zlib.crc32(str(self.state_dir.resolve()).encode()):08x}"
        )


def unknown() -> list[str]:
    """Names that begin like our settings and are none, in the environment or in `.env`: a misspelt one is not read."""
    prefix, file = Settings.model_config["env_prefix"], Path(str(Settings.model_config["env_file"]))
    known = [f"{prefix}{name.upper()}" for name in Settings.model_fields]
    found = []
    for where, names in (("the environment", os.environ), (str(file), dotenv_values(file))):
        for name in sorted(names):
            if name.upper().startswith(prefix) and name.upper() not in known:
                near = get_close_matches(name.upper(), known, n=1)
                meant = f"; is {near[0]} meant?" if near else "; .env.example has all of them"
                found.append(f"{where}: {name} is no setting and is not read{meant}")
    return found


def load(**overrides: object) -> Settings:
    """Read the settings; raises SettingsError with one line a fault."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        faults = [
            f"TOCSIN_{'_'.join(str(part) for part in item['loc']).upper()}: {item['msg']}"
            for item in error.errors()
        ]
        raise SettingsError("; ".join(faults)) from None
