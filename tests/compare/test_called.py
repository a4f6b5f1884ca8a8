"""Names of actors in a text: case, company, family names, adjectives, initials."""

from __future__ import annotations

import pytest

from detente.compare.called import Callings
from detente.compare.calling import initials, is_actor, plain_name
from detente.lexicon.entities import EntityTables
from detente.lexicon.lexicon import load_lexicon
from detente.records.ids import entity_id
from detente.records.kinds import Entity, EntityType
from tests.compare.factory import FREEDONIA, KARR, RURITANIA, VOSS

GUARD = Entity("guard", "Freedonian Border Guard", "organisation")
WHO = Entity(entity_id(code="WHO"), "World Health Organization", "igo", code="WHO", aliases=("WHO",))

CABINET = Entity("cabinet", "Government of Ruritania", "organisation", "XRU")
UN = Entity(entity_id(code="UNO"), "United Nations", "igo", code="UNO")


def person(label: str, *aliases: str, iso3: str | None = None) -> Entity:
    return Entity(label, label, "person", iso3, aliases=aliases)


MAY, CHI, ANNA, PRINCE = (
    person("Theresa May"),
    person("Chi Dorn-lo", iso3="CHN"),
    person("Anna Silo"),
    person("Otto bin Strelsau"),
)


@pytest.fixture(scope="module")
def tables() -> EntityTables:
    return load_lexicon().entities


@pytest.mark.parametrize(
    ("text", "entities", "named"),
    [
        ("Talks in May failed.", [MAY], []),
        ("May 5 is the day.", [MAY], []),
        ("They may go.", [MAY], []),
        ("Mrs. May left.", [MAY], ["Theresa May"]),
        ("May said so.", [MAY], ["Theresa May"]),
        ("May warned of delay.", [MAY], ["Theresa May"]),
        ("Prime Minister Theresa May left.", [MAY], ["Theresa May"]),
        ("Silo closed, and the silo burned.", [ANNA], []),
        ("The silo burned, and Silo spoke.", [ANNA], ["Anna Silo"]),
        ("Mr. Silo came.", [ANNA], ["Anna Silo"]),
        ("John Silo came.", [ANNA], []),
        ("SILO LEAVES", [ANNA], ["Anna Silo"]),
        ("Chi came.", [CHI], ["Chi Dorn-lo"]),
        ("Chi Dorn - lo came.", [CHI], ["Chi Dorn-lo"]),
        ("Lo and behold.", [CHI], []),
        ("Strelsau was calm.", [PRINCE], []),
        ("Prince bin Strelsau left.", [PRINCE], ["Otto bin Strelsau"]),
        ("Karr's plane", [KARR, VOSS], [KARR.id]),
        ("Ruritanian troops", [RURITANIA, FREEDONIA], [RURITANIA.id]),
        ("RURITANIA LEAVES", [RURITANIA], [RURITANIA.id]),
        ("the Government of Ruritania", [RURITANIA, CABINET], [RURITANIA.id]),
        ("the Kingdom of Ruritania", [RURITANIA], [RURITANIA.id]),
        ("Who are they?", [WHO], []),
        ("the WHO said", [WHO], [WHO.id]),
        ("the FBG said", [GUARD, FREEDONIA], ["guard"]),
        ("the Freedonian Border Guard said", [GUARD, FREEDONIA], sorted(["guard", FREEDONIA.id])),
        ("Freedonia Karr came.", [person("Freedonia Karr"), FREEDONIA], ["Freedonia Karr"]),
        ("Maksat Dorn came.", [person("Dorn"), person("Maksat Dorn")], ["Dorn", "Maksat Dorn"]),
        ("Maksat Dorn came.", [person("Otto Dorn"), person("Maksat Dorn")], ["Maksat Dorn"]),
        ("the UN Council of Klow", [Entity("klow", "UN Council of Klow", "organisation"), UN], sorted(["klow", UN.id])),
        ("", [MAY], []),
    ],
)
def test_named(text: str, entities: list[Entity], named: list[str], tables: EntityTables) -> None:
    assert sorted(Callings(entities, tables).named(text)) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("North Korea agreed.", "North Korea"),
        ("the North Koreans", "North Korea"),
        ("South Korean aid", "South Korea"),
        ("The White House spoke.", "United States"),
        ("U.S. troops", "United States"),
        ("tell us", None),
        ("The Washington Post wrote.", None),
    ],
)
def test_states_by_the_tables(text: str, named: str | None, tables: EntityTables) -> None:
    states = {"PRK": "North Korea", "KOR": "South Korea", "USA": "United States"}
    held = [Entity(entity_id(iso3=iso3), label, "state", iso3) for iso3, label in states.items()]
    labels = {entity.id: entity.label for entity in held}
    assert [labels[entity] for entity in Callings(held, tables).named(text)] == ([named] if named else [])


@pytest.mark.parametrize(
    ("text", "sure"),
    [("Talks in Washington failed.", [False]), ("Washington agreed.", [True]), ("the USA", [True])],
)
def test_a_capital_as_a_place(text: str, sure: list[bool], tables: EntityTables) -> None:
    state = Entity(entity_id(iso3="USA"), "United States", "state", "USA")
    assert [call.sure for call in Callings([state], tables).calls(text)] == sure


@pytest.mark.parametrize("told", ["Zelensky", "Zelenskyy", "Zelenskiy", "Volodymyr Zelenskyy"])
def test_one_name_in_several_spellings(told: str, tables: EntityTables) -> None:
    held = person("Volodymyr Zelensky", iso3="UKR")
    assert Callings([held], tables).named(f"Then {told} came.") == {held.id}


@pytest.mark.parametrize("type_", ["place", "document"])
def test_what_does_not_act_is_no_actor(type_: EntityType, tables: EntityTables) -> None:
    assert not Callings([Entity("x", "Strelsau", type_)], tables).named("Strelsau")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Freedonian Border Guard", ("FBG",)),
        ("Front of the Free", ()),
        ("Union for the Sea of Klow", ("USK",)),
    ],
)
def test_initials(name: str, letters: tuple[str, ...]) -> None:
    assert initials(name) == letters


def test_plain_name() -> None:
    assert plain_name("Chi Dorn-lo’s") == ("Chi", "Dorn", "lo")


def test_a_name_of_two_is_sure_of_neither(tables: EntityTables) -> None:
    brother = person("Otto Karr")
    assert [(c.entity, c.sure) for c in Callings([KARR, brother], tables).calls("Karr came.")] == sorted(
        [(KARR.id, False), ("Otto Karr", False)]
    )
    assert [(c.entity, c.sure) for c in Callings([KARR, brother], tables).calls("Anna Karr came.")] == [(KARR.id, True)]


@pytest.mark.parametrize(
    ("entity", "acts"),
    [
        (Entity("x", "foreign ministry", "organisation"), False),
        (Entity("x", "foreign ministry", "organisation", "XRU"), True),
        (Entity("x", "Border Guard", "organisation"), True),
        (Entity("x", "Government of Ruritania", "organisation", "XRU"), False),
        (Entity("x", "Governments United", "organisation", "XRU"), True),
        (Entity("x", "Strelsau", "place"), False),
    ],
)
def test_actors(entity: Entity, acts: bool) -> None:
    assert is_actor(entity) == acts
