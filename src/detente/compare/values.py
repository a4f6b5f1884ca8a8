"""Are two values the same, compatible, or different? Numbers with hedges and ranges, days with their precision, places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from detente.compare.words import fold
from detente.records.kinds import Quantity
from detente.records.shapes import Mention, Time

Judged = Literal["equal", "compatible", "differ"]

NEAR = 0.06
"""A hedged number ("about", "nearly") covers this share on either side: "nearly 100" and 95."""
UNITS = 1.08
"""Ratio at which two durations told in two units are one: "30 days", "a month"."""
ABOVE = 0.15
"""How far above "more than" and "at least" are read at least: nobody says "more than 11,000" of 20,000, but "more than 200" of 276."""
_LOWER = ("more than", "at least", "over", "no fewer", "upward", "exceed", "not less", "above", "minimum")
_UPPER = ("less than", "fewer than", "under", "up to", "at most", "below", "no more", "not more", "maximum")

_HOURS = {
    "second": 1 / 3600, "minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "fortnight": 336.0, "month": 730.5, "year": 8766.0,
    "decade": 87660.0, "century": 876600.0,
}  # fmt: skip
"""Hours of a unit of time: "a decade" is not "a day"."""


@dataclass(frozen=True)
class Judgement:
    """How two values stand to each other, and why in a few words."""

    judged: Judged
    why: str = ""


def judge_quantities(a: Quantity, b: Quantity) -> Judgement:
    """Two counts of one thing: equal, compatible by hedge, rounding or range, or different; durations in two units are laid side by side in hours."""
    if a.type == b.type == "duration" and a.unit != b.unit and a.unit in _HOURS and b.unit in _HOURS:
        a, b = _in_hours(a), _in_hours(b)
        if a.low and b.low and max(a.low, b.low) <= UNITS * min(a.low, b.low):
            return Judgement("compatible", "one number is the other in another unit")
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return Judgement("compatible", "one report gives no number")
    if (a.low, a.high) == (b.low, b.high):
        return (
            Judgement("compatible", f"one report says {_hedge(a, b)!r}") if a.hedge != b.hedge else Judgement("equal")
        )
    if a.low != a.high or b.low != b.high:
        inside = (a.low <= b.low and b.high <= a.high) or (b.low <= a.low and a.high <= b.high)
        if inside:
            return Judgement("compatible", "one number lies in the range the other gives")
    low_a, high_a = _read(a)
    low_b, high_b = _read(b)
    if (a.hedge or b.hedge) and low_a <= high_b and low_b <= high_a:
        return Judgement("compatible", f"one report says {_hedge(a, b)!r}")
    if _rounded(a, b) or _rounded(b, a):
        return Judgement("compatible", "one number is the other rounded")
    return Judgement("differ")


def _in_hours(told: Quantity) -> Quantity:
    hours = _HOURS[told.unit or ""]
    low, high = (None if x is None else x * hours for x in (told.low, told.high))
    return replace(told, low=low, high=high, unit="hour")


def _hedge(a: Quantity, b: Quantity) -> str:
    return a.hedge or b.hedge or ""


def _read(quantity: Quantity) -> tuple[float, float]:
    """What a hedged number may stand for."""
    low, high = quantity.low or 0.0, quantity.high or 0.0
    hedge = fold(quantity.hedge or "")
    if not hedge:
        return low, high
    if any(word in hedge for word in _LOWER):
        return low, max(high * (1 + ABOVE), high + _step(high) * 0.99)
    if any(word in hedge for word in _UPPER):
        return min(low * (1 - ABOVE), low - _step(low) * 0.99), high
    return low * (1 - NEAR), high * (1 + NEAR)


def _step(number: float) -> float:
    """What one more in the last telling figure is: 100 of 200, 1,000 of 11,000; 1 of what is not whole."""
    step = 1.0
    while number >= 10 * step and number % (step * 10) == 0:
        step *= 10
    return step


def _rounded(exact: Quantity, rounded: Quantity) -> bool:
    """Whether a number of one or two telling figures is another, longer one rounded: 11,400 told as 11,000."""
    x, y = exact.low or 0.0, rounded.low or 0.0
    if exact.type != rounded.type or y < 100 or x != (exact.high or 0.0):
        return False
    step = 10.0
    while y % (step * 10) == 0:
        step *= 10
    return y % step == 0 and step >= 100 and x % step != 0 and abs(x - y) <= step / 2


def judge_times(a: Time | None, b: Time | None) -> Judgement:
    """Two times of one happening; an unknown day is compatible with every day."""
    first, second = interval(a), interval(b)
    if first is None or second is None:
        return Judgement("compatible", "one report gives no day")
    if first == second:
        return Judgement("equal")
    if first[0] <= second[1] and second[0] <= first[1]:
        return Judgement("compatible", "one time lies within the other")
    return Judgement("differ")


def interval(time: Time | None) -> tuple[date, date] | None:
    """First and last day a time may stand for; None where it is not known."""
    if time is None or not (time.start or time.end):
        return None
    start = _day(time.start, last=False) if time.start else date.min
    end = _day(time.end, last=True) if time.end else (_day(time.start, last=True) if time.start else date.max)
    if time.precision == "before":
        start = date.min
    if time.precision == "after":
        end = date.max
    return (start, end) if start and end and start <= end else None


def interval_day(day: str | None) -> date | None:
    """A day of publication; None where it is not known."""
    return _day(day, last=False) if day else None


def _day(text: str | None, *, last: bool) -> date | None:
    """The first or last day of an ISO day, month or year."""
    try:
        parts = [int(part) for part in (text or "")[:10].split("-")]
        if len(parts) == 3:
            return date(*parts)
        if len(parts) == 2:
            year, month = parts
            after = date(year + month // 12, month % 12 + 1, 1)
            return after - timedelta(days=1) if last else date(year, month, 1)
        return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
    except (ValueError, IndexError, OverflowError):
        return None


def same_place(a: Mention | None, b: Mention | None) -> bool | None:
    """Whether two places are one; None where one is not told or they may lie in each other (a town and its state).

    Two places are surely not one only where they lie in different states: a resort may lie on the sea it is named with.
    """
    if a is None or b is None:
        return None
    if a.entity and a.entity == b.entity:
        return True
    first, second = fold(a.quote).strip(" .,"), fold(b.quote).strip(" .,")
    if first == second or first in second or second in first:
        return True
    return False if a.iso3 and b.iso3 and a.iso3 != b.iso3 else None
