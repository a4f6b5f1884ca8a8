"""Who tells what: the letters that stand for reports on a page, and lines that lead to the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.brief.dates import plain_day
from detente.brief.letters import letters
from detente.records.kinds import Attribution, Commitment, Event, Opinion, Quantity, Report
from detente.records.shapes import Evidence
from detente.web import addresses

TITLE = 160
"""Characters of a headline."""

AnyFact = Attribution | Opinion | Event | Quantity | Commitment


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as a page names it: its letter, outlet, day and headline, and the report whose copy it prints."""

    id: str
    letter: str
    outlet: str
    day: str
    title: str
    origin: str | None
    href: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report that tells a fact, and where its words stand."""

    letter: str
    outlet: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in one line: its text, how it is known, and who tells it; ``id`` is what a tick chooses."""

    id: str
    kind: str
    text: str
    href: str
    told: tuple[Told, ...]
    note: str = ""
    marks: tuple[str, ...] = ()


def corrected_marks(rule: str) -> tuple[str, ...]:
    """What a line says of a fact that somebody corrected or accepted."""
    return tuple(word for word in ("corrected", "accepted") if f"+{word}" in rule)


def papers(reports: Sequence[Report]) -> dict[str, Paper]:
    """Id -> the report with its letter, in the order given."""
    lettered = dict(zip((r.id for r in reports), letters(), strict=False))
    return {
        report.id: Paper(
            report.id,
            lettered[report.id],
            report.outlet,
            plain_day(report.published_day),
            headline(report),
            lettered.get(report.origin or "") if report.origin != report.id else None,
            addresses.report(report.id),
        )
        for report in reports
    }


def headline(report: Report) -> str:
    """The title a report brought, else its headline."""
    told = report.title
    if not told:
        region = next((r for r in report.regions if r.role == "headline"), None)
        told = report.text[region.start : region.end] if region else ""
    line = " ".join((told or "").split())
    return line if len(line) <= TITLE else line[: TITLE - 1].rsplit(" ", 1)[0] + " …"


def told_by(evidence: Iterable[tuple[str, str]], known: Mapping[str, Paper]) -> tuple[Told, ...]:
    """The reports that tell a fact, each once, in the order of their letters; pairs are report and the fact told there."""
    first: dict[str, str] = {}
    for report, fact in evidence:
        if report in known:
            first.setdefault(report, fact)
    return tuple(
        Told(paper.letter, f"{paper.outlet}{', ' if paper.day else ''}{paper.day}", addresses.report(r, first[r]))
        for r, paper in known.items()
        if r in first
    )


def places(fact: AnyFact) -> tuple[Evidence, ...]:
    """The words that a fact rests on."""
    if isinstance(fact, Attribution | Opinion):
        return fact.content or ((fact.cue,) if isinstance(fact, Attribution) and fact.cue else ())
    return fact.evidence
