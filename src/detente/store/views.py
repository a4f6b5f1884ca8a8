"""What a page of the desk shows, looked up by id, story or party: never the whole record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.records.codec import from_line
from detente.records.coding import Record
from detente.records.ids import entity_id
from detente.records.kinds import AnyRecord, Entity, Finding, Header, Report, Story
from detente.records.lines import from_rows
from detente.store.compared import load_rows
from detente.store.database import Store, get_meta

Kind = TypeVar("Kind")

AT_ONCE = 400
"""Values of one SQL statement."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some rows of many: those from ``first`` on, counted from 0, of ``total``."""

    rows: tuple[AnyRecord, ...]
    first: int
    total: int


def header_of(store: Store) -> Header | None:
    """The header of the saved record, None where nothing was read yet."""
    line = get_meta(store, "header")
    header = from_line(line) if line else None
    return header if isinstance(header, Header) else None


def count_rows(store: Store, condition: str, values: Sequence[object] = (), *, table: str = "row") -> int:
    """How many rows meet an SQL condition on the table ``row``; ``table`` may name the index to go by."""
    return int(store.connection.execute(f"SELECT count(*) FROM {table} WHERE {condition}", values).fetchone()[0])


def slice_rows(
    store: Store,
    condition: str,
    values: Sequence[object] = (),
    *,
    order: str = "position",
    first: int,
    most: int,
    table: str = "row",
) -> Slice:
    """At most ``most`` rows from ``first`` on in an SQL order; reports come without their text."""
    total = count_rows(store, condition, values, table=table)
    statement = f"SELECT line FROM {table} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?"
    lines = store.connection.execute(statement, (*values, most, first))
    return Slice(tuple(from_line(line) for (line,) in lines), first, total)


def rows_by_id(store: Store, ids: Iterable[str], kind: type[Kind]) -> dict[str, Kind]:
    """Id -> row of a kind, for those ids that there are; reports come without their text."""
    wanted = sorted(set(ids))
    found: dict[str, Kind] = {}
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        statement = f"SELECT line FROM row WHERE id IN ({_marks(some)})"
        for (line,) in store.connection.execute(statement, some):
            row = from_line(line)
            if isinstance(row, kind):
                found[str(getattr(row, "id", ""))] = row
    return found


def find_one(store: Store, identity: str, kind: type[Kind]) -> Kind | None:
    """The row of an id, whole, or None where there is none of this kind."""
    return next((row for row in load_rows(store, "id = ?", (identity,)) if isinstance(row, kind)), None)


def entities_of(store: Store, rows: Iterable[AnyRecord]) -> dict[str, Entity]:
    """The entities that rows name, and the states and bodies that their codes stand for."""
    positions = {str(getattr(row, "id", "")) for row in rows}
    keys = _named_keys(store, sorted(positions))
    ids = keys | {entity_id(iso3=key) for key in keys if key.isupper()}
    named = rows_by_id(store, ids, Entity)
    homes = {entity_id(iso3=e.iso3, code=e.code) for e in named.values() if e.iso3 or e.code}
    return named | rows_by_id(store, homes - named.keys(), Entity)


def load_story(store: Store, identity: str) -> Record | None:
    """A story as a record of its own: its reports, facts, findings and the entities they name; None where there is none."""
    story = find_one(store, identity, Story)
    if story is None:
        return None
    rows = [*load_rows(store, "story = ?", (identity,)), story]
    return _record(store, rows)


def load_report(store: Store, identity: str) -> Record | None:
    """A report as a record of its own, with the findings and the story it is part of; None where there is none."""
    report = find_one(store, identity, Report)
    if report is None:
        return None
    rows: list[AnyRecord] = [report, *load_rows(store, "report = ? AND kind <> 'report'", (identity,))]
    placed = store.connection.execute("SELECT story FROM row WHERE id = ? AND kind = 'report'", (identity,)).fetchone()
    if placed and placed[0]:
        rows += load_rows(store, "id = ? AND kind = 'story'", (placed[0],))
        rows += findings_in(store, placed[0], identity)
        told = "EXISTS (SELECT 1 FROM json_each(line, '$.evidence') WHERE json_extract(value, '$.report') = ?)"
        rows += load_rows(
            store, f"story = ? AND kind = 'commitment' AND report <> ? AND {told}", (placed[0], identity, identity)
        )
    return _record(store, rows)


def findings_in(store: Store, story: str, named: str) -> tuple[Finding, ...]:
    """The findings of a story that name a report or a fact."""
    rows = load_rows(store, "story = ? AND kind = 'finding' AND instr(line, ?)", (story, f'"{named}"'))
    return tuple(row for row in rows if isinstance(row, Finding))


def story_of(store: Store, identity: str) -> str | None:
    """The story that a report, fact or finding is part of."""
    row = store.connection.execute("SELECT story FROM row WHERE id = ?", (identity,)).fetchone()
    return str(row[0]) if row and row[0] else None


@dataclass(frozen=True, slots=True)
class Due:
    """Positions of commitments: those with a last day, the latest first, and those without, the last read first."""

    dated: tuple[int, ...]
    undated: tuple[int, ...]


def find_due(store: Store, condition: str, values: Sequence[object] = ()) -> Due:
    """Where the commitments stand that meet an SQL condition on the table ``row``."""
    table = "row INDEXED BY row_due" if condition == "kind = 'commitment'" else "row"
    statement = f"SELECT position, json_extract(line, '$.deadline.date') FROM {table} WHERE {condition}"
    found = store.connection.execute(statement, values).fetchall()
    dated = sorted(((day, position) for position, day in found if day), reverse=True)
    undated = sorted((position for position, day in found if not day), reverse=True)
    return Due(tuple(position for _, position in dated), tuple(undated))


def rows_at(store: Store, positions: Sequence[int]) -> tuple[AnyRecord, ...]:
    """The rows at some positions, in that order; reports come without their text."""
    statement = f"SELECT position, line FROM row WHERE position IN ({_marks(positions)})"
    lines = dict(store.connection.execute(statement, positions))
    return tuple(from_line(lines[position]) for position in positions)


def kinds_of(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Id -> kind, for those ids that the record has."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        found.update(store.connection.execute(f"SELECT id, kind FROM row WHERE id IN ({_marks(some)})", some))
    return found


def stories_of(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """Report -> the story it is part of."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        statement = f"SELECT id, story FROM row WHERE kind = 'report' AND story IS NOT NULL AND id IN ({_marks(some)})"
        found.update(store.connection.execute(statement, some))
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of a story."""

    origins: int = 0
    conflicts: int = 0
    commitments: int = 0


def tallies(store: Store, stories: Sequence[str]) -> dict[str, Tally]:
    """Story -> independent origins, conflicts, and commitments that no report calls met, broken or expired."""
    told = _grouped(
        store,
        "count(DISTINCT coalesce(json_extract(line, '$.origin'), id))",
        "kind = 'report'",
        stories,
    )
    conflicts = _grouped(store, "count(*)", "kind = 'finding' AND verdict = 'conflict'", stories)
    promised = _grouped(store, "count(*)", "kind = 'commitment' AND status IN ('open', 'unknown')", stories)
    return {s: Tally(told.get(s, 0), conflicts.get(s, 0), promised.get(s, 0)) for s in stories}


def conflicts_of(store: Store, stories: Sequence[str]) -> dict[str, list[Finding]]:
    """Story -> its conflicts, those of most origins first."""
    condition = f"story IN ({_marks(stories)}) AND kind = 'finding' AND verdict = 'conflict'"
    found: dict[str, list[Finding]] = {}
    for row in load_rows(store, condition, tuple(stories)):
        if isinstance(row, Finding):
            found.setdefault(row.story, []).append(row)
    return {story: sorted(held, key=lambda f: (-f.origins, held.index(f))) for story, held in found.items()}


def position_range(store: Store, kind: str) -> tuple[int, int]:
    """Where the rows of a kind stand: its first and last position, (0, -1) where there are none."""
    first, last = store.connection.execute(
        "SELECT (SELECT min(position) FROM row INDEXED BY row_of_kind WHERE kind = ?),"
        " (SELECT max(position) FROM row INDEXED BY row_of_kind WHERE kind = ?)",
        (kind, kind),
    ).fetchone()
    return (first, last) if first is not None else (0, -1)


def party_slice(store: Store, keys: Sequence[str], role: str, kind: str, *, first: int = 0, most: int) -> Slice:
    """Rows of a kind in which a party plays a role, the last read first; ``keys`` are its id and codes."""
    low, high = position_range(store, kind)
    inside = f"SELECT position FROM row_party WHERE role = ? AND party IN ({_marks(keys)}) AND position BETWEEN ? AND ?"
    values = (role, *keys, low, high)
    total = store.connection.execute(f"SELECT count(*) FROM ({inside} GROUP BY position)", values).fetchone()[0]
    lines = store.connection.execute(
        f"SELECT line FROM row WHERE position IN ({inside} GROUP BY position ORDER BY position DESC LIMIT ? OFFSET ?)"
        " ORDER BY position DESC",
        (*values, most, first),
    )
    return Slice(tuple(from_line(line) for (line,) in lines), first, int(total))


def _grouped(store: Store, counted: str, condition: str, stories: Sequence[str]) -> dict[str, int]:
    statement = f"SELECT story, {counted} FROM row WHERE story IN ({_marks(stories)}) AND {condition} GROUP BY story"
    return dict(store.connection.execute(statement, stories))


def _record(store: Store, rows: Sequence[AnyRecord]) -> Record:
    header = header_of(store)
    assert header is not None  # a store with rows has one
    entities = sorted(entities_of(store, rows).values(), key=lambda entity: entity.id)
    return from_rows([header, *rows, *entities])


def _named_keys(store: Store, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        statement = (
            "SELECT DISTINCT party FROM row JOIN row_party USING (position)"
            f" WHERE role = 'party' AND id IN ({_marks(some)})"
        )
        found.update(key for (key,) in store.connection.execute(statement, some))
    return found


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
