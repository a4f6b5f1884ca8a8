"""The reader model: a small BERT whose last layers are run once for each cue, with the cue marked.

The first layers (``depth``) read a window once and tell which pieces are anchors, that is words by which somebody is said to have said
something. For each anchor its marked copy of the window goes through ``turns`` more layers, which tell for every piece whether it is source, cue or
content *of that anchor*. So linking is learnt and not left to rules: two cues may share a source, and a statement may lie in another.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

ROLES = 4


@dataclass(frozen=True)
class Shape:
    """The size of the network; MiniLM's by default."""

    vocabulary: int = 30522
    width: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    depth: int = 4
    turns: int = 2
    first_turn: int = 4
    dropout: float = 0.1
    far: int = 32

    def as_dict(self) -> dict[str, Any]:
        """The figures by name."""
        return asdict(self)


class Layer(nn.Module):
    """One transformer layer of BERT (attention, then two dense layers, each with a residual and a norm after it)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, shape.dropout
        self.query, self.key, self.value, self.out = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.up, self.down = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.norm1, self.norm2 = nn.LayerNorm(shape.width, eps=1e-12), nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x[batch, piece, width]``; ``mask[batch, 1, 1, piece]`` is 0 where a piece is read and a large negative where it is padding."""
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        dropout = self.dropout if self.training else 0.0
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype), dropout_p=dropout)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """Word pieces of a window -> states and anchors; states and an anchor -> roles."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kinds = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.depth))
        self.anchor = nn.Linear(shape.width, 1)
        self.tags = nn.Linear(shape.width, 3)
        self.mark = nn.Linear(shape.width, shape.width)
        self.spread = nn.Linear(shape.width, shape.width)
        self.far = nn.Embedding(2 * shape.far + 1, shape.width)
        self.turns = nn.ModuleList(Layer(shape) for _ in range(shape.turns))
        self.roles = nn.Linear(shape.width, ROLES)
        for fresh in (self.mark, self.spread, self.far):
            nn.init.normal_(fresh.weight, std=0.02)

    def read(self, ids: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """States ``[batch, piece, width]``, anchor logits ``[batch, piece]`` and tag logits ``[batch, piece, 3]``."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(places) + self.kinds(marks)))
        for layer in self.layers:
            x = layer(x, mask)
        return x, self.anchor(x).squeeze(-1), self.tags(x)

    def assign(self, states: Tensor, anchors: Tensor, mask: Tensor) -> Tensor:
        """Role logits ``[anchor, piece, 4]``; ``states[anchor, piece, width]`` is the window of each, ``anchors`` its place there."""
        length, far = states.shape[1], self.shape.far
        at = anchors.view(-1, 1, 1).expand(-1, 1, states.shape[2])
        told = states.gather(1, at)
        distance = torch.arange(length, device=states.device).view(1, -1) - anchors.view(-1, 1)
        here = (distance == 0).unsqueeze(-1).to(states.dtype)
        x = states + here * self.mark(told) + self.spread(told) + self.far(distance.clamp(-far, far) + far)
        for layer in self.turns:
            x = layer(x, mask)
        logits: Tensor = self.roles(x)
        return logits


LAYER_NAMES = {
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value", "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1", "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2",
}  # fmt: skip


def start_from(base: dict[str, Tensor], shape: Shape) -> Reader:
    """A network that starts from MiniLM's weights; turn ``n`` starts as its layer ``first_turn + n`` (at most the last)."""
    model = Reader(shape)
    held = model.state_dict()
    for ours, theirs in (("words", "word"), ("places", "position")):
        held[f"{ours}.weight"] = base[f"embeddings.{theirs}_embeddings.weight"].float()
    kinds = base["embeddings.token_type_embeddings.weight"].float()
    held["kinds.weight"] = torch.stack([kinds[0], kinds[0]])
    for part in ("weight", "bias"):
        held[f"norm.{part}"] = base[f"embeddings.LayerNorm.{part}"].float()
        for theirs, ours in LAYER_NAMES.items():
            for number in range(shape.depth):
                held[f"layers.{number}.{ours}.{part}"] = base[f"encoder.layer.{number}.{theirs}.{part}"].float()
            for number in range(shape.turns):
                layer = min(5, shape.first_turn + number)
                held[f"turns.{number}.{ours}.{part}"] = base[f"encoder.layer.{layer}.{theirs}.{part}"].float()
    model.load_state_dict(held)
    return model
