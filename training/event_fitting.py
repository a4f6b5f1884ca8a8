"""Training the event model: batches of like length and kind, one loss a head."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from detente.language.event_model import TYPES
from training.event_corpus import IGNORED, Lesson
from training.event_network import EventReader
from training.loop import Recipe, run_loop, steps_of

RECIPE = Recipe(epochs=5, size=16, rate=1.5e-4, warmup=0.08, average=0.99, seed=3)
SMOOTHING = 0.05
_FRESH = frozenset({"pool", "types", "classes", "tags"})

Rows = list[tuple[tuple[int, ...], Lesson]]
"""Lessons, each with the row of pieces that is read this time."""


def batches_of(lessons: Sequence[Lesson], size: int, rng: random.Random) -> Iterator[Rows]:
    """Every lesson once, in batches of like length, their order shuffled; of its rows of pieces one by chance."""
    order = sorted(range(len(lessons)), key=lambda at: (len(lessons[at].pieces) + rng.randrange(6), rng.random()))
    batches = [[lessons[at] for at in order[low : low + size]] for low in range(0, len(order), size)]
    rng.shuffle(batches)
    for batch in batches:
        yield [(rng.choice(lesson.readings), lesson) for lesson in batch]


def loss_of(model: EventReader, rows: Rows, recipe: Recipe) -> Tensor:
    """The sum of the three heads' losses over what each lesson teaches."""
    length = max(len(pieces) for pieces, _ in rows)
    ids = torch.tensor([_padded(pieces, length, 0) for pieces, _ in rows], device=recipe.device)
    types, classes, tags = model(ids, torch.where(ids == 0, -1e4, 0.0)[:, None, None, :])
    lessons = [lesson for _, lesson in rows]
    return _type_loss(types.float(), lessons) + _class_loss(classes.float(), lessons) + _tag_loss(tags.float(), lessons)


def _type_loss(logits: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    """Of several right types it counts how likely any of them is."""
    right = torch.tensor([[float(n in one.types) for n in range(len(TYPES))] for one in lessons], device=logits.device)
    taught = right.sum(1) > 0
    if not taught.any():
        return logits.new_zeros(())
    logs = functional.log_softmax(logits[taught], -1)
    inside = torch.logsumexp(logs.masked_fill(right[taught] == 0, -1e4), -1)
    return -((1 - SMOOTHING) * inside + SMOOTHING * logs.mean(-1)).sum() / len(lessons)


def _class_loss(logits: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    wanted = torch.tensor([one.class_ for one in lessons], device=logits.device)
    if not (wanted != IGNORED).any():
        return logits.new_zeros(())
    total = functional.cross_entropy(logits, wanted, ignore_index=IGNORED, label_smoothing=SMOOTHING, reduction="sum")
    return 0.5 * total / len(lessons)


def _tag_loss(logits: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    length = logits.shape[1]
    given = torch.tensor([_padded(one.tags, length, IGNORED) for one in lessons], device=logits.device)
    if not (given != IGNORED).any():
        return logits.new_zeros(())
    each = functional.cross_entropy(logits.transpose(1, 2), given, ignore_index=IGNORED, reduction="none").sum(1)
    return 2.0 * (each / (given != IGNORED).sum(1).clamp(min=1)).sum() / len(lessons)


def _padded(row: Sequence[int], length: int, filler: int) -> list[int]:
    return [*row, *[filler] * (length - len(row))]


def fit_events(
    model: EventReader,
    lessons: Sequence[Lesson],
    recipe: Recipe,
    *,
    say: Callable[[str], None] = lambda line: None,
    steps: int | None = None,
) -> EventReader:
    """The model trained; the weights returned are a moving average over the steps."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    model.to(recipe.device).train()
    model.words.weight.requires_grad_(False)  # a third of the time for words that few sentences hold
    named = [(name.split(".")[0], weight) for name, weight in model.named_parameters() if weight.requires_grad]
    groups = [
        {"params": [weight for part, weight in named if part not in _FRESH], "lr": recipe.rate},
        {"params": [weight for part, weight in named if part in _FRESH], "lr": 4 * recipe.rate},
    ]
    return run_loop(
        model,
        groups,
        lambda: batches_of(lessons, recipe.size, rng),
        lambda net, rows: loss_of(net, rows, recipe),
        recipe,
        total=steps_of(recipe, len(lessons), steps),
        say=say,
    )
