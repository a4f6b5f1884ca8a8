"""The office-holders' table against dated reports: offices that real news tells of a person, on the day of the report.

    python -m eval.holders_news REPORTS.jsonl ... [--misses] [--sample 100]

A second source beside the Factbook, for ministers and officials too: where a report of a known day names a person of the table with an office of a state
("Foreign Minister Sergei Lavrov of Russia"), the table should have that person in that office, or one that the same word means, on that day.
`held`: it has; `other day`: it has the office, but not on that day; `other office`: it has the person, but not in that office.
Former offices are left out. The reports are other people's text and stay outside the repository.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from detente.extract.office_names import office_fits
from detente.lexicon.holders import Holders
from detente.lexicon.phrases import fold_words
from detente.pipeline import Settings, load_reader
from detente.records.raw import RawReport
from eval.bench import rows_of
from eval.links import linked

Told = tuple[str, str, str, str]
"""Person of the table, state or body, office told, verdict."""


def told_in(path: Path) -> Iterator[tuple[Told, str]]:
    """Each person of the table with an office told in a report, once a report, with the words of the report that tell it."""
    reader = load_reader(Settings(model=False))
    holders = reader.lexicon.entities.holders
    for row in rows_of(path.read_text(encoding="utf-8")):
        day = (row.get("published") or "")[:10]
        if not day:
            continue
        raw = RawReport(
            row["id"], row.get("outlet") or "", row.get("title"), day, None, row["text"], "jsonl", row["id"]
        )
        for entity in linked(raw, reader).references.entities.values():
            if entity.type != "person" or len(entity.label.split()) < 2:
                continue
            for office in entity.offices:
                if office.evidence and office.of and not office.title.startswith("former"):
                    verdict = _verdict(holders, entity.label, office.of, office.title, day)
                    if verdict:
                        yield verdict, f"{day} {office.evidence.quote}"


def _verdict(holders: Holders, name: str, of: str, office: str, day: str) -> Told | None:
    rows = [row for row in holders.named(fold_words(name)) if row.of == of]
    if not rows:
        return None
    fitting = [row for row in rows if office_fits(office, {row.office})]
    verdict = "other office" if not fitting else "held" if any(row.held_on(day) for row in fitting) else "other day"
    return rows[0].person, of, office, verdict


def main() -> None:
    """Print how the told offices compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--sample", type=int, default=100)
    options = parser.parse_args()
    told: dict[Told, str] = {}
    for path in options.reports:
        for one, words in told_in(path):
            told.setdefault(one, words)
    for name in ("held", "other day", "other office"):
        print(f"{name:13s} {sum(one[3] == name for one in told)}")
    for one in sorted(told) if options.misses else ():
        if one[3] != "held":
            print(*one, "|", told[one])
    judged = sorted(one for one in told if one[3] != "other office")
    drawn = random.Random(0).sample(judged, min(options.sample, len(judged)))
    print(f"of {len(drawn)} drawn, {sum(one[3] == 'other day' for one in drawn)} are told on a day outside the row's")


if __name__ == "__main__":
    main()
