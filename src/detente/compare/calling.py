"""What an actor of a record may be called: label, aliases, family name, spellings, initials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.lexicon.entities import EntityTables
from detente.lexicon.phrases import fold_words
from detente.records.ids import name_key
from detente.records.kinds import Entity

ACTORS = frozenset({"person", "state", "igo", "organisation", "group"})
"""Types of entities that act."""
INITIALS = 3
"""A name of at least so many capitals has initials."""
_PATRONYMIC = frozenset({"bin", "ibn", "bint", "ben"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

Keys = tuple[str, ...]
"""The words of a name as printed."""


@dataclass(frozen=True, slots=True)
class Calling:
    """One name of an entity; of a person, all words of its names (folded) and the gender of the given name."""

    entity: str
    words: Keys
    own: frozenset[str] = frozenset()
    gender: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is the name of a person."""
        return bool(self.own)


def is_actor(entity: Entity) -> bool:
    """Whether an entity acts and has a name of its own: "foreign ministry" of no state is none, the Government of Ruritania is Ruritania."""
    if entity.type == "organisation" and entity.iso3 and "government" in entity.label.lower().split():
        return False
    return entity.type in ACTORS and bool(entity.iso3 or entity.code or entity.label.lower() != entity.label)


def callings_of(entity: Entity, tables: EntityTables) -> Iterator[Calling]:
    """The names of an actor, in order of words; those that the tables alone have of states and bodies are left out."""
    if entity.type == "person":
        yield from _of_person(entity, tables)
        return
    names = {plain_name(name) for name in (entity.label, *entity.aliases)}
    if entity.type != "state":
        names |= {initials(name) for name in (entity.label, *entity.aliases)}
    yield from (Calling(entity.id, name) for name in sorted(names) if name)


def plain_name(name: str) -> Keys:
    """The words of a name without signs and possessive, accents dropped."""
    return tuple(word for word in fold_words(re.sub(r"['’]s\b", "", name)) if word[0].isalnum())


def initials(name: str) -> Keys:
    """The initials of a name of three capitalised words or more: "Freedonian Border Guard" is FBG; () for others."""
    letters = [word[0] for word in plain_name(name) if word[0].isupper()]
    return ("".join(letters),) if len(letters) >= INITIALS else ()


def _of_person(entity: Entity, tables: EntityTables) -> Iterator[Calling]:
    """Full names, those the tables have of a person of this name, and family names."""
    names = {plain_name(name): None for name in (entity.label, *entity.aliases)}
    states = {entity.iso3} if entity.iso3 else set()
    for name in tuple(names):
        for row in tables.holders.named(name):
            names |= {plain_name(known): None for known in (row.person, *row.names)}
            states |= {row.of}
    first = bool(states & tables.holders.first_names)
    own = frozenset(name_key(word) for name in names for word in name)
    gender = next((g for name in names if len(name) > 1 and (g := tables.genders.get(name[0].lower()))), None)
    every = {name for name in names if name} | {family for name in names for family in _family(name, first, tables)}
    yield from (Calling(entity.id, name, own, gender) for name in sorted(every))


def _family(name: Keys, first: bool, tables: EntityTables) -> Iterator[Keys]:
    """The family name, which stands first in some states: "Xi", "Putin", "bin Salman"; both ends where either may be it."""
    words = name[:-1] if len(name) > 2 and name[-1].lower() in _SUFFIXES else name
    if len(words) < 2:
        return
    if first or (len(words) == 3 and words[-1].islower()):  # "Moon Jae-in"
        yield words[:1]
        opening = words[0].lower()
        if opening not in tables.genders or opening in tables.word_list("common-surnames"):
            return
    yield words[-2:] if words[-2].lower() in _PATRONYMIC else words[-1:]
