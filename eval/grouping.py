"""How well reports are grouped into stories: B-cubed F1 on gold/news, no batches given, and the seeds as one story.

python -m eval.grouping [../shared] [--sweep]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from detente.compare import stories
from detente.language.cleaning import clean_report
from detente.lexicon.lexicon import load_lexicon
from detente.records.coding import Coding
from detente.records.raw import RawReport


def b_cubed(found: Mapping[str, object], gold: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping, each a mean over the reports."""
    precision = recall = 0.0
    for one in gold:
        same_found = {other for other in gold if found[other] == found[one]}
        same_gold = {other for other in gold if gold[other] == gold[one]}
        precision += len(same_found & same_gold) / len(same_found)
        recall += len(same_found & same_gold) / len(same_gold)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score_news(codings: Sequence[Coding], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """B-cubed figures of the grouping that reading these reports would give."""
    grouped = stories.group_reports(sorted(codings, key=lambda c: (c.report.published or "", c.report.id)))
    return b_cubed({report: i for i, story in enumerate(grouped) for report in story}, gold)


def read_codings(rows: Sequence[Mapping[str, str]]) -> list[Coding]:
    """Reports with their regions; what is told in them is not needed for a first grouping."""
    lexicon = load_lexicon()
    raws = [
        RawReport(r["id"], r["outlet"], r.get("title"), r.get("published"), None, r["text"], "jsonl", r["id"])
        for r in rows
    ]
    return [Coding(clean_report(raw, lexicon)) for raw in raws]


def main() -> None:
    """Print the figures, with --sweep for a range of thresholds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default="../shared", type=Path)
    parser.add_argument("--sweep", action="store_true")
    args = parser.parse_args()
    rows = [json.loads(line) for line in (args.shared / "gold/news/reports.jsonl").open(encoding="utf-8")]
    codings, gold = read_codings(rows), {row["id"]: row["group"] for row in rows}
    seeds = sorted((args.shared / "seeds").glob("*.txt"))
    undated = read_codings([{"id": p.stem, "outlet": p.stem, "text": p.read_text(encoding="utf-8")} for p in seeds])
    kept = stories.THRESHOLD
    for threshold in [kept, *([x / 100 for x in range(6, 24)] if args.sweep else [])]:
        stories.THRESHOLD = threshold
        precision, recall, f1 = score_news(codings, gold)
        one = len(stories.group_reports(undated)) == 1
        print(f"threshold {threshold:.2f}: B3 P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; seeds one story: {one}")
    stories.THRESHOLD = kept


if __name__ == "__main__":
    main()
