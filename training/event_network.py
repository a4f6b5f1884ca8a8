"""The event model's network: MiniLM with three small heads (type of a marked pair, class of a sentence, tags of its words)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from detente.language.event_model import CLASSES, TAGS, TYPES
from detente.language.masking import SOURCE, TARGET, TRIGGER
from training.network import LAYER_NAMES, Layer, Shape


class EventReader(nn.Module):
    """Word pieces of a sentence -> type logits, class logits, tag logits.

    The first ``depth`` layers are read by all heads; ``turns`` more once for types and classes and, with weights of their own, once for tags.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.depth))
        self.typing = nn.ModuleList(Layer(shape) for _ in range(shape.turns))
        self.tagging = nn.ModuleList(Layer(shape) for _ in range(shape.turns))
        self.pool = nn.Linear(5 * shape.width, shape.width)
        self.types = nn.Linear(shape.width, len(TYPES))
        self.classes = nn.Linear(shape.width, len(CLASSES))
        self.tags = nn.Linear(shape.width, len(TAGS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``ids[batch, piece]``, ``mask[batch, 1, 1, piece]`` as in :class:`training.network.Layer`."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(places)))
        for layer in self.layers:
            x = layer(x, mask)
        y = x
        for layer in self.tagging:
            y = layer(y, mask)
        for layer in self.typing:
            x = layer(x, mask)
        read = (mask[:, 0, 0, :] == 0).float().expand(ids.shape[0], -1)
        mean = _mean(x, read)
        first = x[:, 0]
        marked = [_mean(x, (ids == mark).float(), first) for mark in (SOURCE, TARGET, TRIGGER)]
        pooled = self.drop(torch.tanh(self.pool(torch.cat([first, mean, *marked], -1))))
        return self.types(pooled), self.classes(pooled), self.tags(y)


def _mean(x: Tensor, weights: Tensor, otherwise: Tensor | None = None) -> Tensor:
    """The mean state over the pieces with a weight; where none has one, ``otherwise``."""
    total = weights.sum(1, keepdim=True)
    mean = (x * weights.unsqueeze(-1)).sum(1) / total.clamp(min=1)
    return mean if otherwise is None else torch.where(total > 0, mean, otherwise)


def start_events_from(base: dict[str, Tensor], shape: Shape) -> EventReader:
    """A network that starts from MiniLM's weights, its heads from chance."""
    model = EventReader(shape)
    held = model.state_dict()
    kinds = base["embeddings.token_type_embeddings.weight"].float()
    held["words.weight"] = base["embeddings.word_embeddings.weight"].float() + kinds[0]
    held["places.weight"] = base["embeddings.position_embeddings.weight"].float()
    for part in ("weight", "bias"):
        held[f"norm.{part}"] = base[f"embeddings.LayerNorm.{part}"].float()
        for theirs, ours in LAYER_NAMES.items():
            for number in range(shape.depth + shape.turns):
                taken = base[f"encoder.layer.{number}.{theirs}.{part}"].float()
                for name in _layer_names(number, shape):
                    held[f"{name}.{ours}.{part}"] = taken.clone()
    model.load_state_dict(held)
    return model


def _layer_names(number: int, shape: Shape) -> list[str]:
    """Where a layer of MiniLM goes: the upper ones twice."""
    if number < shape.depth:
        return [f"layers.{number}"]
    return [f"{part}.{number - shape.depth}" for part in ("typing", "tagging")]
