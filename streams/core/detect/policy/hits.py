"""What policy detection says of one article: the measures it reports, and every candidate it dropped."""

from dataclasses import dataclass

from schemas.decision import Candidate
from schemas.finding import Asserted, Currency, Dates, Direction, EntityRole, Evidence, Instrument, Stage
from streams.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class PolicyHit:
    """One measure in one article, with the words that tell it; becomes a PolicyFinding.

    `told_with` are the watch ids that take part: told with the measure, not beside it.
    """

    policy: str
    version: str
    instrument: Instrument
    gta_instrument: int | None
    direction: Direction
    stage: Stage
    asserted: Asserted
    currency: Currency
    attribution: tuple[str, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    products: tuple[str, ...]
    entities: tuple[EntityRole, ...]
    dates: Dates
    evidence: tuple[Evidence, ...]
    confidence: float
    relevance: int
    alertable: bool
    reason: Reason
    judged_by: str
    judge_score: float | None
    judge_threshold: float | None
    told_with: tuple[str, ...]
    sentences: tuple[str, ...] = ()
    """The sentences that tell it, best first: what the judge was asked."""


@dataclass(frozen=True, slots=True)
class Policies:
    """All of one article. `hits` may hold hits that are not alertable, each with its reason."""

    hits: tuple[PolicyHit, ...] = ()
    dropped: tuple[Candidate, ...] = ()
