"""What a stage takes and gives: the pure half of an agent.

An agent is a name for its topics and a function `(incoming, state, now) -> Step`.
The loop in `streams.edge.step` does the rest: decode or refuse, call, send and await the broker's word,
write the state, acknowledge.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from schemas.base import Message
from schemas.topics import Topic

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Incoming(Generic[T]):
    """A decoded message. `received_at` is the broker's time of the record, in UTC."""

    value: T
    key: str
    partition: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A state record whose `due` has come; worked on a tick of the partition the record names."""

    key: str
    partition: int


class StateRecord(Message):
    """What an agent remembers under one key.

    `version` is the version of the record's form (an older one must load); `due` is when a tick should work it;
    `partition` is the partition that it came on, set by the loop.
    """

    version: int = 1
    due: datetime | None = None
    partition: int = 0


R_co = TypeVar("R_co", bound=StateRecord, covariant=True)


class State(Protocol[R_co]):
    """What a stage may read of its table."""

    def get(self, key: str) -> R_co | None:
        """The record under a key, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Output:
    """A message to send: to which topic, under which key."""

    topic: Topic
    key: str
    value: Message


@dataclass(frozen=True, slots=True)
class Step:
    """What a stage gives: messages to send first, then records to write (None removes), and values of `Reason`."""

    outputs: tuple[Output, ...] = ()
    writes: Mapping[str, StateRecord | None] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


StepFunction = Callable[[Incoming[T] | Due, Any, datetime], Step]
"""`(incoming, state, now) -> Step`; the state is a `State` of the agent's own record type."""
