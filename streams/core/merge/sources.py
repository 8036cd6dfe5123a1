"""Whose report an article is: copies of one agency's wire are one source, whoever prints them.

The book is `config/sources.yaml`. A source that is not in it counts as a paper of its own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from schemas.finding import ArticleRef
from streams.core.errors import ConfigError, Fault
from streams.core.located import Located, validate

UNLISTED_TRUST: Final = 50
_EDGES: Final = " \t\n()[]{}<>-–—|/,.;:"
# What stands between names in a byline: "By Jane Doe, Reuters", "Bloomberg with AFP", "文/新华社".
_BETWEEN: Final = re.compile(
    r"[,;/|()\[\]–—·:：，、（）]| - |\b(?:by|with|and|via|from|for|of|photo|source)\b", re.IGNORECASE
)


class Kind(StrEnum):
    """What kind of source it is; see the head of `config/sources.yaml`."""

    OFFICIAL = "official"
    AGENCY = "agency"
    PAPER = "paper"
    AGGREGATOR = "aggregator"


class Source(BaseModel):
    """One line of the book."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(min_length=1, pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    name: Annotated[str, Field(min_length=1)]
    kind: Kind
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    credits: tuple[str, ...] = ()
    trust: Annotated[int, Field(ge=0, le=100)] = UNLISTED_TRUST


class _Book(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from.

    `id` is the same for two articles that are one report; `name` is the printer, for people.
    """

    id: str
    name: str
    official: bool
    trust: int
    own: bool
    """Whether the printer is the origin; a copy of an agency's wire is not its own."""
    agency: bool
    independent: bool
    """False for an aggregator that names nobody: it is never a second source."""


class Sources:
    """The book of sources, looked up by any of their spellings."""

    def __init__(self, sources: tuple[Source, ...] = ()) -> None:
        self._by_spelling: dict[str, Source] = {
            _fold(spelling): source
            for source in sources
            for spelling in (source.id, source.name, *source.credits)
        }

    @classmethod
    def parse(cls, located: Located) -> "Sources":
        """The book from `sources.yaml`; raises ConfigError with every fault at its line."""
        book = validate(located, _Book)
        faults: list[Fault] = []
        owner: dict[str, str] = {}
        for place, source in enumerate(book.sources):
            for spelling in {_fold(text) for text in (source.id, source.name, *source.credits)}:
                if owner.setdefault(spelling, source.id) != source.id:
                    message = f"sources.{place}: {spelling!r} names {owner[spelling]} already; keep it in one of the two"
                    faults.append(located.fault(("sources", place), message))
        if faults:
            raise ConfigError(faults)
        return cls(book.sources)

    def name_of(self, origin: str) -> str | None:
        """The name of a listed source; None where it is not listed."""
        source = self._by_spelling.get(origin)
        return source.name if source else None

    def origin(self, article: ArticleRef) -> Origin:
        """Whose report it is: the agency that credit or byline names, else the source itself."""
        printed = self._printer(article)
        name = article.source or (printed.name if printed else article.id.partition(":")[0])
        agency = printed if printed and printed.kind is Kind.AGENCY else self._agency(article)
        if agency is not None:
            return Origin(
                agency.id,
                name,
                official=False,
                trust=agency.trust,
                own=agency is printed,
                agency=True,
                independent=True,
            )
        if printed is None:
            # Without a colon the id names no source, and each such article would be a source of its own.
            anonymous = article.source is None and ":" not in article.id
            return Origin(
                "unknown" if anonymous else _fold(name),
                "unknown" if anonymous else name,
                official=False,
                trust=UNLISTED_TRUST,
                own=True,
                agency=False,
                independent=True,
            )
        return Origin(
            printed.id,
            name,
            official=printed.kind is Kind.OFFICIAL,
            trust=printed.trust,
            own=True,
            agency=False,
            independent=printed.kind is not Kind.AGGREGATOR,
        )

    def _printer(self, article: ArticleRef) -> Source | None:
        if article.source and (found := self._by_spelling.get(_fold(article.source))):
            return found
        return self._by_spelling.get(_fold(article.id.partition(":")[0])) if ":" in article.id else None

    def _agency(self, article: ArticleRef) -> Source | None:
        for text in (article.credit, article.byline, article.source):
            for part in _BETWEEN.split((text or "")[:300]):
                found = self._by_spelling.get(_fold(part))
                if found is not None and found.kind is Kind.AGENCY:
                    return found
        return None


def _fold(text: str) -> str:
    return text.strip(_EDGES).casefold()
