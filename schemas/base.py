"""What every message has in common: frozen, tolerant on the way in, strict about time."""

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


class Message(BaseModel):
    """A message of a topic or a part of one.

    Unknown fields are ignored, so that an older consumer reads a newer producer.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    def to_bytes(self) -> bytes:
        """The message as JSON in UTF-8, as it travels."""
        return self.model_dump_json().encode()


def _to_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


# A moment in UTC; one without a zone is not accepted, since nobody knows when it is.
Moment = Annotated[AwareDatetime, AfterValidator(_to_utc)]


def content_id(kind: str, *parts: Any) -> str:
    """An id from content: the same parts give the same id on every worker, at every replay.

    `kind` (`finding`, `story`, `alert`, `delivery`) becomes the prefix, so that ids tell what they name.
    128 bits of SHA-256, as 32 hexadecimal digits.
    """
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{kind}-{digest.hexdigest()[:32]}"
