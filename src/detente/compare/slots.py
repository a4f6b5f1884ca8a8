"""Values that reports tell of a thing, each with the words around it: numbers, ages, days, places and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp

from detente.compare.clauses import Clause
from detente.compare.counts import is_comparable
from detente.compare.coverage import words_of
from detente.compare.dated import Dated, times_at
from detente.compare.named import Named, names_at
from detente.compare.names import Names
from detente.records.kinds import Quantity, Report
from detente.records.shapes import Evidence

FADE = 8.0
"""Words from the value at which a word counts a third of one beside it."""
_MEASURES = frozenset(
    {"m3", "km", "m", "mile", "tonne", "kg", "litre", "barrel", "hectare", "km2", "nm", "mw", "gw", "°C"}
)
"""Units that measure a thing; other units of a count name what is counted."""
_FIGURE = re.compile(
    r"\b(\d{1,3}(?:,\d{3})*(?:\.\d+)?)(?:[- ]?)(year-old|yards?|feet|foot|inch|inches|times|metres?|meters?|m|km|miles?|cm|kg|pounds?|tons?|tonnes?|points?|rounds?|hours?|hour|days?|minutes?)(?![\w%])"
)
_POSTED = re.compile(r"\bpost shared by\b|\(@\w+\)")
"""The day under a picture or a tweet that a page shows is no day of the happening."""
_AGE = re.compile(
    r"\b(\d{1,2})-year-old\b|, (\d{2})(?=[,.;])|\b(?:aged? (?:of )?|is |was )(\d{1,2})\b(?! [a-z]+s\b(?!\sold))"
)


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A value in a sentence; ``kind`` tells what may be laid beside it, ``nouns`` what is counted, ``around`` the words around it, the near ones counting most.

    ``values`` are the value's readings as text (an age, a figure); of a number ``quantity`` holds it, of a name ``named``, of a time ``dated``; ``speaks``: the name is that of a source.
    """

    kind: str
    values: frozenset[str]
    quantity: Quantity | None
    named: Named | None
    told: Evidence
    clause: Clause
    nouns: tuple[str, ...]
    around: tuple[tuple[str, float], ...]
    dated: Dated | None = None
    speaks: bool = False


def find_slots(
    report: Report,
    clauses: Sequence[Clause],
    quantities: Sequence[Quantity],
    names: Names,
    plain: frozenset[str],
    sources: Sequence[tuple[int, int]] = (),
) -> tuple[Slot, ...]:
    """The slots of one report in text order; ``clauses``, ``quantities`` and ``sources`` (places of who speaks) are its own, ``plain`` the words that the story's reports print in small letters."""
    found: list[Slot] = []
    for clause in (c for c in clauses if c.whole):
        found += _numbers(report, clause, quantities)
        found += _ages(report, clause, names)
        found += _days(report, clause)
        found += _names(report, clause, names, plain, sources)
        found += _figures(report, clause, [s for s in found if s.clause is clause])
    return tuple(found)


def _numbers(report: Report, clause: Clause, quantities: Sequence[Quantity]) -> Iterable[Slot]:
    for fact in quantities:
        told = fact.evidence[0]
        if not (clause.evidence.start <= told.start < clause.evidence.end) or not is_comparable(fact):
            continue
        unit = fact.unit or ""
        kind = fact.type if fact.type != "money" else f"money {unit}"
        kind += f" {unit}" if fact.type == "count" and unit in _MEASURES else ""
        nouns = words_of(f"{fact.of or ''} {'' if unit in _MEASURES or fact.type != 'count' else unit}")
        yield _slot(kind, frozenset(), fact, told, clause, nouns)


def _ages(report: Report, clause: Clause, names: Names) -> Iterable[Slot]:
    """ "Pieter Ost, 43," and "the 42-year-old Belgian Pieter Ost": an age belongs to the one person named beside it."""
    text = clause.evidence.quote
    for match in _AGE.finditer(text):
        start = clause.evidence.start + match.start()
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 50]
        near = names.read(before).persons if match[2] or match[3] else names.read(after).persons
        near = near or names.read(before).persons
        if len(near) == 1:
            age = match[1] or match[2] or match[3]
            told = report.evidence(start, start + len(match[0]))
            yield _slot(f"age {min(near)}", frozenset({age}), None, told, clause, ())


def _figures(report: Report, clause: Clause, taken: Sequence[Slot]) -> Iterable[Slot]:
    """Numbers in figures that no stage has taken: "a 17-year-old gorilla", "an 18-yard pass", "24 times", "the 40m dry well"."""
    text = clause.evidence.quote
    for match in _FIGURE.finditer(text):
        start, end = clause.evidence.start + match.start(), clause.evidence.start + match.end()
        if any(s.told.start < end and start < s.told.start + len(s.told.quote) for s in taken):
            continue
        behind = words_of(text[match.end() : match.end() + 40])[:2]
        yield _slot(
            f"figure {match[2].rstrip('s')}", frozenset({match[1]}), None, report.evidence(start, end), clause, behind
        )


def _days(report: Report, clause: Clause) -> Iterable[Slot]:
    if _POSTED.search(clause.evidence.quote):
        return
    for dated in times_at(clause.evidence.quote, report.published_day):
        told = report.evidence(clause.evidence.start + dated.start, clause.evidence.start + dated.end)
        yield replace(_slot("day", frozenset(), None, told, clause, ()), dated=dated)


def _names(
    report: Report, clause: Clause, names: Names, plain: frozenset[str], sources: Sequence[tuple[int, int]]
) -> Iterable[Slot]:
    for named in names_at(clause.evidence.quote, names, plain):
        told = report.evidence(clause.evidence.start + named.start, clause.evidence.start + named.end)
        speaks = any(told.start < end and start < told.end for start, end in sources)
        yield replace(_slot(named.kind, frozenset(), None, told, clause, (), named), speaks=speaks)


def _slot(
    kind: str,
    values: frozenset[str],
    quantity: Quantity | None,
    told: Evidence,
    clause: Clause,
    nouns: tuple[str, ...],
    named: Named | None = None,
) -> Slot:
    text, start = clause.evidence.quote, told.start - clause.evidence.start
    left, right = words_of(text[:start]), words_of(text[start + len(told.quote) :])
    inside = [w for w in words_of(told.quote) if not w.isdigit()] if quantity else []
    around = [(w, exp(-(i + 1) / FADE)) for i, w in enumerate(reversed(left))]
    around += [(w, exp(-(i + 1) / FADE)) for i, w in enumerate(right)]
    around += [(w, 1.0) for w in inside if w in nouns or w.rstrip("s") in nouns]
    return Slot(kind, values, quantity, named, told, clause, nouns, tuple((w, x) for w, x in around if w))
