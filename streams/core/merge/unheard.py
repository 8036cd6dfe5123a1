"""Findings that merge need not look at: no news by themselves, merged before, or of an old version."""

from typing import Final

from schemas.finding import Currency, EntityFinding, PolicyFinding
from streams.core.merge.records import FedRecord
from streams.core.reasons import Reason

_NOT_NOW: Final = {Currency.BACKGROUND: Reason.BACKGROUND, Currency.HYPOTHETICAL: Reason.HYPOTHETICAL}
# Why detection keeps a finding from being told, as far as it names it; the others are `not_alertable`.
_KEPT_BACK: Final[dict[str, Reason]] = {
    reason.value: reason
    for reason in (Reason.LOW_RELEVANCE, Reason.TOLD_WITH_POLICY, Reason.OPINION, Reason.JUDGED_DOWN)
}


def why_unheard(finding: EntityFinding | PolicyFinding, fed: FedRecord) -> Reason | None:
    """Why a finding opens no story and joins none; None where it must be looked at."""
    if finding.currency in _NOT_NOW:
        return _NOT_NOW[finding.currency]
    if not finding.alertable:
        return _KEPT_BACK.get(finding.reason, Reason.NOT_ALERTABLE)
    version, arrived = finding.article.version, finding.article.received_at
    for entry in fed.findings:
        if entry.finding == finding.id:
            newer = version > entry.version or (
                arrived is not None and version == entry.version and arrived > entry.at
            )
            if entry.gone is None or not newer:
                return Reason.ALREADY_SEEN
    if any(entry.version > version for entry in fed.findings):
        return Reason.OLDER_VERSION
    return None
