"""Planted differences: real reports with one fact altered, read beside an untouched sister report that tells it as it was.

python -m eval.planted [open|shut ...] [--misses] [--json] [--fresh]      (--misses shows the open half only)

A plant is found when a finding with verdict conflict or changed has both reports as members, and its evidence overlaps an
altered sentence in the one and a sentence that tells the fact in the other; a finding that the untouched pair has as well does
not count. False alarms are the conflicts of the untouched pairs, less those in `accepted.jsonl`.
Codings are kept in the work folder, so that only a change of reading, not of comparing, makes them again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from detente.pipeline import Reader, Settings, build_record, code_report, load_reader
from detente.records.coding import Coding, Record
from detente.records.kinds import Finding
from detente.records.lines import coding_from_lines, coding_lines
from detente.records.raw import RawReport
from eval.bench import ROOT, SHARED, fingerprint, rows_of, work_folder
from eval.planting import (
    FIELDS,
    HALVES,
    Accepted,
    Plant,
    Span,
    half_of,
    hash_of,
    moved,
    moved_place,
    overlap,
    read_accepted,
    read_plants,
    replaced,
)

ONE_STORY = Settings(one_story=True)
DIFFERENCES = ("conflict", "changed")
READING = ("extract", "ingest", "language", "lexicon", "models", "records")
"""The packages that a coding depends on; of the data all but what comparing reads."""

_worker: list[Reader] = []
"""The reader of a worker process, loaded when the process starts."""

Codings = Mapping[str, Coding]
"""Report id, or id of a plant for its altered copy -> coding."""


@dataclass(frozen=True)
class Judged:
    """A plant with the finding that shows it, if there is one; ``one_origin`` where the program takes both reports for prints of one text."""

    plant: Plant
    shown_by: Finding | None
    one_origin: bool = False


@dataclass(frozen=True)
class Alarms:
    """The findings of one untouched pair: conflicts that nobody accepts, conflicts that are accepted, changes."""

    group: str
    false: tuple[Finding, ...]
    accepted: int
    changed: int


def news_of(shared: Path) -> dict[str, RawReport]:
    """The reports of `gold/news` by id, and their groups as ``where``."""
    rows = rows_of((shared / "gold/news/reports.jsonl").read_text(encoding="utf-8"))
    return {
        r["id"]: RawReport(r["id"], r["outlet"], r["title"], r["published"], r["url"], r["text"], "jsonl", r["group"])
        for r in rows
    }


def halves_of(news: Iterable[RawReport]) -> dict[str, str]:
    """Group -> half, over the groups with two reports or more."""
    groups = [raw.where for raw in news]
    return half_of(group for group in groups if groups.count(group) > 1)


def code_all(plants: Sequence[Plant], news: Mapping[str, RawReport], *, fresh: bool = False) -> dict[str, Coding]:
    """Codings of all reports that plants name and of all altered copies, in two processes, each made once for one state of the reading."""
    raws = {name: news[name] for plant in plants for name in sorted(plant.pair)}
    for plant in plants:
        raw = news[plant.report]
        raws[plant.id] = replace(raw, text=replaced(raw.text, plant.replace, plant.id))
    data = sorted(path for path in (ROOT / "src/detente/data").iterdir() if path.name != "compare")
    state = fingerprint(*(ROOT / "src/detente" / name for name in READING), *data)
    cache = work_folder() / f"planted-{state}.jsonl"
    held = {} if fresh else _cached(cache)
    missing = [raw for raw in raws.values() if _key(raw) not in held]
    if missing:
        with ProcessPoolExecutor(max_workers=2, initializer=_start_worker) as workers:
            held |= dict(zip(map(_key, missing), workers.map(_code, missing, chunksize=4), strict=True))
        cache.write_text("".join(json.dumps([key, held[key]]) + "\n" for key in sorted(held)), encoding="utf-8")
    return {name: coding_from_lines(held[_key(raw)]) for name, raw in raws.items()}


def judge(plant: Plant, copy: Record, untouched: Record) -> Judged:
    """Which finding shows the plant, the first if several do; ``copy`` is the record with the altered copy, ``untouched`` that of the pair as it is."""
    altered = [moved(span, plant.replace) for span in plant.altered]
    before = {_content(finding, plant) for finding in untouched.findings}
    origins = [report.origin for report in copy.reports]
    one_origin = origins[0] is not None and len(set(origins)) == 1
    for finding in copy.findings:
        if finding.verdict not in DIFFERENCES or _content(finding) in before:
            continue
        if _touches(finding, plant.report, altered) and _touches(finding, plant.sister, plant.told):
            return Judged(plant, finding, one_origin)
    return Judged(plant, None, one_origin)


def judge_alarms(group: str, findings: Sequence[Finding], accepted: Sequence[Accepted]) -> Alarms:
    """The differences found between two untouched reports."""
    conflicts = [finding for finding in findings if finding.verdict == "conflict" and len(_members(finding)) > 1]
    false = [finding for finding in conflicts if not any(_is_accepted(finding, one) for one in accepted)]
    changed = sum(finding.verdict == "changed" and len(_members(finding)) > 1 for finding in findings)
    return Alarms(group, tuple(false), len(conflicts) - len(false), changed)


def measure(
    plants: Sequence[Plant], codings: Codings, accepted: Sequence[Accepted]
) -> tuple[list[Judged], list[Alarms]]:
    """Every plant judged, and every pair that plants use as it is."""
    reader = load_reader(ONE_STORY)
    pairs = {plant.pair: plant.group for plant in plants}
    untouched = {pair: build_record([codings[name] for name in sorted(pair)], reader) for pair in pairs}
    judged = [
        judge(plant, build_record([codings[plant.id], codings[plant.sister]], reader), untouched[plant.pair])
        for plant in plants
    ]
    alarms = [
        judge_alarms(group, untouched[frozenset(pair)].findings, accepted)
        for group, pair in sorted((group, sorted(pair)) for pair, group in pairs.items())
    ]
    return judged, alarms


def recall(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """Field, all, and those in one print of a text and another -> how many plants are found of how many."""
    tally: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        for name in (one.plant.field, "all", *(["one origin"] if one.one_origin else [])):
            tally[name].append(one.shown_by is not None)
    return {name: (sum(tally[name]), len(tally[name])) for name in (*FIELDS, "all", "one origin") if name in tally}


def report(judged: Sequence[Judged], alarms: Sequence[Alarms]) -> dict[str, object]:
    """Recall by field, and false alarms, of some groups."""
    groups = {one.group for one in alarms}
    false = sum(len(one.false) for one in alarms)
    return {
        "recall": {
            name: {"value": round(found / n, 3), "found": found, "n": n} for name, (found, n) in recall(judged).items()
        },
        "alarms": {
            "groups": len(groups),
            "pairs": len(alarms),
            "false": false,
            "a group": round(false / len(groups), 2) if groups else 0.0,
            "a pair": round(false / len(alarms), 2) if alarms else 0.0,
            "accepted": sum(one.accepted for one in alarms),
            "changed": sum(one.changed for one in alarms),
        },
    }


def show_misses(judged: Iterable[Judged], alarms: Iterable[Alarms], news: Mapping[str, RawReport]) -> Iterator[str]:
    """What was missed and what was a false alarm, with the words."""
    for one in judged:
        if one.shown_by is None:
            plant, text = one.plant, news[one.plant.report].text
            yield f"MISSED {plant.id} {plant.group} {plant.report[:8]} {plant.sister[:8]}"
            copy = replaced(text, plant.replace, plant.id)
            yield from (f"  was {text[start:end]}" for start, end in plant.altered)
            yield from (f"  now {copy[start:end]}" for start, end in (moved(s, plant.replace) for s in plant.altered))
            yield from (f"  sister {news[plant.sister].text[start:end]}" for start, end in plant.told)
    for pair in alarms:
        for finding in pair.false:
            yield f"ALARM {pair.group} {finding.field} {finding.subject}: {finding.reason}"
            for member in finding.members:
                quotes = " ... ".join(f"{e.start}-{e.end} {e.quote}" for e in member.evidence)
                yield f"  {member.report[:8]} {member.value}: {quotes}"


def main() -> int:
    """Print recall by field and false alarms for each half and pooled; exit status 1 when a plant does not fit its report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", choices=[[], *HALVES], default=[])
    parser.add_argument("--misses", action="store_true", help="also show misses and false alarms of the open half")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="read the reports again even if nothing changed")
    parser.add_argument("--shared", type=Path, default=SHARED)
    args = parser.parse_args()
    if not (args.shared / "gold/news").is_dir():
        print("planted: skipped, the measuring material (../shared) is not beside this checkout")
        return 0
    news = news_of(args.shared)
    half = halves_of(news.values())
    halves = args.halves or HALVES
    plants = [plant for plant in read_plants() if half[plant.group] in halves]
    try:
        codings = code_all(plants, news, fresh=args.fresh)
    except ValueError as error:
        print(error)
        return 1
    judged, alarms = measure(plants, codings, read_accepted())
    of_half = {
        name: ([j for j in judged if half[j.plant.group] == name], [a for a in alarms if half[a.group] == name])
        for name in halves
    }
    figures = {name: report(*parts) for name, parts in of_half.items()}
    if len(of_half) > 1:
        figures["pooled"] = report(judged, alarms)
    print(json.dumps(figures, indent=1) if args.json else "\n".join(_table(figures)))
    if args.misses and "open" in of_half:
        print("\n".join(show_misses(*of_half["open"], news)))
    return 0


def _table(figures: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for half, parts in figures.items():
        recalls, alarms = parts["recall"], parts["alarms"]
        assert isinstance(recalls, dict)
        assert isinstance(alarms, dict)
        for name, figure in recalls.items():
            yield f"{half:7s} {name:10s} {figure['value']:.3f}  n={figure['n']}"
        yield f"{half:7s} alarms: " + ", ".join(f"{name} {value}" for name, value in alarms.items())


def _members(finding: Finding) -> set[str]:
    return {member.report for member in finding.members}


def _touches(finding: Finding, report: str, spans: Iterable[Span]) -> bool:
    spans = list(spans)
    return any(
        overlap((evidence.start, evidence.end), span)
        for member in finding.members
        if member.report == report
        for evidence in member.evidence
        for span in spans
    )


def _content(finding: Finding, plant: Plant | None = None) -> tuple[object, ...]:
    """What a finding says and where; for one of the untouched pair, where in the altered copy of ``plant``."""
    members = []
    for member in finding.members:
        shift = plant.replace if plant and member.report == plant.report else ()
        at = tuple(moved_place(evidence.start, shift) for evidence in member.evidence)
        members.append((member.report, member.value or "", at))
    return finding.verdict, finding.field, tuple(sorted(members))


def _is_accepted(finding: Finding, accepted: Accepted) -> bool:
    return finding.field == accepted.field and all(
        _touches(finding, report, [span]) for report, span in zip(accepted.reports, accepted.spans, strict=True)
    )


def _key(raw: RawReport) -> str:
    return f"{raw.id} {hash_of(f'{raw.outlet} {raw.published} {raw.title} {raw.text}')}"


def _cached(path: Path) -> dict[str, list[str]]:
    return dict(json.loads(line) for line in path.read_text("utf-8").splitlines()) if path.exists() else {}


def _start_worker() -> None:
    _worker.append(load_reader(ONE_STORY))


def _code(raw: RawReport) -> list[str]:
    return list(coding_lines(code_report(raw, _worker[0])))


if __name__ == "__main__":
    sys.exit(main())
