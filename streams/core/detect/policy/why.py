"""Why a candidate was dropped: the heaviest cue against it gives the reason, in words that `explain` shows."""

from collections.abc import Iterator
from typing import Final

from schemas.decision import Candidate
from schemas.finding import Evidence
from streams.core.detect.policy.candidates import Found
from streams.core.detect.policy.supposed import supposed
from streams.core.detect.policy.unchanged import unchanged
from streams.core.document import Sentence
from streams.core.judge import Opinion
from streams.core.reasons import Reason

_REASONS: Final[tuple[tuple[Reason, tuple[str, ...]], ...]] = (
    (Reason.NOT_TRADE, ("cue:other_meaning",)),
    (Reason.ENFORCEMENT, ("cue:enforcement",)),
    (Reason.DENIED_BY_FIRM, ("cue:firm_denial",)),
    (Reason.HYPOTHETICAL, ("clause:if", "clause:unless", "before:condition", "question")),
    (Reason.BACKGROUND, ("date:old", "clause:since", "clause:after", "clause:amid", "clause:despite", "before:amid",
                         "before:since", "cue:old", "before:old", "behind:old", "clause:before", "clause:when")),
    (Reason.OPINION, ("cue:opinion", "cue:urge", "before:urge", "cue:effect", "before:effect", "cue:market")),
    (Reason.NO_ACTOR, ("actor:none", "actor:near")),
)  # fmt: skip


OLD_CUES: Final = frozenset({"date:only old", "before:old", "before:since", "cue:old"})
SURE_ENOUGH: Final = 0.3
"""From this probability on the rules themselves find more for news than against it."""


def ruled_out_for(item: Found, actors: tuple[str, ...]) -> tuple[Reason, str] | None:
    """What no score and no judge can make an event: another meaning of the words, or nobody who could act."""
    if "cue:other_meaning" in item.cues:
        return Reason.NOT_TRADE, "cue:other_meaning"
    if (
        item.frame.thing.kind == "act"
        and item.roles.stands == "none"
        and not actors
        and "cue:state" not in item.cues
    ):
        return Reason.NO_ACTOR, "actor:none"
    thought = supposed(item.frame)
    if thought is not None:
        return Reason.HYPOTHETICAL, thought
    if (stays := unchanged(item.frame)) is not None:
        return Reason.BACKGROUND, stays
    if item.denied_by_firm:
        return Reason.DENIED_BY_FIRM, "a firm denies it"
    if item.old is not None:
        return Reason.BACKGROUND, item.old.why
    if "clause:since" in item.cues and not OLD_CUES.isdisjoint(item.cues) and item.probability < SURE_ENOUGH:
        return Reason.BACKGROUND, "since ..., and nothing new in it"
    return None


def may_back(item: Found) -> bool:
    """Whether a weak candidate may confirm a stronger one: not where it is background, an if, or opinion."""
    against = {name for reason, names in _REASONS if reason is not Reason.NO_ACTOR for name in names}
    return bool(item.frame.chain) and not against.intersection(item.cues)


def furniture(sentence: Sentence) -> Candidate:
    """A sentence that is no news."""
    end = min(sentence.end, sentence.start + 200)
    evidence = sentence.text.evidence(start=sentence.start, end=end, rule="furniture")
    return Candidate(
        what="policy",
        kept=False,
        reason=Reason.FURNITURE,
        evidence=(evidence,),
        detail=str(sentence.furniture),
    )


def dropped(item: Found, opinion: Opinion | None, ruled_out: tuple[Reason, str] | None) -> Candidate:
    """A candidate that is told to nobody, with the cue that rejected it."""
    reason, detail = ruled_out or _reason(item, opinion)
    return Candidate(
        what=f"policy:{item.rule.id}", kept=False, reason=reason, evidence=tuple(_words(item)), detail=detail
    )


def _words(item: Found) -> Iterator[Evidence]:
    tokens, text, rule = item.frame.reading.tokens, item.sentence.text, item.rule
    named = [(rule.id, item.frame.mark)]
    named += [(f"{rule.id}:{link.verb.name}", link.mark) for link in item.frame.chain]
    for name, mark in named:
        start, end = tokens.starts[mark.start], tokens.ends[mark.end - 1]
        yield text.evidence(start=start, end=end, rule=name, rule_version=rule.version)


def _reason(item: Found, opinion: Opinion | None) -> tuple[Reason, str]:
    if opinion is not None:
        return Reason.JUDGED_DOWN, f"judge {opinion.current:.2f}, rules {item.probability:.2f}"
    for reason, names in _REASONS:
        for name in names:
            if name in item.cues:
                return reason, f"{name}; rules {item.probability:.2f}"
    return Reason.BACKGROUND, f"no verb makes it a move; rules {item.probability:.2f}"
