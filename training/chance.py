"""Fit how likely two sentences tell one thing (``data/compare/chance.yaml``) on stories whose gold says which do.

python -m training.chance STORY_FOLDER... [--write]

A story folder holds ``reports.jsonl`` and ``gold.json`` (``shared/field/stories.md``). Two sentences tell one thing where the gold's evidence for one corroborated fact or one
conflict stands in both; the gold is not complete, so the chance is a floor. Prints average precision on each story with the weights of all others, then the weights of all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from detente.compare.clause_likeness import Weigher, weighed_pairs
from detente.compare.clauses import Clause, read_clauses
from detente.compare.comparison import merged_codings
from detente.compare.coverage import Vocabulary
from detente.compare.in_context import InContext
from detente.compare.names import Names
from detente.compare.passages import cut_sentences
from detente.ingest import read_reports
from detente.language.senses import Senses, load_senses
from detente.lexicon.files import DATA
from detente.pipeline import Reader, code_report, load_reader
from detente.records.raw import RawReport

RIDGE = 3.0
STEPS = 30

Span = tuple[str, int, int]
Rows = tuple[np.ndarray, np.ndarray]


def gold_spans(gold: dict[str, Any], texts: dict[str, str]) -> Iterable[list[Span]]:
    """For each corroborated fact and conflict of a gold file the places of its evidence."""
    cross = gold["cross"]
    told = [[(d, e) for d, e in k["evidence"].items()] for k in cross["corroborated"]]
    told += [[(v["doc"], v["evidence"]) for v in x["values"]] for x in cross["conflicts"]]
    for fact in told:
        spans = []
        for doc, evidence in fact:
            for quote in [evidence] if isinstance(evidence, str) else evidence or []:
                at = texts[doc].find(quote)
                if at >= 0:
                    spans.append((doc, at, at + len(quote)))
        yield spans


def rows_of(folder: Path, reader: Reader, senses: Senses) -> Rows:
    """Signs of every pair of sentences worth a look, and whether the gold joins them."""
    raws = [raw for raw in read_reports([str(folder / "reports.jsonl")]) if isinstance(raw, RawReport)]
    codings, entities = merged_codings([code_report(raw, reader) for raw in raws])
    names = Names(codings, entities)
    clauses = [c for coding in codings for c in read_clauses(cut_sentences(coding.report), names, coding.report.id)]
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    facts = list(gold_spans(gold, {c.report.id: c.report.text for c in codings}))
    whole = {(c.evidence.report, c.at): c for c in clauses if c.whole}
    joined = {
        frozenset((_key(a), _key(b)))
        for fact in facts
        for a in _holding(fact, whole.values())
        for b in _holding(fact, whole.values())
        if a.evidence.report != b.evidence.report
    }
    sentences = [c.evidence.quote for c in clauses if c.whole]
    context = InContext(sentences, senses) if senses.contexts else None
    pairs = list(weighed_pairs(clauses, Weigher(clauses), Vocabulary(sentences, senses), context))
    signs = np.array([s.figures for _, s in pairs])
    return signs, np.array([float(frozenset((_key(p.one), _key(p.two))) in joined) for p, _ in pairs])


def _key(clause: Clause) -> tuple[str, int]:
    return clause.evidence.report, clause.at


def _holding(fact: Sequence[Span], clauses: Iterable[Clause]) -> list[Clause]:
    return [
        c for c in clauses for doc, a, b in fact
        if c.evidence.report == doc and c.evidence.start < b and a < c.evidence.end
    ]  # fmt: skip


def fit(rows: Sequence[Rows]) -> np.ndarray:
    """Weights and constant (last) of a ridge logistic scale, by Newton's steps."""
    signs, right = np.vstack([x for x, _ in rows]), np.concatenate([y for _, y in rows])
    mean, spread = signs.mean(0), signs.std(0)
    spread = np.where(spread < 1e-6, np.inf, spread)  # a figure that never varies says nothing
    scaled = np.hstack([(signs - mean) / spread, np.ones((len(signs), 1))])
    ridge = np.diag([RIDGE] * signs.shape[1] + [1e-3])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - right) + ridge @ weights
        weights = weights - np.linalg.solve((scaled * (chance * (1 - chance))[:, None]).T @ scaled + ridge, slope)
    return np.append(weights[:-1] / spread, weights[-1] - (weights[:-1] * mean / spread).sum())


def average_precision(rows: Rows, weights: np.ndarray) -> float:
    """Mean precision at each joined pair, likeliest first."""
    order = np.argsort(-(rows[0] @ weights[:-1]), kind="stable")
    right = rows[1][order]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1) * right).sum() / max(1.0, right.sum()))


def main() -> None:
    """Fit, and write the file where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--words", action="store_true", help="fit the scale that is used without the network")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader, senses, scale = load_reader(), load_senses(), "sentence"
    if args.words:
        senses, scale = replace(senses, contexts=None), "words"
    rows = [rows_of(folder, reader, senses) for folder in args.stories]
    for at, folder in enumerate(args.stories):
        others = [r for i, r in enumerate(rows) if i != at]
        figure = average_precision(rows[at], fit(others)) if others else float("nan")
        print(
            f"{folder.name}: {len(rows[at][1])} pairs, {int(rows[at][1].sum())} joined, average precision {figure:.3f}"
        )
    weights = fit(rows)
    row = f"- {{id: {scale}, weights: {[round(float(w), 3) for w in weights[:-1]]}, constant: {weights[-1]:.3f}}}"
    print(row)
    if args.write:
        path = DATA / "compare/chance.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text(
            "\n".join(row if line.startswith(f"- {{id: {scale},") else line for line in lines) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
