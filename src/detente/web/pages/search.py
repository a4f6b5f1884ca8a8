"""Search over the words of all reports, narrowed by party, event type, speaker, outlet and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from detente.errors import InputError
from detente.records.kinds import Entity, EventType, Report, Story
from detente.store.search import Found, Narrow, find_entities, find_reports
from detente.store.views import rows_by_id, stories_of
from detente.web.ask import Ask, Page, Turn, turn
from detente.web.pages.commitments import one_of
from detente.web.pages.entities import EntityLine, entity_line
from detente.web.pages.reports import ReportLine, report_line

EACH = 20
NAMES = 8
TYPES: tuple[str, ...] = get_args(EventType)


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found; the snippet comes in pieces, every second one a matched word."""

    report: ReportLine
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked and what was found."""

    words: str
    party: str
    type: str
    speaker: str
    outlet: str
    since: str
    until: str
    types: tuple[str, ...]
    asked: bool
    hits: tuple[Hit, ...]
    names: tuple[EntityLine, ...]
    turn: Turn | None


def show_search(ask: Ask) -> Page:
    """Reports that hold all the words and pass all filters, best first; without words the newest first."""
    words = ask.get("q") or ""
    narrow = Narrow(
        party=ask.get("party"),
        type=one_of(ask, "type", TYPES),
        speaker=ask.get("speaker"),
        outlet=ask.get("outlet"),
        since=_day(ask, "since"),
        until=_day(ask, "until"),
    )
    asked = bool(words) or narrow != Narrow()
    page = ask.number("page")
    found = find_reports(ask.store, words, narrow, first=(page - 1) * EACH, most=EACH) if asked else Found((), 0)
    where = turn(ask, found.total, EACH) if asked else None
    named = find_entities(ask.store, words, most=NAMES) if words else ()
    entities = rows_by_id(ask.store, named, Entity)
    view = Search(
        words,
        narrow.party or "",
        narrow.type or "",
        narrow.speaker or "",
        narrow.outlet or "",
        narrow.since or "",
        narrow.until or "",
        TYPES,
        asked,
        _hits(ask, found),
        tuple(entity_line(entities[e]) for e in named if e in entities),
        where,
    )
    return Page(f"Search: {words}" if words else "Search", "search.html.jinja", view, "search")


def _hits(ask: Ask, found: Found) -> tuple[Hit, ...]:
    reports = rows_by_id(ask.store, (h.report for h in found.hits), Report)
    placed = stories_of(ask.store, reports)
    stories = rows_by_id(ask.store, placed.values(), Story)
    return tuple(
        Hit(report_line(reports[h.report], stories.get(placed.get(h.report, ""))), h.pieces)
        for h in found.hits
        if h.report in reports
    )


def _day(ask: Ask, name: str) -> str | None:
    told = ask.get(name)
    if told is None:
        return None
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        raise InputError(f"expected a day as YYYY-MM-DD for {name}, found {told!r}") from None
