"""What the two halves of detection tell each other and the stage."""

from dataclasses import dataclass
from typing import NamedTuple

from schemas.decision import Candidate
from schemas.finding import EntityFinding, EntityRole, PolicyFinding
from schemas.watch import Watch
from streams.core.document import Text
from streams.core.reasons import Reason


class Mention(NamedTuple):
    """One place where the text names a watch: half-open span of `text.plain`."""

    watch: Watch
    text: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntityHit:
    """A watch that the article names, with every kept mention and what decided its relevance (0-100)."""

    watch: Watch
    mentions: tuple[Mention, ...]
    relevance: int
    reason: Reason
    factors: tuple[str, ...] = ()


def role_of(watch: Watch, relevance: int) -> EntityRole:
    """A watch as it takes part in a policy finding; what it carries along goes by it to routes and subscribers."""
    return EntityRole(
        watch_id=watch.id,
        name=watch.name,
        relevance=relevance,
        type=watch.type,
        tickers=tuple(ticker.symbol for ticker in watch.tickers),
        ids=watch.ids,
        metadata=watch.metadata,
        owner=watch.owner,
    )


class Missed(NamedTuple):
    """A near miss: half-open span of `text.plain` that is no mention of the watch, and why."""

    text: Text
    watch_id: str
    start: int
    end: int
    reason: Reason
    detail: str | None = None

    def candidate(self) -> Candidate:
        """As it goes into a decision."""
        return Candidate(
            what=f"watch:{self.watch_id}",
            kept=False,
            reason=self.reason,
            evidence=(self.text.evidence(start=self.start, end=self.end, rule=f"watch:{self.watch_id}"),),
            detail=self.detail,
        )


@dataclass(frozen=True, slots=True)
class Entities:
    """All entity hits of one article, and the near misses (bounded in number)."""

    hits: tuple[EntityHit, ...]
    missed: tuple[Missed, ...] = ()

    @property
    def dropped(self) -> tuple[Candidate, ...]:
        """The near misses as candidates; made when asked for, since a long list misses often."""
        return tuple(missed.candidate() for missed in self.missed)


@dataclass(frozen=True, slots=True)
class Detected:
    """All that one article gives: findings (alertable or not), and everything that was tried."""

    findings: tuple[EntityFinding | PolicyFinding, ...]
    candidates: tuple[Candidate, ...] = ()
