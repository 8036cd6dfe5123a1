"""The time, as a record: each worker writes one a second to each partition it holds."""

from typing import Annotated

from pydantic import Field

from schemas.base import Message, Moment


class Tick(Message):
    """One second has passed on this partition."""

    partition: Annotated[int, Field(ge=0)]
    at: Moment
