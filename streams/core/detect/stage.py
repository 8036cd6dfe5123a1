"""Detect: a document -> findings, alertable or not, and everything that was tried."""

from dataclasses import dataclass
from datetime import datetime

from schemas.finding import EntityFinding, PolicyFinding
from streams.core.detect.assemble import Versions, article_ref, entity_finding, policy_finding, told_with
from streams.core.detect.entities import WatchList, find_entities
from streams.core.detect.found import Detected
from streams.core.detect.policy import PolicyRules, find_policies
from streams.core.document import Document
from streams.core.judge import Judge
from streams.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class DetectRules:
    """The watch list, the policy rules, and the judge (None: the rules decide alone)."""

    watches: WatchList
    policies: PolicyRules
    judge: Judge | None

    @property
    def versions(self) -> Versions:
        """What stands in findings and alerts."""
        return Versions(watchlist=self.watches.version, rules=self.policies.version)


def detect(
    document: Document,
    rules: DetectRules,
    *,
    fingerprint: str,
    received_at: datetime | None,
    now: datetime | None,
) -> Detected:
    """Entities first, then the policy events they may take part in, then both as findings."""
    entities = find_entities(document, rules.watches)
    policies = find_policies(document, rules.policies, entities, rules.judge)
    if not entities.hits and not policies.hits:
        return Detected((), (*entities.dropped, *policies.dropped))
    told = told_with(policies.hits, rules.watches)
    versions = rules.versions
    # Half of the articles that name a watch only mention it in passing: nothing is merged by their words.
    merged = any(hit.alertable for hit in policies.hits) or any(
        hit.reason is Reason.MENTIONED for hit in entities.hits
    )
    ref = article_ref(document, fingerprint=fingerprint, received_at=received_at, with_terms=merged)
    findings: tuple[EntityFinding | PolicyFinding, ...] = (
        *(policy_finding(hit, ref, versions=versions, now=now) for hit in policies.hits),
        *(entity_finding(hit, ref, told_with=told, versions=versions, now=now) for hit in entities.hits),
    )
    return Detected(findings, (*entities.dropped, *policies.dropped))
