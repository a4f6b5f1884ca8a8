"""Which rows of a record to list: by report, party, type, status, verdict, speaker and story."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from detente.errors import InputError
from detente.records.ids import name_key
from detente.records.kinds import AnyRecord
from detente.store.compared import load_rows
from detente.store.database import Store

APPLIES: dict[str, tuple[str, ...]] = {
    "report": ("type", "story"),
    "entity": ("party", "type"),
    "attribution": ("report", "party", "type", "status", "speaker", "story"),
    "opinion": ("report", "party", "story"),
    "event": ("report", "party", "type", "status", "speaker", "story"),
    "quantity": ("report", "type", "story"),
    "commitment": ("report", "party", "type", "status", "speaker", "story", "due_before"),
    "story": ("report", "party"),
    "finding": ("report", "type", "verdict", "story"),
    "issue": ("report", "type", "story"),
}
"""Kind -> the filters that make sense for it; type is the form, genre, field or code where a kind has no type of its own."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to list: ids of a report or story, an ISO3, code or name, and values of a row's own fields; None lists all."""

    report: str | None = None
    party: str | None = None
    type: str | None = None
    status: str | None = None
    verdict: str | None = None
    speaker: str | None = None
    story: str | None = None
    due_before: str | None = None


def select_rows(store: Store, kind: str, filters: Filters) -> Iterator[AnyRecord]:
    """The rows of a kind that pass all filters; InputError on a filter or value that cannot apply."""
    condition, values = make_condition(store, kind, filters)
    return load_rows(store, condition, values)


def make_condition(store: Store, kind: str, filters: Filters) -> tuple[str, tuple[str, ...]]:
    """The SQL condition on the table ``row`` for a kind and filters, and its values; InputError as for `select_rows`."""
    conditions, values = ["kind = ?"], [kind]
    for name in ("report", "party", "type", "status", "verdict", "speaker", "story", "due_before"):
        wanted = getattr(filters, name)
        if wanted is None:
            continue
        if name not in APPLIES[kind]:
            raise InputError(f"expected a filter that fits ({', '.join(APPLIES[kind])}), found {name} for a {kind}")
        condition, more = _condition(store, kind, name, wanted)
        conditions.append(condition)
        values += more
    return " AND ".join(conditions), tuple(values)


def find_row(store: Store, identity: str) -> AnyRecord:
    """The row of an id, or of the beginning of one that no other id shares; InputError where there is none or are several."""
    exact = list(load_rows(store, "id = ?", (identity,)))
    escaped = identity.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = exact or (list(load_rows(store, "id LIKE ? ESCAPE '\\'", (f"{escaped}%",))) if identity else [])
    ids = sorted({str(getattr(row, "id", "")) for row in found})
    if not found:
        raise InputError(f"expected an id of the record, found {identity!r}")
    if len(ids) > 1:
        raise InputError(f"expected one id, found {len(ids)} that begin with {identity!r}: {', '.join(ids[:5])}")
    return found[0]


def linked_rows(store: Store, identity: str) -> Iterator[AnyRecord]:
    """Rows that name an id, the row itself not counted."""
    return load_rows(store, "id <> ? AND kind <> 'report' AND instr(line, ?)", (identity, f'"{identity}"'))


def party_keys(store: Store, wanted: str) -> frozenset[str]:
    """The parties that a name, ISO3, code or entity id stands for, a person's or ministry's state among them; InputError where nobody is meant."""
    keys = set(name_keys(store, wanted))
    codes = {e.iso3 or e.code for e in _entities(store) if e.id in keys}
    return frozenset(keys | {code for code in codes if code})


def _condition(store: Store, kind: str, name: str, wanted: str) -> tuple[str, list[str]]:
    if name == "story":
        return _in_story(store, wanted)
    if name == "report":
        return _in_report(store, kind, wanted)
    if name == "party":
        keys = name_keys(store, wanted)
        return f"position IN (SELECT position FROM row_party WHERE party IN ({_marks(keys)}))", keys
    if name == "speaker":
        return _said_by(store, kind, wanted)
    if name == "due_before":
        return "json_extract(line, '$.deadline.date') < ?", [_day(wanted)]
    known = [row[0] for row in store.connection.execute(f"SELECT DISTINCT {name} FROM row WHERE kind = ?", (kind,))]
    value = next((value for value in known if value and value.casefold() == wanted.casefold()), None)
    if value is None:
        shown = ", ".join(sorted(value for value in known if value)) or "none"
        raise InputError(f"expected a {name} that the record has ({shown}), found {wanted!r}")
    return f"{name} = ?", [value]


def _day(wanted: str) -> str:
    try:
        return date.fromisoformat(wanted).isoformat()
    except ValueError:
        raise InputError(f"expected a day as YYYY-MM-DD, found {wanted!r}") from None


def _in_story(store: Store, wanted: str) -> tuple[str, list[str]]:
    _known(store, "story", wanted)
    return "story = ?", [wanted]


def _in_report(store: Store, kind: str, wanted: str) -> tuple[str, list[str]]:
    _known(store, "report", wanted)
    if kind == "story":
        return "EXISTS (SELECT 1 FROM json_each(row.line, '$.reports') WHERE value = ?)", [wanted]
    if kind == "finding":
        path = "json_extract(value, '$.report')"
        return f"EXISTS (SELECT 1 FROM json_each(row.line, '$.members') WHERE {path} = ?)", [wanted]
    if kind == "commitment":
        path = "json_extract(value, '$.report')"
        return f"(report = ? OR EXISTS (SELECT 1 FROM json_each(row.line, '$.evidence') WHERE {path} = ?))", [
            wanted
        ] * 2
    return "report = ?", [wanted]


def _said_by(store: Store, kind: str, wanted: str) -> tuple[str, list[str]]:
    keys = name_keys(store, wanted)
    said = (
        "SELECT id FROM row JOIN row_party USING (position)"
        f" WHERE kind = 'attribution' AND role = 'speaker' AND party IN ({_marks(keys)})"
    )
    return f"{'id' if kind == 'attribution' else 'attribution'} IN ({said})", keys


def _known(store: Store, kind: str, wanted: str) -> None:
    if store.connection.execute("SELECT 1 FROM row WHERE kind = ? AND id = ?", (kind, wanted)).fetchone():
        return
    ids = [
        row[0]
        for row in store.connection.execute("SELECT id FROM row WHERE kind = ? ORDER BY position LIMIT 6", (kind,))
    ]
    shown = ", ".join(ids[:5]) + (" ..." if len(ids) > 5 else "") if ids else "it has none"
    raise InputError(f"expected the id of a {kind} of the record ({shown}), found {wanted!r}")


@dataclass(frozen=True, slots=True)
class _Named:
    """What of an entity a name is looked up by."""

    id: str
    type: str
    iso3: str | None
    code: str | None
    names: frozenset[str]


def name_keys(store: Store, wanted: str) -> list[str]:
    """Entity ids and codes that a name, ISO3, code or entity id stands for; InputError where nothing does."""
    entities = list(_entities(store))
    coded = [e for e in entities if wanted.upper() in (e.iso3, e.code)]
    if coded or wanted in {e.id for e in entities}:
        return sorted({wanted, wanted.upper(), *(e.id for e in coded)})
    named = [e for e in entities if name_key(wanted) in e.names] or [e for e in entities if _part_of(wanted, e)]
    if not named:
        raise InputError(f"expected an ISO3 code, or a name or id of an entity of the record, found {wanted!r}")
    states = [e for e in named if e.type in ("state", "igo")]
    return sorted({e.id for e in named} | {code for e in states for code in (e.iso3, e.code) if code})


def _entities(store: Store) -> Iterator[_Named]:
    """All entities, only as far as names go: a large record has thousands."""
    rows = store.connection.execute(
        "SELECT id, type, json_extract(line, '$.iso3'), json_extract(line, '$.code'), json_extract(line, '$.label'),"
        " json_extract(line, '$.aliases') FROM row WHERE kind = 'entity' ORDER BY position"
    )
    for identity, kind, iso3, code, label, aliases in rows:
        names = frozenset(name_key(name) for name in (label, *json.loads(aliases)))
        yield _Named(identity, kind, iso3, code, names)


def _part_of(wanted: str, entity: _Named) -> bool:
    """ "Lavrov" finds Sergei Lavrov: all words of the wanted name are words of one name."""
    words = set(name_key(wanted).split())
    return bool(words) and any(words <= set(name.split()) for name in entity.names)


def _marks(values: Iterable[str]) -> str:
    return ", ".join("?" for _ in values)
