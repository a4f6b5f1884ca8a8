"""Typed tables of ``data/entities`` and the phrase books compiled from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.lexicon.holders import Cells, HolderRow, Holders, TableRow, build_holders
from detente.lexicon.phrases import PhraseBook, build_phrases, fold_words
from detente.records.kinds import EntityType

Form = Literal["name", "demonym", "capital", "seat", "place"]


class StateRow(Row):
    """A state or territory with its names and what stands for its government."""

    iso3: str = Field(pattern="^[A-Z]{3}$")
    label: str
    names: Cells = ()
    demonyms: Cells = ()
    capitals: Cells = ()
    seats: Cells = ()
    from_: str | None = Field(default=None, alias="from")
    until: str | None = None


class BodyRow(Row):
    """An international body, court, bank or bloc; an organ counts for the body it is ``part_of``.

    ``members`` are the ISO3 codes of its members, ``joined`` when some of them came and left ("GBR=1973-2020"); ``called`` what it is called
    when it is named again: "the bloc", "the alliance", "the agency".
    """

    code: str
    label: str
    names: Cells = ()
    demonyms: Cells = ()
    metonyms: Cells = ()
    part_of: str | None = None
    sector: str | None = None
    cased: bool = False
    members: Cells = ()
    joined: Cells = ()
    called: Cells = ()


class GroupRow(Row):
    """An armed group, movement or party with its state and PLOVER sector."""

    label: str
    names: Cells = ()
    iso3: str | None = None
    sector: str
    cased: bool = False


class AgencyRow(Row):
    """A national body, outlet or company with a name of its own."""

    label: str
    names: Cells = ()
    iso3: str | None = None
    sector: str | None = None
    cased: bool = False


class NounRow(Row):
    """An agent noun with the PLOVER sector of the people it names."""

    noun: str
    sector: str | None = None
    kind: Literal["armed", "officials", "body", "people", "opponent"]


class TitleRow(Row):
    """A title or office, or an honorific; ``scope`` says whether its holder acts for a state or a body.

    A ``relation`` ("predecessor", "host") tells who somebody is to another, and is no office.
    """

    id: str
    words: tuple[str, ...]
    office: str | None = None
    sector: str | None = None
    gender: Literal["m", "f"] | None = None
    honorific: bool = False
    relation: bool = False
    scope: Literal["state", "body", "none"] = "none"


class PlaceRow(Row):
    """A city, region, river or sea with the state it lies in, where that is one."""

    name: str
    iso3: str | None = None
    names: Cells = ()
    sector: Literal["PRE"] | None = None


class ClashRow(Row):
    """A name that two entities share: the label of the one it is read as, and of the others."""

    name: str
    first: str
    also: tuple[str, ...]


class GivenRow(Row):
    """A given name with the gender of most who bear it, u where women and men do."""

    name: str
    gender: Literal["m", "f", "u"]


class WordRow(Row):
    """A list of words that a reading rule asks for."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase of the tables stands for: ``iso3`` for states, ``code`` for bodies, ``form`` how it names them,
    ``city`` the first spelling of a capital.
    """

    form: Form
    type: EntityType
    label: str
    iso3: str | None = None
    code: str | None = None
    sector: str | None = None
    city: str | None = None


@dataclass(frozen=True)
class EntityTables:
    """Rules of ``data/entities``: rows by key and phrase books over their forms."""

    states: Mapping[str, StateRow]
    bodies: Mapping[str, BodyRow]
    groups: tuple[GroupRow, ...]
    names: PhraseBook[Named]
    nouns: PhraseBook[NounRow]
    titles: PhraseBook[TitleRow]
    holders: Holders
    genders: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    scopes: Mapping[str, str]
    """Id of a title -> whether its holder acts for a state, a body or none."""
    called: Mapping[str, frozenset[str]]
    """Label of a body -> what it is called when it is named again."""
    callings: frozenset[str]
    """All that bodies of the tables are called."""

    def label_of(self, iso3: str) -> str:
        """The short English name of a state."""
        row = self.states.get(iso3)
        return row.label if row else iso3

    def word_list(self, name: str) -> frozenset[str]:
        """The words of a list, lower case; empty where there is no such list."""
        return self.words.get(name, frozenset())


def load_entities(folder: DataFolder) -> EntityTables:
    """Load ``data/entities``; raises LexiconError."""
    states = merge_rows(folder.csv_rows("entities/states.csv", StateRow), lambda row: row.iso3)
    bodies = merge_rows(folder.csv_rows("entities/organisations.csv", BodyRow), lambda row: row.code)
    groups = merge_rows(folder.csv_rows("entities/groups.csv", GroupRow), lambda row: row.label)
    agencies = merge_rows(folder.csv_rows("entities/agencies.csv", AgencyRow), lambda row: row.label)
    nouns = merge_rows(folder.csv_rows("entities/sectors.csv", NounRow), lambda row: row.noun)
    titles = merge_rows(folder.yaml_rows("entities/titles.yaml", TitleRow), lambda row: row.id)
    places = merge_rows(folder.csv_rows("entities/places.csv", PlaceRow), lambda row: (row.name, row.iso3))
    holders = merge_rows(
        folder.csv_rows("entities/holders/*.csv", HolderRow), lambda row: (row.person, row.of, row.office, row.from_)
    )
    table = merge_rows(folder.yaml_rows("entities/tables.yaml", TableRow), lambda row: row.id)[0]
    given = merge_rows(folder.csv_rows("entities/given_names.csv", GivenRow), lambda row: row.name)
    words = merge_rows(folder.yaml_rows("entities/words.yaml", WordRow), lambda row: row.id)
    clashes = merge_rows(folder.yaml_rows("entities/clashes.yaml", ClashRow), lambda row: row.name)
    _check_codes(states, bodies, (("groups.csv", groups), ("agencies.csv", agencies), ("places.csv", places)))
    _check_holders(holders, {row.iso3 for row in states} | {row.code for row in bodies})
    common = next((row.words for row in words if row.id == "common-surnames"), ())
    return EntityTables(
        states={row.iso3: row for row in states},
        bodies={row.code: row for row in bodies},
        groups=groups,
        names=build_phrases(_settled(_named(states, bodies, groups, agencies, places), clashes)),
        nouns=build_phrases((form, row, False) for row in nouns for form in _noun_forms(row.noun)),
        titles=build_phrases((form, row, False) for row in titles for word in row.words for form in _title_forms(word)),
        holders=build_holders(
            holders, table, _office_sectors(titles), common=common, bodies=(row.code for row in bodies)
        ),
        genders={" ".join(fold_words(row.name)).lower(): row.gender for row in given},
        scopes={row.id: row.scope for row in titles},
        called={row.label: frozenset(row.called) for row in bodies if row.called},
        callings=frozenset(noun for row in bodies for noun in row.called),
        words={row.id: frozenset(word.lower() for word in row.words) for row in words},
    )


def _office_sectors(titles: Iterable[TitleRow]) -> dict[str, str | None]:
    """The PLOVER sector of each office, by the office and by every word for it."""
    sectors: dict[str, str | None] = {}
    for row in titles:
        if not row.honorific:
            for word in (*((row.office,) if row.office else ()), *row.words):
                sectors.setdefault(word, row.sector)
    return sectors


_Form = tuple[str, Named, bool]


def _named(
    states: Sequence[StateRow],
    bodies: Sequence[BodyRow],
    groups: Sequence[GroupRow],
    agencies: Sequence[AgencyRow],
    places: Sequence[PlaceRow],
) -> Iterator[_Form]:
    """Phrases with their reading and whether a text in capitals may be read so."""
    for state in states:
        for told in (state.label, *state.names):
            name, _, sector = told.partition("=")
            yield name, Named("name", "state", state.label, iso3=state.iso3, sector=sector or None), True
    for body in bodies:
        yield from _body_forms(body)
    for group in groups:
        named = Named("name", "group", group.label, iso3=group.iso3, sector=group.sector)
        yield from ((name, named, not group.cased) for name in (group.label, *group.names))
    for agency in agencies:
        named = Named("name", "organisation", agency.label, iso3=agency.iso3, sector=agency.sector)
        yield from ((name, named, not agency.cased) for name in (agency.label, *agency.names))
    for state in states:
        yield from _state_forms(state)
    for place in places:
        named = Named("place", "place", place.name, iso3=place.iso3, sector=place.sector)
        yield from ((name, named, True) for name in (place.name, *place.names))


def _settled(forms: Iterable[_Form], clashes: Iterable[ClashRow]) -> Iterator[_Form]:
    """The forms, each name once for what it is read as; raises LexiconError for a name of two that `clashes.yaml` does not declare."""
    declared = {fold_words(row.name): row for row in clashes}
    held: dict[tuple[str, ...], _Form] = {}
    for form in forms:
        name, named, _ = form
        key = fold_words(name)
        other = held.setdefault(key, form)[1]
        if (other.label, other.iso3, other.code) == (named.label, named.iso3, named.code):
            continue
        row = declared.get(key)
        if row is None or not {other.label, named.label} <= {row.first, *row.also}:
            raise LexiconError(
                f"entities: expected one meaning of {name!r}, found {other.label!r} and {named.label!r}: declare it in clashes.yaml"
            )
        if named.label == row.first:
            held[key] = form
    yield from held.values()


def _body_forms(body: BodyRow) -> Iterator[_Form]:
    code = body.part_of or body.code
    kind: EntityType = "organisation" if body.sector == "NGO" else "igo"
    for name in (body.label, *body.names):
        yield name, Named("name", kind, body.label, code=code, sector=body.sector), not body.cased
    for name in body.metonyms:
        yield name, Named("seat", "igo", body.label, code=code), True
    for name in body.demonyms:
        yield name, Named("demonym", "igo", body.label, code=code), True


def _state_forms(state: StateRow) -> Iterator[_Form]:
    for demonym in state.demonyms:
        named = Named("demonym", "state", state.label, iso3=state.iso3)
        yield from ((form, named, True) for form in _demonym_forms(demonym))
    for city in state.capitals:
        spellings = city.split("/")
        named = Named("capital", "state", state.label, iso3=state.iso3, city=spellings[0])
        yield from ((name, named, True) for name in spellings)
    for seat in state.seats:
        name, _, sector = seat.partition("=")
        yield name, Named("seat", "state", state.label, iso3=state.iso3, sector=sector or "GOV"), True


def _demonym_forms(demonym: str) -> tuple[str, ...]:
    """The form itself and its plural: "Russian", "Russians"; "French", "Swiss" and "Chinese" have none."""
    if demonym.endswith(("sh", "ch", "ese", "ss", "s", "men", "x", "z")):
        return (demonym,)
    return demonym, demonym + "s"


def _noun_forms(noun: str) -> tuple[str, ...]:
    return noun, plural_of(noun)


def _title_forms(title: str) -> tuple[str, ...]:
    """Singular and plural; the plural is on the first noun of "minister of defence" and on the last of "prime minister"."""
    for preposition in (" of ", " for ", " to ", " without "):
        head, found, rest = title.partition(preposition)
        if found:
            return title, plural_of(head) + found + rest
    return title, plural_of(title)


def plural_of(noun: str) -> str:
    """The regular plural of an English noun, and that of -man and -child: "spokesman" gives "spokesmen"."""
    if noun.endswith("man") and not noun.endswith("human"):
        return noun[:-3] + "men"
    if noun.endswith("child"):
        return noun + "ren"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _check_codes(
    states: Iterable[StateRow],
    bodies: Iterable[BodyRow],
    others: Iterable[tuple[str, Iterable[GroupRow | AgencyRow | PlaceRow]]],
) -> None:
    """Every code that a row points to must be there; raises LexiconError with file and line."""
    known = {row.iso3 for row in states}
    codes = {row.code for row in bodies}
    for file, rows in others:
        for row in rows:
            if row.iso3 and row.iso3 not in known:
                raise LexiconError(f"{file}:{row.line}: iso3: expected a code of states.csv, found {row.iso3!r}")
    for body in bodies:
        if body.part_of and body.part_of not in codes:
            raise LexiconError(f"organisations.csv:{body.line}: part_of: expected a code, found {body.part_of!r}")


def _check_holders(holders: Iterable[HolderRow], codes: set[str]) -> None:
    for row in holders:
        if row.of not in codes:
            raise LexiconError(
                f"{row.located} ({row.person}): of: expected a code of states.csv or organisations.csv, found {row.of!r}"
            )
