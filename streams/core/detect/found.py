"""What the two halves of detection tell each other and the stage."""

from dataclasses import dataclass

from schemas.decision import Candidate
from schemas.finding import EntityFinding, PolicyFinding
from schemas.watch import Watch
from streams.core.document import Text
from streams.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Mention:
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


@dataclass(frozen=True, slots=True)
class Entities:
    """All entity hits of one article, and the candidates that were dropped, with their reasons."""

    hits: tuple[EntityHit, ...]
    dropped: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Detected:
    """All that one article gives: findings (alertable or not), and everything that was tried."""

    findings: tuple[EntityFinding | PolicyFinding, ...]
    candidates: tuple[Candidate, ...] = ()
