"""Between records and messages: key and value to bytes, CloudEvents headers on alerts, refusals back to a topic."""

from datetime import UTC, datetime
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from schemas.alert import EntityAlert, PolicyAlert
from schemas.refusal import HEADER_PREFIX, Refusal
from schemas.topics import Topic
from streams.core.errors import RefusedError
from streams.core.reasons import Reason
from streams.core.step import Output

Headers = list[tuple[str, bytes]]
CE_HEADERS: Final = (
    "ce_specversion",
    "ce_id",
    "ce_source",
    "ce_type",
    "ce_subject",
    "ce_time",
    "ce_partitionkey",
)
CE_SOURCE: Final = "/tocsin/merge"
# The type carries the version of the alert's form: a consumer can tell what it reads before it reads it.
CE_TYPE: Final = "org.tocsin.alert.v1"


def headers_of(output: Output) -> Headers:
    """CloudEvents 1.0, Kafka binding, binary mode, for alerts; the content type for the rest."""
    headers: Headers = [("content-type", b"application/json")]
    if isinstance(output.value, EntityAlert | PolicyAlert):
        alert = output.value
        values = (
            "1.0",
            alert.id,
            CE_SOURCE,
            CE_TYPE,
            alert.type.value,
            alert.sent_at.isoformat(),
            output.key,
        )
        headers += [(name, value.encode()) for name, value in zip(CE_HEADERS, values, strict=True)]
    return headers


def value_of(output: Output) -> bytes:
    """The message as it travels; raises RefusedError where it is over its topic's limit."""
    value = output.value.to_bytes()
    limit = output.topic.max_bytes
    if len(value) > limit:
        raise RefusedError(
            Reason.OUTPUT_TOO_LARGE,
            f"a message for {output.topic.name} would have {len(value)} bytes, over its {limit}; "
            "shorten the article or watch fewer names in it",
        )
    return value


def decode_key(key: bytes | None) -> str:
    """A record's key as text; raises RefusedError where it is none."""
    if key is None:
        raise RefusedError(
            Reason.WRONG_KEY, "the record has no key; send it under the key its topic asks for"
        )
    try:
        return key.decode()
    except UnicodeDecodeError:
        raise RefusedError(Reason.WRONG_KEY, "the record's key is not UTF-8") from None


def decode_message(topic: Topic, value: bytes) -> Any:
    """A message of a topic by its model; raises RefusedError with the first fault's place."""
    model: TypeAdapter[Any] | None = topic.model
    if model is None:
        return value
    try:
        return model.validate_json(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the message"
        raise RefusedError(Reason.BAD_MESSAGE, f"{topic.name}: {place}: {first['msg']}") from None


def refusal_of(
    error: RefusedError, *, stage: str, topic: str, partition: int, offset: int, now: datetime
) -> Refusal:
    """What stands in the headers of a refused record."""
    return Refusal(
        stage=stage,
        reason=error.reason,
        error=str(error)[:2000],
        topic=topic,
        partition=partition,
        offset=offset,
        at=now,
    )


def original_headers(headers: Any) -> Headers:
    """A record's own headers, as a list (Faust gives a dict or a list), without an earlier refusal's."""
    pairs = headers.items() if isinstance(headers, dict) else (headers or ())
    return [
        (str(name), bytes(value or b"")) for name, value in pairs if not str(name).startswith(HEADER_PREFIX)
    ]


def moment_of(timestamp: float | None) -> datetime:
    """The broker's time of a record (Faust gives epoch seconds)."""
    return datetime.fromtimestamp(timestamp or 0.0, UTC)
