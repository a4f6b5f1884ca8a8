"""A report's text as printed, cut where marks begin and end, so that every fact can be shown in its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.records.kinds import Report
from detente.records.shapes import FACT_ROLES
from detente.web import addresses

LAYERS = ("said", "event", "commitment", "name")
"""What can be switched: statements, events, commitments, names."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a fact rests on: half-open characters of the text, the layer, and the fact or entity they lead to."""

    start: int
    end: int
    layer: str
    id: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks, leading to the shortest; ``begins`` are the facts whose first words these are."""

    text: str
    layers: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    hit: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A region of a report; what is set aside says why."""

    role: str
    reason: str
    aside: bool
    segments: tuple[Segment, ...]


def cut_stretches(
    report: Report, marks: Sequence[Mark], *, first: int = 0, last: int | None = None, hit: str | None = None
) -> tuple[Stretch, ...]:
    """The text from ``first`` to ``last`` region by region; joined, the segments are that text character for character."""
    last = len(report.text) if last is None else min(last, len(report.text))
    ranked = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, m.end, m.layer, m.id))
    starts = _first_words(ranked)
    stretches = []
    for start, end, role, reason in _regions(report, first, last):
        inside = [m for m in ranked if m.start < end and m.end > start]
        segments = tuple(_segments(report.text, start, end, inside, starts, hit))
        stretches.append(Stretch(role, reason, role not in FACT_ROLES and role != "", segments))
    return tuple(stretches)


def _first_words(marks: Iterable[Mark]) -> dict[str, int]:
    """Fact -> where its own words begin: content and evidence count before cue and source."""
    first: dict[str, int] = {}
    for mark in sorted(marks, key=lambda m: (m.part in ("source", "cue"), m.start)):
        first.setdefault(mark.id, mark.start)
    return first


def _regions(report: Report, first: int, last: int) -> list[tuple[int, int, str, str]]:
    """The regions with what lies between them, in text order, cut to the part that is shown."""
    held: list[tuple[int, int, str, str]] = []
    at = first
    for region in sorted(report.regions):
        start, end = max(region.start, at), min(region.end, last)
        if start >= end:
            continue
        if at < start:
            held.append((at, start, "", ""))
        held.append((start, end, region.role, region.reason))
        at = end
    if at < last:
        held.append((at, last, "", ""))
    return held


def _segments(
    text: str, start: int, end: int, marks: Sequence[Mark], starts: dict[str, int], hit: str | None
) -> Iterable[Segment]:
    """Between two neighbouring borders of marks everything is marked alike."""
    borders = sorted({start, end, *(p for m in marks for p in (m.start, m.end) if start < p < end)})
    waiting = list(marks)
    active: list[Mark] = []
    for a, b in pairwise(borders):
        active = [m for m in active if m.end > a]
        while waiting and waiting[0].start <= a:
            if waiting[0].end > a:
                active.append(waiting[0])
            waiting.pop(0)
        here = sorted(active, key=lambda m: (m.end - m.start, LAYERS.index(m.layer), m.id))
        yield Segment(
            text[a:b],
            tuple(layer for layer in LAYERS if any(m.layer == layer for m in here)),
            tuple(dict.fromkeys(m.id for m in here)),
            tuple(dict.fromkeys(m.part for m in here if m.part)),
            tuple(dict.fromkeys(m.id for m in here if starts[m.id] == a)),
            any(m.id == hit for m in here),
            _leads_to(here[0]) if here else None,
        )


def _leads_to(mark: Mark) -> str:
    return addresses.entity(mark.id) if mark.layer == "name" else addresses.fact(mark.id)
