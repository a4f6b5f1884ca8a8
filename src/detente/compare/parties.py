"""For whom a mention, an entity or a text stands in a relation: a person or ministry for the state, an office of a body for the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from detente.compare.names import Names, state_names
from detente.records.ids import entity_id
from detente.records.kinds import Attribution, Commitment, Entity, Event
from detente.records.shapes import Mention

Pair = tuple[str, str]
"""Two parties in alphabetical order: ISO3, code of a body, or the id of a group that has neither."""

_UNCODED = frozenset({"state", "igo", "organisation", "group"})
"""Types of entities that are a party without a code; a person whose state is not known and a place are none."""
_TOGETHER = frozenset({1, 2})
"""Quads in which those who act together do so with one another: "A and B signed", but not "A and B attacked"."""


def pair_of(one: str, other: str) -> Pair:
    """The pair of two parties."""
    return (one, other) if one <= other else (other, one)


class Parties:
    """Parties of the facts of a record; ``entities`` are those that its facts name."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._names = Names((), self._entities)

    def of_entity(self, identity: str) -> str | None:
        """The party an entity id stands for, or None."""
        held = self._entities.get(identity)
        if held is None:
            return None
        return held.iso3 or held.code or (held.id if held.type in _UNCODED else None)

    def of(self, mentions: Iterable[Mention]) -> frozenset[str]:
        """The parties that mentions stand for."""
        told = (m.iso3 or m.code or (self.of_entity(m.entity) if m.entity else None) for m in mentions)
        return frozenset(party for party in told if party)

    def name(self, party: str) -> str:
        """What a party is called: the label of the state, body or group itself, else its code."""
        for identity in (entity_id(iso3=party), party):
            if identity in self._entities:
                return self._entities[identity].label
        return next((name for name, iso3 in state_names() if iso3 == party), party)

    def acted(self, event: Event) -> frozenset[Pair]:
        """The pairs between which an event happened: who acted on whom, or those who did something peaceful together."""
        others = _others(event.recipients, event.actors)
        if others:
            return _pairs(product(self.of(event.actors), self.of(others)))
        return _pairs(combinations(self.of(event.actors), 2)) if event.quad in _TOGETHER else frozenset()

    def promised(self, row: Commitment) -> frozenset[Pair]:
        """The pairs that a commitment is between: holder and to whom, and the parties of an agreement."""
        together = self.of(row.parties) or (self.of(row.holder) if row.type == "agreement" else frozenset())
        return _pairs((*product(self.of(row.holder), self.of(row.to)), *combinations(together, 2)))

    def spoke(self, row: Attribution, events: Sequence[Event]) -> frozenset[tuple[str, str]]:
        """(speaker, about whom) of a statement: whom its words name, whom it was said to, and the sides of ``events`` told in it."""
        speakers = frozenset(p for e in row.source.entities if (p := self.of_entity(e))) if row.source else frozenset()
        if not speakers:
            return frozenset()
        named = self._names.read(" ".join(e.quote for e in row.content)).parties
        about = {self.of_entity(p) if p in self._entities else p for p in named} | self.of(row.addressee)
        about |= {party for event in events for party in self.of((*event.actors, *event.recipients))}
        return frozenset((s, a) for s in speakers for a in about if a and a != s)


def _pairs(sides: Iterable[tuple[str, str]]) -> frozenset[Pair]:
    return frozenset(pair_of(one, other) for one, other in sides if one != other)


def _others(recipients: Sequence[Mention], actors: Sequence[Mention]) -> list[Mention]:
    """Recipients that are not the actors once more, as in "the two sides agreed"."""
    held = {m.entity or m.quote for m in actors}
    return [m for m in recipients if (m.entity or m.quote) not in held]
