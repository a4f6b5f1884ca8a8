"""Two parties: events over time by cooperation and conflict, statements about each other, commitments between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.brief.dates import plain_day, plain_span
from detente.brief.happenings import Happening, tell_happening
from detente.brief.names import Namer
from detente.brief.rules import load_brief_rules
from detente.compare.relations import QUADS, Happened, Relation
from detente.errors import InputError
from detente.records.kinds import Commitment, Entity, Event
from detente.store.between import Between, load_between, party_of
from detente.store.select import name_keys
from detente.store.views import rows_by_id
from detente.web import addresses
from detente.web.ask import Ask, NotHereError, Page
from detente.web.bars import Bars, draw_bars
from detente.web.pages.entity import entries, papers_of, statement_lines
from detente.web.pages.stories import Link
from detente.web.sayings import Entry
from detente.web.telling import Line, Paper, told_by
from detente.web.words import plural

EVENTS = 60
STATEMENTS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One happening between the two, in one line, with how many origins tell it."""

    day: str
    quad: str
    conflict: bool
    origins: int
    line: Line


@dataclass(frozen=True, slots=True)
class Statements:
    """What one says about the other: the last read of all there are."""

    heading: str
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """Everything on the page of two parties."""

    parties: tuple[Link, Link]
    summary: str
    quads: tuple[tuple[str, int], ...]
    chart: Bars | None
    events: tuple[Told, ...]
    more: int
    statements: tuple[Statements, ...]
    promised: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    cut: bool


def show_relation(ask: Ask) -> Page:
    """The page of two parties: by their codes or ids in the address, or by names in the query."""
    one, other = ask.parts.get("one") or ask.get("one"), ask.parts.get("id") or ask.get("other")
    if not one or not other:
        raise InputError("expected the names of two parties, found fewer")
    parties = (_party(ask, one), _party(ask, other))
    if parties[0] == parties[1]:
        raise InputError(f"expected two parties, found {parties[0]} twice")
    between = load_between(ask.store, *parties)
    if between.relation is None:
        raise NotHereError("expected two parties that the record tells something between, found none of that")
    view = build_view(ask, between, between.relation)
    return Page(" and ".join(p.label for p in view.parties), "relation.html.jinja", view, "entities")


def build_view(ask: Ask, between: Between, relation: Relation) -> RelationView:
    """The view of a relation."""
    newest = sorted(relation.events, key=lambda e: e.day or "", reverse=True)[:EVENTS]
    shown = [between.rows[e.ids[0]] for e in newest]
    said = [[between.rows[i] for i in ids[-STATEMENTS:]] for ids in relation.said]
    promised = [row for i in relation.commitments if isinstance(row := between.rows[i], Commitment)]
    tellings = [between.rows[i] for e in newest for i in e.ids]
    lettered = papers_of(ask.store, [*tellings, *said[0], *said[1], *promised])
    namer = Namer(between.entities)
    names = relation.names
    return RelationView(
        _links(ask, relation),
        _summary(relation),
        tuple(zip(QUADS, relation.quads, strict=True)),
        draw_bars(relation.events),
        tuple(
            _told(e, row, between, namer, lettered)
            for e, row in zip(newest, shown, strict=True)
            if isinstance(row, Event)
        ),
        len(relation.events) - len(newest),
        tuple(
            Statements(
                f"{names[n]} about {names[1 - n]}",
                len(relation.said[n]),
                tuple(statement_lines(said[n], namer, lettered)),
            )
            for n in (0, 1)
        ),
        entries(promised, lettered, namer),
        tuple(lettered.values()),
        between.cut,
    )


def _party(ask: Ask, told: str) -> str:
    """The party of a code or entity id; a name is looked up."""
    try:
        keys = name_keys(ask.store, told)
    except InputError as error:
        raise NotHereError(str(error)) from error
    entities = rows_by_id(ask.store, keys, Entity).values()
    parties = sorted({party for e in entities if (party := party_of(e))})
    if not parties:
        raise InputError(f"expected a party, found {told!r}, who stands for none that the record knows")
    return told if told in parties else parties[0]


def _summary(relation: Relation) -> str:
    """ "12 events between 3 May and 9 June 2024, 4 of them told by more than one origin"."""
    several = sum(count for origins, count in relation.told if origins > 1)
    span = plain_span(relation.from_, relation.until)
    told = f", {several} of them told by more than one origin" if several else ""
    statements = sum(map(len, relation.said))
    return (
        f"{plural(len(relation.events), 'event')}{f', {span}' if span else ''}{told};"
        f" {plural(statements, 'statement')} about each other; {plural(len(relation.commitments), 'commitment')} between them."
    )


def _links(ask: Ask, relation: Relation) -> tuple[Link, Link]:
    found = [
        Link(name, addresses.entity(next(iter(rows_by_id(ask.store, name_keys(ask.store, party), Entity)), party)))
        for party, name in zip(relation.parties, relation.names, strict=True)
    ]
    return found[0], found[1]


def _told(happened: Happened, lead: Event, between: Between, namer: Namer, lettered: Mapping[str, Paper]) -> Told:
    events = [row for i in happened.ids if isinstance(row := between.rows.get(i), Event)]
    text = tell_happening(Happening(lead, tuple(events), happened.origins, False), {}, namer, load_brief_rules())
    line = Line(lead.id, "event", text, addresses.fact(lead.id), told_by(((e.report, e.id) for e in events), lettered))
    quad = QUADS[happened.quad - 1]
    return Told(plain_day(happened.day) or "no day told", quad, happened.quad > 2, happened.origins, line)
