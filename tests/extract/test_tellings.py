"""Tellings and triggers: denials of one's own acts, questions that ask for nothing, verbs with another particle, months that do not march."""

from __future__ import annotations

import pytest

from tests.conftest import Code
from tests.extract.factory import PUBLISHED


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Ruritania said it did not attack Freedonia.", "ASSAULT", "denied"),
        ("Ruritania said it had no part in the strike on Klow.", "ASSAULT", "denied"),
        ("The Ruritanian army said it had not shelled Klow.", "ASSAULT", "denied"),
        # another's mouth, nobody's mouth, and what is no hostile act
        ("Freedonia said Ruritania did not attack Klow.", "ASSAULT", "negated"),
        ("Ruritania did not attack Freedonia.", "ASSAULT", "negated"),
        ("Ruritania said it did not help Freedonia.", "AID", "negated"),
        ("Ruritania said it had shelled Klow.", "ASSAULT", "actual"),
    ],
)
def test_who_says_it_was_not_theirs_denies_it(text: str, type_: str, status: str, code: Code) -> None:
    assert (type_, status) in [(e.type, e.status) for e in code(text, published=PUBLISHED).events]


@pytest.mark.parametrize(
    "text",
    [
        "A reporter asked how she found the job.",
        "Ruritania asked whether Freedonia would come.",
        "Ruritania asked if Freedonia would come.",
        "Ruritania asked why Freedonia had left.",
    ],
)
def test_a_question_is_no_request(text: str, code: Code) -> None:
    assert code(text, published=PUBLISHED).events == ()


@pytest.mark.parametrize(
    "text", ["Ruritania asked Freedonia to pay.", "Ruritania asked Freedonia for help.", "Ruritania asked for calm."]
)
def test_asking_for_something_is_a_request(text: str, code: Code) -> None:
    assert [event.type for event in code(text, published=PUBLISHED).events] == ["REQUEST"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The band struck up a waltz for Freedonia.", []),
        ("Ruritania brought up the children of Freedonia.", []),
        ("Ruritania turned up in Klow.", []),
        ("Ruritania struck Freedonia.", ["ASSAULT"]),
        ("Ruritania called up reservists.", ["MOBILIZE"]),
    ],
)
def test_a_particle_makes_another_verb(text: str, types: list[str], code: Code) -> None:
    assert [event.type for event in code(text, published=PUBLISHED).events] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The ban was lifted in March.", []),
        ("Ruritania sent the peacekeepers home in March.", ["SANCTION"]),
        ("Kerry met Lavrov in March.", ["CONSULT"]),
        ("Students held a march in Strelsau.", ["PROTEST"]),
    ],
)
def test_a_month_is_no_march(text: str, types: list[str], code: Code) -> None:
    assert [event.type for event in code(text, published=PUBLISHED).events] == types
