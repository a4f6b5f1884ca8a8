"""Days, weeks, months and years that a sentence tells, read with the time rules but without a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.compare.hours import MONTHS, WEEKDAYS
from detente.language.calendars import read_iso
from detente.language.time_context import Context, value_of
from detente.language.time_matching import candidates
from detente.language.time_values import MEANINGS
from detente.language.time_words import Found, TimeText
from detente.lexicon.files import DataFolder
from detente.lexicon.times import TimeRules, load_times

LONGEST = 366
"""Days of a stretch; a longer one ("in recent years") is at odds with nothing."""
_WORD = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\w+(?:[./:-]\d+)*|[^\w\s]")
_HINT = re.compile(
    r"\d|day\b|days\b|week|month|year|quarter|yesterday|tomorrow|tonight|morning|night|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\b(?:spring|summer|autumn|winter|ago|eve)\b",
    re.IGNORECASE,
)
"""Without any of these a sentence tells no time, and need not be read."""
_AHEAD = re.compile(
    r"\b(?:will|would|shall|unless|until|by|due|scheduled|plans?|planned|this|next|is to|are to|before|deadline)\b"
)
"""Words before a weekday by which it lies ahead."""
_PLAIN = frozenset({"date"})
_LOOSE = re.compile(r"(?:the )?(?:first|second|third|fourth)[ -]+quarter")
"""Of a year, or of a game."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A time with its half-open span in the sentence, the first and the last day (ISO) that it may be, and how finely it is told."""

    start: int
    end: int
    first: str
    last: str
    precision: str


def times_at(text: str, published: str | None) -> list[Dated]:
    """Every time of a sentence that has two ends within a year of one another, in order; ``published`` is the day (ISO) it is counted from."""
    if not _HINT.search(text):
        return []
    places = [found.span() for found in _WORD.finditer(text)]
    words = TimeText([text[a:b] for a, b in places], frozenset(), _rules().words)
    anchor, found, last = read_iso(published), [], 0
    for options in candidates(words, _rules()):
        find = next((f for f in options if f.first >= last), None)
        if find is None:
            continue
        start, end = places[find.first][0], places[find.last - 1][1]
        told = _read(find, words, anchor, "future" if _AHEAD.search(text[max(0, start - 60) : start]) else "past")
        if told:
            found.append(Dated(start, end, *told))
            last = find.last
    return found


def _read(find: Found, words: TimeText, anchor: date | None, direction: str) -> tuple[str, str, str] | None:
    basis = "published" if anchor else None
    value = value_of(find, Context(MEANINGS, words, anchor, basis, "future" if direction == "future" else "past"))
    if (
        value is None
        or _LOOSE.fullmatch(" ".join(words.words[find.first : find.last]))
        or (value.kind or find.rule.kind) not in _PLAIN
        or not value.start
        or not value.end
    ):
        return None
    if not 0 <= (value.end - value.start).days <= LONGEST:
        return None
    return value.start.isoformat(), value.end.isoformat(), value.precision or "interval"


def same_in_words(one: str, two: str) -> bool:
    """Whether two times name the same weekday, or the same day and month, and nothing in them says otherwise: one may leave the year or the part of the day out."""
    a, b = (_named_parts(text) for text in (one, two))
    shared = a.keys() & b.keys()
    return bool(shared & {"weekday", "month"}) and all(a[part] == b[part] for part in shared)


def _named_parts(text: str) -> dict[str, str]:
    parts = {}
    for word in re.findall(r"[a-z]+|\d+", text.lower()):
        if word in WEEKDAYS:
            parts["weekday"] = word
        elif any(word[:3] == month[:3] and month.startswith(word[:4]) for month in MONTHS):
            parts["month"] = word[:3]
        elif word.isdigit():
            parts["year" if len(word) == 4 else "day"] = word.lstrip("0")
    return parts


@cache
def _rules() -> TimeRules:
    return load_times(DataFolder())
