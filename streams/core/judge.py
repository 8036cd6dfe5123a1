"""What the rules may ask of a trained model, as a pure interface.

The core weighs opinions but loads no model: weights, files and threads belong to the edge.
Any callable of this shape will do, so rules are tested with a judge of three lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


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
