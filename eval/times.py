"""Score time expressions written for the project: sentences with a publication date, one expression each, in two halves.

python -m eval.times [open|shut ...] [--show]

A value is right where it covers the same days; of "by 19 January" and "since 2014", where one end is open, the told end counts. An expression that is no time, or that resolves to nothing, is right
where nothing with a value lies over it. `week.wrong` counts values of a day or a week that lie in another week.
"""

from __future__ import annotations

import argparse
import calendar
import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from detente.language.cleaning import clean_report
from detente.language.dates import find_times
from detente.language.parsed import parse_report
from detente.language.parser import load_parser
from detente.lexicon.lexicon import load_lexicon
from detente.records.raw import RawReport
from detente.records.shapes import Time
from eval.bench import ROOT, Figure, Figures

FOLDER = ROOT / "eval/times"
HALVES = ("open", "shut")

Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Judged:
    """An item with what was read: right or wrong, and whether it is a week off."""

    item: dict[str, Any]
    found: tuple[Time, ...]
    right: bool
    week_off: bool | None


def days_of(start: str | None, end: str | None) -> Days:
    """First and last day of ISO dates of any precision; None where open."""
    return _edge(start, last=False), _edge(end, last=True)


def _edge(value: str | None, *, last: bool) -> date | None:
    if value is None:
        return None
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day)
    month = month or (12 if last else 1)
    return date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def judge(path: Path) -> list[Judged]:
    """Every item of a half, read as a report of its own."""
    lexicon, parser = load_lexicon(), load_parser()
    judged = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        raw = RawReport(item["id"], "eval", None, item["published"], None, item["text"], "jsonl", item["id"])
        parsed = parse_report(clean_report(raw, lexicon), parser)
        start = item["text"].index(item["expression"])
        end = start + len(item["expression"])
        found = tuple(
            span.time for span in find_times(parsed, lexicon)
            if span.time.at and span.time.at[0] < end and start < span.time.at[1] and span.kind != "duration"
        )  # fmt: skip
        judged.append(_judged(item, found))
    return judged


def _judged(item: dict[str, Any], found: tuple[Time, ...]) -> Judged:
    gold = _closed(days_of(item["start"], item["end"]), item["precision"])
    told = [_closed(days_of(time.start, time.end), time.precision) for time in found if time.start or time.end]
    if gold == (None, None):
        return Judged(item, found, not told, None)
    week_off = None
    if item["precision"] in {"day", "week"}:
        week_off = bool(told) and all(_monday(days[0] or days[1]) != _monday(gold[0]) for days in told)
    return Judged(item, found, gold in told, week_off)


def _closed(days: Days, precision: str | None) -> Days:
    """Only the told end of what is open on one side."""
    return (
        (None, days[1] or days[0])
        if precision == "before"
        else (days[0] or days[1], None)
        if precision == "after"
        else days
    )


def _monday(day: date | None) -> date | None:
    return day - timedelta(days=day.weekday()) if day else None


def figures(judged: list[Judged]) -> Figures:
    """Accuracy, of the hard ones too, and the share of days and weeks put into a wrong week."""
    hard = [one for one in judged if one.item["hard"]]
    weeks = [one.week_off for one in judged if one.week_off is not None]
    return {
        "times.accuracy": Figure(sum(one.right for one in judged) / len(judged), len(judged)),
        "times.hard": Figure(sum(one.right for one in hard) / len(hard), len(hard)),
        "times.week.wrong": Figure(sum(weeks) / len(weeks), len(weeks)),
    }


def main() -> None:
    """Print the figures of each half, and with `--show` what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", choices=[[], *HALVES], default=["open"])
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    for half in args.halves or ["open"]:
        judged = judge(FOLDER / f"{half}.jsonl")
        for one in judged if args.show else ():
            if not one.right:
                item, told = one.item, [(t.text, t.start, t.end, t.precision) for t in one.found]
                print(
                    item["id"],
                    item["published"],
                    item["text"],
                    "|",
                    item["expression"],
                    item["start"],
                    item["end"],
                    item["precision"],
                    "| found",
                    told,
                )
        for name, figure in figures(judged).items():
            print(f"{name}, {half} half  {figure.value:.3f}  n={figure.n}")


if __name__ == "__main__":
    main()
