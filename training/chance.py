"""Fit how likely two sentences tell one thing (``data/compare/chance.yaml``) on stories whose gold says which do.

python -m training.chance STORY_FOLDER... [--words | --together] [--write]

A story folder holds ``reports.jsonl`` and ``gold.json`` (``shared/field/stories.md``). Two sentences tell one thing where the gold's evidence for one corroborated fact or one
conflict stands in both; the gold is not complete, so the chance is a floor. Pairs of real reports that were judged (`training.judged_pairs`) count with them where two sentences
are read together. Prints average precision on each story with the weights of all others, then the weights of all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from detente.compare.chance import chance_of
from detente.compare.clause_likeness import READ, WORDS, Weigher, weighed_pairs
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
from eval.planted import news_of
from training.judged_pairs import FITTED, load_judged

RIDGE = 3.0
STEPS = 30
SAME = 2
"""The label of judged pairs that tell one thing."""

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


def pairs_of(
    raws: Iterable[RawReport], reader: Reader, senses: Senses
) -> Iterator[tuple[Clause, Clause, tuple[float, ...]]]:
    """Every two whole sentences of a story worth a look, with their figures; of those that are read together what that gives as well."""
    codings, entities = merged_codings([code_report(raw, reader) for raw in raws])
    names = Names(codings, entities)
    clauses = [c for coding in codings for c in read_clauses(cut_sentences(coding.report), names, coding.report.id)]
    whole = {_key(c): c for c in clauses if c.whole}
    sentences = [c.evidence.quote for c in whole.values()]
    context = InContext(sentences, senses) if senses.contexts else None
    for pair, signs in weighed_pairs(clauses, Weigher(clauses), Vocabulary(sentences, senses), context):
        one, two = whole[_key(pair.one)], whole[_key(pair.two)]
        if not senses.together:
            yield one, two, signs.figures
        elif chance_of(signs.figures, signs.scale) >= READ or pair.strength >= WORDS:
            yield one, two, (*signs.figures, senses.together(one.evidence.quote, two.evidence.quote))


def rows_of(folder: Path, reader: Reader, senses: Senses) -> Rows:
    """Signs of every pair of sentences worth a look, and whether the gold joins them."""
    raws = [raw for raw in read_reports([str(folder / "reports.jsonl")]) if isinstance(raw, RawReport)]
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    facts = list(gold_spans(gold, {raw.id or "": raw.text for raw in raws}))
    pairs = list(pairs_of(raws, reader, senses))
    signs = np.array([figures for _, _, figures in pairs])
    return signs, np.array([float(any(_holds(f, a) and _holds(f, b) for f in facts)) for a, b, _ in pairs])


def judged_rows(shared: Path, reader: Reader, senses: Senses) -> list[Rows]:
    """The same of judged pairs of real reports that no network learned from, a group each."""
    news = list(news_of(shared).values())
    rows = []
    judged: dict[str, dict[frozenset[tuple[str, int]], int]] = {}
    for pair in (p for p in load_judged(shared) if p.part == FITTED):
        judged.setdefault(pair.group, {})[frozenset((r, start) for r, start, _ in pair.places)] = pair.label
    for group, labels in sorted(judged.items()):
        raws = [raw for raw in news if raw.where == group]
        held = [
            (figures, float(labels[key] == SAME))
            for a, b, figures in pairs_of(raws, reader, senses)
            if (key := frozenset((c.evidence.report, c.evidence.start) for c in (a, b))) in labels
        ]
        rows.append((np.array([f for f, _ in held]), np.array([y for _, y in held])))
    return rows


def _key(clause: Clause) -> tuple[str, int]:
    return clause.evidence.report, clause.at


def _holds(fact: Sequence[Span], clause: Clause) -> bool:
    told = clause.evidence
    return any(told.report == doc and told.start < b and a < told.end for doc, a, b in fact)


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
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--words", action="store_true", help="fit the scale that is used without the networks")
    which.add_argument("--together", action="store_true", help="fit the scale of sentences that are read together")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader, senses, scale = load_reader(), load_senses(), "sentence"
    if args.words:
        senses, scale = replace(senses, contexts=None), "words"
    if args.together:
        scale = "together"
    else:
        senses = replace(senses, together=None)
    rows = [rows_of(folder, reader, senses) for folder in args.stories]
    names = [folder.name for folder in args.stories]
    if args.together:
        judged = judged_rows(args.shared, reader, senses)
        rows += judged
        names += [f"judged group {i + 1}" for i in range(len(judged))]
    for at, name in enumerate(names):
        others = [r for i, r in enumerate(rows) if i != at]
        figure = average_precision(rows[at], fit(others)) if others else float("nan")
        print(f"{name}: {len(rows[at][1])} pairs, {int(rows[at][1].sum())} joined, average precision {figure:.3f}")
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
