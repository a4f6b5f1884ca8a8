"""Numbers, times and places: equal, compatible, different."""

from __future__ import annotations

import pytest

from detente.compare.values import interval, judge_quantities, judge_times, same_place
from detente.records.kinds import Quantity
from detente.records.shapes import Evidence, Mention, Precision, Time


def _number(low: float | None, high: float | None = None, hedge: str | None = None) -> Quantity:
    return Quantity("q", "r", "count", low, low if high is None else high, None, hedge, None, ())


def _lasting(number: float, unit: str) -> Quantity:
    return Quantity("q", "r", "duration", number, number, unit, None, None, ())


def _time(start: str | None, end: str | None, precision: Precision = "day") -> Time:
    return Time("", None, start, end, precision, None)


@pytest.mark.parametrize(
    ("a", "b", "judged"),
    [
        (_number(12), _number(12), "equal"),
        (_number(4, hedge="nearly"), _number(4), "compatible"),
        (_number(100, hedge="nearly"), _number(97), "compatible"),
        (_number(10, 12), _number(11), "compatible"),
        (_number(11400), _number(11000), "compatible"),
        (_number(10, hedge="at least"), _number(12), "compatible"),
        (_number(10, hedge="at least"), _number(8), "differ"),
        (_number(11000, hedge="more than"), _number(20000, hedge="around"), "differ"),
        (_number(31), _number(33), "differ"),
        (_number(100), _number(200), "differ"),
        (_number(None), _number(3), "compatible"),
        (_lasting(1, "decade"), _lasting(1, "day"), "differ"),
        (_lasting(30, "day"), _lasting(1, "month"), "compatible"),
        (_lasting(48, "hour"), _lasting(2, "day"), "compatible"),
        (_lasting(4, "hour"), _lasting(4, "hour"), "equal"),
    ],
)
def test_quantities(a: Quantity, b: Quantity, judged: str) -> None:
    assert judge_quantities(a, b).judged == judged
    assert judge_quantities(b, a).judged == judged


@pytest.mark.parametrize(
    ("a", "b", "judged"),
    [
        (_time("2021-05-01", "2021-05-01"), _time("2021-05-01", "2021-05-01"), "equal"),
        (_time("2021-05", "2021-05", "month"), _time("2021-05-31", "2021-05-31"), "compatible"),
        (_time("2021", "2021", "year"), _time("2021-12", "2021-12", "month"), "compatible"),
        (_time("2021-05-01", "2021-05-01"), _time("2021-05-02", "2021-05-02"), "differ"),
        (_time(None, "2021-05-01", "before"), _time("2021-04-02", "2021-04-02"), "compatible"),
        (_time("2021-05-01", None, "after"), _time("2021-04-02", "2021-04-02"), "differ"),
        (None, _time("2021-05-01", "2021-05-01"), "compatible"),
    ],
)
def test_times(a: Time | None, b: Time | None, judged: str) -> None:
    assert judge_times(a, b).judged == judged
    assert judge_times(b, a).judged == judged


@pytest.mark.parametrize("text", ["", "soon", "2021-13", "2021-02-30", "20x1", "99999999"])
def test_odd_dates_are_unknown(text: str) -> None:
    assert interval(_time(text, text)) is None


def test_places() -> None:
    here, there = Mention("r", 0, 1, "the city of Klow"), Mention("r", 0, 1, "Klow")
    assert same_place(here, there) is True
    assert same_place(here, None) is None
    assert same_place(there, Mention("r", 0, 1, "Szohod")) is None


def test_evidence_is_not_needed() -> None:
    told = (Evidence("r", 0, 3, "ten"),)
    assert judge_quantities(Quantity("q", "r", "count", 1, 1, None, None, None, told), _number(1)).judged == "equal"
