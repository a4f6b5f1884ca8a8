"""Parts of a report marked by hand, put over those that were found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import cast, get_args

from detente.records.corrections import Correction, in_force
from detente.records.kinds import Report
from detente.records.shapes import Evidence, Region, Role

ROLES: frozenset[str] = frozenset(get_args(Role))
MARKED = "correction "
"""What the reason of a marked region begins with; the id of the correction follows."""


def place_words(words: Evidence, text: str) -> tuple[int, int] | None:
    """Where words stand in a text: at their own place, else at the nearest place that reads the same, else None."""
    if words.quote and text[words.start : words.end] == words.quote:
        return words.start, words.end
    places = [found.start() for found in re.finditer(re.escape(words.quote), text)] if words.quote else []
    if not places:
        return None
    start = min(places, key=lambda at: (abs(at - words.start), at))
    return start, start + len(words.quote)


def marks_by_report(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """Report id -> its region marks in force, in order."""
    held: dict[str, list[Correction]] = {}
    for correction in in_force(corrections):
        if correction.kind == "region" and correction.words:
            held.setdefault(correction.words.report, []).append(correction)
    return {report: tuple(marks) for report, marks in held.items()}


def marked_regions(marks: Iterable[Correction], text: str) -> tuple[Region, ...]:
    """The regions that marks give a text, in order of the marks; those whose words it does not hold are left out."""
    found = []
    for mark in marks:
        place = place_words(mark.words, text) if mark.words else None
        if place and mark.value and mark.value[0] in ROLES:
            found.append(Region(*place, cast("Role", mark.value[0]), f"{MARKED}{mark.id}"))
    return tuple(found)


def mark_digest(marks: Iterable[Correction]) -> str:
    """What names these marks."""
    return " ".join(mark.id for mark in marks)


def mark_report(report: Report, marked: Iterable[Region]) -> Report:
    """The report with marked regions over the found ones; later marks lie over earlier ones, and what they leave of a region stays."""
    regions = list(report.regions)
    for mark in marked:
        kept = [piece for region in regions for piece in _around(region, mark, report.text)]
        regions = sorted([*kept, mark])
    return replace(report, regions=tuple(regions))


def _around(region: Region, mark: Region, text: str) -> Iterable[Region]:
    """What a mark leaves of a region: what is before and behind it, without blank pieces and outer blanks."""
    if region.end <= mark.start or mark.end <= region.start:
        yield region
        return
    for start, end in ((region.start, mark.start), (mark.end, region.end)):
        piece = text[start:end] if start < end else ""
        if piece.strip():
            start += len(piece) - len(piece.lstrip())
            yield replace(region, start=start, end=start + len(piece.strip()))
