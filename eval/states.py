"""Who said what where states, ministries and seats of power speak: 100 paragraphs of our own, half of them unread.

python -m eval.states [PART] [--no-model] [--misses]      (PART: seen, unread; --misses shows the seen ones only)

The marking of `eval/states/*.txt` is explained in their heads. A statement counts as found where its words overlap by half or more (Dice) and
the sources share a word.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from eval.bench import ROOT, SHARED, Bench, Figure, Figures, rows_of, work_folder

FOLDER = ROOT / "eval/states"
PARTS = ("seen", "unread")
_MARK = re.compile(r"\{((?:[scq]\d)+)\s*\|\s*(.*?)\}")

Span = tuple[int, int]


@dataclass
class Paragraph:
    """A text without its marks, and for each statement its source and content spans."""

    name: str
    text: str
    sources: dict[str, list[Span]] = field(default_factory=dict)
    contents: dict[str, list[Span]] = field(default_factory=dict)


def parse_paragraph(name: str, marked: str) -> Paragraph:
    """A paragraph from its marked line."""
    text, last = "", 0
    found = Paragraph(name, "")
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        span = (len(text), len(text) + len(match.group(2)))
        for role, number in re.findall(r"([scq])(\d)", match.group(1)):
            if role != "c":
                (found.sources if role == "s" else found.contents).setdefault(number, []).append(span)
        text, last = text + match.group(2), match.end()
    found.text = text + marked[last:]
    for number in found.contents:
        # "..., adding that ...": a statement without a source of its own has the one before it.
        found.sources.setdefault(number, found.sources[max(n for n in found.sources if n <= number)])
    return found


def read_part(part: str) -> list[Paragraph]:
    """The paragraphs of a part."""
    lines = (FOLDER / f"{part}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [parse_paragraph(f"{part}-{number:02d}", line) for number, line in enumerate(kept)]


def words_of(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Where the words of spans begin."""
    return frozenset(
        m.start() for m in re.finditer(r"\w+", text) if any(a < m.end() and m.start() < b for a, b in spans)
    )


def count_right(paragraph: Paragraph, found: Sequence[tuple[Sequence[Span], Sequence[Span]]]) -> int:
    """Statements found with their speaker, each once; ``found`` holds sources and contents."""
    right, left = 0, list(found)
    for number, content in sorted(paragraph.contents.items()):
        what, who = words_of(paragraph.text, content), words_of(paragraph.text, paragraph.sources[number])
        for one in left:
            mine = words_of(paragraph.text, one[1])
            if 2 * len(what & mine) >= 0.5 * (len(what) + len(mine)) and who & words_of(paragraph.text, one[0]):
                right += 1
                left.remove(one)
                break
    return right


def measure(bench: Bench, part: str, *, options: Sequence[str] = (), misses: bool = False) -> dict[str, Figure]:
    """Precision, recall and F1 of a part, read by the installed program."""
    paragraphs = read_part(part)
    lines = [json.dumps({"id": p.name, "outlet": "test", "text": p.text}) for p in paragraphs]
    reports = bench.write(f"states-{part}.jsonl", "\n".join(lines) + "\n")
    record = bench.record(f"states-{part}-record", reports, options=["--no-compare", *options])
    held: dict[str, list[tuple[list[Span], list[Span]]]] = {}
    for row in rows_of(record.read_text(encoding="utf-8")):
        if row["kind"] == "attribution" and row["content"]:
            source = [(row["source"]["start"], row["source"]["end"])] if row["source"] else []
            held.setdefault(row["report"], []).append((source, [(c["start"], c["end"]) for c in row["content"]]))
    right = sum(counts := [count_right(p, held.get(p.name, ())) for p in paragraphs])
    if misses:
        for p, count in zip(paragraphs, counts, strict=True):
            if count != len(p.contents) or count != len(held.get(p.name, ())):
                print(p.text, [[p.text[a:b] for a, b in s + c] for s, c in held.get(p.name, ())])
    gold, made = sum(len(p.contents) for p in paragraphs), sum(map(len, held.values()))
    precision, recall = right / made if made else 0.0, right / gold
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"P": Figure(precision, made), "R": Figure(recall, gold), "F1": Figure(f1, gold)}


def states(bench: Bench) -> Figures:
    """Both parts with the reader model and by rules alone."""
    out: Figures = {}
    for part in PARTS:
        for name, options in (("", ()), (".rules", ("--no-model",))):
            found = measure(bench, part, options=options)
            out |= {f"{part}{name}.{metric}": figure for metric, figure in found.items()}
    return out


def main() -> int:
    """Print the figures, and on request what is wrong in the part that may be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=PARTS, default="seen")
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    options = ["--no-model"] if args.no_model else []
    bench = Bench(SHARED, work_folder())
    for metric, figure in measure(
        bench, args.part, options=options, misses=args.misses and args.part == "seen"
    ).items():
        print(f"{args.part} {metric} {figure.value:.3f} n={figure.n}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
