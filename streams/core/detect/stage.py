"""Detect: a document -> findings, alertable or not, and everything that was tried."""

from dataclasses import dataclass
from datetime import datetime

from schemas.decision import Candidate
from schemas.finding import EntityFinding, PolicyFinding
from streams.core.detect.assemble import Versions, article_ref, entity_finding, policy_finding, told_with
from streams.core.detect.entities import WatchList, find_entities
from streams.core.detect.found import Detected, Entities
from streams.core.detect.policy import Policies, PolicyRules, find_policies
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
    policies = _policies(document, rules, entities)
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


def _policies(document: Document, rules: DetectRules, entities: Entities) -> Policies:
    """The policy events; where a rule or the judge fails on this article its entities are told all the same."""
    try:
        return find_policies(document, rules.policies, entities, rules.judge)
    except Exception as fault:  # noqa: BLE001 a fault is a value here: a decision says it, and a metric counts it
        failed = Candidate(what="policy", kept=False, reason=Reason.RULE_FAILED, detail=type(fault).__name__)
        return Policies(dropped=(failed,))
