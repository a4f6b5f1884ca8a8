"""The relations of a saved record: all pairs of its parties, or those of one or two."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from detente.compare.relations import Relation, relations_of
from detente.store.compared import load_rows
from detente.store.database import Store

_RELATED = ("event", "attribution", "commitment", "entity", "finding")


def load_relations(store: Store, wanted: Sequence[Collection[str]] = ()) -> tuple[Relation, ...]:
    """Relations, those with most happenings first; each of ``wanted`` has the keys of a party that has to be one of the two."""
    rows: dict[str, list[Any]] = {kind: [] for kind in _RELATED}
    for kind in _RELATED:
        rows[kind] = list(load_rows(store, "kind = ?", (kind,)))
    found = relations_of(
        rows["event"],
        rows["attribution"],
        rows["commitment"],
        _origins(store),
        entities=rows["entity"],
        findings=rows["finding"],
    )
    return tuple(r for r in found if _between(r, wanted))


def _between(relation: Relation, wanted: Sequence[Collection[str]]) -> bool:
    one, other = relation.parties
    sides = [(one in keys, other in keys) for keys in wanted]
    if len(sides) == 2:
        return (sides[0][0] and sides[1][1]) or (sides[0][1] and sides[1][0])
    return all(any(side) for side in sides)


def _origins(store: Store) -> dict[str, str]:
    """Report -> the report of its origin, without loading any text."""
    rows = store.connection.execute(
        "SELECT id, coalesce(json_extract(line, '$.origin'), id) FROM row WHERE kind = 'report'"
    )
    return dict(rows)
