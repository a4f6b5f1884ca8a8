"""Fit how confidence follows from pattern and model, on every other visible PLV test sentence; print how often it is right on the rest.

python -m training.calibrate [--shared FOLDER]

Prints the three figures of ``Weights.sure`` and the two of ``RULE_ALONE`` (src/detente/extract/weighing.py), and the reliability table of docs/accuracy.md. An event is
right where it has the sentence's type; a sentence may hold other true events, so the figures are floors.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from detente.extract import weighing
from detente.pipeline import Reader, code_report, load_reader
from detente.records.raw import RawReport
from eval.bench import SHARED

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)

Row = tuple[tuple[float, ...], bool]


def read_sentences(path: Path) -> list[tuple[str, frozenset[str]]]:
    """Sentences of a PLV file with the types that count as right."""
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    roots = [row["gold_root"].strip().upper() for row in rows]
    return [
        (row["sentence"], frozenset({"CONCEDE", "RETREAT"} if root == "YIELD" else {root}))
        for row, root in zip(rows, roots, strict=True)
    ]


def features_of(sentences: Sequence[tuple[str, frozenset[str]]], reader: Reader) -> tuple[list[Row], list[Row]]:
    """Rows for events that the model was asked about, and for those of rules alone."""
    seen: list[tuple[float, ...]] = []

    def sure(confidence: float, likely: float, own: bool, weights: weighing.Weights) -> float:
        seen.append((_odds(confidence) * (1 if own else -1), _odds(likely)))
        return len(seen) / 1e7  # a mark by which the event is known again

    held, weighing.sure = weighing.sure, sure
    alone_held, weighing.sure_alone = weighing.sure_alone, lambda confidence: confidence
    asked: list[Row] = []
    alone: list[Row] = []
    try:
        for number, (text, types) in enumerate(sentences):
            raw = RawReport(f"c{number}", "plv", None, "2000-01-03", None, text, "jsonl", "plv")
            for event in code_report(raw, reader).events:
                if event.confidence < 0.04:
                    asked.append((seen[round(event.confidence * 1e7) - 1], event.type in types))
                else:
                    alone.append(((_odds(event.confidence),), event.type in types))
    finally:
        weighing.sure, weighing.sure_alone = held, alone_held
    return asked, alone


def _odds(share: float) -> float:
    share = min(0.998, max(0.002, share))
    return math.log(share / (1 - share))


def fit(rows: Sequence[Row]) -> np.ndarray:
    """Logistic regression by Newton's method, with a little ridge: intercept first."""
    x = np.array([(1.0, *features) for features, _ in rows])
    y = np.array([float(right) for _, right in rows])
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + np.eye(len(w)), x.T @ (y - p) - w)
    return w


def table(rows: Sequence[Row], weights: np.ndarray) -> list[str]:
    """Markdown rows: confidence from-to, events, their mean confidence, the share that is right."""
    told = [(1 / (1 + math.exp(-float(np.dot(weights, (1.0, *features))))), right) for features, right in rows]
    out = ["| confidence | events | mean | right |", "|---|---:|---:|---:|"]
    for low, high in pairwise(BINS):
        held = [(p, right) for p, right in told if low <= p < high]
        if held:
            mean, share = sum(p for p, _ in held) / len(held), sum(right for _, right in held) / len(held)
            out.append(f"| {low:.1f} to {min(1.0, high):.1f} | {len(held)} | {mean:.2f} | {share:.2f} |")
    return out


def main() -> None:
    """Print the fits and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    args = parser.parse_args()
    sentences, reader = read_sentences(args.shared / "gold/plv/test_visible.tsv"), load_reader()
    fitted, checked = (features_of(half, reader) for half in (sentences[::2], sentences[1::2]))
    for name, rows, others in zip(("pattern and model", "pattern alone"), fitted, checked, strict=True):
        weights = fit(rows)
        print(f"\n{name}: {', '.join(f'{w:.2f}' for w in weights)} (fitted on {len(rows)} events)")
        print("\n".join(table(others, weights)))


if __name__ == "__main__":
    main()
