"""The words of a paragraph or dateline as time patterns see them: word classes by position, finds of lower levels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.lexicon.numbers import read_number, read_ordinal
from detente.lexicon.times import TimeRule, TimeWords

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_YEARS = re.compile(r"(1[0-9]{3}|20[0-9]{2})[-–—/](\d{4}|\d{2})")
_DECADE = re.compile(r"(1[0-9]{2}0|20[0-9]0)['’]?s")
_SHORT_DECADE = re.compile(r"['’]?([2-9]0)s")
_MID_YEAR = re.compile(r"mid-?(1[0-9]{3}|20[0-9]{2})")
_QUARTER = re.compile(r"q([1-4])|([1-4])q")
_TIME = re.compile(r"([01]?\d|2[0-4])[:.h]([0-5]\d)(?:h|am|pm)?|([01]?\d)(?:am|pm)")
_WHICH = {"last": -1, "this": 0, "current": 0, "next": 1}
_EDGES = {
    "early": "early", "beginning": "start", "start": "start", "mid": "mid", "middle": "mid", "late": "late", "end": "end",
}  # fmt: skip
_CALENDAR = frozenset({"week", "weekend", "month", "year", "decade", "quarter", "century"})


@dataclass(frozen=True)
class Found:
    """A time found by a rule: positions ``first`` up to but not including ``last``, and what its pattern captured."""

    rule: TimeRule
    first: int
    last: int
    captures: Mapping[str, object]
    yields: str


@dataclass
class TimeText:
    """Words of one paragraph; ``names`` are positions that belong to the name of a person ("Theresa May").

    It gathers the finds of each level while a paragraph is matched and is thrown away after it.
    """

    texts: Sequence[str]
    names: frozenset[int]
    table: TimeWords
    words: Sequence[str] = field(init=False)
    found: dict[int, list[Found]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = [text.lower() for text in self.texts]

    def nested(self, kinds: frozenset[str], at: int) -> Sequence[tuple[object, int]]:
        """Finds of lower levels at a position, longest first; ``any`` stands for every point or stretch of the calendar."""
        return [
            (find, find.last)
            for find in self.found.get(at, ())
            if find.yields in kinds or ("any" in kinds and find.yields not in {"duration", "deadline", "open"})
        ]

    def read(self, kind: str, at: int) -> tuple[object, int] | None:
        """The value of a word class at a position and the position after it, or None."""
        reader = _READERS[kind]
        return reader(self, at)

    def in_class(self, kind: str, at: int) -> bool:
        """Whether a word class stands at a position."""
        return 0 <= at < len(self.words) and self.read(kind, at) is not None


def _table(text: TimeText, at: int, table: Mapping[str, int]) -> tuple[object, int] | None:
    word = text.words[at]
    if word not in table or at in text.names or (word in text.table.capital and not text.texts[at][0].isupper()):
        return None
    return table[word], at + 1


def _member(text: TimeText, at: int, words: frozenset[str]) -> tuple[object, int] | None:
    return (text.words[at], at + 1) if text.words[at] in words else None


def _mapped(text: TimeText, at: int, table: Mapping[str, object]) -> tuple[object, int] | None:
    return (table[text.words[at]], at + 1) if text.words[at] in table else None


def _pattern(text: TimeText, at: int, pattern: re.Pattern[str]) -> tuple[object, int] | None:
    found = pattern.fullmatch(text.words[at])
    return (tuple(int(group) for group in found.groups() if group), at + 1) if found else None


def _integer(text: TimeText, at: int, pattern: re.Pattern[str]) -> tuple[object, int] | None:
    return (int(text.words[at]), at + 1) if pattern.fullmatch(text.words[at]) else None


def _day(text: TimeText, at: int) -> tuple[object, int] | None:
    word = text.words[at]
    value = (
        int(word) if word.isascii() and word.isdigit() and len(word) <= 2 else read_ordinal(word, text.table.numbers)
    )
    return (value, at + 1) if value and 1 <= value <= 31 else None


def _number(text: TimeText, at: int) -> tuple[object, int] | None:
    return read_number(text.words, at, text.table.numbers)


def _ordinal(text: TimeText, at: int) -> tuple[object, int] | None:
    value = read_ordinal(text.words[at], text.table.numbers)
    return (value, at + 1) if value else None


def _decade(text: TimeText, at: int) -> tuple[object, int] | None:
    word = text.words[at]
    if found := _DECADE.fullmatch(word):
        return int(found[1]), at + 1
    if found := _SHORT_DECADE.fullmatch(word):
        return 1900 + int(found[1]), at + 1
    return _mapped(text, at, text.table.decades)


def _clock(text: TimeText, at: int) -> tuple[object, int] | None:
    """ "9:20 a.m.", "20:00 GMT", "eight in the evening", "half past eight", "noon", "8 p.m."."""
    words = text.words
    start = at + 2 if words[at] in {"half", "quarter"} and words[at + 1 : at + 2] in (["past"], ["to"]) else at
    if start >= len(words):
        return None
    if _TIME.fullmatch(words[start]):
        return "clock", _after_clock(words, start + 1)
    if words[start] in {"noon", "midday", "midnight"}:
        return "clock", start + 1
    read = read_number(words, start, text.table.numbers)
    after = _after_clock(words, read[1]) if read and 0 <= read[0] <= 24 else 0
    return ("clock", after) if read and (after > read[1] or start > at) else None


_HALVES = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "o’clock", "a.m", "p.m", "gmt", "utc", "hours"})


def _after_clock(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] in _HALVES - {"hours"}:
        at += 1
    if list(words[at : at + 2]) == ["local", "time"]:
        return at + 2
    if list(words[at : at + 2]) == ["in", "the"] and words[at + 2 : at + 3] in (
        ["morning"],
        ["evening"],
        ["afternoon"],
    ):
        return at + 3
    return at


def _holiday(text: TimeText, at: int) -> tuple[object, int] | None:
    for length in (4, 3, 2, 1):
        value = text.table.holidays.get(" ".join(text.words[at : at + length]))
        if value and at + length <= len(text.words) and text.texts[at][0].isupper():
            return value, at + length
    return None


def _named(text: TimeText, at: int) -> tuple[object, int] | None:
    for length in (4, 3):
        value = text.table.named.get(" ".join(text.words[at : at + length]))
        if value and at + length <= len(text.words):
            return value, at + length
    return None


def _thing(text: TimeText, at: int) -> tuple[object, int] | None:
    """One plain word: "the coup of 3 May"."""
    word = text.texts[at]
    return (word, at + 1) if word.isalpha() and word.islower() and len(word) > 2 else None


def _unit(text: TimeText, at: int) -> tuple[object, int] | None:
    return _mapped(text, at, text.table.units)


def _vague_unit(text: TimeText, at: int) -> tuple[object, int] | None:
    word = text.words[at]
    return (text.table.units[word], at + 1) if word in text.table.units and word.endswith("s") else None


def _year(text: TimeText, at: int) -> tuple[object, int] | None:
    return _integer(text, at, _YEAR)


_TWO = re.compile(r"\d{2}")

_READERS = {
    "month": lambda text, at: _table(text, at, text.table.months),
    "weekday": lambda text, at: _table(text, at, text.table.weekdays),
    "part": lambda text, at: _member(text, at, text.table.parts),
    "season": lambda text, at: _mapped(text, at, text.table.seasons),
    "few": lambda text, at: _member(text, at, text.table.few),
    "which": lambda text, at: _mapped(text, at, _WHICH),
    "edge": lambda text, at: _mapped(text, at, _EDGES),
    "calendar": lambda text, at: _member(text, at, _CALENDAR),
    "isodate": lambda text, at: _pattern(text, at, _ISO),
    "slashdate": lambda text, at: _pattern(text, at, _SLASH),
    "midyear": lambda text, at: _pattern(text, at, _MID_YEAR),
    "yearrange": lambda text, at: _pattern(text, at, _YEARS),
    "quarter": lambda text, at: _pattern(text, at, _QUARTER),
    "two": lambda text, at: _integer(text, at, _TWO),
    "day": _day,
    "year": _year,
    "number": _number,
    "ordinal": _ordinal,
    "decade": _decade,
    "clock": _clock,
    "holiday": _holiday,
    "named": _named,
    "thing": _thing,
    "unit": _unit,
    "vagueunit": _vague_unit,
}

CLASSES = tuple(sorted(_READERS))
"""The names of all word classes."""
