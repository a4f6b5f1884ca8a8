"""Read .txt or .jsonl reports without a store and print the record's lines: a bench for whoever works on one stage.

python -m eval.peek FILE... [--kind event ...] [--published 2015-05-13] [--text "A sentence."]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from detente.pipeline import Settings, build_record, code_reports, load_reader
from detente.records.codec import to_line
from detente.records.raw import RawReport


def _raws(args: argparse.Namespace) -> list[RawReport]:
    raws = [RawReport(None, "text", None, args.published, None, text, "txt", "--text") for text in args.text]
    for path in map(Path, args.files):
        if path.suffix == ".jsonl":
            for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                row = json.loads(line)
                raws.append(
                    RawReport(row.get("id"), row.get("outlet") or path.stem, row.get("title"), row.get("published"),
                              row.get("url"), row["text"], "jsonl", f"{path}:{n}")
                )  # fmt: skip
        else:
            text = path.read_bytes().decode("utf-8")
            raws.append(RawReport(None, path.stem, None, args.published, None, text, "txt", str(path)))
    return raws


def main() -> None:
    """Print the chosen kinds (all but reports by default)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--kind", action="append", default=[])
    parser.add_argument("--published")
    parser.add_argument("--text", action="append", default=[])
    args = parser.parse_args()
    reader = load_reader(Settings())
    raws = _raws(args)
    codings = list(code_reports(raws, reader))
    batch = frozenset(c.report.id for c in codings)
    for row in build_record(codings, reader, batches=[batch] if len(batch) <= 20 else []).rows():
        if row.kind in args.kind or (not args.kind):
            print(to_line(row))


if __name__ == "__main__":
    main()
