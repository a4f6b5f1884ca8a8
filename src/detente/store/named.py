"""The one entity of a record that a name, code or id means."""

from __future__ import annotations

from dataclasses import replace

from detente.compare.names import state_names
from detente.errors import InputError
from detente.records.ids import entity_id, name_key
from detente.records.kinds import Entity, EntityType
from detente.store.compared import load_rows
from detente.store.database import Store

SHOWN = 5


def find_entity(store: Store, wanted: str, *, new: EntityType | None = None) -> Entity:
    """The entity of an id, code or name; a state of the tables; or with ``new`` one of that type that no report names so far.

    Raises InputError where nobody or several are meant.
    """
    entities = [row for row in load_rows(store, "kind = 'entity'") if isinstance(row, Entity)]
    key = name_key(wanted)
    for found in (
        [e for e in entities if e.id == wanted],
        [e for e in entities if e.id == entity_id(iso3=wanted.upper() or None)],
        [e for e in entities if key and name_key(e.label) == key],
        [e for e in entities if key and key in {name_key(alias) for alias in e.aliases}],
        [e for e in entities if key and set(key.split()) <= set(name_key(e.label).split())],
    ):
        if found and not (new and found[0].id != wanted):
            return _only(wanted, found)
    if new and key:
        return Entity(entity_id(name=wanted), " ".join(wanted.split()), new)
    state = _state(wanted)
    if state is None:
        raise InputError(
            f"expected a name, code or id of an entity of the record, found {wanted!r} (see detente entities)"
        )
    return state


def bare(entity: Entity) -> Entity:
    """An entity without what other reports told of it."""
    return replace(entity, aliases=(), offices=())


def _only(wanted: str, found: list[Entity]) -> Entity:
    if len(found) > 1:
        shown = ", ".join(f"{e.label} ({e.id})" for e in found[:SHOWN]) + (" ..." if len(found) > SHOWN else "")
        raise InputError(f"expected one entity, found {len(found)} that {wanted!r} may mean: {shown}")
    return found[0]


def _state(wanted: str) -> Entity | None:
    """A state by its ISO3 code or a name of the tables, whose first name is its label."""
    labels: dict[str, str] = {}
    for name, iso3 in state_names():
        labels.setdefault(iso3, name)
    for name, iso3 in state_names():
        if wanted.upper() == iso3 or name_key(wanted) == name_key(name):
            return Entity(entity_id(iso3=iso3), labels[iso3], "state", iso3)
    return None
