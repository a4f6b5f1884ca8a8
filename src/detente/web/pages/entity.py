"""One entity: its names and offices, what it said, did, was told and promised, and with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.brief.dates import plain_span, plain_time
from detente.brief.happenings import Happening, tell_happening
from detente.brief.names import Namer
from detente.brief.rules import load_brief_rules
from detente.brief.sayings import QUOTES
from detente.records.kinds import AnyRecord, Attribution, Commitment, Entity, Event, Report
from detente.records.shapes import Mention
from detente.store.between import party_of
from detente.store.database import Store
from detente.store.views import entities_of, find_one, party_slice, rows_by_id
from detente.web import addresses
from detente.web.ask import Ask, NotHereError, Page
from detente.web.charts import Star, draw_star
from detente.web.pages.corrections import Corrected
from detente.web.pages.fact import history_of
from detente.web.sayings import Entry, ledger_entry
from detente.web.telling import Line, Paper, papers, told_by
from detente.web.words import day_words

EACH = 15
PARTNERS = 200
"""Rows that are looked at for whom an entity deals with most."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with what is known of its days."""

    title: str
    of: str
    span: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Facts in which the entity plays one part: the last read of all there are."""

    id: str
    heading: str
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody the entity deals with, and in how many of the facts looked at."""

    id: str
    label: str
    times: int
    href: str
    relation: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """Everything on the page of an entity; ``all`` names the part that is shown whole, page by page."""

    entity: Entity
    state: str
    state_href: str | None
    offices: tuple[OfficeLine, ...]
    parts: tuple[Part, ...]
    promised: tuple[Entry, ...]
    owed: tuple[Entry, ...]
    commitments: int
    partners: tuple[Partner, ...]
    star: Star | None
    papers: tuple[Paper, ...]
    history: tuple[Corrected, ...]


def show_entity(ask: Ask) -> Page:
    """The page of an entity; NotHereError where the record has none of this id."""
    entity = find_one(ask.store, ask.parts["id"], Entity)
    if entity is None:
        raise NotHereError(f"expected the id of a name in this record, found {ask.parts['id']!r}")
    return Page(entity.label, "entity.html.jinja", build_view(ask.store, entity), "entities")


def keys_of(entity: Entity) -> tuple[str, ...]:
    """What rows name an entity by: its id, and its code where it is a state or body, so that those who act for it count."""
    codes = (entity.iso3, entity.code) if entity.type in ("state", "igo") else ()
    return tuple(sorted({entity.id, *(code for code in codes if code)}))


def build_view(store: Store, entity: Entity) -> EntityView:
    """The view of an entity."""
    keys = keys_of(entity)
    said = party_slice(store, keys, "speaker", "attribution", most=EACH)
    told = party_slice(store, keys, "addressee", "attribution", most=EACH)
    did = party_slice(store, keys, "actor", "event", most=PARTNERS)
    met = party_slice(store, keys, "recipient", "event", most=PARTNERS)
    promised = party_slice(store, keys, "holder", "commitment", most=EACH)
    owed = party_slice(store, keys, "to", "commitment", most=EACH)
    rows = [*said.rows, *told.rows, *did.rows[:EACH], *met.rows[:EACH], *promised.rows, *owed.rows]
    lettered = papers_of(store, rows)
    named = entities_of(store, [*rows, entity])
    namer = Namer(named)
    partners = _partners(store, entity, keys, (*did.rows, *met.rows))
    home = next((e for e in named.values() if e.type == "state" and e.iso3 == entity.iso3 and e.id != entity.id), None)
    parts = (
        Part("did", "Did", did.total, tuple(event_lines(did.rows[:EACH], namer, lettered))),
        Part("met", "Had done to it", met.total, tuple(event_lines(met.rows[:EACH], namer, lettered))),
        Part("said", "Said", said.total, tuple(statement_lines(said.rows, namer, lettered))),
        Part("told", "Was told", told.total, tuple(statement_lines(told.rows, namer, lettered))),
    )
    return EntityView(
        entity,
        home.label if home and entity.iso3 else "",
        addresses.entity(home.id) if home and entity.iso3 else None,
        _offices(entity),
        tuple(part for part in parts if part.total),
        entries(promised.rows, lettered, namer),
        entries(owed.rows, lettered, namer),
        promised.total + owed.total,
        partners,
        draw_star(entity.label, [(p.label, p.times, p.relation) for p in partners]) if partners else None,
        tuple(lettered.values()),
        history_of(store, entity.id),
    )


def papers_of(store: Store, rows: Iterable[AnyRecord]) -> dict[str, Paper]:
    """The reports that rows come from, lettered from the newest on."""
    reports = rows_by_id(store, (str(getattr(row, "report", "")) for row in rows), Report)
    return papers(sorted(reports.values(), key=lambda r: (r.published or "", r.id), reverse=True))


def event_lines(rows: Sequence[AnyRecord], namer: Namer, lettered: dict[str, Paper]) -> Iterable[Line]:
    """Events as lines, each with its day."""
    for row in rows:
        if isinstance(row, Event):
            text = tell_happening(Happening(row, (row,), 1, False), {}, namer, load_brief_rules())
            note = "; ".join(part for part in (plain_time(row.when), day_words(row.when)) if part)
            yield Line(row.id, "event", text, addresses.fact(row.id), told_by([(row.report, row.id)], lettered), note)


def statement_lines(rows: Iterable[object], namer: Namer, lettered: dict[str, Paper]) -> Iterable[Line]:
    """Statements as lines that name their speaker."""
    for row in rows:
        if isinstance(row, Attribution) and row.content:
            speaker = namer.speaker(row.source) if row.source else "somebody"
            words = " … ".join(" ".join(e.quote.split()) for e in row.content)
            quoted = f"“{words.strip(QUOTES)}”" if row.form == "direct" else words
            text = f"{speaker} {row.stance}: {quoted}"
            yield Line(
                row.id, "attribution", text, addresses.fact(row.id), told_by([(row.report, row.id)], lettered),
                plain_time(row.when) if row.when else "",
            )  # fmt: skip


def entries(rows: Iterable[AnyRecord], lettered: dict[str, Paper], namer: Namer) -> tuple[Entry, ...]:
    """Commitments as entries of the ledger."""
    return tuple(ledger_entry(row, lettered, namer) for row in rows if isinstance(row, Commitment))


def _offices(entity: Entity) -> tuple[OfficeLine, ...]:
    """Offices by the day they began."""
    held = sorted(entity.offices, key=lambda o: (o.from_ or "", o.until or "", o.title))
    return tuple(
        OfficeLine(
            office.title,
            office.of or "",
            plain_span(office.from_, office.until),
            addresses.report(office.evidence.report) if office.evidence else None,
        )
        for office in held
    )


def _partners(store: Store, entity: Entity, keys: Sequence[str], rows: Sequence[AnyRecord]) -> tuple[Partner, ...]:
    """Who stands on the other side of its events, most often first."""
    times: Counter[str] = Counter()
    for row in rows:
        if isinstance(row, Event):
            times.update({m.entity for m in _others(row, keys)} - {None})  # type: ignore[arg-type]
    times.pop(entity.id, None)
    most = sorted(times, key=lambda e: (-times[e], e))[: SHOWN * 2]
    named = rows_by_id(store, most, Entity)
    return tuple(
        Partner(e, named[e].label, times[e], addresses.entity(e), _relation(entity, named[e]))
        for e in most
        if e in named
    )[:SHOWN]


def _relation(one: Entity, other: Entity) -> str:
    """The address of the two as parties, empty where they are one party or none."""
    sides = (party_of(one), party_of(other))
    return addresses.relation(sides[0], sides[1]) if sides[0] and sides[1] and sides[0] != sides[1] else ""


def _others(event: Event, keys: Sequence[str]) -> list[Mention]:
    return [m for m in (*event.actors, *event.recipients) if not {m.entity, m.iso3, m.code} & set(keys)]
