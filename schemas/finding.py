"""What `detect` says: a finding (one thing in one article), or that one no longer stands."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from schemas.article import Status
from schemas.base import Message, Moment


class Instrument(StrEnum):
    """What kind of state action a policy finding is about (docs/GLOSSARY.md)."""

    EXPORT_CONTROL = "export_control"
    ENTITY_LIST = "entity_list"
    SANCTIONS = "sanctions"
    TARIFF = "tariff"
    IMPORT_BAN = "import_ban"
    INVESTMENT = "investment"
    OTHER_TRADE = "other_trade"


class Direction(StrEnum):
    """The effect on trade."""

    TIGHTEN = "tighten"
    RELAX = "relax"
    MIXED = "mixed"
    UNCLEAR = "unclear"


class Stage(StrEnum):
    """How far the measure has come."""

    CONSIDERED = "considered"
    THREATENED = "threatened"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    DELAYED = "delayed"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    REJECTED = "rejected"
    COURT = "court"


class Asserted(StrEnum):
    """Whether the move is told as fact."""

    ASSERTED = "asserted"
    DENIED = "denied"
    UNCERTAIN = "uncertain"


class Currency(StrEnum):
    """Whether the article tells it as news."""

    CURRENT = "current"
    BACKGROUND = "background"
    HYPOTHETICAL = "hypothetical"


FieldName = Literal["headline", "body", "byline", "credit", "source"]


class Evidence(Message):
    """The words that made it ring: `text == field[start:end]` in the field as received (code points)."""

    field: FieldName
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str
    rule: Annotated[str, Field(description="What the words say: a rule id, `watch`, `actor`, `stage` ...")]
    rule_version: str = "1"


class ArticleRef(Message):
    """What travels of the article with each finding, enough to merge and to tell without it."""

    id: str
    version: int = 1
    status: Status = Status.USABLE
    headline: str = ""
    source: str | None = None
    byline: str | None = None
    credit: str | None = None
    url: str | None = None
    language: str = "und"
    published_at: Moment | None = None
    updated_at: Moment | None = None
    received_at: Annotated[Moment | None, Field(description="The broker's time of the article")] = None
    length: Annotated[int, Field(ge=0, description="Characters of headline and body")] = 0
    fingerprint: Annotated[str, Field(description="Hash of the text for matching")] = ""
    terms: Annotated[
        dict[str, float],
        Field(description="Up to 64 content words with weights, by which stories are told apart"),
    ] = {}


class EntityRole(Message):
    """A watched entity that takes part in a policy finding, with what its watch carries along."""

    watch_id: str
    name: str
    relevance: Annotated[int, Field(ge=0, le=100)]
    type: str = "organization"
    tickers: tuple[str, ...] = ()
    ids: dict[str, str] = {}
    metadata: dict[str, str] = {}
    owner: str | None = None


class Dates(Message):
    """Dates of the measure, as far as the article names them."""

    announced: date | None = None
    effective: date | None = None
    removed: date | None = None


class _FindingBase(Message):
    id: str
    article: ArticleRef
    relevance: Annotated[int, Field(ge=0, le=100, description="0 a passive mention, above 75 the subject")]
    confidence: Annotated[float, Field(ge=0, le=1)]
    currency: Currency = Currency.CURRENT
    alertable: bool
    reason: Annotated[str, Field(description="A value of streams.core.reasons")]
    evidence: tuple[Evidence, ...] = ()
    entities: tuple[EntityRole, ...] = ()
    detected_at: Moment | None = None
    rules_version: str = ""
    watchlist_version: str = ""


class EntityFinding(_FindingBase):
    """A watched entity in an article."""

    kind: Literal["entity"] = "entity"
    watch_id: str
    name: str
    type: str
    tickers: tuple[str, ...] = ()
    ids: dict[str, str] = {}
    metadata: dict[str, str] = {}
    owner: str | None = None


class PolicyFinding(_FindingBase):
    """A state action in an article."""

    kind: Literal["policy"] = "policy"
    policy: Annotated[str, Field(description="Id of the rule that found it")]
    instrument: Instrument
    gta_instrument: Annotated[int | None, Field(description="Global Trade Alert intervention type id")] = None
    direction: Direction
    stage: Stage
    asserted: Asserted
    attribution: Annotated[tuple[str, ...], Field(description="Who says so")] = ()
    actors: Annotated[tuple[str, ...], Field(description="ISO 3166 alpha-2, EU, UN; others by name")] = ()
    targets: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    dates: Dates = Dates()
    judged_by: Annotated[
        str, Field(description="Name of the judge, `off`, or `rules` where it need not speak")
    ] = "off"
    judge_score: Annotated[float | None, Field(ge=0, le=1)] = None
    judge_threshold: Annotated[float | None, Field(ge=0, le=1)] = None


class WithdrawalReason(StrEnum):
    """Why a finding no longer stands. Nobody is told of `rule_changed`."""

    KILLED = "killed"
    SUPERSEDED = "superseded"
    RULE_CHANGED = "rule_changed"


class WithdrawnArticle(Message):
    """The version that withdrew."""

    id: str
    version: int
    received_at: Moment | None = None


class Withdrawal(Message):
    """'This finding no longer stands': its article was killed, or a newer version no longer says it."""

    kind: Literal["withdrawn"] = "withdrawn"
    finding_id: str
    article: WithdrawnArticle
    reason: WithdrawalReason
    detected_at: Moment | None = None


Finding = Annotated[EntityFinding | PolicyFinding, Field(discriminator="kind")]
FindingMessage = Annotated[EntityFinding | PolicyFinding | Withdrawal, Field(discriminator="kind")]

FINDING: TypeAdapter[EntityFinding | PolicyFinding] = TypeAdapter(Finding)
FINDING_MESSAGE: TypeAdapter[EntityFinding | PolicyFinding | Withdrawal] = TypeAdapter(FindingMessage)
