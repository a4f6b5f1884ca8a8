"""The silences of a saved record, story by story."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from detente.compare.called import Callings
from detente.compare.silence import Silence, silences_of
from detente.records.kinds import Entity, Report, Story
from detente.store.compared import load_rows
from detente.store.database import Store

_FACTS = ("event", "attribution", "opinion", "commitment")


def load_silences(
    store: Store, stories: Collection[str] | None = None, parties: Collection[str] = ()
) -> Iterator[tuple[Story, dict[str, Report], tuple[Silence, ...]]]:
    """Each story with its reports and its silences; only those of ``stories``, and of actors that ``parties`` (ids and codes) stand for."""
    entities: dict[str, Any] = {getattr(row, "id", ""): row for row in load_rows(store, "kind = 'entity'")}
    callings = Callings(entities.values())
    rows: list[Any] = list(load_rows(store, "kind = 'story'"))
    for story in rows:
        if (stories is not None and story.id not in stories) or len(story.reports) < 2:
            continue
        reports: dict[str, Any] = {}
        facts: list[Any] = []
        for row in load_rows(store, "story = ?", (story.id,)):
            if isinstance(row, Report):
                reports[row.id] = row
            elif row.kind in _FACTS:
                facts.append(row)
        found = silences_of(story, reports, entities.values(), facts, callings=callings)
        yield story, reports, tuple(s for s in found if not parties or _is_of(entities[s.entity], parties))


def _is_of(entity: Entity, parties: Collection[str]) -> bool:
    return any(key in parties for key in (entity.id, entity.iso3, entity.code))
