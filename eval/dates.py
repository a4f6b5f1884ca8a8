"""Score time expressions on MEANTIME: an overlapping span with an equal value, DATE and DURATION, end to end.

python -m eval.dates [--folder ../shared/gold/meantime] [--show] [--json]

The corpus is CC BY 4.0 and stays outside the repository. Publication dates are the corpus's own document creation times.
"""

from __future__ import annotations

import argparse
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.language.dates import find_times
from detente.language.parsed import parse_report
from detente.language.parser import Parser, load_parser
from detente.language.times import TimeSpan
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.lexicon.numbers import NumberWords, read_number
from detente.records.kinds import Report
from detente.records.shapes import Region

LAST_SENTENCE = 5
"""Times are annotated in the title, the date line and the four sentences after them; later ones carry no TIMEX3 at all."""

_UNITS = {"hour": "TH", "minute": "TM", "second": "TS", "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "0Y", "century": "00Y"}  # fmt: skip


_RANGES = frozenset({"range", "day-range", "year-range-word"})


@dataclass(frozen=True)
class Gold:
    """A TIMEX3: characters of the text and its value."""

    start: int
    end: int
    type: str
    value: str


def read_document(path: Path) -> tuple[Report, list[Gold]]:
    """The annotated sentences of a document (the first five or six), one line each, published on its creation date."""
    root = ET.parse(path).getroot()
    places: dict[str, tuple[int, int]] = {}
    text, sentence = "", "0"
    for token in root.iter("token"):
        if int(token.get("sentence") or 0) > LAST_SENTENCE:
            break
        if text:
            text += "\n" if token.get("sentence") != sentence else " "
        sentence = token.get("sentence") or ""
        word = token.text or ""
        places[token.get("t_id") or ""] = (len(text), len(text) + len(word))
        text += word
    golds, created = [], None
    for timex in root.iter("TIMEX3"):
        value, anchors = timex.get("value") or "", [a.get("t_id") or "" for a in timex.iter("token_anchor")]
        if timex.get("functionInDocument") == "CREATION_TIME":
            created = value[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d.*", value) else None
        if anchors and all(a in places for a in anchors) and timex.get("type") in {"DATE", "DURATION"}:
            spans = [places[a] for a in anchors]
            golds.append(Gold(min(s for s, _ in spans), max(e for _, e in spans), timex.get("type") or "", value))
    # Two files write their creation time in another way or not at all; their date line is in the second sentence.
    created = created or next((g.value for g in golds if re.fullmatch(r"\d{4}-\d\d-\d\d", g.value)), None)
    return _report(path.stem, text, created), golds


def _report(name: str, text: str, created: str | None) -> Report:
    regions, at = [], 0
    for number, line in enumerate(text.split("\n")):
        regions.append(Region(at, at + len(line), "headline" if number == 0 else "body", "eval"))
        at += len(line) + 1
    return Report(name, name, None, created, "en", "news", None, text, tuple(regions))


def timex_value(span: TimeSpan, numbers: NumberWords) -> str:
    """The TIMEX3 value of a time: a date, month, year, quarter, week or a duration."""
    time = span.time
    if span.rule in {"recent-span", "vague-ago", "coming-span"} and not (time.start and time.end):
        return "FUTURE_REF" if span.rule == "coming-span" else "PAST_REF"
    if span.kind == "duration":
        return _duration(time.text, numbers)
    start, end = time.start, time.end
    if time.precision == "week" and start:
        year, week, _ = date.fromisoformat(start).isocalendar()
        return f"{year}-W{week:02d}"
    if time.precision == "interval" and start and end:
        return _interval(start, end, span.rule)
    value = (start or end) if time.precision == "after" else (end or start)
    return value or ("PAST_REF" if time.precision == "before" else "FUTURE_REF" if time.precision == "after" else "")


def _interval(start: str, end: str, rule: str) -> str:
    if len(start) == 4 and int(end) - int(start) == 9:
        return start[:3]
    if len(start) == 7 and rule in {"quarter", "part-of"} and int(end[5:7]) - int(start[5:7]) == 2:
        return f"{start[:4]}-Q{(int(start[5:7]) + 2) // 3}"
    if len(start) == 7 and rule == "season":
        return f"{start[:4]}-{ {3: 'SP', 6: 'SU', 9: 'FA', 12: 'WI'}.get(int(start[5:7]), '') }"
    if rule in {"weekend", "relative-unit"} and len(start) == 10:
        year, week, _ = date.fromisoformat(start).isocalendar()
        return f"{year}-W{week:02d}-WE"
    return start[:4] if start[:4] == end[:4] and len(start) != 10 else start[:7] if start[:7] == end[:7] else start[:4]


def _duration(text: str, numbers: NumberWords) -> str:
    words = text.lower().replace("-", " ").split()
    unit = next((_UNITS[w.rstrip("s")] for w in words if w.rstrip("s") in _UNITS), "")
    for at in range(len(words)):
        read = read_number(words, at, numbers)
        if read is not None:
            value = read[0]
            number = str(int(value)) if value == int(value) else str(value)
            return f"P{unit[0]}{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"
    number = "1" if {"a", "an", "one"} & set(words) else "X"
    return f"P{unit[0]}{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def score_document(report: Report, golds: list[Gold], parser: Parser, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Outcomes of one document: ("hit"|"wrong"|"missed"|"extra", what to print)."""
    spans = list(find_times(parse_report(report, parser), lexicon))
    used: set[int] = set()
    for gold in golds:
        near = [
            (n, s) for n, s in enumerate(spans)
            if (n not in used or s.rule in _RANGES) and s.time.at and s.time.at[0] < gold.end and gold.start < s.time.at[1]
        ]  # fmt: skip
        words = report.text[gold.start : gold.end]
        if not near:
            line = report.text[max(0, gold.start - 40) : gold.end + 30].replace("\n", "|")
            yield "missed", f"{words!r} {gold.type} {gold.value}   ...{line}..."
            continue
        values = [(timex_value(s, lexicon.times.words.numbers), n, s) for n, s in near]
        right = next(((v, n, s) for v, n, s in values if _equal(v, gold.value) or _end(s, gold.value)), None)
        value, number, span = right or values[0]
        used.add(number)
        yield ("hit" if right else "wrong"), f"{words!r} {gold.value} got {span.time.text!r} {value} ({span.rule})"
    for n, span in enumerate(spans):
        if n not in used:
            yield "extra", f"{span.time.text!r} {timex_value(span, lexicon.times.words.numbers)} ({span.rule})"


def _end(span: TimeSpan, gold: str) -> bool:
    """Whether a range has the gold value at one of its ends, which the corpus annotates one by one."""
    return span.rule in _RANGES and gold in {span.time.start, span.time.end}


def _equal(value: str, gold: str) -> bool:
    return value == gold or (len(gold) > 10 and value == gold[:10])


def main() -> None:
    """Print precision, recall and F1 of values and of spans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parents[2] / "shared/gold/meantime")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    print(
        json.dumps(measure(args.folder, show=args.show)) if args.json else _table(measure(args.folder, show=args.show))
    )


def measure(folder: Path, *, show: bool = False) -> dict[str, float]:
    """Precision, recall and F1 of values, F1 of spans, and the number of gold expressions."""
    lexicon, reading = load_lexicon(), load_parser()
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*/*.xml")):
        report, golds = read_document(path)
        for outcome, line in score_document(report, golds, reading, lexicon):
            counts[outcome] += 1
            if show and outcome != "hit":
                print(f"{outcome:7s} {line}")
    wanted, found = (
        counts["hit"] + counts["wrong"] + counts["missed"],
        counts["hit"] + counts["wrong"] + counts["extra"],
    )
    precision, recall = counts["hit"] / max(found, 1), counts["hit"] / max(wanted, 1)
    overlapping = counts["hit"] + counts["wrong"]
    return {
        "dates.precision": round(precision, 4),
        "dates.recall": round(recall, 4),
        "dates.f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        "dates.span_f1": round(2 * overlapping / max(found + wanted, 1), 4),
        "dates.n": wanted,
    }


def _table(figures: dict[str, float]) -> str:
    return "\n".join(f"{name:20s} {value}" for name, value in figures.items())


if __name__ == "__main__":
    main()
