"""Which actors of a record a text names; letters' case counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from detente.compare.calling import Calling, callings_of, is_actor
from detente.compare.words import stem
from detente.lexicon.entities import EntityTables, Named, load_entities
from detente.lexicon.files import DataFolder
from detente.lexicon.phrases import words_of
from detente.records.ids import entity_id, name_key
from detente.records.kinds import Entity

SHORT = 3
"""A name in capitals of at most so many letters is found in capitals only: WHO is no "who"."""
_OPENS = re.compile(r"(?:^|[.!?:\n“”\"])[\s“”\"'‘’(]*$")
_PLACED = re.compile(r"\b(?:in|at|near|from|to|outside|into|around|via|through)\s+$", re.IGNORECASE)
_SAID = frozenset({"said", "told"})


@dataclass(frozen=True, slots=True)
class Call:
    """An entity named in a text; not ``sure`` where the name is another's, too, or a state's capital as a place ("in Cairo")."""

    entity: str
    sure: bool = True


class _Text:
    """A text with its words, signs left out, and what the tables know at each."""

    def __init__(self, text: str, tables: EntityTables) -> None:
        self.text = text
        self._signs = words_of(text)
        self._printed = [sign.text for sign in self._signs]
        self._places = [place for place, sign in enumerate(self._signs) if sign.text[0].isalnum()]
        self._names = tables.names
        self.words = [self._signs[place] for place in self._places]

    def known(self, at: int) -> tuple[int, Named | None]:
        """How many words the longest name of the tables at a place has, and what it stands for; 0 and None where there is none."""
        place = self._places[at]
        found = self._names.longest_at(self._printed, place)
        if found is None:
            return 0, None
        last = place + found[0]
        return sum(place <= p < last for p in self._places[at : at + found[0]]), found[1]

    def beside(self, at: int, step: int) -> str:
        """The word before (-1) or after (1) a place if only spaces and the full stop of a title stand between, else ""."""
        if not 0 <= at + step < len(self.words):
            return ""
        one, other = sorted((self.words[at], self.words[at + step]), key=lambda word: word.start)
        return self.words[at + step].text if self.text[one.end : other.start].strip(" ") in ("", ".") else ""

    def before(self, at: int) -> str:
        """The few characters before a word."""
        return self.text[: self.words[at].start][-12:]


class Callings:
    """An index of the names of entities: their callings, and what the tables know of states and bodies.

    A name is found word for word, of people also in another transliteration. One word of a person's name counts where nothing speaks
    against it: "May" is no month after a title or before a verb of saying, and a man is not meant by "Anna Karr".
    """

    def __init__(self, entities: Iterable[Entity], tables: EntityTables | None = None) -> None:
        self._tables = tables or entity_tables()
        self._by_first: dict[str, list[Calling]] = {}
        self._by_label: dict[str, list[str]] = {}
        self._held: set[str] = set()
        for entity in filter(is_actor, entities):
            self._held.add(entity.id)
            self._by_label.setdefault(name_key(entity.label), []).append(entity.id)
            for calling in callings_of(entity, self._tables):
                self._by_first.setdefault(name_key(calling.words[0]), []).append(calling)

    def named(self, text: str) -> frozenset[str]:
        """The ids of the entities that a text names, in whatever way."""
        return frozenset(call.entity for call in self.calls(text))

    def calls(self, text: str) -> Iterator[Call]:
        """Every name of a text in order: of names that overlap the longest, all whose name it is, and what stands within it."""
        read = _Text(text, self._tables)
        at = 0
        while at < len(read.words):
            size, own, named = self._longest(read, at)
            called = {calling.entity: True for calling in own}
            if named:
                placed = named.form == "capital" and bool(_PLACED.search(read.before(at)))
                called |= {entity: entity in called or not placed for entity in self._known_as(named)}
            yield from (Call(entity, called[entity] and len(called) == 1) for entity in sorted(called))
            if any(not c.is_person for c in own) or (named and named.type not in {"state", "place"}):
                yield from self._in_body(read, at, size)
            elif size > 1 and own:
                yield from self._in_person(read, at, size)
            at += size

    def _longest(self, read: _Text, at: int) -> tuple[int, list[Calling], Named | None]:
        """How many words the longest name at a place has (1 where there is none), the callings it is, and its meaning in the tables."""
        size, named = read.known(at)
        own = [c for c in self._by_first.get(name_key(read.words[at].text), ()) if len(c.words) >= max(size, 1)]
        own = [c for c in own if self._stands(c, read, at)]
        longest = max([size, 1, *(len(c.words) for c in own)])
        return longest, [c for c in own if len(c.words) == longest], named if size == longest else None

    def _in_body(self, read: _Text, at: int, size: int) -> Iterator[Call]:
        """States and bodies named in a body's name: "Freedonian Border Guard", "Permanent Council of the League"."""
        for place in range(at, at + size):
            length, named = read.known(place)
            if named is None or place + length > at + size or length == size:
                continue
            if (named.type == "state" and named.form in {"name", "demonym"}) or (named.code and named.form == "name"):
                yield from (Call(entity) for entity in self._known_as(named))

    def _in_person(self, read: _Text, at: int, size: int) -> Iterator[Call]:
        """People of whom one word is all the record has, within a longer name: "Karr" may be Anna Karr."""
        for place in range(at, at + size):
            held = self._by_first.get(name_key(read.words[place].text), ())
            yield from (Call(c.entity, False) for c in held if len(c.own) == 1 and self._stands(c, read, place))

    def _known_as(self, named: Named) -> list[str]:
        """The entities of the record that a name of the tables stands for."""
        found = list(self._by_label.get(name_key(named.label), ())) if named.type != "place" else []
        if named.type == "state" and named.iso3:
            found.append(entity_id(iso3=named.iso3))
        if named.code:
            found.append(entity_id(code=named.code))
        return sorted({entity for entity in found if entity in self._held})

    def _stands(self, calling: Calling, read: _Text, at: int) -> bool:
        """Whether a name is the words at a place, case and company told."""
        run = read.words[at : at + len(calling.words)]
        if len(run) < len(calling.words):
            return False
        pairs = zip(calling.words, run, strict=True)
        if not all(_is_same(own, word.text, spelled=calling.is_person) for own, word in pairs):
            return False
        return not calling.is_person or len(run) > 1 or self._is_name(calling, read, at)

    def _is_name(self, calling: Calling, read: _Text, at: int) -> bool:
        """Whether one word of a person's name means that person."""
        lower, before = read.words[at].text.lower(), read.beside(at, -1)
        titled = bool(before) and (
            self._tables.titles.get(before.lower()) is not None or name_key(before) in calling.own
        )
        given = self._tables.genders.get(before.lower()) if before[:1].isupper() and not titled else None
        if titled:
            return True
        if given and {given, calling.gender} == {"m", "f"}:
            return False
        if lower in self._tables.word_list("calendar"):
            return self._says(read.beside(at, 1))
        return not _OPENS.search(read.before(at)) or not re.search(rf"\b{re.escape(lower)}\b", read.text)

    def _says(self, word: str) -> bool:
        """Whether a word is a verb of saying or deciding."""
        return word in _SAID or (word.islower() and stem(word) in _stems(self._tables.word_list("saying-verbs")))


@cache
def entity_tables() -> EntityTables:
    """The shipped tables of entities; raises LexiconError."""
    return load_entities(DataFolder())


@cache
def _stems(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, verbs))


def _is_same(own: str, told: str, *, spelled: bool) -> bool:
    """Whether a word of a text is a word of a name: a capital stays one, and a heading may be in capitals throughout."""
    if own == told:
        return True
    if own[0].isupper() and not told[0].isupper():
        return False
    if (own.isupper() and len(own) <= SHORT) or (told.isupper() and len(told) < SHORT):
        return False
    return name_key(own) == name_key(told) if spelled else own.lower() == told.lower()
