"""Lay pairs of unlike length end to end, so that no time goes into padding.

All matrices see one long row of tokens; only attention needs a grid, and gets one for pairs of like length.
That halves the time of a run on a processor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from tokenizers import Tokenizer
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of like length: where they lie in the row of tokens, and in their grid."""

    start: int
    end: int
    rows: int
    longest: int
    places: Tensor
    """The cell of each token in the flattened grid."""
    bias: Tensor
    """Minus much for the cells without a token."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The tokens of all pairs, shortest pair first; `back` restores the order asked."""

    ids: Tensor
    segments: Tensor
    positions: Tensor
    owner: Tensor
    lengths: Tensor
    back: Tensor
    groups: tuple[Group, ...]


def pack(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]], *, groups: int = 3) -> Pack:
    """Tokenize and lay out `pairs`."""
    entries = tokenizer.encode_batch(list(pairs))
    order = sorted(range(len(entries)), key=lambda index: len(entries[index].ids))
    ordered = [entries[index] for index in order]
    lengths = [len(entry.ids) for entry in ordered]
    cuts = sorted({round(len(ordered) * cut / groups) for cut in range(groups + 1)})
    made: list[Group] = []
    for first, last in pairwise(cuts):
        made.append(_group(lengths[first:last], start=made[-1].end if made else 0))
    return Pack(
        ids=torch.tensor([token for entry in ordered for token in entry.ids]),
        segments=torch.tensor([segment for entry in ordered for segment in entry.type_ids]),
        positions=torch.cat([torch.arange(length) for length in lengths]),
        owner=torch.repeat_interleave(torch.arange(len(lengths)), torch.tensor(lengths)),
        lengths=torch.tensor(lengths),
        back=torch.tensor(order).argsort(),
        groups=tuple(made),
    )


def _group(lengths: Sequence[int], *, start: int) -> Group:
    longest = max(lengths)
    places = torch.cat([torch.arange(length) + row * longest for row, length in enumerate(lengths)])
    bias = torch.full((len(lengths) * longest,), -1e4).index_fill(0, places, 0.0)
    return Group(
        start=start,
        end=start + sum(lengths),
        rows=len(lengths),
        longest=longest,
        places=places,
        bias=bias.view(len(lengths), 1, 1, longest),
    )
