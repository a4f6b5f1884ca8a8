"""Who held which office of which state or body, from when until when: the dated part of the entity tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from detente.errors import LexiconError
from detente.lexicon.files import Row
from detente.lexicon.phrases import fold_words
from detente.records.ids import name_key

ARTICLES = frozenset({"al", "el", "ul"})
"""Arabic articles, which news spells, joins and leaves out at will: "Assad", "al-Assad"."""

When = Literal["now", "former", "later"]
_DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors that nobody has who is out of office (PLOVER manual 5.2: ELI, former government officials)."""


def _cells(value: object) -> object:
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else value


Cells = Annotated[tuple[str, ...], BeforeValidator(_cells)]


class HolderRow(Row):
    """Who held an office of a state or body from when until when (ISO days, months or years, inclusive).

    ``precision`` is the coarser of the two dates, ``source`` names where the row is from, ``checked`` whether a second source says the
    same. An unchecked row tells for whom a person acts where the text does not; it never puts a name to an office by itself.
    """

    person: str
    of: str
    office: str
    from_: str = Field(alias="from", pattern=_DAY)
    until: str | None = Field(default=None, pattern=_DAY)
    gender: Literal["m", "f"] | None = None
    precision: Literal["day", "month", "year"]
    source: str
    checked: bool = False
    names: Cells = ()

    def held_on(self, day: str) -> bool:
        """Whether the office was held on a day (``YYYY-MM-DD``); a month or year counts whole."""
        return self.from_ <= day[: len(self.from_)] and (self.until is None or day[: len(self.until)] <= self.until)

    def ended_before(self, day: str) -> bool:
        """Whether the office was given up before a day."""
        return self.until is not None and self.until < day[: len(self.until)]


class SourceRow(Row):
    """Where rows of a table are from, in words."""

    id: str
    words: str


class TableRow(Row):
    """A table as a whole: ``valid_to`` is the last day it speaks for, ``sources`` say where its rows are from."""

    id: str
    valid_to: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    top: Cells = ()
    """Offices whose holders the news names by surname alone."""
    family_first: Cells = ()
    """States whose people go by the first word of their name: the family name, or the only one."""
    single: Cells = ()
    """Offices that one person of a state or body holds at a time, so that no two rows may overlap."""
    namesakes: Cells = ()
    """Names that two persons of the table share, so that a name alone means neither."""
    contested: Cells = ()
    """Offices of one state that two held or claimed at a time: "LBY head of state"."""
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of a person and how it stands to a day: held then, given up before or taken later."""

    row: HolderRow
    when: When
    sector: str | None


@dataclass(frozen=True)
class Holders:
    """The rows by person, name, surname and office; names are folded by `full_key` and `name_key`."""

    rows: tuple[HolderRow, ...]
    valid_to: str
    sectors: Mapping[str, str | None]
    by_person: Mapping[str, tuple[HolderRow, ...]]
    by_name: Mapping[str, str]
    by_surname: Mapping[str, tuple[str, ...]]
    by_office: Mapping[tuple[str, str], tuple[HolderRow, ...]]
    spellings: Mapping[str, tuple[tuple[str, ...], ...]]
    bodies: frozenset[str]
    first_names: frozenset[str]
    """States whose people go by the first word of their name."""
    leaders: frozenset[str]
    """Surnames that the holder of a top office alone bears and that are no English words: "Trump" needs no full name."""

    def named(self, words: Sequence[str]) -> tuple[HolderRow, ...]:
        """All rows of the one person whose full name the words are; () where there is none, or several fit.

        A longer name fits where it has all words of the table's ("Sergei Viktorovich Lavrov"), a shorter one of two words or more where
        it has the table's first or last ("Javad Zarif", "Lula da Silva").
        """
        keys = name_keys(words)
        exact = self.by_name.get(" ".join(keys))
        if exact:
            return self.by_person[exact]
        if len(keys) < 2:
            return ()
        bearers = dict.fromkeys((*self.by_surname.get(keys[-1], ()), *self.by_surname.get(keys[0], ())))
        found = [person for person in bearers if any(_fits(keys, spelling) for spelling in self.spellings[person])]
        return self.by_person[found[0]] if len(found) == 1 else ()

    def surnamed(self, word: str, *, on: str | None, offices: frozenset[str] = frozenset()) -> tuple[HolderRow, ...]:
        """All rows of the one person whom a bare surname means; with ``offices`` told, of the one who held such an office.

        Without an office told only holders of a top office are named so, and no one where two bear the name.
        """
        key = name_key(word)
        rows = [row for person in self.by_surname.get(key, ()) for row in self.by_person[person]]
        if offices:
            rows = [row for row in rows if row.office in offices]
            rows = [row for row in rows if on is None or row.held_on(on)] or rows
        else:
            rows = [row for row in rows if key in self.leaders and (on is None or row.from_ <= on)]
        people = {row.person for row in rows}
        return self.by_person[rows[0].person] if len(people) == 1 else ()

    def standing(self, rows: Sequence[HolderRow], on: str | None) -> Standing:
        """How a person stands on a day: by the office taken last of those held then, else the last given up, else the first to come.

        Without a day the last row counts as held.
        """
        if on is None:
            last = max(rows, key=lambda row: row.from_)
            return Standing(last, "now", self.sectors.get(last.office))
        held = [row for row in rows if row.held_on(on)]
        if held:
            row = max(held, key=lambda row: row.from_)
            return Standing(row, "now", self.sectors.get(row.office))
        over = [row for row in rows if row.ended_before(on)]
        if over:
            at_home = [
                row for row in over if row.of not in self.bodies
            ]  # who led a body is an elder of the own state again
            row = max(at_home or over, key=lambda row: row.until or "")
            own = self.sectors.get(row.office)
            return Standing(row, "former", "ELI" if own in STATE_SECTORS else own)
        return Standing(min(rows, key=lambda row: row.from_), "later", None)

    def holder(self, office: str, of: str, on: str) -> HolderRow | None:
        """Who held an office of a state or body on a day; None where the table knows nobody, or two (a day of change)."""
        held = [row for row in self.by_office.get((of, office), ()) if row.held_on(on)]
        return held[0] if len({row.person for row in held}) == 1 else None


def name_keys(words: Iterable[str]) -> tuple[str, ...]:
    """The folded words of a name without articles, commas and hyphens."""
    return tuple(
        part
        for word in words
        if word.lower() not in ARTICLES
        for part in name_key(word).split()
        if part not in ARTICLES
    )


def full_key(name: str) -> str:
    """What two spellings of a full name have in common."""
    return " ".join(name_keys(fold_words(name)))


def _fits(keys: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(other) < 2:
        return False
    if set(other) <= set(keys):
        return other[-1] == keys[-1]
    return set(keys) <= set(other) and (keys[-1] == other[-1] or keys[0] == other[0])


def build_holders(
    rows: Sequence[HolderRow],
    table: TableRow,
    sectors: Mapping[str, str | None],
    *,
    common: Iterable[str],
    bodies: Iterable[str],
) -> Holders:
    """The tables' index; raises LexiconError on an office without sector, a source not named, or two holders of one office."""
    _check(rows, table, sectors)
    people: dict[str, list[HolderRow]] = {}
    offices: dict[tuple[str, str], list[HolderRow]] = {}
    spellings: dict[str, dict[tuple[str, ...], None]] = {}
    for row in rows:
        people.setdefault(row.person, []).append(row)
        offices.setdefault((row.of, row.office), []).append(row)
        for name in (row.person, *row.names):
            spellings.setdefault(row.person, {})[name_keys(fold_words(name))] = None
    return Holders(
        rows=tuple(rows),
        valid_to=table.valid_to,
        sectors=sectors,
        by_person={person: tuple(held) for person, held in people.items()},
        by_name=_by_name(spellings, people, frozenset(full_key(name) for name in table.namesakes)),
        by_surname=_by_surname(spellings, people, frozenset(table.family_first)),
        by_office={key: tuple(held) for key, held in offices.items()},
        spellings={person: tuple(names) for person, names in spellings.items()},
        bodies=frozenset(bodies),
        first_names=frozenset(table.family_first),
        leaders=_leaders(people, spellings, table, frozenset(name_key(word) for word in common)),
    )


_Spellings = Mapping[str, Iterable[tuple[str, ...]]]


def _by_name(
    spellings: _Spellings, people: Mapping[str, Sequence[HolderRow]], shared: frozenset[str]
) -> dict[str, str]:
    names: dict[str, str] = {}
    for person, keys in spellings.items():
        for key in map(" ".join, keys):
            if key not in shared and names.setdefault(key, person) != person:
                raise LexiconError(
                    f"{people[person][0].located}: expected one person a name, found {person!r} under a name of {names[key]!r}"
                )
    return names


def _by_surname(
    spellings: _Spellings, people: Mapping[str, Sequence[HolderRow]], family_first: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """The last word of each name, the first too where the family name stands first: "Xi" and "Putin"."""
    found: dict[str, dict[str, None]] = {}
    for person, names in spellings.items():
        first = any(row.of in family_first for row in people[person])
        for keys in names:
            for key in (keys[-1], keys[0]) if first else (keys[-1],):
                found.setdefault(key, {})[person] = None
    return {key: tuple(bearers) for key, bearers in found.items()}


def _leaders(
    people: Mapping[str, Sequence[HolderRow]], spellings: _Spellings, table: TableRow, common: frozenset[str]
) -> frozenset[str]:
    """Last words of names that one holder of a top office alone bears among such holders."""
    bearers: dict[str, set[str]] = {}
    for person, rows in people.items():
        if any(row.office in table.top for row in rows):
            for keys in spellings[person]:
                bearers.setdefault(keys[-1], set()).add(person)
    return frozenset(key for key, known in bearers.items() if len(known) == 1 and len(key) > 3 and key not in common)


def _check(rows: Iterable[HolderRow], table: TableRow, sectors: Mapping[str, str | None]) -> None:
    held: dict[tuple[str, str], list[HolderRow]] = {}
    sources = {source.id for source in table.sources}
    for row in rows:
        where = f"{row.located} ({row.person})"
        if row.office not in sectors:
            raise LexiconError(f"{where}: office: expected an office of titles.yaml, found {row.office!r}")
        for source in row.source.split("+"):
            if source not in sources:
                raise LexiconError(f"{where}: source: expected one of {sorted(sources)}, found {source!r}")
        if row.until and row.until < row.from_[: len(row.until)]:
            raise LexiconError(f"{where}: until: expected a day after {row.from_}, found {row.until}")
        if row.office in table.single and f"{row.of} {row.office}" not in table.contested:
            held.setdefault((row.of, row.office), []).append(row)
    for (of, office), found in sorted(held.items()):
        found.sort(key=lambda row: row.from_)
        for one, other in pairwise(found):
            if _overlap(one, other):
                raise LexiconError(
                    f"{other.located}: expected one {office} of {of} at a time, found {other.person} "
                    f"from {other.from_} and {one.person} until {one.until or 'now'}"
                )


def _overlap(one: HolderRow, other: HolderRow) -> bool:
    """More than the day, month or year of change."""
    if one.until is None:
        return True
    shared = min(len(one.until), len(other.from_))
    return other.from_[:shared] < one.until[:shared]
