"""The values of what is built around a time: parts of it, ranges, deadlines, durations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from detente.language import calendars as cal
from detente.language.calendars import Value, unknown
from detente.language.time_context import (
    Context,
    Meaning,
    count_of,
    inner_of,
    int_of,
    told_year,
    unit_of,
    value_of,
    words_of,
)
from detente.language.time_words import Found


def _shifted(find: Found, context: Context) -> Value | None:
    inner = inner_of(find)
    value = value_of(inner, context) if inner else None
    if value is None or value.start is None or inner is None:
        return None
    sign = -1 if "before" in words_of(find, context)[: inner.first - find.first] else 1
    return cal.rebased(cal.shift(value.start, unit_of(find), sign * count_of(find)), value.basis)


def _shifted_day(find: Found, context: Context) -> Value | None:
    """ "A month to the day after the raid of 14 July"."""
    value = _same(find, context)
    if value is None or value.start is None:
        return unknown("day")
    sign = -1 if "before" in words_of(find, context) else 1
    return cal.day_value(cal.add(value.start, unit_of(find), sign * count_of(find)), value.basis)


def _eve(find: Found, context: Context) -> Value | None:
    value = _same(find, context)
    if value is None or value.start is None:
        return unknown("day")
    return cal.day_value(value.start - timedelta(days=1), value.basis)


def _weekday_beside(find: Found, context: Context) -> Value | None:
    """ "The Monday after the coup of 3 May": the first such day after it, or the last before it."""
    value = _same(find, context)
    if value is None or value.start is None:
        return unknown("day")
    ahead = ((int_of(find, "weekday") or 0) - value.start.weekday()) % 7
    days = (ahead or 7) - 7 if "before" in words_of(find, context) else ahead or 7
    return cal.day_value(value.start + timedelta(days=days or -7), value.basis)


def _weekday_of_month(find: Found, context: Context) -> Value | None:
    """ "The first Monday in October", "the last Sunday of May"."""
    value = _same(find, context)
    if value is None or value.start is None or value.end is None:
        return unknown("day")
    weekday, rank = int_of(find, "weekday") or 0, int_of(find, "rank")
    if rank is None:
        return cal.day_value(value.end - timedelta(days=(value.end.weekday() - weekday) % 7), value.basis)
    day = value.start + timedelta(days=(weekday - value.start.weekday()) % 7 + 7 * (rank - 1))
    return cal.day_value(day, value.basis) if day <= value.end else unknown("day")


def _within_of(find: Found, context: Context) -> Value | None:
    """So many days from a told day: it is the last that counts."""
    value = _same(find, context)
    if value is None or value.start is None:
        return unknown("before")
    return Value(None, cal.add(value.start, unit_of(find), count_of(find)), "before", "day", value.basis)


def _span_from(find: Found, context: Context) -> Value | None:
    """ "For three days from 2 March": the third is the last."""
    value = _same(find, context)
    if value is None or value.start is None:
        return None
    return cal.interval(
        value.start, cal.add(value.start, unit_of(find), count_of(find)) - timedelta(days=1), value.basis
    )


def _same(find: Found, context: Context) -> Value | None:
    inner = inner_of(find)
    return value_of(inner, context) if inner else None


def _part_of(find: Found, context: Context) -> Value | None:
    inner = inner_of(find)
    if words_of(find, context)[:2] in (["end", "in"], ["start", "in"]):
        return None  # "sanctions will end in January"
    whole = value_of(inner, context) if inner else _this_unit(find, context)
    if whole is None or whole.start is None or whole.end is None:
        return unknown("interval")
    words = words_of(find, context)
    if "quarter" in words:
        rank = int_of(find, "rank") or 4
        return cal.months_value(whole.start.year, 3 * rank - 2, 3 * rank, whole.basis)
    start, end = _part(whole.start, whole.end, find, words)
    return cal.interval(start, end, whole.basis)


def _this_unit(find: Found, context: Context) -> Value | None:
    unit = find.captures.get("calendar")
    if context.anchor is None or not isinstance(unit, str):
        return None
    here = context.anchor
    return cal.rebased(
        cal.month_value(here.year, here.month) if unit == "month" else cal.shift(here, unit, 0), context.basis
    )


def _part(start: date, end: date, find: Found, words: list[str]) -> tuple[date, date]:
    rank = int_of(find, "rank")
    if rank is None and {"last", "final"} & set(words):
        return _last_part(start, end, find, words)
    if rank is not None and "half" in words:
        middle = _middle(start, end)
        return (start, middle - timedelta(days=1)) if rank == 1 else (middle, end)
    if rank is not None and "weekend" in words:
        saturday = start + timedelta(days=(5 - start.weekday()) % 7 + 7 * (rank - 1))
        return saturday, saturday + timedelta(days=1)
    if rank is not None:
        first = start + timedelta(days=7 * (rank - 1))
        return first, min(end, first + timedelta(days=6))
    return _edge(start, end, str(find.captures.get("edge")))


def _last_part(start: date, end: date, find: Found, words: list[str]) -> tuple[date, date]:
    """The last week of a month runs from the Monday of its last whole week to its last day."""
    if "week" in words:
        sunday = end - timedelta(days=(end.weekday() + 1) % 7)
        return sunday - timedelta(days=6), end
    return end - timedelta(days=int(count_of(find)) - 1 if "number" in find.captures else 6), end


def _middle(start: date, end: date) -> date:
    """The first day of the second half: the 16th of a month, the 1st of July of a year."""
    if (end - start).days < 32:
        return start.replace(day=16)
    return start.replace(month=7) if start.year == end.year else start.replace(year=(start.year + end.year + 1) // 2)


def _edge(start: date, end: date, edge: str) -> tuple[date, date]:
    days = (end - start).days + 1
    if days <= 7:
        return {
            "early": (start, start + timedelta(days=1)),
            "start": (start, start),
            "mid": (start + timedelta(days=2),) * 2,
        }.get(edge, (end, end))
    if days <= 31:
        return {
            "early": (start, start.replace(day=10)),
            "start": (start, start.replace(day=7)),
            "mid": (start.replace(day=11), start.replace(day=20)),
            "late": (start.replace(day=21), end),
        }.get(edge, (end - timedelta(days=6), end))
    if days <= 366:
        months = {"early": (1, 4), "start": (1, 1), "mid": (5, 8), "late": (9, 12), "end": (12, 12)}
        first, last = months.get(edge, (12, 12))
        value = cal.months_value(start.year, first, last)
    else:
        tenth = (end.year - start.year + 1) // 10
        years = {"early": (0, 4), "start": (0, 1), "mid": (3, 7), "late": (6, 10)}
        low, high = years.get(edge, (9, 10))
        value = cal.years_value(start.year + low * tenth, start.year + high * tenth - 1)
    assert value.start is not None
    assert value.end is not None
    return value.start, value.end


def _range(find: Found, context: Context) -> Value | None:
    first, last = find.captures["start"], find.captures["end"]
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    year = told_year(last) if told_year(first) is None else None
    start, end = value_of(first, replace(context, year=year or context.year)), value_of(last, context)
    if start is None or end is None:
        return None
    low, high = start.start, end.end
    if low is None or high is None:
        return unknown("interval")
    if low > high:
        low, high = _ordered(low, high, weekdays="weekday" in last.captures, past=context.direction == "past")
    grain = start.grain if start.grain == end.grain else "day"
    return Value(low, high, "interval", grain, start.basis or end.basis)


def _ordered(low: date, high: date, *, weekdays: bool, past: bool) -> tuple[date, date]:
    """A range that ran over a week or a year: "from Friday to Monday", "from 28 December to 3 January"."""
    if weekdays:
        return (low - timedelta(days=7), high) if past else (low, high + timedelta(days=7))
    if past:
        return cal.add(low, "year", -1), high
    return low, cal.add(high, "year", 1)


def _ahead(context: Context) -> Context:
    """ "They have until Friday": what is due lies ahead of the present."""
    return replace(context, direction="future") if context.direction == "present" else context


def _by(find: Found, context: Context) -> Value | None:
    """At the latest then. Of the past ("by Sunday the town was empty") it is the day something had come about."""
    if context.text.words[find.last : find.last + 1] == ["to"]:
        # "Has given them until Monday to leave": the giving is past, the day is not.
        context = replace(context, direction="future")
    value = _same(find, _ahead(context))
    if value is None:
        return None
    kind = "date" if context.direction == "past" else None
    return replace(value, start=value.start if value.precision == "day" else None, precision="before", kind=kind)


def _before(find: Found, context: Context) -> Value | None:
    value = _same(find, _ahead(context))
    if value is None:
        return None
    kind = "date" if context.direction == "past" else None
    inner = inner_of(find)
    end = value.start - timedelta(days=1) if value.start else None
    if inner is not None and inner.captures.get("edge") == "end":
        # "Before the end of the year" leaves time up to its last days.
        end = value.end
    return Value(None, end, "before", "day", value.basis, kind)


def _since(find: Found, context: Context) -> Value | None:
    value = _same(find, context)
    return value and replace(value, end=None, precision="after")


def _after(find: Found, context: Context) -> Value | None:
    value = _same(find, context)
    if value is None:
        return None
    start = value.end + timedelta(days=1) if value.end else None
    return Value(start, None, "after", "day", value.basis)


def _within(find: Found, context: Context) -> Value | None:
    """So many days from the telling; "within 60 days of signing" is told from the signing, which is not known here."""
    if context.direction == "past":
        return None
    following = context.text.words[find.last : find.last + 1]
    if context.anchor is None or list(following) in (["of"], ["from"], ["after"], ["following"]):
        return unknown("before")
    return cal.interval(context.anchor, cal.add(context.anchor, unit_of(find), count_of(find)), context.basis)


def _soon(find: Found, context: Context) -> Value | None:
    """ "They could go home within days": a deadline without a last day; of the past it is none."""
    return None if context.direction == "past" else unknown("before")


def _duration(find: Found, context: Context) -> Value:
    return unknown(None)


FRAMES: dict[str, Meaning] = {
    "span-from": _span_from,
    "shifted": _shifted,
    "shifted-day": _shifted_day,
    "eve": _eve,
    "weekday-beside": _weekday_beside,
    "weekday-of-month": _weekday_of_month,
    "within-of": _within_of,
    "same": _same,
    "part-of": _part_of,
    "range": _range,
    "by": _by,
    "before": _before,
    "since": _since,
    "after": _after,
    "within": _within,
    "soon": _soon,
    "duration": _duration,
}
"""Value names of ``data/times`` that are built around another time."""
