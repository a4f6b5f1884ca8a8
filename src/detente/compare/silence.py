"""Silence: which reports of a story do not name an actor that others tell of. A view of a record, no kind of row in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.compare.called import Callings
from detente.compare.calling import is_actor
from detente.records.kinds import Attribution, Commitment, Entity, Event, Opinion, Report, Story
from detente.records.shapes import FACT_ROLES, Mention

Told = Event | Attribution | Opinion | Commitment
"""Facts that say who is meant."""

ORIGINS = 2
"""An actor that does and says nothing is one where reports of so many origins name it."""


@dataclass(frozen=True, slots=True)
class Silence:
    """An actor that a report of a story does not name, and the ids of the reports that tell of it, in the story's order."""

    entity: str
    report: str
    told_by: tuple[str, ...]


def silences_of(
    story: Story,
    reports: Mapping[str, Report],
    entities: Iterable[Entity],
    facts: Iterable[Told],
    *,
    callings: Callings | None = None,
) -> tuple[Silence, ...]:
    """Every silence of a story: reports in its order, in each the actors that most reports tell of first.

    ``reports`` and ``facts`` are those of the story, ``entities`` those of the record; ``callings`` is its index where it is made already.
    An actor is told of where reports of two origins name it or it acts or speaks in one. A report that came out before the first that
    tells of it is not silent, and one whose day is not known is not judged. A name anywhere in a report ends its silence, also in
    a credit, as a place ("in Cairo") or as one that another actor has, too; only a sure one in headline, standfirst or body, or a mention that was
    resolved, tells of the actor.
    """
    held = {entity.id: entity for entity in entities if is_actor(entity)}
    index = callings or Callings(held.values())
    read = [reports[report] for report in story.reports if report in reports]
    told, acting = _resolved(facts)
    named: dict[str, frozenset[str]] = {}
    tellers: dict[str, list[Report]] = {}
    for report in read:
        linked = frozenset(told.get(report.id, ()))
        named[report.id] = linked | index.named(report.text)
        for entity in linked | {call.entity for call in index.calls(_facts_text(report)) if call.sure}:
            tellers.setdefault(entity, []).append(report)
    acts = {entity for report in read for entity in acting.get(report.id, ())}
    actors = [e for e in held if e in tellers and (e in acts or _origins(tellers[e]) >= ORIGINS)]
    actors.sort(key=lambda e: (-len(tellers[e]), held[e].label, e))
    return tuple(
        Silence(entity, report.id, tuple(teller.id for teller in tellers[entity]))
        for report in read
        for entity in actors
        if entity not in named[report.id] and _could_tell(report, tellers[entity])
    )


def _origins(reports: Sequence[Report]) -> int:
    return len({report.origin or report.id for report in reports})


def _could_tell(report: Report, tellers: Sequence[Report]) -> bool:
    """Whether a report came out with the first that tells or after it, so far as days are known."""
    known = [teller.published for teller in tellers if teller.published]
    return bool(report.published and known) and not all(_before(report.published or "", day) for day in known)


def _before(one: str, other: str) -> bool:
    """Whether a time of publication lies before another: by the instant where both have an hour and a zone, else by the day."""
    first, second = _instant(one), _instant(other)
    if first and second:
        return first < second
    return one[:10] < other[:10]


def _instant(published: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(published)
    except ValueError:
        return None
    return told if told.tzinfo else None


def _facts_text(report: Report) -> str:
    """The parts of a report that facts are read from."""
    if not report.regions:
        return report.text
    return "\n".join(report.text[r.start : r.end] for r in report.regions if r.role in FACT_ROLES)


def _resolved(facts: Iterable[Told]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Report -> the entities that its facts mean, and those that act or speak in it."""
    told: dict[str, set[str]] = {}
    acting: dict[str, set[str]] = {}
    for fact in facts:
        for report, entity, acts in _meant(fact):
            told.setdefault(report, set()).add(entity)
            if acts:
                acting.setdefault(report, set()).add(entity)
    return told, acting


def _meant(fact: Told) -> Iterator[tuple[str, str, bool]]:
    """(report, entity, whether it acts or speaks) for everyone a fact means."""
    active: Iterable[Mention | None]
    passive: Iterable[Mention | None]
    match fact:
        case Event():
            active, passive = fact.actors, (*fact.recipients, fact.where)
        case Attribution():
            yield from ((fact.report, entity, True) for entity in (fact.source.entities if fact.source else ()))
            active, passive = (), fact.addressee
        case Opinion():
            active, passive = (fact.author,), ()
        case Commitment():
            active, passive = (), (*fact.holder, *fact.to, *fact.parties)
    for mentions, acts in ((active, True), (passive, False)):
        yield from ((m.report, m.entity, acts) for m in mentions if m and m.entity)
