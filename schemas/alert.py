"""What subscribers are told: the first alert of a story, an update of it, or its cancel."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from schemas.base import Message, Moment
from schemas.finding import Asserted, Dates, Direction, Evidence, Instrument, Stage


class AlertType(StrEnum):
    """In the manner of CAP 1.2: never edited, a new message refers to the old."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"


class Purpose(StrEnum):
    """Whether to act on it (CAP 1.2 `status`)."""

    ACTUAL = "actual"
    EXERCISE = "exercise"
    TEST = "test"
    REPLAY = "replay"


class Severity(StrEnum):
    """From the one table in `streams.core.merge.severity`, after CAP 1.2."""

    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"
    EXTREME = "extreme"

    @property
    def rank(self) -> int:
        """0 for the lowest: two severities compare by it, as text they would not."""
        return tuple(Severity).index(self)


class AlertEntity(Message):
    """A watched entity of the story, with what its watch carries along."""

    watch_id: str
    name: str
    type: str = "organization"
    relevance: Annotated[int, Field(ge=0, le=100)] = 0
    tickers: tuple[str, ...] = ()
    ids: dict[str, str] = {}
    metadata: dict[str, str] = {}
    owner: str | None = None


class AlertPolicy(Message):
    """The state action of the story as it stands now."""

    policy: str
    instrument: Instrument
    gta_instrument: int | None = None
    direction: Direction
    stage: Stage
    asserted: Asserted
    attribution: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    dates: Dates = Dates()


class Change(Message):
    """What an update changes, in words a reader acts on."""

    field: str
    before: str | None = None
    after: str | None = None


class Sources(Message):
    """Independent sources: copies of one agency's wire count as one."""

    count: Annotated[int, Field(ge=0)]
    names: tuple[str, ...] = ()


class AlertArticle(Message):
    """An article that the story rests on."""

    id: str
    version: int = 1
    source: str | None = None
    url: str | None = None
    published_at: Moment | None = None


class Earlier(Message):
    """What the story's earlier alerts said, as far as routes go by it: whoever was told hears how it goes on."""

    severity: Annotated[Severity | None, Field(description="The highest")] = None
    entities: tuple[AlertEntity, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    directions: tuple[Direction, ...] = ()
    stages: tuple[Stage, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


class _AlertBase(Message):
    id: str
    story_id: str
    sequence: Annotated[int, Field(ge=1, description="1 is the first alert of the story")]
    type: AlertType
    references: Annotated[tuple[str, ...], Field(description="Ids of every earlier alert of the story")] = ()
    purpose: Purpose = Purpose.ACTUAL
    headline: str
    summary: str
    entities: tuple[AlertEntity, ...] = ()
    changes: tuple[Change, ...] = ()
    earlier: Earlier = Earlier()
    related: Annotated[tuple[str, ...], Field(description="Ids of related stories")] = ()
    severity: Severity
    novelty: Annotated[int, Field(ge=0, le=100, description="100 for the first, about x0.75 each time")]
    sources: Sources
    articles: tuple[AlertArticle, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: Annotated[str, Field(description="Why this was sent: a value of streams.core.reasons")]
    watchlist_version: str = ""
    rules_version: str = ""
    first_reported_at: Moment | None = None
    elapsed_s: Annotated[
        int, Field(ge=0, description="Seconds from the first arrival of the story to this one")
    ] = 0
    received_at: Moment | None = None
    detected_at: Moment | None = None
    sent_at: Moment
    expires_at: Moment


class EntityAlert(_AlertBase):
    """A watched entity is what the news is about."""

    kind: Literal["entity"] = "entity"


class PolicyAlert(_AlertBase):
    """A state moves."""

    kind: Literal["policy"] = "policy"
    policy: AlertPolicy


Alert = Annotated[EntityAlert | PolicyAlert, Field(discriminator="kind")]
ALERT: TypeAdapter[EntityAlert | PolicyAlert] = TypeAdapter(Alert)
