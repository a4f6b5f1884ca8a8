"""The names of the record, by kind and alphabet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from detente.errors import InputError
from detente.records.kinds import Entity, EntityType
from detente.store.views import count_rows, slice_rows
from detente.web import addresses
from detente.web.ask import Ask, Page, Turn, turn

EACH = 120
TYPES: tuple[str, ...] = get_args(EntityType)
_BY_NAME = "json_extract(line, '$.label') COLLATE NOCASE, position"


@dataclass(frozen=True, slots=True)
class EntityLine:
    """One name of the list."""

    id: str
    label: str
    type: str
    code: str
    office: str
    href: str


@dataclass(frozen=True, slots=True)
class Entities:
    """A page of names, of one type where that is asked."""

    entities: tuple[EntityLine, ...]
    type: str | None
    types: tuple[str, ...]
    turn: Turn


def show_entities(ask: Ask) -> Page:
    """States, bodies, people and the rest by name."""
    kind = ask.get("type")
    if kind is not None and kind not in TYPES:
        raise InputError(f"expected a type of name ({', '.join(TYPES)}), found {kind!r}")
    condition, values = ("kind = 'entity' AND type = ?", [kind]) if kind else ("kind = 'entity'", [])
    where = turn(ask, count_rows(ask.store, condition, values), EACH)
    held = slice_rows(
        ask.store, condition, values, order=_BY_NAME, first=where.first, most=EACH, table="row INDEXED BY row_label"
    )
    lines = tuple(entity_line(row) for row in held.rows if isinstance(row, Entity))
    return Page("Names", "entities.html.jinja", Entities(lines, kind, TYPES, where), "entities")


def entity_line(entity: Entity) -> EntityLine:
    """An entity as a line of a list."""
    office = next((o.title for o in entity.offices), "")
    code = entity.iso3 or entity.code or ""
    return EntityLine(entity.id, entity.label, entity.type, code, office, addresses.entity(entity.id))
