"""Calendar arithmetic: stretches of days, months and years, and how they are written without false precision."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from detente.records.shapes import Precision

Grain = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Value:
    """An inclusive stretch of the calendar, open where an end is None; ``grain`` is how finely its ends are written.

    ``basis`` names what it was computed from, None for a date that stands for itself. ``kind`` overrides the rule's kind.
    """

    start: date | None
    end: date | None
    precision: Precision | None
    grain: Grain = "day"
    basis: str | None = None
    kind: str | None = None

    @property
    def known(self) -> bool:
        """Whether at least one end was computed."""
        return self.start is not None or self.end is not None

    def iso(self) -> tuple[str | None, str | None]:
        """Both ends as ISO dates of the value's grain."""
        return (write_date(self.start, self.grain), write_date(self.end, self.grain))


def unknown(precision: Precision | None) -> Value:
    """A time that cannot be computed."""
    return Value(None, None, precision)


def day_value(day: date, basis: str | None = None) -> Value:
    """One day."""
    return Value(day, day, "day", "day", basis)


def week_value(day: date, basis: str | None = None) -> Value:
    """The week, Monday to Sunday, of a day."""
    monday = day - timedelta(days=day.weekday())
    return Value(monday, monday + timedelta(days=6), "week", "day", basis)


def month_value(year: int, month: int, basis: str | None = None) -> Value:
    """One month; ``month`` may run over either end of the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Value(date(year, month, 1), date(year, month, _length(year, month)), "month", "month", basis)


def year_value(year: int, basis: str | None = None) -> Value:
    """One year."""
    return Value(date(year, 1, 1), date(year, 12, 31), "year", "year", basis)


def months_value(year: int, first: int, last: int, basis: str | None = None) -> Value:
    """An interval of whole months of a year; ``last`` may run into the next year."""
    start, end = month_value(year, first), month_value(year, last)
    return Value(start.start, end.end, "interval", "month", basis)


def years_value(first: int, last: int, basis: str | None = None) -> Value:
    """An interval of whole years."""
    return Value(date(first, 1, 1), date(last, 12, 31), "interval", "year", basis)


def interval(start: date | None, end: date | None, basis: str | None = None) -> Value:
    """An interval of days."""
    return Value(start, end, "interval", "day", basis)


def weekend_value(day: date, basis: str | None = None) -> Value:
    """Saturday and Sunday of the week of a day."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    return interval(saturday, saturday + timedelta(days=1), basis)


def shift(day: date, unit: str, count: float) -> Value:
    """The day, week, month or year that lies ``count`` units from a day (negative: before it), as precise as the unit."""
    if unit in {"hour", "minute", "second"}:
        hours = count / {"hour": 1, "minute": 60, "second": 3600}[unit]
        return day_value(day + timedelta(days=int(hours / 24)))
    if unit == "day":
        return day_value(day + timedelta(days=int(count)))
    if unit in {"week", "fortnight"}:
        return week_value(day + timedelta(days=int(count * (7 if unit == "week" else 14))))
    if unit == "weekend":
        return weekend_value(day + timedelta(days=int(count * 7)))
    months = count * {"month": 1, "quarter": 3}.get(unit, 12)
    if unit in {"month", "quarter"} or count != int(count):
        return month_value(day.year, day.month + int(months))
    return year_value(day.year + int(count * {"year": 1, "decade": 10, "century": 100}[unit]))


def add(day: date, unit: str, count: float) -> date:
    """The exact day ``count`` units from a day: 60 days, three months to the same day of the month, or its last."""
    days = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "weekend": 7.0}
    if unit in days:
        return day + timedelta(days=int(days[unit] * count))
    if unit in {"hour", "minute", "second"}:
        hours = count / {"hour": 1, "minute": 60, "second": 3600}[unit]
        return day + timedelta(days=int(hours // 24) if abs(hours) >= 24 else int(abs(hours) >= 12))
    months = int(count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])
    whole = month_value(day.year, day.month + months)
    assert whole.start is not None
    return whole.start.replace(day=min(day.day, _length(whole.start.year, whole.start.month)))


def nearest_year(month: int, day: int | None, anchor: date) -> int:
    """The year in which a month, or a day of it, lies nearest to the anchor; a tie goes to the earlier."""
    found = [
        (abs((date(year, month, min(day or 15, _length(year, month))) - anchor).days), year)
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
    ]
    return min(found)[1]


def write_date(day: date | None, grain: Grain) -> str | None:
    """ISO, no finer than the grain."""
    return None if day is None else day.isoformat()[: {"day": 10, "month": 7, "year": 4}[grain]]


def last_day(iso: str | None) -> str | None:
    """The last day of an ISO day, month or year: "2015-06" ends on "2015-06-30"."""
    if iso is None or len(iso) == 10:
        return iso
    year, month = int(iso[:4]), int(iso[5:7] or 12)
    return f"{year:04d}-{month:02d}-{_length(year, month):02d}"


def read_iso(text: str | None) -> date | None:
    """The day of an ISO date or date-time, None where it is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def rebased(value: Value, basis: str | None) -> Value:
    """The same value with what it was computed from."""
    return replace(value, basis=basis)


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
