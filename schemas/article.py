"""The article: one version of one news item, in our own JSON or in IPTC ninjs 1, 2 or 3.

The spellings of ninjs are mapped in `streams.core.admit`; this model is what they become.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from schemas.base import Message, Moment


class Status(StrEnum):
    """Publication status (IPTC ninjs `pubStatus`)."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


class Article(Message):
    """One version of one news item. `(id, version)` names it; `id` is `<source>:<their id>`."""

    id: Annotated[str, Field(min_length=1, max_length=512)]
    version: Annotated[int, Field(ge=0)] = 1
    status: Status = Status.USABLE
    headline: str = ""
    body: Annotated[str, Field(description="Plain text or HTML")] = ""
    language: Annotated[str | None, Field(description="BCP 47, as the publisher says it")] = None
    source: str | None = None
    byline: str | None = None
    credit: str | None = None
    url: str | None = None
    published_at: Moment | None = None
    updated_at: Moment | None = None
    embargoed_until: Moment | None = None
    urgency: Annotated[int, Field(ge=1, le=9, description="IPTC: 1 is the most urgent")] | None = None
    subjects: tuple[str, ...] = ()
    signal: Annotated[str | None, Field(description="A hint at most: publishers use it unreliably")] = None
