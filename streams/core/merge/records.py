"""What merge remembers: stories, the index that finds them, and which article fed which story.

Every record lies under a string key of the one table `stories`, with the topic's key in it, so that two watches
on one partition never meet. Records are small and bounded: what 100,000 open stories weigh is what these weigh.
An older version of a record loads: new fields have defaults, and nothing that was stored is renamed.
"""

from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import Field, SerializerFunctionWrapHandler, TypeAdapter, model_serializer

from schemas.alert import AlertEntity, AlertPolicy, Earlier
from schemas.base import Message, Moment
from schemas.finding import EntityRole, Evidence
from streams.core.step import StateRecord


class Phase(StrEnum):
    """Where a story is in its life."""

    OPEN = "open"
    CLOSED = "closed"


class Member(Message):
    """One article's finding in a story: what it said, and who said it."""

    finding: str
    article: str
    version: int = 1
    received_at: Moment
    published_at: Moment | None = None
    source: str | None = None
    origin: Annotated[str, Field(description="Whose report it is: an agency's for all copies of its wire")]
    own: Annotated[bool, Field(description="False for a copy of another's report")] = True
    independent: bool = True
    official: bool = False
    trust: int = 50
    headline: str = ""
    url: str | None = None
    length: int = 0
    language: str = "und"
    sketch: Annotated[str, Field(description="64 bits by which a copy of the text is known")] = ""
    policy: AlertPolicy | None = None
    roles: tuple[EntityRole, ...] = ()
    relevance: int = 0
    evidence: tuple[Evidence, ...] = ()
    standing: bool = True
    told: Annotated[bool, Field(description="Whether an alert named it")] = False


class Told(Message):
    """What subscribers believe now: every update is the difference to this."""

    headline: str = ""
    policy: AlertPolicy | None = None
    second_source: bool = False
    official: bool = False
    withdrawn: bool = False
    earlier: Earlier = Earlier()


class _Compact(StateRecord):
    """A record that leaves out what is empty when it is stored."""

    @model_serializer(mode="wrap")
    def _without_empty(self, handler: SerializerFunctionWrapHandler) -> Any:
        return _pruned(handler(self))


class StoryRecord(_Compact):
    """A story: all that has been said of one event."""

    record: Literal["story"] = "story"
    id: str
    key: str
    phase: Phase = Phase.OPEN
    opened_at: Moment
    last_at: Annotated[Moment, Field(description="Arrival of the last article that fed it")]
    first_reported_at: Moment
    types: Annotated[str, Field(description="Types of its alerts in order: a, u, c")] = ""
    told: Told = Told()
    entity: AlertEntity | None = None
    members: tuple[Member, ...] = ()
    dropped: Annotated[int, Field(description="Members beyond the ceiling, no longer kept")] = 0
    terms: dict[str, float] = {}
    related: tuple[str, ...] = ()
    buckets: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[Member, ...]:
        """The members that still stand, in order of arrival."""
        return tuple(member for member in self.members if member.standing)


class BucketRecord(_Compact):
    """Stories that share one trait, the latest last; bounded, so that a common trait costs no more than a rare one."""

    record: Literal["bucket"] = "bucket"
    stories: tuple[str, ...] = ()


class Gone(StrEnum):
    """Why a finding of an article no longer stands."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Fed(Message):
    """One finding of an article, and the story that it fed; version and time are of its last word."""

    finding: str
    story: str
    version: int = 1
    at: Moment
    gone: Gone | None = None


class FedRecord(_Compact):
    """What one article fed under one key."""

    record: Literal["fed"] = "fed"
    findings: tuple[Fed, ...] = ()


MergeRecord = Annotated[StoryRecord | BucketRecord | FedRecord, Field(discriminator="record")]
MERGE_RECORD: Final[TypeAdapter[StoryRecord | BucketRecord | FedRecord]] = TypeAdapter(MergeRecord)


def story_key(story_id: str) -> str:
    """Where a story lies."""
    return f"story:{story_id}"


def fed_key(key: str, article_id: str) -> str:
    """Where it says what an article fed under one key of the topic."""
    return f"fed:{key}|{article_id}"


def bucket_key(key: str, bucket: str) -> str:
    """Where the stories of one trait lie."""
    return f"index:{key}|{bucket}"


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        pairs = ((name, _pruned(part)) for name, part in value.items())
        return {name: part for name, part in pairs if part not in (None, [], (), {})}
    if isinstance(value, list | tuple):
        return [_pruned(part) for part in value]
    return value
