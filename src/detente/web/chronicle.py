"""The timeline of a story: what happened, day by day, as precisely as it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.brief.happenings import Happening, by_day, day_heading, gather, tell_happening
from detente.brief.names import Namer
from detente.brief.rules import load_brief_rules
from detente.records.coding import Record
from detente.records.kinds import Event
from detente.web import addresses
from detente.web.telling import Line, Paper, corrected_marks, told_by
from detente.web.words import day_words


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day, week or month; ``start`` is the ISO date it begins with where that is known."""

    heading: str
    start: str | None
    background: bool
    lines: tuple[Line, ...]


def build_chronicle(record: Record, papers: Mapping[str, Paper], namer: Namer) -> tuple[Day, ...]:
    """All happenings of a story's record by day: background last, undated after dated."""
    origins = {r.id: r.origin or r.id for r in record.reports}
    happenings = sorted(gather(record.events, record.findings, origins), key=by_day)
    said = {a.id: a for a in record.attributions}
    days: dict[str, list[tuple[Happening, Line]]] = {}
    for happening in happenings:
        text = tell_happening(happening, said, namer, load_brief_rules())
        days.setdefault(day_heading(happening.lead), []).append((happening, _line(happening, text, papers)))
    return tuple(
        Day(heading, _start(held[0][0].lead), held[0][0].lead.historical, tuple(line for _, line in held))
        for heading, held in days.items()
    )


def _line(happening: Happening, text: str, papers: Mapping[str, Paper]) -> Line:
    lead = happening.lead
    return Line(
        lead.id,
        "event",
        text,
        addresses.fact(lead.id),
        told_by(((e.report, event.id) for event in (lead, *happening.events) for e in event.evidence), papers),
        day_words(lead.when) if lead.when else "",
        tuple(dict.fromkeys(mark for event in happening.events for mark in corrected_marks(event.rule))),
    )


def _start(lead: Event) -> str | None:
    return (lead.when.start or lead.when.end) if lead.when else None
