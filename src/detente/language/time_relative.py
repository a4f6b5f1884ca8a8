"""The values of times told from the day of the report, or from another time in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from detente.language import calendars as cal
from detente.language.calendars import Value, unknown
from detente.language.time_context import (
    UNIT_PRECISION,
    Context,
    Meaning,
    count_of,
    inner_of,
    int_of,
    unit_of,
    value_of,
    words_of,
)
from detente.language.time_words import Found

_GRAINS = {"second": 0, "minute": 0, "hour": 0, "day": 0, "week": 1, "month": 2, "quarter": 2, "year": 3}
"""How coarse a unit is: "two days later" cannot be counted from "July 2018"."""


_NEWS = 10
"""Days from the report within which a weekday is counted from the report itself."""


def _weekday(find: Found, context: Context) -> Value:
    """The most recent such day up to the day of publication, or the coming one; the day itself counts in both.

    News copy names the day of the week for its own day as well: "The ministers will meet on Friday", published on Friday.
    """
    if context.anchor is None:
        return unknown("day")
    weekday = int_of(find, "weekday") or 0
    behind = (context.anchor.weekday() - weekday) % 7
    ahead = (7 - behind) % 7
    told = context.story_day
    if told is not None and context.direction == "past" and (context.anchor - told).days > _NEWS:
        # "The mutiny broke out on Friday, 16 March; the garrison gave up only on Sunday."
        return cal.day_value(told + timedelta(days=(weekday - told.weekday()) % 7), context.reference_basis)
    # "Lands on Sunday", "invited to a dinner on Saturday" look ahead, but for a day that was yesterday.
    forward = context.direction == "future" or (context.direction == "present" and context.due and behind != 1)
    return cal.day_value(context.anchor + timedelta(days=ahead if forward else -behind), context.basis)


def _the_weekday(find: Found, context: Context) -> Value:
    """ "By the Saturday", in a story of long ago: the first such day from the day told last."""
    told = context.reference
    if told is None or context.reference_precision != "day" or context.anchor is None:
        return _weekday(find, context)
    if abs((context.anchor - told).days) <= _NEWS:
        return _weekday(find, context)
    ahead = ((int_of(find, "weekday") or 0) - told.weekday()) % 7
    return cal.day_value(told + timedelta(days=ahead), context.reference_basis)


def _weekday_past(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("day")
    behind = (context.anchor.weekday() - (int_of(find, "weekday") or 0)) % 7 or 7
    return cal.day_value(context.anchor - timedelta(days=behind), context.basis)


def _weekday_next(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("day")
    ahead = ((int_of(find, "weekday") or 0) - context.anchor.weekday()) % 7 or 7
    return cal.day_value(context.anchor + timedelta(days=ahead), context.basis)


def _weekday_this(find: Found, context: Context) -> Value:
    return _weekday(find, context)


def _weekday_the_nth(find: Found, context: Context) -> Value | None:
    """ "Friday the 13th": the last such day on which the weekday falls, or the next where the clause looks ahead or it lies much nearer."""
    weekday, day = int_of(find, "weekday") or 0, int_of(find, "ordinal") or 0
    if context.anchor is None or not 1 <= day <= 31:
        return unknown("day")
    last, coming = (_nth_day(context.anchor, weekday, day, step) for step in (-1, 1))
    if last is None or coming is None:
        return None
    ahead = context.direction == "future" or 5 * (coming - context.anchor) < context.anchor - last
    return cal.day_value(coming if ahead else last, context.basis)


def _nth_day(anchor: date, weekday: int, day: int, step: int) -> date | None:
    for months in range(40):
        month = cal.month_value(anchor.year, anchor.month + step * months)
        if month.start and month.end and day <= month.end.day:
            found = month.start.replace(day=day)
            if found.weekday() == weekday and (found - anchor).days * step >= 0:
                return found
    return None


def _weekday_week(find: Found, context: Context) -> Value:
    """ "Friday week": a week after the coming Friday, or after today's."""
    if context.anchor is None:
        return unknown("day")
    ahead = ((int_of(find, "weekday") or 0) - context.anchor.weekday()) % 7
    return cal.day_value(context.anchor + timedelta(days=ahead + 7), context.basis)


def _week_of(find: Found, context: Context) -> Value | None:
    inner = inner_of(find)
    value = value_of(inner, context) if inner else None
    return cal.week_value(value.start, value.basis) if value and value.start else unknown("week")


def _unit_before_last(find: Found, context: Context) -> Value:
    unit = str(find.captures["calendar"])
    if context.anchor is None:
        return unknown(UNIT_PRECISION.get(unit, "interval"))
    return cal.rebased(cal.shift(context.anchor, unit, -2), context.basis)


def _unit_after_next(find: Found, context: Context) -> Value:
    unit = str(find.captures["calendar"])
    if context.anchor is None:
        return unknown(UNIT_PRECISION.get(unit, "interval"))
    return cal.rebased(cal.shift(context.anchor, unit, 2), context.basis)


def _weekday_of_week(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("day")
    monday = (
        context.anchor - timedelta(days=context.anchor.weekday()) + timedelta(days=7 * (int_of(find, "which") or 0))
    )
    return cal.day_value(monday + timedelta(days=int_of(find, "weekday") or 0), context.basis)


def _relative_day(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("day")
    words = words_of(find, context)
    offset = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(words[0], 0)
    if "before" in words:
        offset = -2
    if "after" in words:
        offset = 2
    return cal.day_value(context.anchor + timedelta(days=offset), context.basis)


def _relative_unit(find: Found, context: Context) -> Value:
    unit, which = str(find.captures["calendar"]), int_of(find, "which") or 0
    if context.anchor is None:
        return unknown(UNIT_PRECISION.get(unit, "interval"))
    anchor = context.anchor
    if unit == "weekend" and which == 0:
        return _weekend(find, context)
    if unit == "quarter":
        first = (anchor.month - 1) // 3 * 3 + 1 + 3 * which
        start = cal.month_value(anchor.year, first)
        assert start.start is not None
        return cal.months_value(start.start.year, start.start.month, start.start.month + 2, context.basis)
    if unit in {"decade", "century"}:
        size = 10 if unit == "decade" else 100
        first = (anchor.year // size + which) * size
        return cal.years_value(first, first + size - 1, context.basis)
    return cal.rebased(
        cal.shift(anchor, unit, which) if unit != "month" else cal.month_value(anchor.year, anchor.month + which),
        context.basis,
    )


def _weekend(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("interval")
    coming = context.direction == "future" or context.anchor.weekday() >= 5
    return cal.weekend_value(context.anchor - timedelta(days=0 if coming else 7), context.basis)


def _of_year(find: Found, context: Context) -> Value | None:
    inner = inner_of(find)
    if context.anchor is None or inner is None:
        return unknown("month")
    told = replace(context, year=context.anchor.year + (int_of(find, "which") or 0))
    value = value_of(inner, told)
    return value and cal.rebased(value, context.basis)


def _of_told_year(find: Found, context: Context) -> Value | None:
    """ "June of the following year", "9 October of the same year": of the year told last before."""
    inner = inner_of(find)
    if context.reference is None or inner is None:
        return unknown("month" if inner and inner.yields == "month" else "day")
    words = words_of(find, context)
    offset = 1 if {"following", "next"} & set(words) else -1 if "previous" in words else 0
    told = replace(context, year=context.reference.year + offset)
    value = value_of(inner, told)
    return value and cal.rebased(value, context.reference_basis)


def _which_month(find: Found, context: Context) -> Value:
    month, which = int_of(find, "month") or 1, int_of(find, "which") or 0
    if context.anchor is None:
        return unknown("month")
    year = context.anchor.year
    if which < 0:
        year -= month >= context.anchor.month
    elif which > 0:
        year += month <= context.anchor.month
    return cal.month_value(year, month, context.basis)


def _ago(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown(UNIT_PRECISION.get(unit_of(find), "year"))
    return cal.rebased(cal.shift(context.anchor, unit_of(find), -count_of(find)), context.basis)


def _half_ago(find: Found, context: Context) -> Value:
    """Half a century is fifty years, half a decade five; of less than a year the half is a month or a day."""
    smaller, count = {"century": ("year", 50), "decade": ("year", 5), "year": ("month", 6)}.get(
        unit_of(find), ("day", 15)
    )
    if context.anchor is None:
        return unknown(UNIT_PRECISION[smaller])
    return cal.rebased(cal.shift(context.anchor, smaller, -count), context.basis)


def _ago_today(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("day")
    return cal.day_value(cal.add(context.anchor, unit_of(find), -count_of(find)), context.basis)


def _from_now(find: Found, context: Context) -> Value | None:
    if context.direction == "past":
        return None
    if context.anchor is None:
        return unknown(UNIT_PRECISION.get(unit_of(find), "year"))
    return cal.rebased(cal.shift(context.anchor, unit_of(find), count_of(find)), context.basis)


def _vague_past(find: Found, context: Context) -> Value:
    return Value(None, context.anchor, "before", "day", context.basis if context.anchor else None)


def _vague_future(find: Found, context: Context) -> Value:
    if words_of(find, context)[-1] in {"week", "month", "year", "day"}:
        return _span_ahead(find, context)
    return Value(context.anchor, None, "after", "day", context.basis if context.anchor else None)


def _span_back(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("interval")
    if "few" in find.captures:
        return _vague_past(find, context)
    return cal.interval(cal.add(context.anchor, unit_of(find), -count_of(find)), context.anchor, context.basis)


def _span_ahead(find: Found, context: Context) -> Value:
    if context.anchor is None:
        return unknown("interval")
    return cal.interval(context.anchor, cal.add(context.anchor, unit_of(find), count_of(find)), context.basis)


def _later(find: Found, context: Context) -> Value:
    sign = -1 if words_of(find, context)[-1] in {"earlier", "beforehand", "before"} else 1
    if words_of(find, context)[-4:-1] == ["to", "the", "day"] and context.reference is not None:
        if context.reference_precision != "day":
            return unknown("day")
        return cal.day_value(cal.add(context.reference, unit_of(find), sign * count_of(find)), context.reference_basis)
    return _from_reference(unit_of(find), sign * count_of(find), context)


def _following(find: Found, context: Context) -> Value:
    words = words_of(find, context)
    sign = 0
    if {"following", "next", "after", "later"} & set(words):
        sign = 1
    elif {"previous", "preceding", "before", "earlier"} & set(words):
        sign = -1
    unit = next((word for word in words if word in {"week", "month", "year"}), "day")
    return _from_reference(unit, sign, context)


def _from_reference(unit: str, count: float, context: Context) -> Value:
    if context.reference is None or _GRAINS.get(unit, 3) < _GRAINS[context.reference_precision]:
        return unknown(UNIT_PRECISION.get(unit, "year"))
    return cal.rebased(cal.shift(context.reference, unit, count), context.reference_basis)


RELATIVE: dict[str, Meaning] = {
    "weekday": _weekday,
    "the-weekday": _the_weekday,
    "weekday-past": _weekday_past,
    "weekday-next": _weekday_next,
    "weekday-this": _weekday_this,
    "weekday-the-nth": _weekday_the_nth,
    "weekday-week": _weekday_week,
    "week-of": _week_of,
    "unit-before-last": _unit_before_last,
    "of-told-year": _of_told_year,
    "ago-today": _ago_today,
    "half-ago": _half_ago,
    "unit-after-next": _unit_after_next,
    "weekday-of-week": _weekday_of_week,
    "relative-day": _relative_day,
    "relative-unit": _relative_unit,
    "weekend": _weekend,
    "of-year": _of_year,
    "which-month": _which_month,
    "ago": _ago,
    "from-now": _from_now,
    "vague-past": _vague_past,
    "vague-future": _vague_future,
    "span-back": _span_back,
    "span-ahead": _span_ahead,
    "later": _later,
    "following": _following,
}
"""Value names of ``data/times`` that are told from another day."""
