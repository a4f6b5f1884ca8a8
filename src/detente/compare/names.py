"""Names that the reports of a story use, found in any stretch of text, and the party each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.compare.words import fold, load_words, stem_words
from detente.lexicon.entities import StateRow
from detente.lexicon.files import DataFolder, merge_rows
from detente.records.coding import Coding
from detente.records.ids import entity_id
from detente.records.kinds import Entity, Event
from detente.records.shapes import Mention

LONGEST = 6
"""Words of a name at most."""
NAMED = frozenset({"person", "state", "igo", "organisation", "group"})
"""Types of entities whose names are looked for."""
_WORDS = re.compile(r"[a-z0-9]+(?:,[0-9]{3})*")
_AMERICA = re.compile(r"\bU\.S\.(?:A\.)?|\bUSA?\b")
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "both", "each"])


@dataclass(frozen=True, slots=True)
class Read:
    """A stretch of text: its telling words without names, the parties (ISO3 or code, else entity id) and people named.

    ``states`` are those of the parties that have a code.
    """

    words: frozenset[str]
    parties: frozenset[str]
    persons: frozenset[str]
    states: frozenset[str]


class Names:
    """An index from the words of names to entities."""

    def __init__(self, codings: Sequence[Coding], entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        states = _state_words()
        self._by_name: dict[tuple[str, ...], str] = {words: entity for words, entity, _ in states}
        self._lengths: dict[str, frozenset[int]] = dict(_lengths_of_states())
        self._codes: dict[str, str] = {entity: iso3 for _, entity, iso3 in states}
        for entity in entities.values():
            if entity.type in NAMED:
                for name in (entity.label, *entity.aliases):
                    self._add(name, entity.id)
        for coding in codings:
            for event in coding.events:
                self._add_event(event)

    def _add_event(self, event: Event) -> None:
        """Names as the reports print them: "Moscow" for Russia, "Ruritanian" of "Ruritanian troops"."""
        for mention in (*event.actors, *event.recipients):
            if mention.entity:
                self._add(_capitals(mention.quote), mention.entity)

    def _add(self, name: str, entity: str) -> None:
        words = name_words(name)
        if words:
            self._by_name.setdefault(words, entity)
            self._lengths[words[0]] = self._lengths.get(words[0], frozenset()) | {len(words)}

    def party(self, entity: str) -> str:
        """The ISO3 or body code of an entity (a person's state), else its id."""
        held = self._entities.get(entity)
        return (held.iso3 or held.code or held.id) if held else self._codes.get(entity, entity)

    def label(self, entity: str) -> str:
        """The name by which an entity is listed, its id where it is not."""
        held = self._entities.get(entity)
        return held.label if held else entity

    def is_person(self, entity: str) -> bool:
        """Whether an entity id is a person's."""
        held = self._entities.get(entity)
        return held is not None and held.type == "person"

    def spell(self, text: str) -> tuple[list[str], tuple[tuple[int, int, str], ...]]:
        """The words of a text in order, and every name in it as (first word, words, entity id)."""
        words = plain_words_of(text)
        places: list[tuple[int, int, str]] = []
        at = 0
        while at < len(words):
            found: set[str] = set()
            size = self._name_at(words, at, found)
            places += [(at, size, entity) for entity in sorted(found)]
            at += size or 1
        return words, tuple(places)

    def read(self, text: str) -> Read:
        """The words, parties and people of a text."""
        words = plain_words_of(text)
        found: set[str] = set()
        left: list[str] = []
        at = 0
        while at < len(words):
            size = self._name_at(words, at, found)
            if size == 0:
                left.append(words[at])
            at += size or 1
        return Read(
            frozenset(stem_words(left)),
            frozenset(self.party(e) for e in found),
            frozenset(e for e in found if self.is_person(e)),
            frozenset(p for p in map(self.party, found) if p not in found),
        )

    def _name_at(self, words: Sequence[str], at: int, found: set[str]) -> int:
        for size in sorted(self._lengths.get(words[at], ()), reverse=True):
            name = tuple(words[at : at + size])
            entity = self._by_name.get(name)
            if entity:
                found.add(entity)
                return len(name)
        return 0

    def sides(self, mentions: Iterable[Mention], entities: Iterable[str] = ()) -> frozenset[str]:
        """The parties of mentions and entity ids."""
        told = [m.iso3 or m.code or (self.party(m.entity) if m.entity else None) for m in mentions]
        told += [self.party(e) for e in entities]
        return frozenset(side for side in told if side)

    def people(self, mentions: Iterable[Mention], entities: Iterable[str] = ()) -> frozenset[str]:
        """The entity ids of people among mentions and entity ids."""
        told = [m.entity for m in mentions] + list(entities)
        return frozenset(e for e in told if e and self.is_person(e))


@cache
def state_names() -> tuple[tuple[str, str], ...]:
    """Every name, adjective and capital of a state with its ISO3 code, from ``data/entities/states.csv``."""
    rows = merge_rows(DataFolder().csv_rows("entities/states.csv", StateRow), lambda row: row.iso3)
    return tuple(
        (name, row.iso3)
        for row in rows
        for name in (row.label, *row.names, *row.demonyms, *(f"{d}s" for d in row.demonyms), *row.capitals)
    )


def plain_words_of(text: str) -> list[str]:
    """The words of a text as names are looked for in them."""
    return _WORDS.findall(_plain(text))


def states_by_words() -> Iterator[tuple[tuple[str, ...], str]]:
    """The words of every name of a state with its entity id."""
    return ((words, entity) for words, entity, _ in _state_words())


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name; () for what would be found where nobody is named."""
    words = tuple(plain_words_of(name))
    if len(words) > LONGEST or words == ("us",) or len("".join(words)) < 2 or words[0] in _PRONOUNS:
        return ()
    return words


@cache
def _state_words() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """The words of every name of a state, its entity id and its ISO3 code; of names that are alike the first only."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for name, iso3 in state_names():
        words = name_words(name)
        if words:
            found.setdefault(words, (entity_id(iso3=iso3), iso3))
    return tuple((words, entity, iso3) for words, (entity, iso3) in found.items())


@cache
def _lengths_of_states() -> Mapping[str, frozenset[int]]:
    """First word of a state's name -> how many words such names have."""
    found: dict[str, frozenset[int]] = {}
    for words, _, _ in _state_words():
        found[words[0]] = found.get(words[0], frozenset()) | {len(words)}
    return found


def _plain(text: str) -> str:
    """Folded, "U.S." and "US" as "usa" (the pronoun is lower case), without possessives."""
    text = _AMERICA.sub("usa", text)
    joined = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m[0].replace(".", ""), fold(text))
    return re.sub(r"cease[- ]fire", "ceasefire", joined.replace("'s", ""))


def _capitals(quote: str) -> str:
    """The capitalised words a quote begins with, "the" left out; "" where there are none or only a title."""
    words = quote.split()
    words = words[1:] if words[:1] and words[0].lower() == "the" else words
    kept = []
    for word in words:
        if not word[:1].isupper():
            break
        kept.append(word)
    plain = [w for w in kept if w.lower().strip(".,") not in load_words().stop]
    return " ".join(kept) if plain else ""
