"""Pairs of sentences of `gold/news` with what a reader said of them: their places in ``training/judged/pairs.jsonl``, their words in ``shared``.

A row is ``[group, [report, start, end, hash], [report, start, end, hash], label, weight]``. Label 2: both tell one thing, if with other values; 1: only a side remark or a background
is common; 0: they tell different things. Eight readers judged some 230 pairs each, drawn from what comparing looked at, likely and unlikely, without seeing how it compares; ``weight`` says for how many
of the pairs that were looked at a judged one stands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.planting import hash_of

FILE = Path(__file__).parent / "judged/pairs.jsonl"
TRAINED, FITTED = "trained", "fitted"


@dataclass(frozen=True)
class Judged:
    """Two sentences of reports of one ``group`` and their label; ``part``: networks learn from the one, scales are fitted on the other."""

    group: str
    part: str
    one: str
    two: str
    places: tuple[tuple[str, int, int], tuple[str, int, int]]
    label: int
    weight: float


def load_judged(shared: Path, file: Path = FILE) -> list[Judged]:
    """All pairs in their order; every other group by name is of the part that networks learn from. Raises ValueError where words are not those that were judged."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    texts = {}
    for line in (shared / "gold/news/reports.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        texts[report["id"]] = report["text"]
    part = {g: (TRAINED, FITTED)[i % 2] for i, g in enumerate(sorted({row[0] for row in rows}))}
    return [
        Judged(group, part[group], _words(one, texts), _words(two, texts), (_place(one), _place(two)), label, weight)
        for group, one, two, label, weight in rows
    ]


def _place(sentence: list[Any]) -> tuple[str, int, int]:
    report, start, end, _ = sentence
    return report, start, end


def _words(sentence: list[Any], texts: dict[str, str]) -> str:
    report, start, end, was = sentence
    words = " ".join(texts[report][start:end].split())
    if hash_of(words) != was:
        raise ValueError(f"{FILE.name}: expected the sentence judged at {start} of {report}, found other words")
    return words
