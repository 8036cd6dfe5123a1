"""What came of each message of the demo, and the count of it: the screen and the summary say the same."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from schemas.alert import EntityAlert, PolicyAlert
from schemas.decision import Decision
from schemas.refusal import Refusal
from streams.core.reasons import says
from streams.edge.terminal import counted

MOST_REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one message: alerts, a refusal, or the reasons of its silence."""

    told: tuple[EntityAlert | PolicyAlert, ...] = ()
    refused: tuple[Refusal, ...] = ()
    silent: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def silence(self) -> tuple[str, ...]:
        """A line for each reason."""
        return tuple(f"{reason} ({says(reason)})" for reason in self.silent)


@dataclass(slots=True)
class Tally:
    """All outcomes, in order."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """How many things were not as expected."""
        return sum(len(outcome.faults) for outcome in self.outcomes)

    def lines(self, seconds: float) -> Iterator[tuple[str, str]]:
        """Name and value (with markup) of each line of the summary."""
        told = [alert.type.value for outcome in self.outcomes for alert in outcome.told]
        refused = [refusal.reason for outcome in self.outcomes for refusal in outcome.refused]
        silent = [reason for outcome in self.outcomes for reason in outcome.silent]
        yield "messages in", str(len(self.outcomes))
        yield "alerts out", _listed(len(told), told)
        yield "refused", _listed(len(refused), refused)
        yield "silent", _listed(sum(bool(outcome.silent) for outcome in self.outcomes), silent)
        word = "[bold green]as expected[/bold green]"
        if self.faults:
            word = f"[bold red]{self.faults} not as expected[/bold red]"
        yield "outcome", f"{word}, in {counted(round(seconds), 'second', 'seconds')}"


def silence(decisions: list[Decision]) -> tuple[str, ...]:
    """Why nothing was told; merge's word counts before detect's, and at most three are given."""
    merged = [reason for decision in decisions if decision.stage == "merge" for reason in decision.reasons]
    dropped = [each.reason for decision in decisions for each in decision.candidates if not each.kept]
    seen = [reason for decision in decisions for reason in decision.reasons]
    return tuple(dict.fromkeys(merged or dropped or seen))[:MOST_REASONS]


def _listed(count: int, names: list[str]) -> str:
    each = ", ".join(f"{many} {name}" for name, many in Counter(names).most_common())
    return f"{count} ({each})" if each else str(count)
