"""Who did it and to whom: residents, places that act, numbers of people, conditions of threats, agents of participles, ships told again."""

from __future__ import annotations

import pytest

from tests.conftest import Code
from tests.extract.factory import PUBLISHED, sides, states


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Ethnic Sylvanians in Ruritania protested.", ["XRU"]),
        ("Sylvanians in Ruritania protested.", ["XRU"]),
        ("The Sylvanians of Klow protested.", ["XSD"]),
        ("Sylvanians protested.", ["XSY"]),
        ("Sylvanian miners in Ruritania protested.", ["XSY"]),
        ("A Sylvanian in Ruritania protested.", ["XSY"]),
        ("Opposition groups in Ruritania criticised Freedonia.", ["XRU"]),
    ],
)
def test_people_count_for_where_they_live(text: str, actors: list[str], code: Code) -> None:
    assert states(code(text, published=PUBLISHED).events[-1].actors) == actors


@pytest.mark.parametrize(
    ("text", "type_", "parties"),
    [
        ("A Freedonian banker was arrested in Klow.", "COERCE", (["XSD"], ["XFR"])),
        ("A Freedonian banker was jailed in Strelsau.", "COERCE", (["XRU"], ["XFR"])),
        ("A Freedonian banker will stand trial in Klow.", "COERCE", (["XSD"], ["XFR"])),
        ("A Freedonian banker was convicted in Klow.", "SANCTION", (["XSD"], ["XFR"])),
        ("A Freedonian banker got asylum in Ruritania.", "AID", (["XRU"], ["XFR"])),
        ("A Freedonian banker was released from prison in Klow.", "RETREAT", (["XSD"], ["XFR"])),
        # whoever is told to have done it comes first; a month is no place
        ("A Freedonian banker was arrested in Klow by Ruritania.", "COERCE", (["XRU"], ["XFR"])),
        ("A Freedonian banker was arrested in May.", "COERCE", ([], ["XFR"])),
        # elsewhere a place does not act
        ("A Freedonian banker was shot dead in Klow.", "ASSAULT", ([], ["XFR"])),
    ],
)
def test_a_place_acts_where_a_pattern_says_so(
    text: str, type_: str, parties: tuple[list[str], list[str]], code: Code
) -> None:
    assert (type_, parties) in [(e.type, sides(e)) for e in code(text, published=PUBLISHED).events]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Police said eleven were arrested in Klow.", ["eleven"]),
        ("Thousands were arrested in Klow.", ["Thousands"]),
        ("Dozens were arrested.", ["Dozens"]),
    ],
)
def test_numbers_may_be_people(text: str, quotes: list[str], code: Code) -> None:
    event = code(text, published=PUBLISHED).events[-1]
    assert (event.type, [mention.quote for mention in event.recipients]) == ("COERCE", quotes)


@pytest.mark.parametrize("text", ["Nine percent were arrested.", "In 2014 prices rose in Klow.", "Eleven is a number."])
def test_numbers_that_are_no_people(text: str, code: Code) -> None:
    assert code(text, published=PUBLISHED).events == ()


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ruritania threatened to stop paying unless Freedonia withdrew its guards.", (["XRU"], ["XFR"])),
        ("Ruritania threatened to close the port until Freedonian officials paid.", (["XRU"], ["XFR"])),
        ("Ruritania said it would attack if Freedonia crossed the river.", (["XRU"], ["XFR"])),
        # whoever is told to be threatened, nobody at all
        ("Ruritania threatened Sylvania with war unless Freedonia withdrew its guards.", (["XRU"], ["XSY"])),
        ("Ruritania threatened to stop paying.", (["XRU"], [])),
        ("Ruritania threatened war if the rain came.", (["XRU"], [])),
        ("Ruritania threatened to stop paying after Freedonia withdrew its guards.", (["XRU"], [])),
    ],
)
def test_who_is_to_meet_the_condition_is_threatened(
    text: str, parties: tuple[list[str], list[str]], code: Code
) -> None:
    assert parties in [sides(e) for e in code(text, published=PUBLISHED).events if e.type == "THREATEN"]


def test_a_condition_alone_threatens_nobody(code: Code) -> None:
    events = code("Ruritania praised the deal if Freedonia withdrew its guards.", published=PUBLISHED).events
    assert [sides(event) for event in events if event.type == "SUPPORT"] == [(["XRU"], [])]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Ruritania rejected an offer made by Freedonia.", ["XFR"]),
        ("Ruritania rejected an appeal filed by Freedonian lawyers.", ["XFR"]),
        ("Ruritania rejected an offer made on Monday.", []),
        ("Ruritania rejected an offer that pleased Freedonia.", []),
        ("Ruritania rejected an offer before talks with Freedonia.", []),
    ],
)
def test_agents_of_participles_are_concerned(text: str, recipients: list[str], code: Code) -> None:
    events = [event for event in code(text, published=PUBLISHED).events if event.type == "REJECT"]
    assert [states(event.recipients) for event in events] == [recipients]


def test_a_ship_told_again_keeps_its_state(code: Code) -> None:
    text = "The Ruritanian navy rammed a Freedonian trawler. It sank {} trawler."
    again = code(text.format("the"), published=PUBLISHED).events[-1]
    other = code(text.format("a"), published=PUBLISHED).events[-1]
    assert (states(again.recipients), again.recipients[0].rule) == (["XFR"], "echo")
    assert "echo" not in {mention.rule for mention in other.recipients}


def test_an_accord_named_after_a_town_is_no_party(code: Code) -> None:
    event = code("Ruritania violated the Klow accords.", published=PUBLISHED).events[-1]
    assert sides(event) == (["XRU"], [])
