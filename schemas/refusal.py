"""A message that could not be used: its headers on the topic `refusals`; the value is the bytes as they came."""

from typing import Annotated

from pydantic import Field

from schemas.base import Message, Moment

HEADER_PREFIX = "tocsin-"


class Refusal(Message):
    """Why a message could not be used, and where it came from."""

    stage: Annotated[str, Field(description="admit, detect, merge, route or shape")]
    reason: Annotated[str, Field(description="A value of streams.core.reasons")]
    error: Annotated[str, Field(description="One line that names the place and the remedy")]
    topic: str
    partition: int
    offset: int
    at: Moment

    def headers(self) -> list[tuple[str, bytes]]:
        """As Kafka headers; text is UTF-8, unencodable characters are escaped."""
        fields = self.model_dump(mode="json")
        return [
            (HEADER_PREFIX + name, str(value).encode("utf-8", "backslashreplace"))
            for name, value in fields.items()
        ]

    @classmethod
    def from_headers(cls, headers: list[tuple[str, bytes]]) -> "Refusal":
        """Read back what `headers` wrote; other headers are passed over."""
        fields = {
            name.removeprefix(HEADER_PREFIX): value.decode("utf-8", "replace")
            for name, value in headers
            if name.startswith(HEADER_PREFIX)
        }
        return cls.model_validate(fields)
