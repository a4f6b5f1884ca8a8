"""Training the event model: batches of like length and kind, one loss a head."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from detente.language.event_model import TYPES
from training.event_corpus import IGNORED, Lesson
from training.event_network import EventReader


@dataclass(frozen=True)
class EventRecipe:
    """How to train: passes over the data, sentences a step, learning rate, weight decay, seed, averaging of the weights."""

    epochs: int = 4
    size: int = 16
    rate: float = 1.5e-4
    warmup: float = 0.08
    decay: float = 0.01
    smoothing: float = 0.05
    seed: int = 1
    average: float = 0.99


def batches_of(lessons: Sequence[Lesson], size: int, rng: random.Random) -> Iterator[list[Lesson]]:
    """Every lesson once, in batches of like length, their order shuffled."""
    order = sorted(range(len(lessons)), key=lambda at: (len(lessons[at].pieces) + rng.randrange(6), rng.random()))
    batches = [[lessons[at] for at in order[low : low + size]] for low in range(0, len(order), size)]
    rng.shuffle(batches)
    yield from batches


def loss_of(model: EventReader, lessons: Sequence[Lesson], smoothing: float) -> Tensor:
    """The sum of the three heads' losses over what each lesson teaches."""
    length = max(len(lesson.pieces) for lesson in lessons)
    ids = torch.tensor([[*one.pieces, *[0] * (length - len(one.pieces))] for one in lessons])
    mask = torch.where(ids == 0, -1e4, 0.0)[:, None, None, :]
    types, classes, tags = model(ids, mask)
    right = torch.zeros(len(lessons), len(TYPES))
    for row, lesson in enumerate(lessons):
        for type_ in lesson.types:
            right[row, type_] = 1
    taught = right.sum(1) > 0
    loss = torch.zeros(())
    if taught.any():
        logs = functional.log_softmax(types[taught], -1)
        inside = torch.logsumexp(logs.masked_fill(right[taught] == 0, -1e4), -1)
        loss = loss - ((1 - smoothing) * inside + smoothing * logs.mean(-1)).sum() / len(lessons)
    wanted = torch.tensor([one.class_ for one in lessons])
    if (wanted != IGNORED).any():
        loss = loss + 0.5 * functional.cross_entropy(
            classes, wanted, ignore_index=IGNORED, label_smoothing=smoothing, reduction="sum"
        ) / len(lessons)
    given = torch.tensor(
        [[*(one.tags or [IGNORED] * len(one.pieces)), *[IGNORED] * (length - len(one.pieces))] for one in lessons]
    )
    if (given != IGNORED).any():
        per_sentence = functional.cross_entropy(
            tags.transpose(1, 2), given, ignore_index=IGNORED, reduction="none"
        ).sum(1)
        words = (given != IGNORED).sum(1).clamp(min=1)
        loss = loss + 2.0 * (per_sentence / words).sum() / len(lessons)
    return loss


def fit_events(
    model: EventReader,
    lessons: Sequence[Lesson],
    recipe: EventRecipe,
    *,
    say: Callable[[str], None] = lambda line: None,
    steps: int | None = None,
) -> EventReader:
    """The model trained; the weights returned are a moving average over the steps."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    model.train()
    model.words.weight.requires_grad_(False)  # a third of the time for words that few sentences hold
    fresh = [p for n, p in model.named_parameters() if n.split(".")[0] in {"pool", "types", "classes", "tags"}]
    known = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and n.split(".")[0] not in {"pool", "types", "classes", "tags"}
    ]
    optimizer = torch.optim.AdamW(
        [{"params": known, "lr": recipe.rate}, {"params": fresh, "lr": 4 * recipe.rate}], weight_decay=recipe.decay
    )
    total = steps or recipe.epochs * -(-len(lessons) // recipe.size)
    warm = max(1, int(total * recipe.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
    )
    averaged = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.average)
    )
    done, began = 0, time.monotonic()
    while done < total:
        for batch in batches_of(lessons, recipe.size, rng):
            loss = loss_of(model, batch, recipe.smoothing)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(model)
            done += 1
            if done % 100 == 0 or done == total:
                say(f"step {done} of {total}, loss {loss.item():.3f}, {(time.monotonic() - began) / done:.3f} s a step")
            if done >= total:
                break
    result: EventReader = averaged.module
    return result.eval()
