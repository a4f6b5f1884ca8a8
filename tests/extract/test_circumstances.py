"""When and where: days that belong to a noun or to what is asked, "when" clauses, places without a name, and capitals told by their state."""

from __future__ import annotations

import pytest

from tests.conftest import Code
from tests.extract.factory import PUBLISHED, day_of, place_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ruritania apologised on March 1 for the raid.", "2015-03-01"),
        ("Ruritania apologised for the March 1 raid.", None),
        ("Ruritania criticised the May 9 arrests.", None),
        ("Ruritania rejected the 2014 accord.", None),
        ("Ruritania demanded on Monday that Freedonia leave.", "2015-05-11"),
        ("Ruritania demanded that Freedonia leave on Friday.", None),
        ("Ruritania agreed to open a hotline within 60 days.", None),
        ("Ruritania signed the accord, the Sylvanian minister said on Monday.", None),
    ],
)
def test_a_day_belongs_to_its_own_word(text: str, day: str | None, code: Code) -> None:
    assert day_of(code(text, published=PUBLISHED).events[-1]) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It was on Monday when Ruritania expelled the Freedonian ambassador.", "2015-05-11"),
        ("The trial ended on March 3 when the judge acquitted the Freedonian sailor.", "2015-03-03"),
        ("The row began on March 3, when Ruritania expelled the Freedonian ambassador.", "2015-03-03"),
        ("The row began on March 3, before Ruritania expelled the Freedonian ambassador.", None),
        ("The row began on March 3 because Ruritania expelled the Freedonian ambassador.", None),
    ],
)
def test_a_when_clause_tells_what_happened_on_the_day(text: str, day: str | None, code: Code) -> None:
    assert day_of(code(text, published=PUBLISHED).events[-1]) == day


@pytest.mark.parametrize(
    ("text", "place", "state"),
    [
        ("Ruritania arrested two spies on Freedonian soil.", "Freedonian soil", "XFR"),
        ("Ruritanian jets entered Freedonian airspace.", "Freedonian airspace", "XFR"),
        ("Ruritanian jets violated its airspace.", "its airspace", None),
        ("Students protested outside the foreign ministry.", "foreign ministry", None),
        ("Students demonstrated outside the Ruritanian embassy.", "Ruritanian embassy", None),
        # a name is better, and not every preposition leads to a place
        ("Students protested outside the foreign ministry in Klow.", "Klow", "XSD"),
        ("Students protested for the foreign ministry.", None, None),
    ],
)
def test_places_without_a_name(text: str, place: str | None, state: str | None, code: Code) -> None:
    event = code(text, published=PUBLISHED).events[-1]
    assert place_of(event) == place
    assert (event.where.iso3 if event.where else None) == state


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A secretary at the embassy in Dorn was arrested in Klow.", "Klow"),
        ("Talks in Klow between Ruritania and Freedonia failed.", "Klow"),
        ("Ruritanian troops pulled out of Klow.", "Klow"),
        ("Ruritania pulled its troops out of Dorn.", "Dorn"),
        ("Ruritanian troops pulled out of the pact.", None),
    ],
)
def test_places_of_the_subject_and_places_that_are_left(text: str, place: str | None, code: Code) -> None:
    assert place_of(code(text, published=PUBLISHED).events[-1]) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kerry met Lavrov in the Ruritanian capital.", "Ruritanian capital"),
        ("Kerry met Lavrov near the Ruritanian capital on Monday.", "Ruritanian capital"),
        ("Kerry met Lavrov in the capital of Ruritania.", "capital of Ruritania"),
        ("Kerry met Lavrov in the Ruritanian city.", None),
    ],
)
def test_the_capital_is_a_town(text: str, place: str | None, code: Code) -> None:
    coding = code(text, published=PUBLISHED)
    assert place_of(coding.events[-1]) == place
    where = coding.events[-1].where
    if where is not None:
        assert where.iso3 == "XRU"
        assert [entity.label for entity in coding.entities if entity.id == where.entity] == ["Strelsau"]


def test_a_capital_that_acts_is_its_state(code: Code) -> None:
    event = code("The Ruritanian capital criticised Freedonia.", published=PUBLISHED).events[-1]
    assert [mention.iso3 for mention in event.actors] == ["XRU"]
    assert event.where is None
