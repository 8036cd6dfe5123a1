"""Messages for tests, made from what a case is about; everything else has a plain value."""

from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.alert import AlertEntity, AlertPolicy, AlertType, EntityAlert, PolicyAlert, Severity, Sources
from schemas.finding import Asserted, Direction, Evidence, Instrument, Stage

NOON = datetime(2025, 7, 15, 12, 0, tzinfo=UTC)


def policy(**fields: Any) -> AlertPolicy:
    """A relaxed export control of the US on China."""
    plain: dict[str, Any] = {
        "policy": "export_control.licence",
        "instrument": Instrument.EXPORT_CONTROL,
        "direction": Direction.RELAX,
        "stage": Stage.REMOVED,
        "asserted": Asserted.ASSERTED,
        "actors": ("US",),
        "targets": ("CN",),
        "products": ("H20",),
        "attribution": ("Nvidia",),
    }
    return AlertPolicy(**{**plain, **fields})


def nvidia(**fields: Any) -> AlertEntity:
    """The watched chip maker."""
    plain: dict[str, Any] = {
        "watch_id": "nvidia",
        "name": "Nvidia",
        "relevance": 90,
        "owner": "chips",
        "metadata": {"sector": "semiconductors"},
    }
    return AlertEntity(**{**plain, **fields})


def _common(**fields: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": "alert-1",
        "story_id": "story-1",
        "sequence": 1,
        "type": AlertType.ALERT,
        "headline": "Nvidia to sell H20 chips to China again",
        "summary": "US relaxes an export control on H20 for CN",
        "entities": (nvidia(),),
        "severity": Severity.SEVERE,
        "novelty": 100,
        "sources": Sources(count=1, names=("Harbour Standard",)),
        "evidence": (
            Evidence(
                field="body",
                start=10,
                end=32,
                text="licences will\nbe granted",
                rule="export_control.licence",
            ),
        ),
        "reason": "first_report",
        "sent_at": NOON,
        "expires_at": NOON + timedelta(hours=6),
    }
    return {**plain, **fields}


def policy_alert(**fields: Any) -> PolicyAlert:
    """An alert of a state that moves."""
    return PolicyAlert(policy=fields.pop("policy", policy()), **_common(**fields))


def entity_alert(**fields: Any) -> EntityAlert:
    """An alert of a watched entity."""
    return EntityAlert(**_common(**fields))
