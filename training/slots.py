"""Fit how likely two values are of one thing (``data/compare/chance.yaml``: number, day, name) on planted differences and on stories with a gold reading.

python -m training.slots STORY_FOLDER... [--write]

Right are an altered value of the open half of ``eval/plants`` with what its sister tells, and values in the evidence of one conflict of a story's gold; every other
pair of values of untouched reports is wrong. Prints, for each scale, how many right and wrong pairs reach a chance.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml

from detente.compare.clause_findings import told_in_clauses
from detente.compare.clause_likeness import Weigher
from detente.compare.comparison import merged_codings
from detente.compare.coverage import Vocabulary
from detente.compare.origins import find_origins
from detente.compare.slot_pairs import scale_of, weighed_values
from detente.compare.slots import Slot
from detente.compare.tellings import lay_out
from detente.ingest import read_reports
from detente.language.senses import load_senses
from detente.lexicon.files import DATA
from detente.pipeline import Reader, code_report, load_reader
from detente.records.coding import Coding
from detente.records.kinds import Quantity
from detente.records.raw import RawReport
from eval.bench import SHARED
from eval.planted import code_all, halves_of, news_of
from eval.planting import Plant, moved, read_plants
from training.chance import Span, fit, gold_spans

Row = tuple[str, tuple[float, ...], bool]
SCALES = ("number", "day", "name")
SHOWN = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def pairs_of(codings: Sequence[Coding]) -> Iterable[tuple[Slot, Slot, tuple[float, ...]]]:
    """Every two values of some reports that are worth a look, with their figures."""
    held, entities = merged_codings(codings)
    reports = {c.report.id: c.report for c in held}
    laid = lay_out(held, (), find_origins([tuple(reports)], reports), entities)
    nouns = [noun for slot in laid.slots for noun in slot.nouns]
    vocabulary = Vocabulary([c.evidence.quote for c in laid.clauses if c.whole], load_senses(), more=nouns)
    _, pairs = told_in_clauses(laid.clauses, Weigher(laid.clauses), vocabulary)
    counted = {t.fact.id: t.counted for t in laid.tellings if isinstance(t.fact, Quantity)}
    for _, i, j, figures in weighed_values(laid.slots, pairs, vocabulary, counted):
        if not laid.slots[i].kind.startswith("age"):
            yield laid.slots[i], laid.slots[j], figures


def rows_of_plant(plant: Plant, codings: Mapping[str, Coding]) -> Iterable[Row]:
    """The altered value beside what the sister tells."""
    new = [moved((r.start, r.end), plant.replace) for r in plant.replace]
    for one, two, figures in pairs_of([codings[plant.id], codings[plant.sister]]):
        altered, told = (one, two) if one.told.report == plant.report else (two, one)
        if _touches(altered, new) and _touches(told, plant.told):
            yield scale_of(one), figures, True


def _touches(slot: Slot, spans: Iterable[tuple[int, int]]) -> bool:
    return any(slot.told.start < end and start < slot.told.end for start, end in spans)


def rows_of_story(folder: Path, reader: Reader) -> Iterable[Row]:
    """Values of a story's reports: right where the gold has a conflict over both."""
    raws = [raw for raw in read_reports([str(folder / "reports.jsonl")]) if isinstance(raw, RawReport)]
    codings = [code_report(raw, reader) for raw in raws]
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {c.report.id: c.report.text for c in codings}
    facts = list(gold_spans({"cross": {"corroborated": [], "conflicts": gold["cross"]["conflicts"]}}, texts))
    for one, two, figures in pairs_of(codings):
        yield scale_of(one), figures, any(_inside(one, fact) and _inside(two, fact) for fact in facts)


def _inside(slot: Slot, fact: Sequence[Span]) -> bool:
    return any(slot.told.report == doc and slot.told.start < b and a < slot.told.end for doc, a, b in fact)


def main() -> None:
    """Fit, and write the file where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    news = news_of(SHARED)
    half = halves_of(news.values())
    plants = [plant for plant in read_plants() if half[plant.group] == "open"]
    codings = code_all(read_plants(), news)
    rows = [row for plant in plants for row in rows_of_plant(plant, codings)]
    for pair in sorted({tuple(sorted(plant.pair)) for plant in plants}):
        rows += [(scale_of(one), f, False) for one, _, f in pairs_of([codings[name] for name in pair])]
    reader = load_reader()
    for folder in args.stories:
        rows += rows_of_story(folder, reader)
    path = DATA / "compare/chance.yaml"
    text = path.read_text(encoding="utf-8")
    scales = {row["id"]: row for row in yaml.safe_load(text)}
    for scale in SCALES:
        figures = np.array([f for s, f, _ in rows if s == scale], dtype=float)
        right = np.array([r for s, _, r in rows if s == scale], dtype=float)
        weights = fit([(figures, right)])
        chances = 1 / (1 + np.exp(-figures @ weights[:-1] - weights[-1]))
        reached = ", ".join(
            f"{c}: {int((right[chances >= c]).sum())} right {int((1 - right[chances >= c]).sum())} wrong" for c in SHOWN
        )
        print(f"{scale}: {len(right)} pairs, {int(right.sum())} right; from {reached}")
        scales[scale] = {
            "id": scale, "weights": [round(float(w), 3) for w in weights[:-1]], "constant": round(float(weights[-1]), 3),
        }  # fmt: skip
    if args.write:
        notes = [line for line in text.splitlines() if line.startswith("#")]
        lines = [f"- {{id: {r['id']}, weights: {r['weights']}, constant: {r['constant']}}}" for r in scales.values()]
        path.write_text("\n".join([*notes, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
