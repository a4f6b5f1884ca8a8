"""Days and hours of the day as a sentence tells them, without a parser: only what is plainly written."""

from __future__ import annotations

import re
from datetime import date, timedelta

Hour = tuple[int, int]
"""First and last minute of the day that a told hour may stand for."""

MONTHS = (
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
_NAMES = "|".join(f"{m}|{m[:3]}" for m in MONTHS)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{{1,2}}))?(?: of)? ({_NAMES})\b\.?(?:,? (\d{{4}}))?", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    rf"\b({_NAMES})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{{1,2}}))?\b(?:, (\d{{4}}))?", re.IGNORECASE
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|would|shall|unless|until|by|due|scheduled|this|next|is to|are to|before|deadline)\b")
_NEAR = re.compile(r"\b(today|yesterday|tomorrow)\b", re.IGNORECASE)

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_CLOCK = re.compile(
    rf"\b(?:(half past|quarter past|quarter to)\s+)?(\d{{1,2}}|{'|'.join(_WORDS)})(?:[:.](\d\d))?\s*"
    r"(a\.?m\b|p\.?m\b|o'clock|hours|h\b)?",
    re.IGNORECASE,
)
_PARTS: tuple[tuple[str, Hour], ...] = (
    ("dawn|daybreak|sunrise", (240, 480)),
    ("midday|noon", (690, 750)),
    ("morning", (240, 720)),
    ("afternoon", (720, 1110)),
    ("dusk|sunset|nightfall", (960, 1290)),
    ("evening", (1020, 1439)),
)
_PART = re.compile(r"\b(?:(?:on|in the|at|this|late|early|\w+day) )(" + "|".join(f"{n}" for n, _ in _PARTS) + r")\b")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[ t]+\d\d:\d\d|updated:?\s[^.]{0,40}")
"""The hour a page was changed is no hour of a happening."""
_ZONE = re.compile(r"\b(?:GMT|UTC|EST|EDT|ET|PT|CET|BST|[Ll]ocal time)\b")
"""Hours of different zones are not laid side by side."""


def days_told(text: str, published: str | None) -> frozenset[str]:
    """The days (ISO) that a text names outright: "27 April", "May 20", "20-21 May"; the year is that nearest to publication."""
    anchor = _date(published)
    found: set[str] = set()
    for match in _DAY_MONTH.finditer(text):
        found |= _days(match[1], match[2], match[3], match[4], anchor)
    for match in _MONTH_DAY.finditer(text):
        found |= _days(match[2], match[3], match[1], match[4], anchor)
    return frozenset(found)


def months_told(text: str) -> frozenset[str]:
    """Names of months in a text, "may" and "march" only where they are capitalised."""
    return frozenset(m[0].lower() for m in _MONTH.finditer(text))


_MONTH = re.compile(rf"\b(?:{'|'.join(m.title() for m in MONTHS)})\b")


def weekdays_told(text: str, published: str | None) -> frozenset[str]:
    """The days (ISO) that weekdays, "today", "yesterday" and "tomorrow" stand for; none without a day of publication."""
    anchor = _date(published)
    if anchor is None:
        return frozenset()
    low = text.lower()
    found = set()
    for match in _WEEKDAY.finditer(low):
        behind = (anchor.weekday() - WEEKDAYS.index(match[1])) % 7
        ahead = bool(_AHEAD.search(low[max(0, match.start() - 60) : match.start()]))
        day = anchor + timedelta((7 - behind) if ahead else -behind)
        found.add(day.isoformat())
    for match in _NEAR.finditer(low):
        found.add((anchor + timedelta({"today": 0, "yesterday": -1, "tomorrow": 1}[match[1]])).isoformat())
    return frozenset(found)


def _days(first: str, last: str | None, month: str, year: str | None, anchor: date | None) -> set[str]:
    number = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month.lower()[:3]))
    try:
        if year:
            start = date(int(year), number, int(first))
        elif anchor:
            years = (anchor.year - 1, anchor.year, anchor.year + 1)
            start = min((date(y, number, int(first)) for y in years), key=lambda d: abs((d - anchor).days))
        else:
            return {f"--{number:02d}-{int(first):02d}"}
        count = int(last) - int(first) if last and int(first) < int(last) <= 31 else 0
        return {(start + timedelta(i)).isoformat() for i in range(min(count, 31) + 1)}
    except (ValueError, OverflowError):
        return set()


def _date(day: str | None) -> date | None:
    """The day, None also within a year of the calendar's ends, where "yesterday" has no date."""
    try:
        found = date.fromisoformat(day[:10]) if day else None
    except ValueError:
        return None
    return found if found and date.min.year < found.year < date.max.year else None


def hours_told(text: str) -> tuple[Hour, ...]:
    """The hours of the day that a text names: "9:20 a.m.", "half past seven on Tuesday evening", "at dawn"."""
    low = _STAMP.sub(" ", text.lower().replace("’", "'"))
    if _ZONE.search(text):
        return ()
    parts = [hours for m in _PART.finditer(low) for name, hours in _PARTS if m[1] in name.split("|")]
    found: list[Hour] = []
    for match in _CLOCK.finditer(low):
        told = _minutes(match, low)
        if told is None:
            continue
        narrowed = [t for t in told if any(a <= t <= b for a, b in parts)] if len(told) > 1 else told
        if len(narrowed or told) == 1:
            found.append(((narrowed or told)[0],) * 2)
    return tuple(sorted(set(found))) or tuple(sorted(set(parts)))


def _minutes(match: re.Match[str], low: str) -> list[int] | None:
    """The minutes of the day that a clock time may stand for, two without "a.m." or "p.m."; None where it is no clock time."""
    quarter, hour, minute, half = match.groups()
    before = low[max(0, match.start() - 14) : match.start()]
    plain = not (quarter or half or minute)
    if plain and not re.search(r"\b(?:at|from|around|about|until|since) $", before):
        return None
    if plain and not re.match(r"\s*(?:in the (?:morning|afternoon|evening)|at night)", low[match.end() :]):
        return None
    number = int(hour) if hour.isdigit() else _WORDS.index(hour) + 1
    if number > 24 or (minute and int(minute) > 59) or ("." in match[0] and minute and not half):
        return None
    number += {"half past": 0.5, "quarter past": 0.25, "quarter to": -0.25}.get(quarter or "", 0)  # type: ignore[assignment]
    told = int(number * 60) + int(minute or 0)
    if half and half[0] in "ap" and number <= 12.5:
        return [told % 720 + (720 if half[0] == "p" else 0)]
    exact = bool(minute) and not quarter and (number > 12 or hour.startswith("0"))
    return [told] if exact or number > 12.5 else [told % 720, told % 720 + 720]


def hours_apart(one: tuple[Hour, ...], two: tuple[Hour, ...], *, slack: int = 20) -> bool:
    """Whether no hour of one may be an hour of the other, ``slack`` minutes allowed for "about"."""
    return bool(one and two) and not any(a[0] - slack <= b[1] and b[0] - slack <= a[1] for a in one for b in two)


_WITHIN = re.compile(
    r"\b(?:with)?in (a|an|one|two|three|four|five|six|seven|ten|\d{1,2}) (day|week|month)s?\b(?! of\b| ago\b)",
    re.IGNORECASE,
)
_UNITS = {"day": 1, "week": 7, "month": 31}
_EARLIEST = re.compile(
    r"\b(?:not (?:earlier than|before)|no earlier than|no sooner than|at the earliest)\b", re.IGNORECASE
)
_LATEST = re.compile(r"\b(?:not later than|no later than|by|before|at the latest)\b[^.,;]{0,30}$", re.IGNORECASE)
Bounds = tuple[str | None, str | None]
"""The earliest and the latest day (ISO) that a text sets for something to come."""


def bounds_told(text: str, published: str | None) -> Bounds:
    """ "Within a week" sets a latest day, "not earlier than 1 August" an earliest one."""
    anchor, days = _date(published), sorted(days_told(text, published))
    within = _WITHIN.search(text)
    if within and anchor and re.match(r"with", within[0], re.IGNORECASE):
        word = within[1].lower()
        count = int(word) if word.isdigit() else _WORDS.index(word) + 1 if word in _WORDS else 1
        return None, (anchor + timedelta(count * _UNITS[within[2].lower()])).isoformat()
    if days and _EARLIEST.search(text):
        return days[0], None
    first = min((m.start() for m in (_DAY_MONTH.search(text), _MONTH_DAY.search(text)) if m), default=0)
    return (None, days[-1]) if days and _LATEST.search(text[:first]) else (None, None)


def bounds_apart(one: Bounds, two: Bounds) -> bool:
    """Whether the earliest day of one lies past the latest of the other."""
    return any(
        early is not None and late is not None and early > late for early, late in ((one[0], two[1]), (two[0], one[1]))
    )
