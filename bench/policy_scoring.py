"""Scores of policy detection, exactly as the definition of a policy event says.

An item is positive when anything alertable was found in it. On positives that are hits, a field is right
when any alertable finding has the value of any labelled event.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bench.policy_items import FIELDS, Item

_SEVERAL: Final = re.compile(r"\s*(?:,|/|\band\b)\s*")
RESAMPLES: Final = 1000
SEED: Final = 20251125


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a system says of one item: whether it alerts, and the values of its alertable findings.

    `actors` and `targets` of a finding are codes joined by commas.
    """

    alert: bool
    findings: tuple[Mapping[str, str], ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """A figure with the bounds of its 95 % interval, from items drawn again with replacement."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.2f}, {self.high:.2f}]"


@dataclass(frozen=True, slots=True)
class Report:
    """Precision, recall and F1 of one system on one set, and the share of hits with each field right."""

    items: int
    positives: int
    precision: Score
    recall: Score
    f1: Score
    fields: Mapping[str, float]
    hits: int


def report(items: Sequence[Item], verdicts: Sequence[Verdict]) -> Report:
    """Compare verdicts with labels, item by item."""
    gold = np.array([bool(item.alert) for item in items])
    said = np.array([verdict.alert for verdict in verdicts])
    drawn = np.random.default_rng(SEED).integers(0, len(items), size=(RESAMPLES, len(items)))
    drawn_gold, drawn_said = gold[drawn], said[drawn]
    many = _figures((drawn_gold & drawn_said).sum(1), drawn_said.sum(1), drawn_gold.sum(1))
    once = _figures((gold & said).sum(), said.sum(), gold.sum())
    scores = [
        Score(float(value), float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for value, values in zip(once, many, strict=True)
    ]
    hits = [
        (item, verdict) for item, verdict in zip(items, verdicts, strict=True) if item.alert and verdict.alert
    ]
    return Report(
        items=len(items),
        positives=int(gold.sum()),
        precision=scores[0],
        recall=scores[1],
        f1=scores[2],
        fields={} if not any(v.findings for _, v in hits) else {name: _share(hits, name) for name in FIELDS},
        hits=len(hits),
    )


def _figures(
    hits: np.ndarray, said: np.ndarray, gold: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall, F1; 0 where nothing was said or nothing is there."""
    return (
        hits / np.maximum(said, 1),
        hits / np.maximum(gold, 1),
        2 * hits / np.maximum(said + gold, 1),
    )


def _share(hits: Sequence[tuple[Item, Verdict]], name: str) -> float:
    right = sum(
        bool({event.get(name) for event in item.events} & {finding[name] for finding in verdict.findings})
        for item, verdict in hits
    )
    return right / max(1, len(hits))


def role_share(
    items: Sequence[Item], verdicts: Sequence[Verdict], role: str, code: Callable[[str], str | None]
) -> tuple[float, int]:
    """Share of hits in which a finding names a state that an event names in this role, and of how many hits.

    An event's `actor` and `target` are an editor's words; hits count where both sides name a state.
    """
    right = asked = 0
    for item, verdict in zip(items, verdicts, strict=True):
        if not (item.alert and verdict.alert):
            continue
        words = [word for event in item.events for word in _SEVERAL.split(event.get(role) or "")]
        labelled = {found for word in words if (found := code(word)) is not None}
        said = {
            name
            for finding in verdict.findings
            for name in finding.get(f"{role}s", "").split(",")
            if code(name)
        }
        if labelled and said:
            asked += 1
            right += bool(labelled & said)
    return right / max(1, asked), asked


def parts(items: Sequence[Item]) -> dict[str, list[int]]:
    """Places of stories, headlines and all; a part that is empty or the whole is left out."""
    split = {
        "stories": [place for place, item in enumerate(items) if item.story],
        "headlines": [place for place, item in enumerate(items) if not item.story],
    }
    return {name: places for name, places in split.items() if 0 < len(places) < len(items)} | {
        "all": list(range(len(items)))
    }


def lines(name: str, items: Sequence[Item], verdicts: Sequence[Verdict]) -> list[str]:
    """One line of a table for each part."""
    rows = []
    for part, places in parts(items).items():
        result = report([items[p] for p in places], [verdicts[p] for p in places])
        fields = "  ".join(f"{field} {share:.3f}" for field, share in result.fields.items())
        rows.append(
            f"  {name:<14} {part:<9} P {result.precision}  R {result.recall}  F1 {result.f1}"
            + (f"  | of {result.hits} hits: {fields}" if fields else "")
        )
    return rows
