"""What comparing found, by verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from detente.brief.dates import plain_day
from detente.brief.footnotes import shorten
from detente.brief.rules import load_brief_rules
from detente.records.kinds import Field, Finding, Report, Story, Verdict
from detente.store.views import count_rows, rows_by_id, slice_rows
from detente.web import addresses
from detente.web.ask import Ask, Page, Turn, turn
from detente.web.matrix import HEADINGS
from detente.web.pages.commitments import one_of
from detente.web.pages.stories import Link
from detente.web.reading import SINGLE

EACH = 40
WORDS = 150
SIDES = 6
ORDER: tuple[str, ...] = ("conflict", "changed", "slip", "compatible", "corroborated", "single")
VERDICTS: tuple[str, ...] = get_args(Verdict)
FIELDS: tuple[str, ...] = get_args(Field)


@dataclass(frozen=True, slots=True)
class SideLine:
    """What one report says."""

    outlet: str
    day: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with its sides and the story it belongs to."""

    id: str
    field: str
    subject: str
    reason: str
    origins: int
    sides: tuple[SideLine, ...]
    more: int
    story: Link | None
    href: str


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of findings of one verdict, and how many there are of each."""

    findings: tuple[FindingLine, ...]
    verdict: str
    heading: str
    field: str | None
    tabs: tuple[tuple[str, str, int], ...]
    fields: tuple[tuple[str, str], ...]
    turn: Turn


def show_findings(ask: Ask) -> Page:
    """Findings of a verdict, conflicts where none is asked, of one field if asked."""
    store, word = ask.store, load_brief_rules().word
    statement = "SELECT verdict, count(*) FROM row WHERE verdict IS NOT NULL GROUP BY verdict"
    counts: dict[str, int] = dict(store.connection.execute(statement))
    headings = {**HEADINGS, "single": SINGLE}
    verdict = one_of(ask, "verdict", VERDICTS) or next((v for v in ORDER if counts.get(v)), "conflict")
    field = one_of(ask, "field", FIELDS)
    condition, values = "verdict = ?", [verdict]
    if field:
        condition, values = f"{condition} AND type = ?", [verdict, field]
    where = turn(ask, count_rows(store, condition, values), EACH)
    held = slice_rows(store, condition, values, order="position DESC", first=where.first, most=EACH)
    findings = [row for row in held.rows if isinstance(row, Finding)]
    stories = rows_by_id(store, (f.story for f in findings), Story)
    reports = rows_by_id(store, (m.report for f in findings for m in f.members), Report)
    view = Findings(
        tuple(_line(f, stories, reports) for f in findings),
        verdict,
        headings[verdict],
        field,
        tuple((v, headings[v], counts.get(v, 0)) for v in ORDER),
        tuple((f, word("fields", f)) for f in FIELDS),
        where,
    )
    return Page(f"Findings: {headings[verdict].lower()}", "findings.html.jinja", view, "findings")


def _line(finding: Finding, stories: dict[str, Story], reports: dict[str, Report]) -> FindingLine:
    story = stories.get(finding.story)
    sides = tuple(
        SideLine(
            reports[m.report].outlet,
            plain_day(reports[m.report].published_day),
            shorten(m.value if finding.field in ("number", "quote") and m.value else _first(m.evidence), WORDS),
            addresses.report(m.report, m.record or ""),
        )
        for m in finding.members[:SIDES]
        if m.report in reports
    )
    return FindingLine(
        finding.id,
        load_brief_rules().word("fields", finding.field),
        finding.subject,
        finding.reason,
        finding.origins,
        sides,
        len(finding.members) - len(sides),
        Link(story.title, addresses.story(story.id)) if story else None,
        addresses.finding(finding.id),
    )


def _first(evidence: tuple[object, ...]) -> str:
    return str(getattr(evidence[0], "quote", "")) if evidence else ""
