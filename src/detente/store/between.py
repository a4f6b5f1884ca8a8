"""The relation of two parties from the rows that name both: what `detente relations` counts, without loading the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.compare.names import state_names
from detente.compare.relations import Relation, relations_of
from detente.records.codec import from_line
from detente.records.ids import entity_id
from detente.records.kinds import Attribution, Commitment, Entity, Event, Finding, Report
from detente.records.shapes import Member
from detente.store.database import Store
from detente.store.views import entities_of, position_range, rows_by_id

MOST = 150
"""Rows of a kind that are looked at, the last read first."""
PEOPLE = 400
"""Entities of a party whose statements are looked at."""
NAMED = 60
"""Entities of a party whose names are looked for in statements about it."""
SHORTEST = 4
"""Letters of a name by which statements about a party are looked for."""


@dataclass(frozen=True, slots=True)
class Between:
    """The relation of two parties with its rows and the entities they name; ``cut`` says that there are more rows."""

    relation: Relation | None
    rows: dict[str, Event | Attribution | Commitment]
    entities: dict[str, Entity]
    cut: bool


def load_between(store: Store, one: str, other: str) -> Between:
    """What there is between two parties, each an ISO3, the code of a body or an entity id."""
    keys = (_keys(one), _keys(other))
    people = (_of(store, one), _of(store, other))
    speakers = [sorted(held) for held in people]
    parts = [_naming(store, kind, keys) for kind in ("event", "commitment", "attribution")]
    parts += [_said(store, speakers[n], _names((other, one)[n], people[1 - n])) for n in (0, 1)]
    parts += [_telling(store, speakers[n], keys[1 - n]) for n in (0, 1)]
    lines = [line for part in parts for line in part]
    found = (from_line(line) for line in dict.fromkeys(lines))
    rows = {row.id: row for row in found if isinstance(row, Event | Attribution | Commitment)}
    entities = people[0] | people[1] | entities_of(store, rows.values())
    relations = relations_of(
        (row for row in rows.values() if isinstance(row, Event)),
        (row for row in rows.values() if isinstance(row, Attribution)),
        (row for row in rows.values() if isinstance(row, Commitment)),
        origins_of(store, {row.report for row in rows.values()}),
        entities=entities.values(),
        findings=_joining(store, {row.report for row in rows.values()}),
    )
    pair = tuple(sorted((one, other)))
    return Between(
        next((r for r in relations if r.parties == pair), None),
        rows,
        entities,
        any(len(part) >= MOST for part in parts),
    )


def party_of(entity: Entity) -> str | None:
    """The party an entity stands for: its state or body, itself where it has none; None for people and places without one."""
    return (
        entity.iso3 or entity.code or (entity.id if entity.type in ("state", "igo", "organisation", "group") else None)
    )


def origins_of(store: Store, reports: set[str]) -> dict[str, str]:
    """Report -> the report of its origin."""
    return {r.id: r.origin or r.id for r in rows_by_id(store, reports, Report).values()}


def _keys(party: str) -> tuple[str, ...]:
    return tuple(sorted({party, entity_id(iso3=party)}))


def _naming(store: Store, kind: str, keys: Sequence[Sequence[str]]) -> list[str]:
    """Rows of a kind that name both parties."""
    low, high = position_range(store, kind)
    inside = "SELECT position FROM row_party WHERE role = 'party' AND party IN ({}) AND position BETWEEN ? AND ?"
    parts = [inside.format(_marks(held)) for held in keys]
    values = [value for held in keys for value in (*held, low, high)]
    statement = (
        f"SELECT line FROM row WHERE position IN ({' INTERSECT '.join(parts)} ORDER BY position DESC LIMIT {MOST})"
        " ORDER BY position"
    )
    return [line for (line,) in store.connection.execute(statement, values)]


def _said(store: Store, speakers: Sequence[str], names: Sequence[str]) -> list[str]:
    """Statements of these speakers whose words hold one of the names."""
    if not names:
        return []
    low, high = position_range(store, "attribution")
    about = " OR ".join("instr(line, ?)" for _ in names)
    statement = (
        "SELECT line FROM row WHERE position IN (SELECT position FROM row_party WHERE role = 'speaker'"
        f" AND party IN ({_marks(speakers)}) AND position BETWEEN ? AND ? ORDER BY position DESC LIMIT {2 * MOST})"
        f" AND ({about}) ORDER BY position DESC LIMIT {MOST}"
    )
    return [line for (line,) in store.connection.execute(statement, (*speakers, low, high, *names))]


def _telling(store: Store, speakers: Sequence[str], about: Sequence[str]) -> list[str]:
    """Statements of these speakers in which something is told of the other party; and what is told."""
    low, high = position_range(store, "attribution")
    said = f"SELECT position FROM row_party WHERE role = 'speaker' AND party IN ({_marks(speakers)}) AND position BETWEEN ? AND ?"
    told = f"SELECT position FROM row_party WHERE role = 'party' AND party IN ({_marks(about)})"
    statement = (
        f"SELECT said.line, event.line FROM (SELECT id, line FROM row WHERE position IN ({said})"
        f" ORDER BY position DESC LIMIT {2 * MOST}) AS said"
        " CROSS JOIN row AS event INDEXED BY row_attribution ON event.attribution = said.id AND event.kind = 'event'"
        f" WHERE event.position IN ({told}) ORDER BY event.position DESC LIMIT {MOST}"
    )
    rows = store.connection.execute(statement, (*speakers, low, high, *about))
    return [line for pair in rows for line in pair]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)


def _of(store: Store, party: str) -> dict[str, Entity]:
    """A party and those who are of it."""
    keys = _keys(party)
    low, high = position_range(store, "entity")
    statement = (
        f"SELECT DISTINCT position FROM row_party WHERE role = 'party' AND party IN ({_marks(keys)})"
        f" AND position BETWEEN ? AND ? ORDER BY position LIMIT {PEOPLE}"
    )
    found = store.connection.execute(f"SELECT id FROM row WHERE position IN ({statement})", (*keys, low, high))
    return rows_by_id(store, (*keys, *(identity for (identity,) in found)), Entity)


def _names(party: str, people: Mapping[str, Entity]) -> list[str]:
    """How statements may name a party: names and adjectives of a state, labels and aliases of whoever is of it."""
    named = [people[identity] for identity in sorted(people, key=lambda i: (i not in _keys(party), i))][:NAMED]
    own = {name for e in named for name in (e.label, *e.aliases, *e.label.split()[-1:])}
    return sorted({n for n in (*own, *(name for name, iso3 in state_names() if iso3 == party)) if len(n) >= SHORTEST})


def _joining(store: Store, reports: set[str]) -> list[Finding]:
    """The corroborated findings about some reports' stories, only as far as joining goes."""
    stories = sorted(set(_stories(store, reports)))
    found: list[Finding] = []
    for at in range(0, len(stories), 400):
        some = stories[at : at + 400]
        rows = store.connection.execute(
            "SELECT f.id, group_concat(json_extract(m.value, '$.record'), char(10)) FROM row AS f,"
            " json_each(f.line, '$.members') AS m"
            f" WHERE f.story IN ({_marks(some)}) AND f.kind = 'finding' AND f.verdict = 'corroborated'"
            " GROUP BY f.id ORDER BY f.id",
            some,
        )
        for identity, records in rows:
            members = tuple(Member("", record, None) for record in (records or "").split("\n") if record)
            found.append(Finding(identity, "", "corroborated", "event", "", "", 0, members))
    return found


def _stories(store: Store, reports: set[str]) -> list[str]:
    wanted = sorted(reports)
    found: list[str] = []
    for at in range(0, len(wanted), 400):
        some = wanted[at : at + 400]
        statement = f"SELECT story FROM row WHERE kind = 'report' AND story IS NOT NULL AND id IN ({_marks(some)})"
        found += [story for (story,) in store.connection.execute(statement, some)]
    return found
