"""Turn items into batches of (sentence, headline) pairs with their targets."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.corpus import FIELDS, Item

UNDECIDED = -1.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of several items; `owner` says which item of the batch a pair belongs to."""

    pairs: list[tuple[str, str]]
    owner: Tensor
    current: Tensor
    """1, 0 or UNDECIDED for each pair."""
    article: Tensor
    """The target of each item's highest sentence, or UNDECIDED."""
    weight: Tensor
    """The weight of each item."""
    fields: dict[str, Tensor]
    """For each field a distribution a pair; rows of zeros where nothing is known."""


def epoch(
    items: Sequence[Item], *, size: int, most: int, soft: float, chance: random.Random
) -> Iterator[Batch]:
    """All items once, shuffled, at most `most` sentences of each; `soft` is the target of borderline ones."""
    order = list(items)
    chance.shuffle(order)
    for start in range(0, len(order), size):
        yield _batch(order[start : start + size], most=most, soft=soft, chance=chance)


def _batch(items: Sequence[Item], *, most: int, soft: float, chance: random.Random) -> Batch:
    pairs: list[tuple[str, str]] = []
    owner: list[int] = []
    current: list[float] = []
    fields: dict[str, list[list[float]]] = {field: [] for field in FIELDS}
    for number, item in enumerate(items):
        for index in _chosen(item, most=most, chance=chance):
            pairs.append((item.sentences[index], item.headline))
            owner.append(number)
            current.append(_target(item, index))
            for place, field in enumerate(FIELDS):
                fields[field].append(_distribution(item, index, place=place, field=field))
    targets = {"yes": 1.0, "no": 0.0, "borderline": soft}
    return Batch(
        pairs=pairs,
        owner=torch.tensor(owner),
        current=torch.tensor(current),
        article=torch.tensor([targets[item.alert] for item in items]),
        weight=torch.ones(len(items)),
        fields={field: torch.tensor(rows) for field, rows in fields.items()},
    )


def _chosen(item: Item, *, most: int, chance: random.Random) -> list[int]:
    """The headline, what the quotes decide, and others by lot."""
    if len(item.sentences) <= most:
        return list(range(len(item.sentences)))
    kept = {0, *sorted(item.reporting())[: most - 1]}
    others = [index for index in range(len(item.sentences)) if index not in kept]
    chance.shuffle(others)
    return sorted(kept | set(others[: most - len(kept)]))


def _target(item: Item, index: int) -> float:
    if item.alert == "no":
        return 0.0
    return 1.0 if item.alert == "yes" and index in item.reporting() else UNDECIDED


def _distribution(item: Item, index: int, *, place: int, field: str) -> list[float]:
    values = [event.values[place] for event in item.events if index in event.sentences]
    known = [value for value in values if value in FIELDS[field]]
    return [known.count(value) / len(known) if known else 0.0 for value in FIELDS[field]]
