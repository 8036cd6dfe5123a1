"""What the rules may ask of a trained model, as a pure interface.

The core weighs opinions but loads no model: weights, files and threads belong to the edge.
Any callable of this shape will do, so rules are tested with a judge of three lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the judge makes of one sentence, read with its headline.

    The four mappings go from a value of the field to its probability.
    They are empty where the model has no such head, and mean little where `current` is low.
    """

    current: float
    """Probability that the sentence reports a current policy event."""
    instrument: Mapping[str, float]
    direction: Mapping[str, float]
    stage: Mapping[str, float]
    asserted: Mapping[str, float]


class Judge(Protocol):
    """Gives one opinion a sentence, in the order asked."""

    @property
    def name(self) -> str:
        """Which weights spoke; it goes into the finding, so that a say can be traced to its model."""
        ...

    @property
    def threshold(self) -> float:
        """The probability from which `current` counts as yes."""
        ...

    def __call__(self, sentences: Sequence[str], headline: str) -> list[Opinion]:
        """Judge each sentence beside `headline`; the headline itself may be one of the sentences."""
        ...


def weightiest_words(judge: Judge, sentence: str, headline: str, *, most: int = 3) -> list[tuple[str, float]]:
    """The words whose absence would change the judge's mind most, with the change of `current` (-1 to 1).

    Each word is left out once and the judge asked again; a positive figure speaks for an event.
    Only the first `LONGEST` words are tried: what the judge reads ends soon after them.
    """
    words = sentence.split()[:LONGEST]
    without = [" ".join((*words[:index], *words[index + 1 :])) for index in range(len(words))]
    whole, *rest = judge([sentence, *without], headline)
    changes = [(word, whole.current - opinion.current) for word, opinion in zip(words, rest, strict=True)]
    return sorted(changes, key=lambda change: -abs(change[1]))[:most]
