"""The loop of all training here: warm-up, decay to nothing, clipped gradients, and weights averaged over the steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

Net = TypeVar("Net", bound=nn.Module)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Recipe:
    """How to train: passes over the data, items a step, learning rate, weight decay, seed, averaging of the weights, processor."""

    epochs: int = 6
    size: int = 32
    rate: float = 3e-4
    warmup: float = 0.06
    decay: float = 0.01
    seed: int = 1
    average: float = 0.996
    device: str = "cpu"
    bf16: bool = False


def steps_of(recipe: Recipe, items: int, steps: int | None) -> int:
    """How many steps a training takes: as many as asked for, or those of all its passes."""
    return steps or recipe.epochs * -(-items // recipe.size)


def run_loop(
    model: Net,
    groups: list[dict[str, Any]],
    batches: Callable[[], Iterable[Item]],
    loss_of: Callable[[Net, Item], Tensor],
    recipe: Recipe,
    *,
    total: int,
    say: Callable[[str], None] = lambda line: None,
) -> Net:
    """The model trained on ``batches()``, called anew for each pass; ``groups`` are the optimiser's groups of weights.

    The weights returned are a moving average over the steps.
    """
    optimizer = torch.optim.AdamW(groups, lr=recipe.rate, weight_decay=recipe.decay, fused=recipe.device != "cpu")
    warm = max(1, int(total * recipe.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))
    )
    averaged = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.average)
    )
    done, began = 0, time.monotonic()
    while done < total:
        for batch in batches():
            with torch.autocast(recipe.device, dtype=torch.bfloat16, enabled=recipe.bf16):
                loss = loss_of(model, batch)
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
    result: Net = averaged.module
    return result.eval()
