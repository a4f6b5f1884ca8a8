"""All reports, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from detente.brief.dates import plain_day
from detente.records.kinds import Report, Story
from detente.store.views import count_rows, rows_by_id, slice_rows, stories_of
from detente.web import addresses
from detente.web.ask import Ask, Page, Turn, turn
from detente.web.pages.stories import Link

EACH = 60
_TABLE = "row INDEXED BY row_published"
_REPORTS = "kind = 'report'"
_NEWEST = "coalesce(json_extract(line, '$.published'), '') DESC, position DESC"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of the list."""

    id: str
    outlet: str
    day: str
    title: str
    genre: str
    href: str
    story: Link | None


@dataclass(frozen=True, slots=True)
class Reports:
    """A page of reports; ``outlet`` is the only one shown where it is told."""

    reports: tuple[ReportLine, ...]
    outlet: str | None
    turn: Turn


def show_reports(ask: Ask) -> Page:
    """Reports newest first, of one outlet if asked; those in no story say so."""
    outlet = ask.get("outlet")
    condition, values = (_REPORTS + " AND json_extract(line, '$.outlet') = ?", [outlet]) if outlet else (_REPORTS, [])
    where = turn(ask, count_rows(ask.store, condition, values), EACH)
    held = slice_rows(ask.store, condition, values, order=_NEWEST, first=where.first, most=EACH, table=_TABLE)
    reports = [row for row in held.rows if isinstance(row, Report)]
    placed = stories_of(ask.store, [r.id for r in reports])
    stories = rows_by_id(ask.store, placed.values(), Story)
    lines = tuple(report_line(r, stories.get(placed.get(r.id, ""))) for r in reports)
    return Page(
        f"Reports of {outlet}" if outlet else "Reports", "reports.html.jinja", Reports(lines, outlet, where), "reports"
    )


def report_line(report: Report, story: Story | None) -> ReportLine:
    """A report of a list; its text is not needed."""
    return ReportLine(
        report.id,
        report.outlet,
        plain_day(report.published_day) or "no date",
        " ".join((report.title or "").split()) or (story.title if story else report.id),
        report.genre,
        addresses.report(report.id),
        Link(story.title, addresses.story(story.id)) if story else None,
    )
