"""What the value of a time expression is computed with, and how its captures are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from detente.language.calendars import Value, unknown
from detente.language.tense import Direction
from detente.language.time_words import Found, TimeText
from detente.records.shapes import Precision

UNIT_PRECISION: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}
"""The precision of what is told in a unit; anything else is an interval or a year."""

Meaning = Callable[[Found, "Context"], Value | None]


@dataclass(frozen=True)
class Context:
    """What a value is computed with: the day it is told from, the direction of the clause, the last time told before.

    ``reference`` is that time's first day and ``reference_precision`` its precision (day, month or year). ``year`` is a year that a sister date
    of a range, or an earlier date of a sentence about the past, has told ("between May and July 2014"); ``meanings`` has the function of each
    ``value`` that ``data/times`` names. ``story_day`` is a day that the sentence told before with its weekday ("on Friday, 16 March"); ``due`` tells that
    a verb in the present speaks of a deed ("lands on Sunday"), not of words.
    """

    meanings: Mapping[str, Meaning]
    text: TimeText
    anchor: date | None
    basis: str | None
    direction: Direction
    reference: date | None = None
    reference_basis: str | None = None
    reference_precision: str = "day"
    year: int | None = None
    story_day: date | None = None
    due: bool = False


def value_of(find: Found, context: Context) -> Value | None:
    """The value of a find; impossible dates ("31 June") and those beyond the calendar are unknown."""
    try:
        return context.meanings[find.rule.value](find, context)
    except (ValueError, OverflowError):
        return unknown("day")


def int_of(find: Found, name: str) -> int | None:
    """A capture as a whole number."""
    value = find.captures.get(name)
    return int(value) if isinstance(value, int | float) else None


def count_of(find: Found) -> float:
    """How many units are told; one where only an article stands."""
    value = find.captures.get("number")
    return float(value) if isinstance(value, int | float) else 1.0


def unit_of(find: Found) -> str:
    """The unit that is told."""
    return str(find.captures.get("unit", "day"))


def inner_of(find: Found) -> Found | None:
    """The find of a lower level inside a find."""
    return next((value for value in find.captures.values() if isinstance(value, Found)), None)


def words_of(find: Found, context: Context) -> list[str]:
    """The lower-case words of a find."""
    return list(context.text.words[find.first : find.last])


def told_year(find: Found | None) -> int | None:
    """The year a find or what is inside it tells."""
    if find is None:
        return None
    return int_of(find, "year") or told_year(inner_of(find))
