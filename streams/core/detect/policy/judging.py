"""Rules and judge together: which sentences the judge is asked about, and what comes of both.

The rules' probability and the judge's are joined as log odds with weights that were measured, not guessed
(`judge` in `config/policies/weights.yaml`). Each field keeps the rules' value unless the judge's head is surer.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from schemas.finding import Asserted, Direction, Instrument, Stage
from streams.core.detect.policy.candidates import Found
from streams.core.detect.policy.shapes import Weights
from streams.core.document import Document, Sentence
from streams.core.judge import Judge, Opinion

MAX_JUDGED: Final = 12
"""Sentences that the judge is asked about in one article."""
MAX_ASKED: Final = 1_000
"""Characters of a sentence that the judge is given; it reads no more than some 112 tokens."""
_UNFIT: Final[Mapping[Direction, frozenset[str]]] = {
    Direction.TIGHTEN: frozenset({Stage.REMOVED, Stage.SUSPENDED}),
    Direction.RELAX: frozenset({Stage.THREATENED}),
}
"""Stages that no measure of a direction has: an easing is not threatened, a tightening not lifted."""
_NAMED: Final = 9.0
F = TypeVar("F", Instrument, Direction, Stage, Asserted)
Key = tuple[str, int]
_SILENT: Final = Opinion(current=0.0, instrument={}, direction={}, stage={}, asserted={})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of rules and judge for one candidate."""

    probability: float
    instrument: Instrument
    direction: Direction
    stage: Stage
    asserted: Asserted
    opinion: Opinion | None
    judged_by: str
    threshold: float | None


def key(sentence: Sentence) -> Key:
    """What names a sentence in its article."""
    return sentence.text.name, sentence.start


def ask(
    judge: Judge | None, sentences: Sequence[Sentence], found: Sequence[Found], document: Document
) -> dict[Key, Opinion]:
    """The judge's opinions on the likeliest sentences; one call an article."""
    if judge is None or not sentences:
        return {}
    best: dict[Key, float] = {}
    for item in found:
        place = key(item.sentence)
        best[place] = max(best.get(place, 0.0), item.probability)
    asked = sorted(sentences, key=lambda sentence: -best.get(key(sentence), 0.0))[:MAX_JUDGED]
    said = judge([sentence.plain[:MAX_ASKED] for sentence in asked], document.headline.plain[:MAX_ASKED])
    return {key(sentence): opinion for sentence, opinion in zip(asked, said, strict=True)}


def joined(rules: float, opinion: Opinion | None, weights: Weights) -> float:
    """The probability that a sentence reports a current move, of rules and judge together."""
    if opinion is None:
        return rules
    say = weights.judge
    return 1.0 / (1.0 + math.exp(-(say.own * _odds(opinion.current) + say.rules * _odds(rules) + say.bias)))


def verdict(
    found: Found,
    probability: float,
    opinion: Opinion | None,
    *,
    judge: Judge | None,
    weights: Weights,
    official: bool = False,
) -> Verdict:
    """What is told of a candidate that is told, or would be.

    The judge learned its fields from news: of an official notice the rules' own stand.
    """
    said = _SILENT if opinion is None or official else opinion
    own = weights.fields if found.frame.chain and not found.bare else weights.loose
    direction = _field(found.frame.direction, said.direction, own.get("direction", 9.0))
    fitting = {name: share for name, share in said.stage.items() if name not in _UNFIT.get(direction, ())}
    return Verdict(
        probability=probability,
        instrument=_field(found.rule.instrument, said.instrument, _instrument_weight(found, own)),
        direction=direction,
        stage=_field(found.frame.stage, fitting, _weight_of(found.frame.stage, own)),
        asserted=_field(found.frame.asserted, said.asserted, own.get("asserted", 9.0)),
        opinion=opinion,
        judged_by="off" if judge is None else judge.name if opinion is not None else "rules",
        threshold=judge.threshold if judge is not None and opinion is not None else None,
    )


def _instrument_weight(found: Found, own: Mapping[str, float]) -> float:
    """What the rule's instrument weighs: a list that is named outweighs every guess."""
    return _NAMED if found.frame.thing.kind == "list" and not found.bare else own.get("instrument", 9.0)


def _weight_of(stage: Stage, own: Mapping[str, float]) -> float:
    """What the rules' stage weighs: less where it is only what is left when no word says another."""
    return own.get("announced" if stage is Stage.ANNOUNCED else "stage", own.get("stage", 9.0))


def _odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1.0 - 1e-4)
    return math.log(bounded / (1.0 - bounded))


def _field(value: F, head: Mapping[str, float], own: float) -> F:
    """The rules' value, unless the judge gives another so much more that it outweighs them."""
    if not head:
        return value
    best = max(head, key=lambda other: math.log(head[other] + 0.01) + (own if other == value else 0.0))
    kind = type(value)
    return kind(best) if best in {str(member) for member in kind} else value
