"""Where a report is at odds with itself: a weekday that is not that date, a place name one letter off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from detente.compare.clauses import Clause
from detente.compare.hours import MONTHS, WEEKDAYS, days_told
from detente.records.kinds import Field, Report
from detente.records.shapes import Evidence

LEAST = 4
"""Letters of a place name that may be another one misspelt: "Mali" and "Bali" are too short to tell."""
_DATED = re.compile(
    rf"\b({'|'.join(WEEKDAYS)}),? (?:the )?((?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)})"
    rf"|(?:{'|'.join(MONTHS)}) \d{{1,2}})(?:,? \d{{4}})?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Slip:
    """Words of one report that do not fit together, with the values they give and the reason in plain words."""

    field: Field
    reason: str
    told: tuple[tuple[str, Evidence], ...]


def find_slips(report: Report, clauses: Sequence[Clause]) -> tuple[Slip, ...]:
    """The slips of one report, in text order; ``clauses`` are its own."""
    whole = [c for c in clauses if c.whole]
    return (*_weekdays(report, whole), *_places(whole))


def _weekdays(report: Report, clauses: Sequence[Clause]) -> list[Slip]:
    """ "Tuesday, 12 May" in a year in which 12 May is a Monday."""
    found = []
    for clause in clauses:
        for match in _DATED.finditer(clause.evidence.quote):
            days = sorted(d for d in days_told(match[2], report.published_day) if d[:1] != "-")
            if not days:
                continue
            told, meant = match[1].lower(), WEEKDAYS[date.fromisoformat(days[0]).weekday()]
            if told != meant:
                start = clause.evidence.start + match.start()
                words = report.evidence(start, start + len(match[0]))
                found.append(Slip("date", f"{days[0]} is a {meant.title()}", ((match[0], words),)))
    return found


def _places(clauses: Sequence[Clause]) -> list[Slip]:
    """Two places one letter apart for one act: "the meeting in Klow", "the Klov meeting" told "in Klov"."""
    found, seen = [], set[tuple[str, str]]()
    for one, two in combinations(clauses, 2):
        people = {t for t in one.tokens & two.tokens if t.startswith("q:")}
        if not (people or one.acts & two.acts) or one.at == two.at:
            continue
        for a in sorted(one.places):
            for b in sorted(two.places):
                pair = (min(a, b), max(a, b))
                if pair not in seen and one_letter_off(a, b):
                    seen.add(pair)
                    told = ((a.title(), one.evidence), (b.title(), two.evidence))
                    found.append(Slip("place", "two place names one letter apart for one happening", told))
    return found


def one_letter_off(one: str, two: str) -> bool:
    """ "Sochi" and "Kochi"; names of states and capitals ("=" and a code) are never taken for one another."""
    if "=" in one[:1] + two[:1] or len(one) != len(two) or len(one) <= LEAST:
        return False
    return sum(a != b for a, b in zip(one, two, strict=True)) == 1
