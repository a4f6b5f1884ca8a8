"""Windows of annotated articles as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from detente.language.roles import CONTENT, CUE, SOURCE
from detente.language.wordpieces import CLS, SEP, Window, cut_windows
from training.corpus import Article

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Example:
    """A window: piece ids, quotation flags, anchor labels, tag labels (three bits) and for each anchor judged in it its roles."""

    ids: list[int]
    marks: list[int]
    anchors: list[int]
    tags: list[int]
    told: list[tuple[int, list[int]]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples padded to one length; ``row`` and ``place`` say in which window and at which piece each anchor stands."""

    ids: Tensor
    marks: Tensor
    mask: Tensor
    anchors: Tensor
    tags: Tensor
    row: Tensor
    place: Tensor
    roles: Tensor

    def to(self, device: str) -> Batch:
        """The same on another device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def examples_of(article: Article) -> list[Example]:
    """The windows of an article with their labels."""
    pieces = article.pieces
    anchors = {told.anchor: told.roles for told in article.told}
    tags = [0] * len(pieces.ids)
    for one in article.told:
        for at, role in one.roles.items():
            tags[at] |= 1 << (role - 1)
    found = []
    for window in cut_windows(pieces.breaks):
        judged = [
            (
                int(at in anchors)
                if window.first <= at < window.last and at not in article.open and pieces.starts[at] >= 0
                else IGNORED
            )
            for at in range(window.low, window.high)
        ]
        told = [
            (at - window.low + 1, _roles(anchors[at], window))
            for at in range(window.first, window.last)
            if at in anchors
        ]
        found.append(
            Example(
                [CLS, *pieces.ids[window.low : window.high], SEP],
                [0, *pieces.marks[window.low : window.high], 0],
                [IGNORED, *judged, IGNORED],
                [0, *tags[window.low : window.high], 0],
                told,
            )
        )
    return found


def _roles(roles: dict[int, int], window: Window) -> list[int]:
    return [0, *(roles.get(at, 0) for at in range(window.low, window.high)), 0]


def swap_quotes(ids: Sequence[int], swaps: dict[int, int]) -> list[int]:
    """The pieces with one sort of quotation marks for another."""
    return [swaps.get(piece, piece) for piece in ids]


def quote_swaps(piece_of: dict[str, int]) -> list[dict[int, int]]:
    """Exchanges between straight, curly, angled and single quotation marks, as far as each is a piece."""
    straight, opening, closing, left, right = (piece_of.get(mark) for mark in ('"', "“", "”", "«", "»"))
    ways: list[dict[int, int]] = []
    if straight is not None and opening is not None and closing is not None:
        ways.append({opening: straight, closing: straight})
        if left is not None and right is not None:
            ways.append({opening: left, closing: right})
    return ways


def batches_of(
    examples: Sequence[Example], size: int, *, rng: random.Random | None = None, swaps: Sequence[dict[int, int]] = ()
) -> Iterator[Batch]:
    """Batches of windows of similar length, in an order drawn from ``rng``."""
    order = list(range(len(examples)))
    if rng is not None:
        rng.shuffle(order)
        chunk = size * 40
        order = [
            at
            for low in range(0, len(order), chunk)
            for at in sorted(order[low : low + chunk], key=lambda i: len(examples[i].ids))
        ]
    groups = [order[low : low + size] for low in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(groups)
    for group in groups:
        chosen = [examples[at] for at in group]
        if rng is not None and swaps:
            chosen = [
                Example(swap_quotes(e.ids, rng.choice(swaps)), e.marks, e.anchors, e.tags, e.told)
                if rng.random() < 0.3
                else e
                for e in chosen
            ]
        yield collate(chosen)


def collate(examples: Sequence[Example]) -> Batch:
    """Examples as padded tensors."""
    length = max(len(e.ids) for e in examples)

    def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
        return torch.tensor([[*row, *[fill] * (length - len(row))] for row in rows], dtype=torch.long).view(-1, length)

    mask = torch.tensor([[0.0] * len(e.ids) + [-1e4] * (length - len(e.ids)) for e in examples])[:, None, None, :]
    told = [(row, place, roles) for row, e in enumerate(examples) for place, roles in e.told]
    bits = padded([e.tags for e in examples], 0)
    tags = torch.stack([(bits >> (role - 1)) & 1 for role in (SOURCE, CUE, CONTENT)], -1)
    return Batch(
        padded([e.ids for e in examples], 0),
        padded([e.marks for e in examples], 0),
        mask,
        padded([e.anchors for e in examples], IGNORED),
        tags,
        torch.tensor([row for row, _, _ in told], dtype=torch.long),
        torch.tensor([place for _, place, _ in told], dtype=torch.long),
        padded([roles for _, _, roles in told], IGNORED),
    )
