"""Which entities of a record matter to a story: those its facts mention, and those its texts may name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from detente.compare.names import NAMED, name_words, plain_words_of, states_by_words
from detente.records.coding import Coding
from detente.records.kinds import Commitment, Entity
from detente.records.shapes import Mention


class Known:
    """The entities of a record by the words of their names.

    What a story sees of them has no more than `Names` can find in it, so that a report on something else changes nothing there.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for entity in self._entities.values():
            if entity.type in NAMED:
                for name in (entity.label, *entity.aliases):
                    self._add(name_words(name), name, entity.id)
        for words, identity in states_by_words():
            if identity in self._entities:
                self._add(words, "", identity)

    def _add(self, words: tuple[str, ...], name: str, identity: str) -> None:
        if words:
            self._by_first.setdefault(words[0], []).append((words, name, identity))

    def of_story(self, codings: Sequence[Coding], commitments: Sequence[Commitment]) -> dict[str, Entity]:
        """Entity id -> what matters of it, by id."""
        words = frozenset(word for coding in codings for word in _words(coding))
        named: dict[str, set[str]] = {i: set() for i in _used(codings, commitments) if i in self._entities}
        for word in words:
            for told, name, identity in self._by_first.get(word, ()):
                if words.issuperset(told):
                    named.setdefault(identity, set()).add(name)
        return {identity: _cut(self._entities[identity], names) for identity, names in sorted(named.items())}


def _cut(entity: Entity, names: set[str]) -> Entity:
    """An entity with those of its other names that may be found."""
    aliases = tuple(alias for alias in entity.aliases if alias in names)
    return replace(entity, sector=None, wikidata=None, aliases=aliases, offices=())


def _words(coding: Coding) -> Iterator[str]:
    """The words in which names are looked for, with and without full stops."""
    for text in (coding.report.text, *(q.of for q in coding.quantities if q.of)):
        yield from plain_words_of(text)
        yield from plain_words_of(re.sub(r"(?<=\w)\.(?=\w)", "", text))


def _used(codings: Sequence[Coding], commitments: Sequence[Commitment]) -> Iterator[str]:
    """The ids that facts mention."""
    for coding in codings:
        for event in coding.events:
            yield from _ids((*event.actors, *event.recipients))
        for said in coding.attributions:
            yield from said.source.entities if said.source else ()
    for row in commitments:
        yield from _ids((*row.holder, *row.to, *row.parties))


def _ids(mentions: Iterable[Mention]) -> Iterator[str]:
    return (mention.entity for mention in mentions if mention.entity)
