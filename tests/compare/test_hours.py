"""Days, hours and bounds as sentences name them."""

from __future__ import annotations

import pytest

from detente.compare.hours import bounds_apart, bounds_told, days_told, hours_apart, hours_told, weekdays_told


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The shelling began at about half past six on Friday morning.", ((390, 390),)),
        ("On 3 June at 7:05 a.m. the guards returned fire.", ((425, 425),)),
        ("The truce holds from nine in the evening.", ((1260, 1260),)),
        ("The truce holds as of 21:00.", ((1260, 1260),)),
        ("The cutter was boarded on Tuesday afternoon.", ((720, 1110),)),
        ("The talks went on for six hours.", ()),
        ("Prices rose by 4.30 percent.", ()),
        ("Updated: 2021-06-03 13:14 (Agency)", ()),
        ("It was 9:20 p.m. GMT.", ()),
    ],
)
def test_hours(text: str, hours: tuple[tuple[int, int], ...]) -> None:
    assert hours_told(text) == hours


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("at 8:30 a.m.", "at 9:20 a.m.", True),
        ("at 2:45 p.m.", "on Friday afternoon", False),
        ("at 8:30 a.m.", "at 8:40 a.m.", False),
        ("at 8:30 a.m.", "on Friday", False),
    ],
)
def test_hours_apart(one: str, two: str, apart: bool) -> None:
    assert hours_apart(hours_told(one), hours_told(two)) is apart


def test_days_and_weekdays() -> None:
    assert days_told("to be held on 20-21 May", "2021-04-30") == {"2021-05-20", "2021-05-21"}
    assert days_told("signed on December 30", "2021-01-02") == {"2020-12-30"}
    assert days_told("on 31 February", "2021-01-02") == frozenset()
    assert weekdays_told("They met on Tuesday.", "2021-06-03") == {"2021-06-01"}
    assert weekdays_told("They will meet on Tuesday.", "2021-06-03") == {"2021-06-08"}
    assert weekdays_told("They met on Tuesday.", None) == frozenset()


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("The first convoy could cross within a week.", "It will cross not earlier than 1 July.", True),
        ("The first convoy could cross within a month.", "It will cross not earlier than 1 July.", False),
        ("It must be done no later than 10 June.", "It cannot be done before 8 June.", False),
    ],
)
def test_bounds(one: str, two: str, apart: bool) -> None:
    assert bounds_apart(bounds_told(one, "2021-06-03"), bounds_told(two, "2021-06-03")) is apart


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_have_no_day_before_or_after(published: str) -> None:
    assert weekdays_told("yesterday, on Sunday and tomorrow", published) == frozenset()
