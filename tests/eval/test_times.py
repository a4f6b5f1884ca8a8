"""Scoring of time expressions: days of ISO dates, open ends, wrong weeks and the figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from detente.records.shapes import Precision, Time
from eval.bench import Figure
from eval.times import Days, Judged, _closed, _judged, days_of, figures


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2015-05-13", "2015-05-13", (date(2015, 5, 13), date(2015, 5, 13))),
        ("2015-02", "2015-02", (date(2015, 2, 1), date(2015, 2, 28))),
        ("2016-02", "2016-02", (date(2016, 2, 1), date(2016, 2, 29))),
        ("2015", "2015", (date(2015, 1, 1), date(2015, 12, 31))),
        ("2015-12", "2016", (date(2015, 12, 1), date(2016, 12, 31))),
        (None, "2015-05", (None, date(2015, 5, 31))),
        ("2015-05", None, (date(2015, 5, 1), None)),
        (None, None, (None, None)),
    ],
)
def test_first_and_last_day(start: str | None, end: str | None, days: Days) -> None:
    assert days_of(start, end) == days


ONE, TWO = date(2015, 5, 13), date(2015, 5, 20)


@pytest.mark.parametrize(
    ("days", "precision", "closed"),
    [
        ((ONE, TWO), "day", (ONE, TWO)),
        ((ONE, TWO), None, (ONE, TWO)),
        ((ONE, TWO), "before", (None, TWO)),
        ((ONE, None), "before", (None, ONE)),
        ((ONE, TWO), "after", (ONE, None)),
        ((None, TWO), "after", (TWO, None)),
        ((None, None), "before", (None, None)),
    ],
)
def test_only_the_told_end_counts(days: Days, precision: str | None, closed: Days) -> None:
    assert _closed(days, precision) == closed


def _item(start: str | None, end: str | None, precision: str | None, *, hard: bool = False) -> dict[str, Any]:
    return {"start": start, "end": end, "precision": precision, "hard": hard}


def _time(start: str | None, end: str | None, precision: Precision | None = "day") -> Time:
    return Time("then", (0, 4), start, end, precision, None)


@pytest.mark.parametrize(
    ("item", "found", "right", "week_off"),
    [
        (_item("2015-05-13", "2015-05-13", "day"), [_time("2015-05-13", "2015-05-13")], True, False),
        (_item("2015-05-13", "2015-05-13", "day"), [_time("2015-05-12", "2015-05-12")], False, False),
        (_item("2015-05-13", "2015-05-13", "day"), [_time("2015-05-20", "2015-05-20")], False, True),
        (_item("2015-05-13", "2015-05-13", "day"), [], False, False),
        (_item("2015-05", "2015-05", "month"), [_time("2015-05", "2015-05", "month")], True, None),
        (_item("2015-05", "2015-05", "month"), [_time("2015-05-01", "2015-05-31", "interval")], True, None),
        (_item(None, "2015-05-13", "before"), [_time(None, "2015-05-13", "before")], True, None),
        (_item("2014", None, "after"), [_time("2014", None, "after")], True, None),
        (_item(None, None, None), [], True, None),
        (_item(None, None, None), [_time(None, None, None)], True, None),
        (_item(None, None, None), [_time("2015-05-13", "2015-05-13")], False, None),
    ],
)
def test_a_value_is_right_where_it_covers_the_same_days(
    item: dict[str, Any], found: list[Time], right: bool, week_off: bool | None
) -> None:
    judged = _judged(item, tuple(found))
    assert (judged.right, judged.week_off) == (right, week_off)


def test_figures_count_hard_items_and_weeks() -> None:
    easy, hard = _item("2015", "2015", "year"), _item("2015", "2015", "year", hard=True)
    judged = [Judged(easy, (), True, True), Judged(easy, (), True, False), Judged(hard, (), False, None)]
    assert figures(judged) == {
        "times.accuracy": Figure(2 / 3, 3),
        "times.hard": Figure(0.0, 1),
        "times.week.wrong": Figure(0.5, 2),
    }
