"""Typed rules of ``data/times``: token patterns of time expressions, each with examples, and their word classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.lexicon.numbers import IntMap, NumberWords, PlainMap, load_numbers
from detente.lexicon.patterns import Pattern, compile_pattern, openings

Kind = Literal["date", "duration", "deadline"]


def _as_iso(value: Any) -> Any:
    """YAML reads an unquoted 2015-05-12 as a date and 2012 as a number."""
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, int) else value


Iso = Annotated[str | None, BeforeValidator(_as_iso)]


OTHER_WORDS = frozenset({
    "last", "this", "current", "next", "early", "beginning", "start", "mid", "middle", "late", "end", "midday", "midnight", "noon",
})  # fmt: skip
"""Words of the classes that language/time_words.py defines itself."""


class TimeExample(Row):
    """A sentence with what must be found in it, run by the tests through the whole program."""

    text: str
    words: str
    start: Iso
    end: Iso
    precision: str | None
    published: Iso = None
    kind: Kind | None = None


class TimeRow(Row):
    """One rule: patterns on a level, the value they have (language/time_values.py) and the kind of time they make.

    ``yields`` is what the rule's finds are called in ``<...>`` of higher levels; ``alone`` lists words one of which must
    come before a find that is reported by itself; ``unless_next`` words or classes that must not follow, ``only_next`` words one of which must.
    """

    id: str
    pattern: tuple[str, ...]
    value: str
    yields: str
    level: int = 1
    kind: Kind = "date"
    alone: tuple[str, ...] = ()
    unless_next: tuple[str, ...] = ()
    only_next: tuple[str, ...] = ()
    examples: tuple[TimeExample, ...]


class WordRow(Row):
    """The one mapping of ``data/times/words.yaml``."""

    months: IntMap
    weekdays: IntMap
    capital: tuple[str, ...]
    units: Annotated[dict[str, str], PlainMap]
    parts: tuple[str, ...]
    seasons: IntMap
    decades: IntMap
    few: tuple[str, ...]
    named: Annotated[dict[str, str], PlainMap]
    holidays: Annotated[dict[str, str], PlainMap]


@dataclass(frozen=True)
class TimeWords:
    """Word classes of time expressions, lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    capital: frozenset[str]
    units: Mapping[str, str]
    parts: frozenset[str]
    seasons: Mapping[str, int]
    decades: Mapping[str, int]
    few: frozenset[str]
    named: Mapping[str, str]
    holidays: Mapping[str, str]
    numbers: NumberWords

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that some class may open with; a word outside it is in a class only where it has a figure."""
        tables = (self.months, self.weekdays, self.units, self.parts, self.seasons, self.decades, self.few)
        numbers = (self.numbers.units, self.numbers.tens, self.numbers.scales, self.numbers.ordinals)
        words = {word for table in (*tables, *numbers) for word in table}
        words |= {name.split()[0] for name in (*self.holidays, *self.named)} | {
            word.split("-")[0] for word in self.numbers.tens
        }
        return frozenset(words | {"a", "an", "half", "quarter", *OTHER_WORDS})


@dataclass(frozen=True)
class TimeRule:
    """A rule of ``data/times`` with its patterns compiled."""

    id: str
    patterns: tuple[Pattern, ...]
    value: str
    yields: str
    level: int
    kind: Kind
    alone: frozenset[str]
    unless_next: frozenset[str]
    only_next: frozenset[str]
    examples: tuple[TimeExample, ...]


Opened = tuple[TimeRule, Pattern]


@dataclass(frozen=True)
class TimeRules:
    """Rules of ``data/times`` in file order, and the word classes they name.

    ``levels`` has for each level, in the order they are matched, its patterns by what they may open with (`openings`).
    """

    rules: tuple[TimeRule, ...]
    words: TimeWords
    levels: tuple[Mapping[str, tuple[Opened, ...]], ...]


def load_times(folder: DataFolder) -> TimeRules:
    """Load ``data/times``; raises LexiconError."""
    pairs = [
        pair
        for name in ("absolute", "relative", "frames", "own")
        for pair in folder.yaml_rows(f"times/{name}.yaml", TimeRow)
    ]
    rules = tuple(_rule(row) for row in merge_rows(pairs, lambda row: row.id))
    return TimeRules(rules, _words(folder), tuple(_level(rules, n) for n in sorted({rule.level for rule in rules})))


def _level(rules: tuple[TimeRule, ...], level: int) -> dict[str, tuple[Opened, ...]]:
    opened: dict[str, tuple[Opened, ...]] = {}
    for rule in rules:
        for pattern in rule.patterns if rule.level == level else ():
            for opening in sorted(openings(pattern)):
                opened[opening] = (*opened.get(opening, ()), (rule, pattern))
    return opened


def _rule(row: TimeRow) -> TimeRule:
    if not row.examples:
        raise LexiconError(f"times:{row.line} (rule {row.id}): expected at least one example, found none")
    return TimeRule(
        row.id,
        tuple(compile_pattern(text) for text in row.pattern),
        row.value,
        row.yields,
        row.level,
        row.kind,
        frozenset(row.alone),
        frozenset(row.unless_next),
        frozenset(row.only_next),
        row.examples,
    )


def _words(folder: DataFolder) -> TimeWords:
    *_, row = (row for _, row in folder.yaml_rows("times/words.yaml", WordRow))
    return TimeWords(
        row.months,
        row.weekdays,
        frozenset(row.capital),
        row.units,
        frozenset(row.parts),
        row.seasons,
        row.decades,
        frozenset(row.few),
        row.named,
        row.holidays,
        load_numbers(folder),
    )
