"""Dates of publication as they are written in files -> ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEPT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
_NUMBERS = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
_DAY_FIRST = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)

EXPECTED = "a date such as 2015-05-13 or 2015-05-13T10:00:00+02:00"


def read_published(value: str) -> str | None:
    """``value`` as an ISO date, with time and zone where they are given; None when it names no single day.

    "2015-05-13" and "2015-05-13T10:00:00+02:00" are kept as they are. "5/6/2015" is None: it is two days.
    """
    value = value.strip()
    kept = _KEPT.fullmatch(value)
    if kept:
        return value if _is_day(kept[1]) else None
    return _from_iso(value) or _from_words(value.lower()) or _from_mail(value)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _from_iso(value: str) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        found = _NUMBERS.fullmatch(value)
        return _day(int(found[1]), int(found[2]), int(found[3])) if found else None
    # a week date or a bare year-month-day without signs has no time of day
    return moment.isoformat() if re.search(r"\d[T ]\d\d", value) else moment.date().isoformat()


def _from_words(value: str) -> str | None:
    if found := _DAY_FIRST.fullmatch(value):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(value):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _from_mail(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat() if "," in value[:5] else None
    except (ValueError, TypeError, IndexError):
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
