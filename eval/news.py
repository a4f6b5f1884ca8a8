"""Read real news in bulk through the command line: nothing may raise, every quote is in place, the bytes repeat.

python -m eval.news [REPORTS.jsonl]

Reads the file twice as it is and twice in another order (the records must be equal byte for byte), each into a store too,
and verifies the store.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from eval.bench import PROGRAM, SHARED, read_reports, rows_of, run


def main() -> int:
    """Exit status 1 when two records differ; a failing command ends with its own message."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=Path, default=SHARED / "gold/news/reports.jsonl")
    args = parser.parse_args()
    if not args.reports.exists():
        print(f"news: skipped, {args.reports} is not beside this checkout")
        return 0
    lines = args.reports.read_text(encoding="utf-8").splitlines(keepends=True)
    records = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(4):
            shuffled = Path(folder) / "reports.jsonl"
            order = Random(number // 2).sample(lines, len(lines)) if number >= 2 else lines
            shuffled.write_text("".join(order), encoding="utf-8")
            began = time.monotonic()
            records.append(read_reports([shuffled]))
            print(f"run {number + 1}: {len(records[-1]):,} bytes in {time.monotonic() - began:.0f} s", flush=True)
        store = Path(folder) / "news.db"
        run([PROGRAM, "read", "--quiet", args.reports, "--into", store])
        print(run([PROGRAM, "verify", store]).strip())
    kinds = Counter(row["kind"] for row in rows_of(records[0]))
    print(", ".join(f"{count} {kind}" for kind, count in kinds.items()))
    same = len(set(records)) == 1
    print("all records are equal" if same else "RECORDS DIFFER")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
