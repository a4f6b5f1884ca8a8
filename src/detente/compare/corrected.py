"""Corrections replayed on codings, before reports are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.compare.attaching import NotFoundError, find_fact, words_of
from detente.compare.corrected_facts import changed
from detente.records.coding import Coding
from detente.records.corrections import Correction, in_force
from detente.records.ids import make_id
from detente.records.kinds import Attribution, Fact, Issue
from detente.records.lines import FACTS, PLURALS
from detente.records.marking import MARKED, mark_report, marked_regions, marks_by_report
from detente.records.shapes import FACT_ROLES

ENTITY_KINDS = frozenset({"merge", "split"})
"""Kinds that are replayed where entities are merged, not on codings."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction in force, the ids of the rows it touches now, and why it touches none, in plain words."""

    correction: Correction
    records: tuple[str, ...]
    problem: str | None = None


def correct_codings(
    codings: Sequence[Coding], corrections: Iterable[Correction], *, newer: Mapping[str, str]
) -> tuple[list[Coding], tuple[Applied, ...]]:
    """The codings with facts and regions as corrections in force say, and what became of each correction.

    ``newer`` is report id -> id of the version after it: a correction follows its words there. Doing it twice is doing it once, and the
    order of ``corrections`` never matters, as they are replayed by time.
    """
    by_report: dict[str, list[Correction]] = {}
    for correction in in_force(corrections):
        if correction.kind not in ENTITY_KINDS:
            by_report.setdefault(_newest(correction, newer), []).append(correction)
    known = {coding.report.id for coding in codings}
    applied = [
        Applied(c, (), f"report {report} is not in the record")
        for report, held in by_report.items()
        for c in held
        if report not in known
    ]
    corrected = []
    for coding in codings:
        mine = by_report.get(coding.report.id, ())
        if mine:
            coding = _marked(coding, mine, applied)
            coding = _corrected(coding, [c for c in mine if c.kind != "region"], applied)
        corrected.append(coding)
    return corrected, tuple(applied)


def lost_issues(applied: Iterable[Applied], reports: Iterable[str]) -> tuple[Issue, ...]:
    """One issue for each correction that no longer applies; ``reports`` are the ids in the record."""
    known = set(reports)
    lost = sorted((a for a in applied if a.problem), key=lambda a: (a.correction.at, a.correction.id))
    return tuple(
        Issue(
            make_id("issue", "correction-not-applied", a.correction.id),
            "correction-not-applied",
            f"correction {a.correction.id} ({told(a.correction)}) no longer applies: {a.problem}",
            a.correction.words.report if a.correction.words and a.correction.words.report in known else None,
            None,
        )
        for a in lost
    )


def told(correction: Correction) -> str:
    """What a correction is, in few words: "retype of event e-1 by Ann"."""
    return f"{correction.kind} of {correction.record} {correction.about} by {correction.by}"


def _newest(correction: Correction, newer: Mapping[str, str]) -> str:
    report = correction.words.report if correction.words else correction.about
    while report in newer:
        report = newer[report]
    return report


def _marked(coding: Coding, corrections: Sequence[Correction], applied: list[Applied]) -> Coding:
    """Regions as marked; facts whose first words begin in a part marked as no news are left out."""
    marks = [mark for held in marks_by_report(corrections).values() for mark in held]
    if not marks:
        return coding
    for mark in marks:
        if marked_regions([mark], coding.report.text):
            applied.append(Applied(mark, (coding.report.id,)))
        else:
            applied.append(Applied(mark, (), f"words not found in report {coding.report.id}"))
    report = mark_report(coding.report, marked_regions(marks, coding.report.text))
    aside = [r for r in report.regions if r.reason.startswith(MARKED) and r.role not in FACT_ROLES]

    def is_aside(fact: Fact) -> bool:
        return any(r.start <= first.start < r.end for first in words_of(fact)[:1] for r in aside)

    gone = {fact.id for fact in _facts(coding) if is_aside(fact)}
    return _without(replace(coding, report=report), gone)


def _corrected(coding: Coding, corrections: Sequence[Correction], applied: list[Applied]) -> Coding:
    """Each correction finds its fact among those that were read, so that an earlier one never hides it from a later one."""
    now: dict[str, Fact] = {}
    rejected: set[str] = set()
    entities = {entity.id: entity for entity in coding.entities}
    for correction in corrections:
        try:
            fact = find_fact(coding, correction)
            if correction.kind == "reject":
                rejected.add(fact.id)
            else:
                rejected -= {fact.id} if correction.kind == "accept" else set()
                now[fact.id] = changed(now.get(fact.id, fact), correction, coding.report)
                for entity in correction.entities:
                    entities.setdefault(entity.id, entity)
        except NotFoundError as error:
            applied.append(Applied(correction, (), str(error)))
        else:
            applied.append(Applied(correction, (fact.id,)))
    rows: dict[str, Any] = {
        PLURALS[kind]: tuple(now.get(fact.id, fact) for fact in getattr(coding, PLURALS[kind])) for kind in FACTS
    }
    held = replace(coding, entities=tuple(entity for _, entity in sorted(entities.items())), **rows)
    return _without(held, rejected)


def _facts(coding: Coding) -> list[Fact]:
    return [fact for kind in FACTS for fact in getattr(coding, PLURALS[kind])]


def _without(coding: Coding, gone: set[str]) -> Coding:
    """The coding without some facts; what was told in a statement that is gone is told by the report."""
    if not gone:
        return coding
    rows: dict[str, Any] = {
        PLURALS[kind]: tuple(_unlinked(f, gone) for f in getattr(coding, PLURALS[kind]) if f.id not in gone)
        for kind in FACTS
    }
    return replace(coding, **rows)


def _unlinked(fact: Fact, gone: set[str]) -> Fact:
    if isinstance(fact, Attribution):
        return replace(fact, via=None) if fact.via in gone else fact
    changes: dict[str, Any] = {}
    if getattr(fact, "attribution", None) in gone:
        changes = {"attribution": None} | ({"voice": "reported"} if hasattr(fact, "voice") else {})
    return replace(fact, **changes) if changes else fact
