"""Why nothing (or something) came of an article or a finding."""

from typing import Annotated

from pydantic import Field

from schemas.base import Message, Moment
from schemas.finding import Evidence


class Candidate(Message):
    """One thing that was tried: kept or dropped, and why."""

    what: Annotated[str, Field(description="`watch:nvidia`, `policy:export_control.licence` ...")]
    kept: bool
    reason: str
    evidence: tuple[Evidence, ...] = ()
    detail: Annotated[str | None, Field(description="The cue or figure that decided")] = None


class Decision(Message):
    """What was tried, found and dropped, and why: written by `detect` (article), `merge` (finding) and `route`."""

    article_id: str
    finding_id: str | None = None
    stage: str
    outcome: Annotated[str, Field(description="alertable, silent, held, withdrawn, alerted ...")]
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    at: Moment
