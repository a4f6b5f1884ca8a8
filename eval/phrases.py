"""`detente who` on phrases written for the project (`eval/references/phrases_*.jsonl`), by somebody who had not seen tables or rules.

    python -m eval.phrases [open|shut ...] [--misses]

Each phrase has the `iso3`, `code` and `sector` that a coder of the PLOVER manual accepts ([] for none, null where it is not judged).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from detente.extract.who import Answer
from detente.pipeline import Reader, Settings, load_reader, resolve_phrases
from eval.bench import ROOT, Figure, Figures, Row, rows_of
from eval.links import HALVES

FOLDER = ROOT / "eval/references"


def answered(path: Path, reader: Reader) -> list[tuple[Row, Answer]]:
    """Each phrase with its answer."""
    rows = list(rows_of(path.read_text(encoding="utf-8")))
    return list(zip(rows, resolve_phrases(((row["phrase"], row["on"]) for row in rows), reader), strict=True))


def country_right(row: Row, answer: Answer) -> bool:
    """The state or the body's code is one that is accepted, or none is told where none should be."""
    wanted = {*row["iso3"], *row["code"]}
    told = {value for value in (answer.iso3, answer.code) if value}
    return bool(wanted & told) if wanted else not told


def sector_right(row: Row, answer: Answer) -> bool:
    """The sector is one that is accepted, or is not judged."""
    if row["sector"] is None:
        return True
    return (answer.sector or "") in (row["sector"] or [""])


def figures(pairs: Iterable[tuple[Row, Answer]]) -> Figures:
    """Country, sector and both, over all phrases and over the hard ones."""
    rows = list(pairs)
    country = [country_right(row, answer) for row, answer in rows]
    sector = [sector_right(row, answer) for row, answer in rows]
    both = [c and s for c, s in zip(country, sector, strict=True)]
    hard = [ok for ok, (row, _) in zip(both, rows, strict=True) if row["hard"]]
    parts = {"country": country, "sector": sector, "both": both, "both.hard": hard}
    return {f"phrases.{name}": Figure(sum(part) / max(1, len(part)), len(part)) for name, part in parts.items()}


def main() -> None:
    """Print the figures, and the misses where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", default=["open"], choices=[*HALVES, []])
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    reader = load_reader(Settings(model=False))
    for half in options.halves:
        pairs = answered(FOLDER / f"phrases_{half}.jsonl", reader)
        for row, answer in pairs if options.misses else ():
            if not (country_right(row, answer) and sector_right(row, answer)):
                told = (answer.iso3, answer.code, answer.sector, answer.label, answer.rule)
                print(row["phrase"], row["on"], row["iso3"], row["code"], row["sector"], "->", told)
        for name, figure in figures(pairs).items():
            print(f"{half}  {name:18s} {figure.value:.3f}  n={figure.n}")


if __name__ == "__main__":
    main()
