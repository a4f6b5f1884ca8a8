"""One function a gold set: read its reports with the installed program, score the record, return the figures."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from detente.lexicon.lexicon import load_lexicon
from detente.pipeline import Settings, load_reader
from eval import links, phrases
from eval import times as time_items
from eval.bench import PROGRAM, ROOT, Bench, Figure, Figures, figures_of, pooled, rows_of, run
from eval.coding import coding
from eval.commitments import commitments
from eval.dates import measure
from eval.event_types import types
from eval.grouping import b_cubed
from eval.pages import score_pages
from eval.states import states

_PRINTED = re.compile(r"^(\w+)\s+([\d.]+)\s+n=(\d+)$", re.MULTILINE)

Runner = Callable[[Bench], Figures]
UNREAD = "ivorian-soldiers-2023"
"""The story of `eval/stories` that is still unread; the others have been used in development."""
COMPARED = {
    "open": ("baltic-cable", "caspian-summit", "grand-dam", "lusaka-truce"),
    "shut": ("embassy-siege", "loan-base"),
}
"""Stories whose gold says only where the reports agree, differ and are alone; nobody who writes rules has read the shut ones."""


def stories(bench: Bench) -> Figures:
    """Everything over several reports of one story; `score_record.py`, pooled over the stories."""
    parts = []
    for folder in sorted(bench.shared.glob("stories/*/")):
        record = bench.record(f"story-{folder.name}", folder / "reports.jsonl")
        parts.append(figures_of(json.loads(bench.script("score_record.py", folder / "gold.json", record, "--json"))))
    return pooled(parts)


def unread(bench: Bench) -> Figures:
    """A story of our own whose text nobody who writes rules has read; `score_record.py`."""
    folder = ROOT / "eval/stories" / UNREAD
    record = bench.record(f"unread-{folder.name}", folder / "reports.jsonl")
    return figures_of(json.loads(bench.script("score_record.py", folder / "gold.json", record, "--json")))


def compared(bench: Bench) -> Figures:
    """Where the reports of six more stories agree, differ and are alone, pooled by half; `score_record.py`."""
    out: Figures = {}
    for half, names in COMPARED.items():
        parts = []
        for name in names:
            folder = ROOT / "eval/stories" / name
            record = bench.record(f"compared-{name}", folder / "reports.jsonl")
            printed = json.loads(bench.script("score_record.py", folder / "gold.json", record, "--json"))
            parts.append({m: f for m, f in figures_of(printed).items() if m.startswith("cross.")})
        out |= {f"{metric}, {half} half": figure for metric, figure in pooled(parts).items()}
    return out


def plants(bench: Bench) -> Figures:
    """Facts altered in real reports: how many are found beside a sister, and how many differences are found where none was planted."""
    out: Figures = {}
    printed = json.loads(
        run([sys.executable, "-m", "eval.planted", "open", "shut", "--json", "--shared", bench.shared], cwd=ROOT)
    )
    for half in ("open", "shut"):
        recall, alarms = printed[half]["recall"], printed[half]["alarms"]
        out |= {f"plants.{field}, {half} half": Figure(found["value"], found["n"]) for field, found in recall.items()}
        out[f"plants.alarms, {half} half"] = Figure(alarms["a group"], alarms["groups"])
    return out


def polnear(bench: Bench) -> Figures:
    """Who said what in PolNeAR dev; `attribution_eval.py --speech --drop-nested`."""
    return _said(bench, "polnear", ())


def polnear_rules(bench: Bench) -> Figures:
    """The same by rules alone."""
    return _said(bench, "polnear-rules", ("--no-model",))


def _said(bench: Bench, name: str, options: Sequence[str]) -> Figures:
    gold = bench.shared / "gold/polnear/dev"
    reports = bench.write(f"{name}-reports.jsonl", bench.script("standoff.py", "reports", gold / "text"))
    record = bench.record(name, reports, options=["--no-compare", *options])
    found = bench.write(f"{name}-found.jsonl", bench.script("standoff.py", "predictions", record))
    printed = bench.script("attribution_eval.py", gold, found, "--speech", "--drop-nested", "--json", "-", "--quiet")
    scores = json.loads(printed)
    out: Figures = {}
    for form, block in sorted(scores["types"].items()):
        for metric in ("found", "who+what"):
            for part in ("P", "R", "F1") if form == "all" else ("F1",):
                out[f"{form}.{metric}.{part}"] = Figure(block[metric][part], round(block["gold"]))
    out["all.triple.F1"] = Figure(
        scores["types"]["all"]["exact"]["triple"]["F1"], round(scores["types"]["all"]["gold"])
    )
    quoted = scores["speaker of quoted text"]
    for name in ("accuracy", "accuracy, per quotation", "covered"):
        out[f"quoted.{name}"] = Figure(quoted[name], round(quoted["quotations"]))
    return out


def gsr(bench: Bench) -> Figures:
    """Events in the PLOVER gold standard sentences; `score_events.py`."""
    return _events(bench, bench.shared / "gold/gsr/visible.json")


def plv(bench: Bench) -> Figures:
    """Events in the visible PLV test sentences; `score_events.py`."""
    return _events(bench, bench.shared / "gold/plv/test_visible.tsv")


def _events(bench: Bench, gold: Path) -> Figures:
    name = gold.parent.name
    reports = bench.write(f"{name}-reports.jsonl", bench.script("score_events.py", "reports", gold))
    record = bench.record(name, reports, options=["--no-compare"])
    return figures_of(json.loads(bench.script("score_events.py", "score", gold, record, "--json")))


def grouping(bench: Bench) -> Figures:
    """Real reports grouped into stories without being told which belong together: B-cubed over the reports."""
    source = bench.shared / "gold/news/reports.jsonl"
    gold = {row["id"]: row["group"] for row in rows_of(source.read_text(encoding="utf-8"))}
    # By rules alone: grouping looks at who and when, and the reader model would take minutes over so many reports.
    record = bench.record("news", source, options=["--no-model"]).read_text(encoding="utf-8")
    found = {report: row["id"] for row in rows_of(record) if row["kind"] == "story" for report in row["reports"]}
    scores = b_cubed({report: found.get(report, report) for report in gold}, gold)
    return {f"b3.{name}": Figure(value, len(gold)) for name, value in zip(("P", "R", "F1"), scores, strict=True)}


def times(bench: Bench) -> Figures:
    """Time expressions written for the project, in both halves."""
    out: Figures = {}
    for half in time_items.HALVES:
        figures = time_items.figures(time_items.judge(time_items.FOLDER / f"{half}.jsonl"))
        out |= {f"{name}, {half} half": figure for name, figure in figures.items()}
    return out


def more_stories(bench: Bench) -> Figures:
    """Stories of our own that have been read in development; `score_record.py`, pooled."""
    parts = []
    for folder in sorted((ROOT / "eval/stories").glob("*/")):
        if folder.name != UNREAD and folder.name not in {name for names in COMPARED.values() for name in names}:
            record = bench.record(f"more-{folder.name}", folder / "reports.jsonl")
            parts.append(
                figures_of(json.loads(bench.script("score_record.py", folder / "gold.json", record, "--json")))
            )
    return pooled(parts)


def pages(bench: Bench) -> Figures:
    """Strings of real pages that must, and must not, be in what facts are read from."""
    score = score_pages(bench.shared / "gold/pages", load_lexicon())["read for facts"]
    return {
        "kept": Figure(score.kept / score.wanted, score.wanted),
        "removed": Figure(score.removed / score.unwanted, score.unwanted),
    }


def dates(bench: Bench) -> Figures:
    """Dates and durations of MEANTIME with their values."""
    scores = measure(bench.shared / "gold/meantime")
    return {name: Figure(value, int(scores["dates.n"])) for name, value in scores.items() if name != "dates.n"}


def who(bench: Bench) -> Figures:
    """`detente who` on phrases with a known state and sector (`score_actors.py`), and links and phrases written for the project, in both halves."""
    gold = bench.shared / "gold/actors/visible.json"
    asked = bench.write("who-phrases.jsonl", bench.script("score_actors.py", "phrases", gold))
    answers = bench.write("who-answers.jsonl", run([PROGRAM, "who", "--from", asked, "--format", "jsonl"]))
    printed = bench.script("score_actors.py", "score", gold, answers)
    out = {f"actors.{name}": Figure(float(value), int(n)) for name, value, n in _PRINTED.findall(printed)}
    reader = load_reader(Settings(model=False))
    for half in links.HALVES:
        judged = links.judge(links.FOLDER / f"{half}.jsonl", reader)
        asked_here = phrases.answered(phrases.FOLDER / f"phrases_{half}.jsonl", reader)
        figures = links.figures(judged) | phrases.figures(asked_here)
        out |= {f"{name}, {half} half": figure for name, figure in figures.items()}
    return out


SETS: dict[str, Runner] = {
    "grouping": grouping,
    "polnear": polnear,
    "polnear-rules": polnear_rules,
    "plv": plv,
    "gsr": gsr,
    "types": types,
    "coding": coding,
    "commitments": commitments,
    "stories": stories,
    "more-stories": more_stories,
    "compared": compared,
    "plants": plants,
    "unread": unread,
    "states": states,
    "dates": dates,
    "times": times,
    "pages": pages,
    "who": who,
}
"""Set -> its runner, the longest first."""

LOWER_IS_BETTER = frozenset(
    {"events.load", "commitments.load", "cross.false_agreement", "cross.false_single", "silent"}
    | {f"links.wrong, {half} half" for half in links.HALVES}
    | {f"{name}, {half} half" for name in ("overcoded", "times.week.wrong") for half in links.HALVES}
    | {
        f"{name}, {half} half"
        for name in ("cross.false_agreement", "cross.false_single", "plants.alarms")
        for half in COMPARED
    }
)
"""Metrics whose floor is a roof."""
