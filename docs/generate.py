"""Write the generated parts of README, docs and data/accuracy.yaml (`make docs`); tests compare them with what is committed.

A generated part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``; everything else is written by hand.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

from docs.parts.accuracy import accuracy_block, accuracy_data, summary_block
from docs.parts.commands import commands_block
from docs.parts.example import example_block
from docs.parts.ontology import ontology_block
from docs.parts.record import kinds_block, shapes_block

ROOT = Path(__file__).resolve().parent.parent
ACCURACY = ROOT / "src/detente/data/accuracy.yaml"

BLOCKS: dict[str, Callable[[], str]] = {
    "kinds": kinds_block,
    "shapes": shapes_block,
    "ontology": ontology_block,
    "commands": commands_block,
    "accuracy": accuracy_block,
    "summary": summary_block,
    "example": example_block,
}
_PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> list[Path]:
    """README and every page that has a generated part."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [path for path in found if _PART.search(path.read_text(encoding="utf-8"))]


def render(page: str) -> str:
    """A page with its generated parts made anew; raises KeyError on a part that nobody makes."""
    return _PART.sub(lambda found: f"{found[1]}\n{BLOCKS[found[2]]().strip()}\n\n{found[3]}", page)


def stale() -> list[Path]:
    """Files that would change."""
    out = [path for path in pages() if render(path.read_text(encoding="utf-8")) != path.read_text(encoding="utf-8")]
    held = ACCURACY.read_text(encoding="utf-8")
    return out + ([ACCURACY] if accuracy_data(held) != held else [])


def main() -> int:
    """Write the files, or with --check only name those that are out of date (exit status 1)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    old = stale()
    for path in old:
        text = path.read_text(encoding="utf-8")
        if not args.check:
            path.write_text(accuracy_data(text) if path == ACCURACY else render(text), encoding="utf-8")
        print(f"{'out of date' if args.check else 'wrote'}: {path.relative_to(ROOT)}")
    return 1 if old and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
