"""The values of calendar dates: days, months, years, decades, quarters, seasons, holidays."""

from __future__ import annotations

from datetime import date

from detente.language import calendars as cal
from detente.language.calendars import Value, unknown
from detente.language.time_context import Context, Meaning, int_of, words_of
from detente.language.time_words import Found

_WEEKS, _SEASON = 21, 90
"""Days by which a date may lie against the tense of its clause before the year is moved."""


def _figures(find: Found, name: str) -> tuple[int, ...]:
    told = find.captures[name]
    assert isinstance(told, tuple)
    return told


def _calendar(find: Found, context: Context) -> Value | None:
    day, month, year = (int_of(find, name) for name in ("day", "month", "year"))
    if month is None:
        return cal.year_value(year) if year else None
    basis = None
    if year is None:
        year = context.year
    if year is None:
        if context.anchor is None:
            return unknown("day" if day else "month")
        year, basis = _year_of(month, day, context.anchor, context.direction), context.basis
    return cal.day_value(date(year, month, day), basis) if day else cal.month_value(year, month, basis)


def _year_of(month: int, day: int | None, anchor: date, direction: str) -> int:
    """The nearest year, unless the clause plainly looks the other way: "runs out on 31 December", "ran out on 30 September" in May."""
    year = cal.nearest_year(month, day, anchor)
    distance = (date(year, month, min(day or 15, 28)) - anchor).days
    if direction == "future" and distance < -_WEEKS:
        return year + 1
    return year - 1 if direction == "past" and distance > _SEASON else year


def _iso(find: Found, context: Context) -> Value:
    told = find.captures.get("isodate")
    year, month, day = (
        told if isinstance(told, tuple) else (int_of(find, "year"), int_of(find, "num"), int_of(find, "dd"))
    )
    return cal.day_value(date(year or 0, month or 0, day or 0))


def _slash(find: Found, context: Context) -> Value:
    """Day and month in either order, known only where one of them cannot be a month."""
    first, second, year = _figures(find, "slashdate")
    if year < 100:
        here = context.anchor.year if context.anchor else 2000
        year = min((1900 + year, 2000 + year), key=lambda told: abs(told - here))
    if first > 12 or first == second:
        return cal.day_value(date(year, second, first))
    if second > 12:
        return cal.day_value(date(year, first, second))
    # "05/06/2015, a Friday": the weekday beside it tells which.
    words = context.text.words
    beside = {
        context.text.table.weekdays.get(word)
        for word in (*words[max(0, find.first - 2) : find.first], *words[find.last : find.last + 3])
    }
    fits = [day for day in (date(year, second, first), date(year, first, second)) if day.weekday() in beside]
    return cal.day_value(fits[0]) if len(fits) == 1 else unknown("day")


def _month(find: Found, context: Context) -> Value:
    """A month without a year: the nearest one in the direction of the clause."""
    month = int_of(find, "month") or 1
    if context.year is not None:
        return cal.month_value(context.year, month)
    if context.anchor is None:
        return unknown("month")
    year = context.anchor.year
    if context.direction == "past":
        year -= month > context.anchor.month
    elif context.direction == "future":
        year += month < context.anchor.month
    else:
        year = cal.nearest_year(month, None, context.anchor)
    return cal.month_value(year, month, context.basis)


def _day_range(find: Found, context: Context) -> Value:
    start, end, month, year = (int_of(find, name) for name in ("from", "until", "month", "year"))
    basis = None
    if year is None and context.anchor is None:
        return unknown("interval")
    if year is None and context.anchor is not None:
        year, basis = cal.nearest_year(month or 1, end, context.anchor), context.basis
    return cal.interval(date(year or 1, month or 1, start or 1), date(year or 1, month or 1, end or 1), basis)


def _day_of_month(find: Found, context: Context) -> Value | None:
    """ "On the 9th": the last such day, or the next where the clause looks ahead."""
    day = int_of(find, "ordinal") or 0
    following = context.text.texts[find.last : find.last + 2]
    if following[:1] == ["in"] and not following[-1][:1].isupper():
        return None  # "the third in a row", but "on the 3rd in Klow"
    if context.anchor is None or not 1 <= day <= 31:
        return unknown("day")
    ahead = context.direction == "future"
    for months in range(3):
        month = cal.month_value(context.anchor.year, context.anchor.month + (months if ahead else -months))
        if month.start and month.end and day <= month.end.day:
            found = month.start.replace(day=day)
            if (found >= context.anchor) if ahead else (found <= context.anchor):
                return cal.day_value(found, context.basis)
    return unknown("day")


def _day_of_which_month(find: Found, context: Context) -> Value:
    """ "The 9th of next month"."""
    if context.anchor is None:
        return unknown("day")
    month = cal.month_value(context.anchor.year, context.anchor.month + (int_of(find, "which") or 0))
    assert month.start is not None
    return cal.day_value(month.start.replace(day=int_of(find, "ordinal") or 0), context.basis)


def _named(find: Found, context: Context) -> Value | None:
    """ "The September 11 attacks": of the day that bears the name, in reports after it."""
    day = date.fromisoformat(str(find.captures["named"]))
    return cal.day_value(day) if context.anchor is None or day <= context.anchor else None


def _mid_year(find: Found, context: Context) -> Value:
    (year,) = _figures(find, "midyear")
    return cal.months_value(year, 5, 8)


def _year_range(find: Found, context: Context) -> Value | None:
    told = find.captures.get("yearrange")
    first, last = (
        told if isinstance(told, tuple) else (int_of(find, "from"), int_of(find, "until") or int_of(find, "short"))
    )
    if last is not None and last < 100:
        last += (first or 0) // 100 * 100
    return cal.years_value(first, last) if first and last and first <= last else None


def _fiscal_year(find: Found, context: Context) -> Value | None:
    """The US government's, from October of the year before to September."""
    year = int_of(find, "year")
    if year is None:
        return None
    first, last = cal.month_value(year - 1, 10), cal.month_value(year, 9)
    return Value(first.start, last.end, "interval", "month")


def _decade(find: Found, context: Context) -> Value:
    first = int_of(find, "decade") or 1900
    return cal.years_value(first, first + 9)


def _century(find: Found, context: Context) -> Value:
    rank = int_of(find, "ordinal") or 1
    return cal.years_value(rank * 100 - 99, rank * 100)


def _quarter(find: Found, context: Context) -> Value:
    told = find.captures.get("quarter")
    rank = told[0] if isinstance(told, tuple) else (int_of(find, "ordinal") or 1)
    year, basis = int_of(find, "year"), None
    if rank > 4:
        return unknown("interval")
    if year is None:
        if context.anchor is None:
            return unknown("interval")
        year, basis = context.anchor.year, context.basis
        year -= context.direction == "past" and rank * 3 - 2 > context.anchor.month
    return cal.months_value(year, rank * 3 - 2, rank * 3, basis)


def _season(find: Found, context: Context) -> Value:
    first = int_of(find, "season") or 3
    year = int_of(find, "year")
    if year is not None:
        return cal.months_value(year, first, first + 2)
    if context.anchor is None:
        return unknown("interval")
    word = words_of(find, context)[0]
    near = [cal.months_value(context.anchor.year + n, first, first + 2, context.basis) for n in (-2, -1, 0, 1)]
    before = [value for value in near if value.end and value.end < context.anchor]
    begun = [value for value in near if value.start and value.start <= context.anchor]
    ahead = [value for value in near if value.end and value.end >= context.anchor]
    if word == "last":
        return before[-1]
    if word == "this":
        return near[2]
    return ahead[0] if word == "next" or context.direction == "future" else begun[-1]


def _holiday(find: Found, context: Context) -> Value:
    month, day = (int(part) for part in str(find.captures["holiday"]).split("-"))
    if context.anchor is None:
        return unknown("day")
    return cal.day_value(date(_year_of(month, day, context.anchor, context.direction), month, day), context.basis)


CALENDAR: dict[str, Meaning] = {
    "calendar": _calendar,
    "iso": _iso,
    "slash": _slash,
    "month": _month,
    "day-range": _day_range,
    "day-of-month": _day_of_month,
    "day-of-which-month": _day_of_which_month,
    "named": _named,
    "mid-year": _mid_year,
    "year-range": _year_range,
    "fiscal-year": _fiscal_year,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "season": _season,
    "holiday": _holiday,
}
"""Value names of ``data/times`` that are dates of the calendar."""
