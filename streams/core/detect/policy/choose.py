"""Which frames of one sentence are told.

Without the judge each frame stands for itself. With it the sentence is judged as a whole, since that is what
the judge reads: then its best frame is told, and others that are nearly as good; where the judge finds a move
and no rule read one, the sentence is told from its bare words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from streams.core.detect.policy.candidates import Found
from streams.core.detect.policy.judging import joined
from streams.core.detect.policy.shapes import Weights
from streams.core.detect.policy.why import ruled_out_for
from streams.core.judge import Judge, Opinion
from streams.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Choice:
    """What is told of a sentence, and what is not: with the reason where it is ruled out whatever its score."""

    kept: tuple[Found, ...] = ()
    dropped: tuple[tuple[Found, tuple[Reason, str] | None], ...] = ()
    wants_bare: bool = False
    instrument: str | None = None
    sentence: float | None = None

    def probability(self, item: Found) -> float:
        """Of a frame: the sentence's where it was judged as a whole."""
        return item.probability if self.sentence is None else self.sentence

    def with_bare(self, item: Found) -> "Choice":
        """The choice with the sentence's bare words told."""
        return replace(self, kept=(item,), wants_bare=False)


def choose(
    items: Sequence[Found],
    opinion: Opinion | None,
    judge: Judge | None,
    weights: Weights,
    actors: tuple[str, ...],
) -> Choice:
    """Sort the frames of one sentence into told and dropped."""
    reasons = [ruled_out_for(item, actors) for item in items]
    usable = [item for item, reason in zip(items, reasons, strict=True) if reason is None]
    ruled_out = [(item, reason) for item, reason in zip(items, reasons, strict=True) if reason is not None]
    if judge is None or opinion is None:
        kept = [item for item in usable if item.probability >= weights.threshold]
        return Choice(
            kept=tuple(kept), dropped=(*ruled_out, *((item, None) for item in usable if item not in kept))
        )
    best = max((item.probability for item in usable), default=weights.bare)
    if any(item.old is not None and item.probability > best for item in items):
        # What the judge sees in the sentence is the old measure, not what little is left of it.
        return Choice(dropped=(*ruled_out, *((item, None) for item in usable)))
    total = joined(best, opinion, weights)
    if total < judge.threshold:
        return Choice(dropped=(*ruled_out, *((item, None) for item in usable)), sentence=total)
    if not usable:
        likely = (
            max(opinion.instrument, key=lambda name: opinion.instrument[name]) if opinion.instrument else None
        )
        return Choice(dropped=tuple(ruled_out), wants_bare=not ruled_out, instrument=likely, sentence=total)
    kept = [item for item in usable if item.probability >= weights.second * best]
    return Choice(
        kept=tuple(kept),
        dropped=(*ruled_out, *((item, None) for item in usable if item not in kept)),
        sentence=total,
    )
