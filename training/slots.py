"""Fit how likely two values are of one thing (``data/compare/chance.yaml``: number, day, name).

python -m training.slots STORY_FOLDER... [--write]

Three sources: differences planted in the marked reports of the open half of `gold/news` (`training/pair_plants.py`), the same in every third made-up story
of `training/pairs`, and stories with a gold reading. Right are an altered value with what the sister tells in its place, and values in the evidence of one conflict of a story's gold;
wrong is every other pair of values of untouched reports that no mark joins. Reads some three thousand short reports: about 20 minutes on two cores.
Prints, for each scale, how many right and wrong pairs reach a chance.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml

from detente.compare.clause_findings import told_in_clauses
from detente.compare.clause_likeness import Weigher
from detente.compare.comparison import merged_codings
from detente.compare.coverage import Vocabulary
from detente.compare.in_context import InContext
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
from eval.planted import news_of
from training.chance import Span, fit, gold_spans
from training.pair_corpus import Story, as_reports, load, load_news
from training.pair_plants import EACH, FEW, Planted, plant_all, raw_place, slots_of

Row = tuple[str, tuple[float, ...], bool]
SCALES = ("number", "day", "name")
SHOWN = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
MADE = 3
"""Every third made-up story is read: they are many, and easier than real reports."""
REAL = 3
"""How often a row of real reports counts beside one of a made-up story."""
DAY = "2024-03-14"
"""When made-up reports are taken to have been published."""


def pairs_of(codings: Sequence[Coding]) -> Iterable[tuple[Slot, Slot, tuple[float, ...]]]:
    """Every two values of some reports that are worth a look, with their figures."""
    held, entities = merged_codings(codings)
    reports = {c.report.id: c.report for c in held}
    laid = lay_out(held, (), find_origins([tuple(reports)], reports), entities)
    nouns = [noun for slot in laid.slots for noun in slot.nouns]
    sentences, senses = [c.evidence.quote for c in laid.clauses if c.whole], load_senses()
    vocabulary, context = Vocabulary(sentences, senses, more=nouns), InContext(sentences, senses)
    _, pairs = told_in_clauses(laid.clauses, Weigher(laid.clauses), vocabulary, context)
    counted = {t.fact.id: t.counted for t in laid.tellings if isinstance(t.fact, Quantity)}
    for _, i, j, figures in weighed_values(laid.slots, pairs, vocabulary, counted):
        if not laid.slots[i].kind.startswith("age"):
            yield laid.slots[i], laid.slots[j], figures


def rows_of_plant(plant: Planted, altered: Coding, sister: Coding) -> Iterable[Row]:
    """The altered value beside what the sister tells."""
    for one, two, figures in pairs_of([altered, sister]):
        new, told = (one, two) if one.told.report == altered.report.id else (two, one)
        if _touches(new, plant.new) and _touches(told, plant.told):
            yield scale_of(one), figures, True


def rows_of_pair(story: Story, one: Coding, two: Coding) -> Iterable[Row]:
    """Values of two untouched reports of a marked story that no mark joins."""
    texts = {c.report.id: c.report.text for c in (one, two)}
    places: dict[tuple[str, str], list[Span]] = {}
    for side in story.sides.values():
        for slot, held in slots_of(side).items():
            for sentence, value in held:
                if sentence.place and sentence.place[0] in texts:
                    report = sentence.place[0]
                    span = (report, *raw_place(sentence, value, texts[report]))
                    places.setdefault((report, slot), []).append(span)
    for a, b, figures in pairs_of([one, two]):
        marked = [{slot for (_, slot), spans in places.items() if _inside(x, spans)} for x in (a, b)]
        if not marked[0] & marked[1]:
            yield scale_of(a), figures, False


def rows_of_story(folder: Path, reader: Reader) -> Iterable[Row]:
    """Values of a story's reports: right where the gold has a conflict over both."""
    raws = [raw for raw in read_reports([str(folder / "reports.jsonl")]) if isinstance(raw, RawReport)]
    codings = [code_report(raw, reader) for raw in raws]
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {c.report.id: c.report.text for c in codings}
    facts = list(gold_spans({"cross": {"corroborated": [], "conflicts": gold["cross"]["conflicts"]}}, texts))
    for one, two, figures in pairs_of(codings):
        yield scale_of(one), figures, any(_inside(one, fact) and _inside(two, fact) for fact in facts)


def _touches(slot: Slot, spans: Iterable[tuple[int, int]]) -> bool:
    return any(slot.told.start < end and start < slot.told.end for start, end in spans)


def _inside(slot: Slot, fact: Sequence[Span]) -> bool:
    return any(slot.told.report == doc and slot.told.start < b and a < slot.told.end for doc, a, b in fact)


_worker: list[Reader] = []
"""The reader of a worker process, loaded when the process starts."""


def _start() -> None:
    _worker.append(load_reader())


def _rows_of_marked(task: tuple[Story, dict[str, RawReport], list[Planted]]) -> list[Row]:
    """All rows of one marked story, its reports read once."""
    story, raws, plants = task
    codings = {name: code_report(raw, _worker[0]) for name, raw in sorted(raws.items())}
    rows: list[Row] = []
    for plant in plants:
        rows += rows_of_plant(plant, code_report(plant.raw, _worker[0]), codings[plant.sister])
    for one, two in combinations(sorted(codings), 2):
        rows += rows_of_pair(story, codings[one], codings[two])
    return rows


def tasks_of(
    stories: Sequence[Story], news: Mapping[str, RawReport], each: Mapping[str, int]
) -> list[tuple[Story, dict[str, RawReport], list[Planted]]]:
    """Each marked story with its reports and its plants."""
    plants: dict[str, list[Planted]] = {}
    for plant in plant_all(stories, news, each):
        plants.setdefault(plant.group, []).append(plant)
    tasks = []
    for story in stories:
        ids = {s.place[0] for side in story.sides.values() for s in side if s.place}
        tasks.append((story, {name: news[name] for name in sorted(ids)}, plants.get(story.topic, [])))
    return tasks


def made_stories() -> tuple[list[Story], dict[str, RawReport]]:
    """Every third made-up story, placed in reports."""
    stories: list[Story] = []
    raws: dict[str, RawReport] = {}
    for number, story in enumerate(load()[::MADE]):
        placed, reports = as_reports(story, f"made{number:03}", DAY)
        placed.topic = f"made{number:03}"
        stories.append(placed)
        raws |= {f"{raw.id}": raw for raw in reports}
    return stories, raws


def main() -> None:
    """Fit, and write the file where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    made, reports = made_stories()
    with ProcessPoolExecutor(max_workers=2, initializer=_start) as workers:
        real = [
            row
            for rows in workers.map(_rows_of_marked, tasks_of(load_news(SHARED), news_of(SHARED), EACH))
            for row in rows
        ]
        rows = [row for rows in workers.map(_rows_of_marked, tasks_of(made, reports, FEW)) for row in rows]
    reader = load_reader()
    for folder in args.stories:
        real += rows_of_story(folder, reader)
    write_scales({scale: fit_scale(scale, real, rows) for scale in SCALES}, write=args.write)


def fit_scale(scale: str, real: Sequence[Row], made: Sequence[Row]) -> np.ndarray:
    """Weights and constant of one scale; prints what reaches which chance on the real rows."""
    held = [row for row in real if row[0] == scale] * REAL + [row for row in made if row[0] == scale]
    weights = fit([(np.array([f for _, f, _ in held], dtype=float), np.array([r for _, _, r in held], dtype=float))])
    figures = np.array([f for s, f, _ in real if s == scale], dtype=float)
    right = np.array([r for s, _, r in real if s == scale], dtype=float)
    chances = 1 / (1 + np.exp(-figures @ weights[:-1] - weights[-1]))
    reached = ", ".join(
        f"{c}: {int(right[chances >= c].sum())} right {int((1 - right[chances >= c]).sum())} wrong" for c in SHOWN
    )
    print(f"{scale}: {len(right)} pairs, {int(right.sum())} right; from {reached}")
    return weights


def write_scales(fitted: Mapping[str, np.ndarray], *, write: bool) -> None:
    """The scales as the file has them; notes and other scales of the file stay."""
    path = DATA / "compare/chance.yaml"
    text = path.read_text(encoding="utf-8")
    scales = {row["id"]: row for row in yaml.safe_load(text)}
    for scale, weights in fitted.items():
        scales[scale] = {
            "id": scale, "weights": [round(float(w), 3) for w in weights[:-1]], "constant": round(float(weights[-1]), 3),
        }  # fmt: skip
    notes = [line for line in text.splitlines() if line.startswith("#")]
    lines = [f"- {{id: {r['id']}, weights: {r['weights']}, constant: {r['constant']}}}" for r in scales.values()]
    print("\n".join(lines))
    if write:
        path.write_text("\n".join([*notes, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
