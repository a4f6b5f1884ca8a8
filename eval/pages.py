"""How well pages are read: strings of an article that must be in its text, and strings around it that must not.

python -m eval.pages [FOLDER]      a folder of pages with gold.json: {page: {"with": [...], "without": [...]}}

Printed twice: for the extracted text, and for what is left of it once headline, standfirst and body are told from the rest.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.ingest import read_reports
from detente.language.cleaning import clean_report
from detente.lexicon.lexicon import Lexicon, load_lexicon
from detente.records.raw import RawReport
from detente.records.shapes import FACT_ROLES

PAGES = Path(__file__).resolve().parent.parent.parent / "shared" / "gold" / "pages"


@dataclass(frozen=True)
class Score:
    """Strings kept of those that must be there, strings left out of those that must not."""

    kept: int = 0
    wanted: int = 0
    removed: int = 0
    unwanted: int = 0

    def plus(self, text: str, wanted: list[str], unwanted: list[str]) -> Score:
        """The score with one more page."""
        return Score(
            self.kept + sum(_squeezed(string) in text for string in wanted),
            self.wanted + len(wanted),
            self.removed + sum(_squeezed(string) not in text for string in unwanted),
            self.unwanted + len(unwanted),
        )

    def __str__(self) -> str:
        kept, removed = self.kept / max(self.wanted, 1), self.removed / max(self.unwanted, 1)
        return f"kept {kept:.3f} ({self.kept}/{self.wanted})  removed {removed:.3f} ({self.removed}/{self.unwanted})"


def score_pages(folder: Path, lexicon: Lexicon) -> dict[str, Score]:
    """The scores of the extracted text and of its fact-bearing regions."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    scores = {"extracted": Score(), "read for facts": Score()}
    for page, row in sorted(gold.items()):
        for name, text in _texts(folder / page, lexicon):
            scores[name] = scores[name].plus(_squeezed(text), row["with"], row["without"])
    return scores


def _texts(path: Path, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for raw in read_reports([str(path)]):
        text = raw.text if isinstance(raw, RawReport) else ""
        yield "extracted", text
        if isinstance(raw, RawReport):
            regions = clean_report(raw, lexicon).regions
            text = "\n".join(text[region.start : region.end] for region in regions if region.role in FACT_ROLES)
        yield "read for facts", text


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Print the scores of a folder of pages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    if not (folder / "gold.json").is_file():
        print(f"expected a folder of pages with gold.json, found none at {folder}: not measured")
        return
    for name, score in score_pages(folder, load_lexicon()).items():
        print(f"{name:<16}{score}")


if __name__ == "__main__":
    main()
