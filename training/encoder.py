"""The encoder that is trained, in plain torch, so that training needs no model library.

It is a BERT of six layers with one pooled vector and a linear layer per question.
Names follow the file of base weights; the graph is kept to operations that quantise well.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.packing import Group, Pack
from training.weights import read_safetensors


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder, as its base states them."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


class Layer(nn.Module):
    """Self-attention and a feed-forward step, each with its residual and norm after it."""

    def __init__(self, shape: Shape, *, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.last_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, pack: Pack) -> Tensor:
        """The next hidden state of every token."""
        together = self.query_key_value(hidden)
        mixed = torch.cat([self._attend(together, group) for group in pack.groups])
        hidden = self.norm(hidden + self.dropout(self.attended(mixed)))
        inner = functional.gelu(self.widen(hidden))
        out: Tensor = self.last_norm(hidden + self.dropout(self.narrow(inner)))
        return out

    def _attend(self, together: Tensor, group: Group) -> Tensor:
        cells, width = group.rows * group.longest, together.shape[1] // 3
        grid = together.new_zeros(cells, 3 * width).index_copy(
            0, group.places, together[group.start : group.end]
        )
        parts = grid.view(group.rows, group.longest, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + group.bias.to(query.dtype)
        mixed: Tensor = scores.softmax(-1).to(value.dtype) @ value
        return mixed.transpose(1, 2).reshape(cells, width).index_select(0, group.places)


class Encoder(nn.Module):
    """From token ids to one row of logits a question: `current` first, then the fields."""

    def __init__(self, shape: Shape, *, heads: Mapping[str, int], dropout: float) -> None:
        super().__init__()
        self.attention_heads = shape.heads
        self.epsilon = shape.epsilon
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.segments = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout=dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)
        self.names = tuple(heads)
        self.heads = nn.ModuleList(nn.Linear(shape.width, size) for size in heads.values())

    def forward(self, pack: Pack) -> list[Tensor]:
        """The logits of each head, a row a pair."""
        hidden = self.words(pack.ids) + self.positions(pack.positions) + self.segments(pack.segments)
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, pack)
        sums = torch.zeros(len(pack.lengths), hidden.shape[1]).index_add(0, pack.owner, hidden.float())
        pooled = self.dropout(sums / pack.lengths[:, None])[pack.back]
        return [head(pooled).float() for head in self.heads]

    def parameter_groups(self, *, rate: float, head_rate: float) -> list[dict[str, object]]:
        """The optimiser's groups: new layers learn faster than what was pretrained."""
        fresh = list(self.heads.parameters())
        known = {id(parameter) for parameter in fresh}
        old = [parameter for parameter in self.parameters() if id(parameter) not in known]
        return [{"params": old, "lr": rate}, {"params": fresh, "lr": head_rate}]


def from_base(folder: Path, *, heads: Mapping[str, int], dropout: float) -> Encoder:
    """An encoder with the weights of the base in `folder` and fresh heads."""
    stated = json.loads((folder / "config.json").read_text())
    shape = Shape(
        vocabulary=stated["vocab_size"],
        width=stated["hidden_size"],
        layers=stated["num_hidden_layers"],
        heads=stated["num_attention_heads"],
        inner=stated["intermediate_size"],
        positions=stated["max_position_embeddings"],
        epsilon=stated["layer_norm_eps"],
    )
    encoder = Encoder(shape, heads=heads, dropout=dropout)
    base = read_safetensors(folder / "model.safetensors")
    state = dict(encoder.state_dict())
    state.update(_renamed(base, layers=shape.layers))
    encoder.load_state_dict(state)
    return encoder


def _renamed(base: Mapping[str, Tensor], *, layers: int) -> dict[str, Tensor]:
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "segments.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    inner = {
        "attended": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    state = {}
    for number in range(layers):
        for ours, theirs in inner.items():
            for kind in ("weight", "bias"):
                names[f"layers.{number}.{ours}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
        for kind in ("weight", "bias"):
            parts = [
                base[f"encoder.layer.{number}.attention.self.{part}.{kind}"]
                for part in ("query", "key", "value")
            ]
            state[f"layers.{number}.query_key_value.{kind}"] = torch.cat(parts)
    state.update({ours: base[theirs] for ours, theirs in names.items()})
    return state
