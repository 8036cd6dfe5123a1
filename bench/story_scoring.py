"""How well a grouping agrees with the right one: pairwise F1 and B-cubed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """B-cubed precision, recall and F1, and F1 over pairs; all 0 to 1."""

    precision: float
    recall: float
    b_cubed: float
    pairwise: float


def agreement(gold: Mapping[str, str], found: Mapping[str, str]) -> Agreement:
    """Compare two groupings of the same items, each given as item -> group."""
    gold_size, found_size = Counter(gold.values()), Counter(found[item] for item in gold)
    both = Counter((gold[item], found[item]) for item in gold)
    precision = sum(n * n / found_size[group] for (_, group), n in both.items()) / len(gold)
    recall = sum(n * n / gold_size[group] for (group, _), n in both.items()) / len(gold)
    hits = sum(map(_pairs, both.values()))
    possible = sum(map(_pairs, gold_size.values())) + sum(map(_pairs, found_size.values()))
    return Agreement(
        precision=precision,
        recall=recall,
        b_cubed=2 * precision * recall / (precision + recall),
        pairwise=2 * hits / possible if possible else 1.0,
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
