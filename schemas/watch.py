"""A watch: a thing someone wants to be told of."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from schemas.base import Message


class WatchType(StrEnum):
    """What kind of thing it is."""

    ORGANIZATION = "organization"
    PERSON = "person"
    PRODUCT = "product"
    BODY = "body"
    PLACE = "place"


class Case(StrEnum):
    """Whether the case of the letters counts."""

    ANY = "any"
    EXACT = "exact"


class Name(Message):
    """A name by which the thing is called."""

    text: Annotated[str, Field(min_length=1, max_length=200)]
    lang: str | None = None
    case: Annotated[
        Case | None, Field(description="Not given: exact for short or common names, any else")
    ] = None


class Ticker(Message):
    """A ticker symbol; matched only where it is written as one: (NASDAQ: NVDA), $NVDA, NVDA.O."""

    symbol: Annotated[str, Field(min_length=1, max_length=20)]
    exchange: str | None = None


class Context(Message):
    """Words near a name that make or unmake it."""

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


class Watch(Message):
    """A thing someone wants to be told of: a company, person, product, body or place."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    type: WatchType = WatchType.ORGANIZATION
    names: Annotated[tuple[Name, ...], Field(description="Names in any script, besides `name`")] = ()
    tickers: tuple[Ticker, ...] = ()
    ids: Annotated[dict[str, str], Field(description="wikidata, lei, isin ...")] = {}
    parent: Annotated[str | None, Field(description="Watch id: H20 -> nvidia, Jensen Huang -> nvidia")] = None
    context: Context = Context()
    min_relevance: Annotated[int, Field(ge=0, le=100)] = 50
    owner: str | None = None
    metadata: dict[str, str] = {}

    @model_validator(mode="after")
    def _not_its_own_parent(self) -> "Watch":
        if self.parent == self.id:
            raise ValueError(
                "a watch cannot be its own parent; name another watch's id or leave `parent` out"
            )
        return self
