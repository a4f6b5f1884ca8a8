"""What parties and speakers are called on a page: a person with the state the first time, without it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.records.kinds import Entity
from detente.records.shapes import Mention, Source

LONGEST_TITLE = 40
"""Characters; a longer office is not repeated on the page."""


class Namer:
    """Names for one page, in the order the page asks for them."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._states = {e.iso3: e.label for e in entities.values() if e.type == "state" and e.iso3}
        self._bodies = {e.code: e.label for e in entities.values() if e.type == "igo" and e.code}
        self._introduced: set[str] = set()

    def parties(self, mentions: Sequence[Mention]) -> list[str]:
        """Each party once, in order."""
        return list(dict.fromkeys(self._party(mention) for mention in mentions))

    def joined(self, mentions: Sequence[Mention]) -> str:
        """The parties as "A, B and C"."""
        return join(self.parties(mentions))

    def is_state(self, mention: Mention) -> bool:
        """Whether a mention stands for a whole state, as a place too wide to be told."""
        held = self._entities.get(mention.entity or "")
        return held is not None and held.type == "state"

    def speaker(self, source: Source) -> str:
        """Who is quoted; the report's own words where nobody is known by name."""
        known = [self.entity(e) for e in source.entities if e in self._entities]
        return join(dict.fromkeys(known)) if known else f"“{' '.join(source.quote.split())}”"

    def heading(self, source: Source) -> str:
        """A speaker as a heading: name, office and state."""
        if len(source.entities) != 1 or source.entities[0] not in self._entities:
            return self.speaker(source) + ("" if source.entities else _unknown(source))
        held = self._entities[source.entities[0]]
        self._introduced.add(held.id)
        title = next((o.title for o in held.offices if len(o.title) <= LONGEST_TITLE), "")
        state = self._state(held)
        inside = ", ".join(part for part in (title, state) if part)
        return f"{held.label} ({inside})" if inside else held.label

    def entity(self, entity_id: str) -> str:
        """An entity's label, with its state the first time a person or body is named."""
        held = self._entities[entity_id]
        if entity_id in self._introduced or held.type == "state":
            return held.label
        self._introduced.add(entity_id)
        state = self._state(held)
        return f"{held.label} ({state})" if state else held.label

    def _state(self, held: Entity) -> str:
        state = self._states.get(held.iso3, "") if held.iso3 else self._bodies.get(held.code or "", "")
        return "" if held.type == "state" or not state or state in held.label else state

    def _party(self, mention: Mention) -> str:
        if mention.entity in self._entities and mention.entity:
            return self.entity(mention.entity)
        if mention.iso3 or mention.code:
            return self._states.get(mention.iso3 or "") or self._bodies.get(mention.code or "") or mention.quote
        return f"“{' '.join(mention.quote.split())}”"


def _unknown(source: Source) -> str:
    return " (not named by the report)" if source.anonymous else " (not identified)"


def join(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    held = list(names)
    return f"{', '.join(held[:-1])} and {held[-1]}" if len(held) > 1 else "".join(held)
