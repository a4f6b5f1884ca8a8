"""Training a reader, and reading with it to score it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from detente.language.reading import Model, read_pieces
from detente.language.roles import Saying
from training.batches import Batch, Example, batches_of
from training.corpus import Article
from training.loop import Recipe, run_loop, steps_of
from training.network import Reader


def loss_of(model: Reader, batch: Batch) -> torch.Tensor:
    """Is it an anchor, which tags, which roles towards each anchor."""
    states, anchors, tags = model.read(batch.ids, batch.marks, batch.mask)
    judged, seen = (batch.anchors >= 0).float(), (batch.mask[:, 0, 0, :] == 0).float().unsqueeze(-1)
    wanted = batch.anchors.clamp(min=0).float()
    loss = _mean(functional.binary_cross_entropy_with_logits(anchors.float(), wanted, reduction="none"), judged) * 4
    tagged = functional.binary_cross_entropy_with_logits(tags.float(), batch.tags.float(), reduction="none")
    loss = loss + 0.3 * _mean(tagged.mean(-1, keepdim=True), seen)
    if len(batch.row):
        roles = model.assign(states[batch.row], batch.place, batch.mask[batch.row])
        loss = loss + functional.cross_entropy(roles.float().transpose(1, 2), batch.roles, ignore_index=-100)
    return loss


def _mean(losses: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    return (losses * counted).sum() / counted.sum().clamp(min=1)


def fit(
    model: Reader,
    examples: Sequence[Example],
    recipe: Recipe,
    *,
    swaps: Sequence[dict[int, int]] = (),
    say: Callable[[str], None] = lambda line: None,
    steps: int | None = None,
) -> Reader:
    """The model trained; the weights returned are a moving average over the steps."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    model.to(recipe.device).train()
    plain = [p for n, p in model.named_parameters() if p.ndim > 1]
    bare = [p for n, p in model.named_parameters() if p.ndim <= 1]
    groups = [{"params": plain, "weight_decay": recipe.decay}, {"params": bare, "weight_decay": 0.0}]
    return run_loop(
        model,
        groups,
        lambda: batches_of(examples, recipe.size, rng=rng, swaps=swaps),
        lambda net, batch: loss_of(net, batch.to(recipe.device)),
        recipe,
        total=steps_of(recipe, len(examples), steps),
        say=say,
    )


def as_model(reader: Reader, device: str) -> Model:
    """A trained network behind the two functions that the program runs."""

    @torch.no_grad()
    def read(ids: np.ndarray, marks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        mask = torch.zeros(1, 1, 1, ids.shape[1], device=device)
        states, anchors, _ = reader.read(torch.tensor(ids, device=device), torch.tensor(marks, device=device), mask)
        return states.cpu().numpy(), anchors.cpu().numpy()

    @torch.no_grad()
    def assign(states: np.ndarray, anchors: np.ndarray) -> np.ndarray:
        mask = torch.zeros(1, 1, 1, states.shape[1], device=device)
        windows = torch.tensor(states, device=device).expand(len(anchors), -1, -1)
        found: np.ndarray = reader.assign(windows, torch.tensor(anchors, device=device), mask).cpu().numpy()
        return found

    return Model("training", read, assign)


def read_articles(reader: Reader, articles: Sequence[Article], device: str, *, floor: float) -> dict[str, list[Saying]]:
    """What the network finds in each article."""
    model = as_model(reader, device)
    return {a.name: list(read_pieces(a.pieces, model, floor=floor).sayings) for a in articles}


def as_predictions(sayings: Sequence[Saying]) -> list[dict[str, Any]]:
    """Sayings in the form in which ``attribution_eval.py`` reads predictions."""
    return [
        {
            "source": [list(s.source)] if s.source else [],
            "cue": [list(c) for c in s.cue],
            "content": [list(c) for c in s.content],
        }
        for s in sayings
    ]
