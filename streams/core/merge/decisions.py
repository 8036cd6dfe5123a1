"""What merge writes down of every finding and withdrawal: the outcome, the reason, the stories it looked at."""

from datetime import datetime

from schemas.decision import Candidate, Decision
from schemas.topics import DECISIONS
from streams.core.merge.speak import Word
from streams.core.step import Output


def decided(
    article_id: str,
    finding_id: str,
    word: Word,
    *,
    now: datetime,
    looked_at: tuple[Candidate, ...] = (),
    story_id: str | None = None,
) -> Output:
    """The decision on one message; the story that it fed stands among the candidates, as kept."""
    own = Candidate(what=story_id, kept=True, reason=word.reason) if story_id else None
    known = any(candidate.what == story_id for candidate in looked_at)
    return Output(
        DECISIONS,
        article_id,
        Decision(
            article_id=article_id,
            finding_id=finding_id,
            stage="merge",
            outcome=word.outcome,
            reasons=(word.reason,),
            candidates=looked_at if own is None or known else (own, *looked_at),
            at=now,
        ),
    )
