"""At home: people without a state of their own have that of their sentence, and "the rebels" are the one group that is named."""

from __future__ import annotations

import pytest

from detente.extract.homes import RULE
from tests.conftest import Code
from tests.extract.factory import PUBLISHED, sides, states

QUARREL = "Ruritania accused Freedonia of lies. Ruritania clashed with Freedonia. "


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Prisoners rioted at a jail in Klow.", ["XSD"]),
        ("Students demanded reforms by the Ruritanian president.", ["XRU"]),
        ("Students held a march in Strelsau.", ["XRU"]),
        ("Workers struck in Klow.", ["XSD"]),
        ("Hundreds of students marched in Klow.", ["XSD"]),
        ("Gunmen shot dead a Freedonian judge in Fredville.", ["XFR"]),
        ("Villagers attacked the Freedonian police in Fredville.", ["XFR"]),
    ],
)
def test_people_have_the_state_of_their_sentence(text: str, actors: list[str], code: Code) -> None:
    event = code(text, published=PUBLISHED).events[-1]
    assert states(event.actors) == actors
    assert event.actors[0].rule == RULE


@pytest.mark.parametrize(
    "text",
    [
        # guests
        "Observers demanded reforms by the Ruritanian president.",
        "Foreign observers criticised the vote in Strelsau.",
        # outposts
        "Students demonstrated outside the Ruritanian embassy.",
        "Students demonstrated at the Ruritanian border.",
        # who says so
        "Soldiers opened fire, according to the Ruritanian police.",
        "The Ruritanian police said soldiers opened fire.",
        # two states
        "Students demonstrated in Klow against Ruritania.",
        "Students rioted in Klow and Strelsau.",
        # no state
        "Students demonstrated in the square.",
        # attackers of whom only the victim's state is told
        "Gunmen killed a Freedonian judge.",
        "Rebels attacked the Freedonian army.",
        # pointing
        QUARREL + "Villagers threw stones at the other side.",
    ],
)
def test_people_stay_without_a_state(text: str, code: Code) -> None:
    assert states(code(text, published=PUBLISHED).events[-1].actors) == [""]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("A bomb killed nine people in Klow.", ["XSD"]),
        ("Freedonian soldiers shot students in Fredville.", ["XFR"]),
        # where only those who do it have a state, it is theirs alone
        ("Freedonian soldiers shot students.", [""]),
        ("Dozens of people were killed by the Ruritanian army.", [""]),
        ("Freedonian soldiers shot tourists in Fredville.", [""]),
        ("Tourists were arrested in Strelsau.", [""]),
    ],
)
def test_victims_have_the_state_of_the_place(text: str, recipients: list[str], code: Code) -> None:
    assert states(code(text, published=PUBLISHED).events[-1].recipients) == recipients


def test_people_of_another_name_belong_to_where_they_act(code: Code) -> None:
    assert sides(code("Ethnic Sylvanians demonstrated in Ruritania.", published=PUBLISHED).events[-1])[0] == ["XRU"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The Dorn Liberation Front is a rebel group. The rebels attacked a police station.", "only-group"),
        ("Fighters of the Dorn Liberation Front fled. The rebels seized a bridge.", "only-group"),
        (
            "The Dorn Liberation Front is a rebel group. The Klow Liberation Front is a rebel group. The rebels seized a bridge.",
            "agent-noun",
        ),
        ("The Dorn Liberation Front is a rebel group. The Freedonian rebels seized a bridge.", "agent-noun"),
        ("The Dorn Liberation Front is a rebel group. Masked gunmen seized a bridge.", "agent-noun"),
        ("The Dorn Liberation Front is a rebel group. The soldiers seized a bridge.", "agent-noun"),
        ("Klow was quiet. The rebels seized a bridge.", "agent-noun"),
    ],
)
def test_the_rebels_are_the_only_group(text: str, rule: str, code: Code) -> None:
    coding = code(text, published=PUBLISHED)
    actor = coding.events[-1].actors[0]
    assert actor.rule == rule
    if rule == "only-group":
        assert actor.entity in {entity.id for entity in coding.entities if entity.label == "Dorn Liberation Front"}
