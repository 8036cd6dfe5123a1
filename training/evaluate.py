"""Figures of a judge on labelled items, with every sentence scored and no rules beside it.

Scores are kept as one JSON line an item, so that thresholds can be looked at without running a model.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from streams.core.judge import Opinion
from training.corpus import FIELDS, Item

Ask = Callable[[Sequence[str], str], list[Opinion]]


@dataclass(frozen=True, slots=True)
class Scored:
    """One item with an opinion a sentence; sentence 0 is the headline."""

    item: Item
    opinions: list[Opinion]

    @property
    def highest(self) -> float:
        """The score that an alert hangs on."""
        return max(opinion.current for opinion in self.opinions)


@dataclass(frozen=True, slots=True)
class Figures:
    """How alerts at one threshold compare with the labels; borderline items count for nothing."""

    hits: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of alerts that are right."""
        return self.hits / max(1, self.hits + self.false)

    @property
    def recall(self) -> float:
        """The share of events that are told."""
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def scored(items: Iterable[Item], ask: Ask) -> list[Scored]:
    """Ask for an opinion on every sentence of every item."""
    return [Scored(item, ask(item.sentences, item.headline)) for item in items]


def figures(rows: Iterable[Scored], threshold: float) -> Figures:
    """Precision, recall and F1 of the rows."""
    decided = [row for row in rows if row.item.alert != "borderline"]
    return Figures(
        hits=sum(row.highest >= threshold and row.item.positive for row in decided),
        false=sum(row.highest >= threshold and not row.item.positive for row in decided),
        missed=sum(row.highest < threshold and row.item.positive for row in decided),
    )


def average_precision(rows: Iterable[Scored]) -> float:
    """Area under precision and recall: the figure that no threshold can flatter."""
    decided = sorted((row for row in rows if row.item.alert != "borderline"), key=lambda row: -row.highest)
    hits, total = 0, 0.0
    for place, row in enumerate(decided, 1):
        if row.item.positive:
            hits += 1
            total += hits / place
    return total / max(1, hits)


def field_shares(rows: Iterable[Scored], threshold: float) -> dict[str, float]:
    """The share of hits whose alerting sentences give a labelled value, field by field."""
    right = dict.fromkeys(FIELDS, 0)
    hits = 0
    for row in rows:
        if not row.item.positive or row.highest < threshold:
            continue
        hits += 1
        alerting = [opinion for opinion in row.opinions if opinion.current >= threshold]
        for place, field in enumerate(FIELDS):
            labelled = {event.values[place] for event in row.item.events}
            said = {_best(getattr(opinion, field)) for opinion in alerting}
            right[field] += bool(labelled & said)
    return {field: count / max(1, hits) for field, count in right.items()}


def _best(probabilities: dict[str, float]) -> str:
    return max(probabilities, key=probabilities.__getitem__) if probabilities else ""


def best_threshold(rows: Sequence[Scored]) -> float:
    """The threshold with the highest mean F1 of its neighbourhood, so that one lucky item decides nothing."""
    grid = [step / 100 for step in range(15, 91)]
    scores = [figures(rows, threshold).f1 for threshold in grid]
    smooth = [
        sum(scores[max(0, at - 4) : at + 5]) / len(scores[max(0, at - 4) : at + 5]) for at in range(len(grid))
    ]
    return grid[max(range(len(grid)), key=smooth.__getitem__)]


def report(title: str, rows: Sequence[Scored], threshold: float) -> str:
    """The figures of stories, headlines and all, as lines to print."""
    lines = [f"{title} at {threshold:.2f}"]
    parts = {
        "stories": [r for r in rows if r.item.story],
        "headlines": [r for r in rows if not r.item.story],
        "all": rows,
    }
    for name, part in parts.items():
        shares = " ".join(f"{field} {share:.3f}" for field, share in field_shares(part, threshold).items())
        lines.append(
            f"  {name:9} {figures(part, threshold)} AP {average_precision(part):.3f}  hits: {shares}"
        )
    return "\n".join(lines)


def keep(rows: Iterable[Scored], path: Path) -> None:
    """Write the scores of each item's sentences, without its text."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            entry = {
                "id": row.item.id,
                "alert": row.item.alert,
                "story": row.item.story,
                "current": [round(opinion.current, 4) for opinion in row.opinions],
                **{field: [_best(getattr(opinion, field)) for opinion in row.opinions] for field in FIELDS},
            }
            file.write(json.dumps(entry) + "\n")
