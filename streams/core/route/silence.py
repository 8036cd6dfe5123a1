"""What is written down of an alert that goes nowhere: muted, or no line of the table names a destination."""

from datetime import datetime

from schemas.decision import Candidate, Decision
from streams.core.reasons import Reason
from streams.core.route.choose import Chosen
from streams.core.route.table import AnyAlert


def silence(alert: AnyAlert, chosen: Chosen, now: datetime) -> Decision | None:
    """The decision, with every line that was tried and where it failed; None where somebody is told."""
    if chosen.deliveries:
        return None
    return Decision(
        article_id=alert.articles[0].id if alert.articles else alert.story_id,
        stage="route",
        outcome="silent",
        reasons=(chosen.reason,),
        candidates=tuple(
            Candidate(
                what=f"route:{tried.route}",
                kept=tried.fails is None,
                reason=chosen.reason if tried.fails is None else Reason.NO_ROUTE,
                detail=f"{alert.id}: {tried.fails or 'matches'}",
            )
            for tried in chosen.tried
        ),
        at=now,
    )
