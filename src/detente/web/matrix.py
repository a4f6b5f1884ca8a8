"""The agreement matrix: facts down, reports across, each cell what that report does about that fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.brief.dates import plain_time
from detente.brief.footnotes import shorten
from detente.brief.rules import load_brief_rules
from detente.records.kinds import Event, Finding
from detente.records.shapes import Member
from detente.web import addresses
from detente.web.telling import AnyFact, Paper

Does = Literal["says", "differs", "silent"]
SUBJECT = 110
SIDE = 60
"""Characters of a cell."""
ORDER = ("conflict", "slip", "changed", "compatible", "corroborated")
HEADINGS = {
    "conflict": "They differ",
    "slip": "A report differs from itself",
    "changed": "It changed over time",
    "compatible": "They agree in other words",
    "corroborated": "They agree",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report does about one fact; the words are there where sides differ."""

    letter: str
    does: Does
    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One fact that more than one report tells, or one tells in two ways."""

    id: str
    field: str
    subject: str
    reason: str
    href: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one verdict."""

    verdict: str
    heading: str
    rows: tuple[Row, ...]


def build_matrix(
    findings: Sequence[Finding], papers: Mapping[str, Paper], facts: Mapping[str, AnyFact]
) -> tuple[Block, ...]:
    """The rows by verdict, differences first; within one, those of most origins first."""
    blocks = []
    for verdict in ORDER:
        held = [f for f in findings if f.verdict == verdict]
        ranked = sorted(held, key=lambda f: (-f.origins, held.index(f)))
        if ranked:
            blocks.append(Block(verdict, HEADINGS[verdict], tuple(_row(f, papers, facts) for f in ranked)))
    return tuple(blocks)


def _row(finding: Finding, papers: Mapping[str, Paper], facts: Mapping[str, AnyFact]) -> Row:
    members: dict[str, Member] = {}
    for member in finding.members:
        members.setdefault(member.report, member)
    cells = tuple(_cell(finding, members.get(report), paper, facts) for report, paper in papers.items())
    return Row(
        finding.id,
        load_brief_rules().word("fields", finding.field),
        shorten(finding.subject, SUBJECT),
        finding.reason,
        addresses.finding(finding.id),
        cells,
    )


def _cell(finding: Finding, member: Member | None, paper: Paper, facts: Mapping[str, AnyFact]) -> Cell:
    if member is None:
        return Cell(paper.letter, "silent", "", None)
    apart = finding.verdict in ("conflict", "slip", "changed")
    words = side_words(finding, member, facts.get(member.record or "")) if apart else ""
    return Cell(paper.letter, "differs" if apart else "says", words, addresses.finding(finding.id, paper.id))


def side_words(finding: Finding, member: Member, fact: AnyFact | None) -> str:
    """What a side says where sides differ: the number, the day, the place, the wording; else its words."""
    told = None
    if finding.field in ("number", "quote"):
        told = member.value
    elif isinstance(fact, Event):
        told = _of_event(finding, fact)
    return shorten(told or next((e.quote for e in member.evidence), member.value or "told"), SIDE)


def _of_event(finding: Finding, event: Event) -> str | None:
    if finding.field == "date":
        return plain_time(event.when) or "no day told"
    if finding.field == "place":
        return event.where.quote if event.where else None
    if finding.field == "status":
        return f"told as {event.status}"
    return None
