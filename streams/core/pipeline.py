"""The order, once: admit -> detect -> merge -> route (shape is for those who deliver).

Three step functions, one an agent, each from the rules in force; and `examine`, which is admit and detect
without memory, for `tocsin detect` and `explain`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from schemas.alert import EntityAlert, PolicyAlert
from schemas.article import Article, Status
from schemas.decision import Candidate, Decision
from schemas.finding import EntityFinding, PolicyFinding, Withdrawal
from schemas.topics import DECISIONS, DELIVERIES, FINDINGS
from streams.core.admit import Action, Decoded, decode, effective_date, fingerprint, judge_life, read
from streams.core.detect import (
    KEPT,
    ArticleRecord,
    Detected,
    DetectRules,
    detect,
    key_of,
    said,
    withdrawals,
)
from streams.core.detect.entities import WatchList
from streams.core.document import Document
from streams.core.merge import MergeRules, merge
from streams.core.reasons import Reason
from streams.core.route import Routes, choose, silence
from streams.core.step import Due, Incoming, Output, State, StateRecord, Step

# The candidates of a decision are capped, so that a page of nothing but names cannot outgrow its topic.
MAX_CANDIDATES: Final = 100
MAX_WORDS: Final = 3
# Texts of one version whose publisher dates none of them: more than these in one article is nobody's practice.
MAX_EARLIER: Final = 8

Found = EntityFinding | PolicyFinding
AnyAlert = EntityAlert | PolicyAlert


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides, compiled and immutable."""

    detect: DetectRules
    merge: MergeRules
    routes: Routes


@dataclass(slots=True)
class RulesInForce:
    """The rules that hold now; a changed watch list replaces them between two messages."""

    current: Rules


@dataclass(frozen=True, slots=True)
class Examined:
    """An article, read and detected."""

    document: Document
    fingerprint: str
    detected: Detected


def decode_article(value: bytes, key: bytes | None) -> Decoded:
    """An article from a record of `articles`; raises RefusedError."""
    return decode(value, key)


def examine(
    article: Article, rules: Rules, *, received_at: datetime | None, now: datetime | None
) -> Examined:
    """Admit and detect, without memory: what this article says, taken by itself."""
    document = read(article)
    mark = fingerprint(document)
    return Examined(
        document, mark, detect(document, rules.detect, fingerprint=mark, received_at=received_at, now=now)
    )


def detect_step(
    in_force: RulesInForce,
) -> Callable[[Incoming[Decoded] | Due, State[ArticleRecord], datetime], Step]:
    """The agent `detect`: articles -> findings, withdrawals, decisions."""

    def step(incoming: Incoming[Decoded] | Due, state: State[ArticleRecord], now: datetime) -> Step:
        rules = in_force.current
        if isinstance(incoming, Due):
            return _article_due(incoming.key, state.get(incoming.key), rules, now)
        article = incoming.value.article
        before = state.get(article.id)
        life = judge_life(article, before, now)
        match life.action:
            case Action.DROP:
                return _silent(article, (life.reason,), now)
            case Action.HOLD:
                held = _record(article, before, received_at=incoming.received_at, held=article)
                return _silent(article, (life.reason,), now, outcome="held", record=held)
            case Action.WAIT:
                waiting = _record(article, before, received_at=incoming.received_at)
                return _silent(article, (life.reason,), now, outcome="held", record=waiting)
            case Action.KILL | Action.WORK:
                dated = effective_date(article, incoming.received_at)[1]
                reasons = (life.reason, *incoming.value.warnings, *((dated,) if dated else ()))
                return _work(
                    article, before, rules, received_at=incoming.received_at, now=now, reasons=reasons
                )

    return step


def merge_step(
    in_force: RulesInForce,
) -> Callable[[Incoming[Found | Withdrawal] | Due, State[StateRecord], datetime], Step]:
    """The agent `merge`: findings -> alerts, or a reason for silence."""

    def step(incoming: Incoming[Found | Withdrawal] | Due, state: State[StateRecord], now: datetime) -> Step:
        return merge(incoming, state, now, in_force.current.merge)

    return step


def route_step(
    in_force: RulesInForce,
) -> Callable[[Incoming[AnyAlert] | Due, State[StateRecord], datetime], Step]:
    """The agent `route`: alerts -> deliveries, or a decision. It has no state and nothing falls due."""

    def step(incoming: Incoming[AnyAlert] | Due, _: State[StateRecord], now: datetime) -> Step:
        if isinstance(incoming, Due):
            return Step()
        chosen = choose(incoming.value, in_force.current.routes, now)
        outputs = [Output(DELIVERIES, delivery.destination, delivery) for delivery in chosen.deliveries]
        if (decision := silence(incoming.value, chosen, now)) is not None:
            outputs.append(Output(DECISIONS, decision.article_id, decision))
        return Step(outputs=tuple(outputs), reasons=(chosen.reason,))

    return step


def _article_due(key: str, record: ArticleRecord | None, rules: Rules, now: datetime) -> Step:
    """An embargo ends, or an article is old enough to be forgotten."""
    if record is None or record.held is None:
        return Step(writes={key: None})
    before = record.model_copy(update={"held": None})
    return _work(
        record.held, before, rules, received_at=record.received_at, now=now, reasons=(Reason.EMBARGO_ENDED,)
    )


def _work(
    article: Article,
    before: ArticleRecord | None,
    rules: Rules,
    *,
    received_at: datetime,
    now: datetime,
    reasons: tuple[Reason, ...],
) -> Step:
    """Detect, send what is said, then withdraw what is no longer said."""
    if article.status is Status.CANCELED:
        mark, detected = "", Detected(())
    else:
        examined = examine(article, rules, received_at=received_at, now=now)
        mark, detected = examined.fingerprint, examined.detected
    told = tuple(finding for finding in detected.findings if finding.alertable)
    record = _record(article, before, received_at=received_at).model_copy(
        update={"fingerprint": mark, "said": said(told)}
    )
    if not detected.findings and not detected.candidates and article.status is not Status.CANCELED:
        reasons = (*reasons, Reason.NOTHING_FOUND)
    gone = withdrawals(before, record, article=article, known_watches=rules.detect.watches.ids, now=now)
    decision = Decision(
        article_id=article.id,
        stage="detect",
        outcome="alertable" if told else "withdrawn" if gone else "silent",
        reasons=tuple(dict.fromkeys((*reasons, *(finding.reason for finding in detected.findings)))),
        candidates=_capped((*_outcomes(detected.findings), *detected.candidates)),
        at=now,
    )
    return Step(
        outputs=(
            *(Output(FINDINGS, key_of(finding), finding) for finding in told),
            *(Output(FINDINGS, key, withdrawal) for key, withdrawal in gone),
            Output(DECISIONS, article.id, decision),
        ),
        writes={article.id: record},
        # What was tried counts too: a metric shows by which reason articles stay silent.
        reasons=tuple(dict.fromkeys((*decision.reasons, *(each.reason for each in decision.candidates)))),
    )


def _outcomes(findings: tuple[Found, ...]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            what=f"{finding.kind}:{key_of(finding) if isinstance(finding, EntityFinding) else finding.policy}",
            kept=finding.alertable,
            reason=finding.reason,
            evidence=finding.evidence,
        )
        for finding in findings
    )


def _capped(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(
        candidate.model_copy(update={"evidence": candidate.evidence[:MAX_WORDS]})
        for candidate in candidates[:MAX_CANDIDATES]
    )


def _record(
    article: Article, before: ArticleRecord | None, *, received_at: datetime, held: Article | None = None
) -> ArticleRecord:
    """What is remembered of this version; what the last one said stays until it is withdrawn."""
    return ArticleRecord(
        article_version=article.version,
        updated_at=article.updated_at,
        status=article.status,
        fingerprint=before.fingerprint if before else "",
        earlier=_earlier(article, before),
        said=before.said if before else (),
        held=held,
        received_at=received_at,
        due=held.embargoed_until if held else received_at + KEPT,
    )


def _earlier(article: Article, before: ArticleRecord | None) -> tuple[str, ...]:
    """The texts that this same version had before, as far as they are kept."""
    if before is None or before.article_version != article.version or not before.fingerprint:
        return ()
    return tuple(dict.fromkeys((*before.earlier, before.fingerprint)))[-MAX_EARLIER:]


def _silent(
    article: Article,
    reasons: tuple[Reason, ...],
    now: datetime,
    *,
    outcome: str = "silent",
    record: ArticleRecord | None = None,
) -> Step:
    decision = Decision(article_id=article.id, stage="admit", outcome=outcome, reasons=reasons, at=now)
    writes = {article.id: record} if record else {}
    return Step(outputs=(Output(DECISIONS, article.id, decision),), writes=writes, reasons=reasons)


def with_watches(rules: Rules, watches: WatchList) -> Rules:
    """The same rules with another watch list."""
    return replace(rules, detect=replace(rules.detect, watches=watches))
