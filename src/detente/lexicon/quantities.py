"""Typed rules of ``data/quantities``: number words, units of measure, hedges, and what may happen to those who are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.lexicon.numbers import NumberWords, PlainMap, load_numbers
from detente.records.kinds import QuantityType


class QuantityExample(Row):
    """A sentence with a quantity that must be found in it; only the fields that are given are checked."""

    text: str
    type: QuantityType
    low: float | None
    high: float | None
    unit: str | None = None
    of: str | None = None
    hedge: str | None = None


class UnitRow(Row):
    """A unit of measure or currency with all its spellings, lower case; several words are separated by spaces."""

    id: str
    unit: str
    words: tuple[str, ...]
    type: QuantityType = "count"
    examples: tuple[QuantityExample, ...]


class HedgeRow(Row):
    """Words that loosen a number, before or after it."""

    id: str
    words: tuple[str, ...]
    side: Literal["before", "after"] = "before"
    examples: tuple[QuantityExample, ...]


class StateRow(Row):
    """What has happened to those who are counted; see ``data/quantities/states.yaml``."""

    id: str
    patients: tuple[str, ...]
    subjects: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    tolls: tuple[str, ...]
    moved: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    examples: tuple[QuantityExample, ...]


class QuantityWordRow(Row):
    """The one mapping of ``data/quantities/words.yaml``."""

    persons: tuple[str, ...]
    generic: tuple[str, ...]
    numbered: tuple[str, ...]
    none: tuple[str, ...]
    uncounted: tuple[str, ...]
    weighed: tuple[str, ...]
    fractions: Annotated[dict[str, float], PlainMap]


@dataclass(frozen=True)
class QuantityRules:
    """Rules of ``data/quantities``, word sequences as tuples of lower-case words, longest first."""

    numbers: NumberWords
    units: tuple[tuple[tuple[str, ...], UnitRow], ...]
    hedges: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    states: tuple[StateRow, ...]
    persons: frozenset[str]
    generic: frozenset[str]
    numbered: frozenset[str]
    none: frozenset[str]
    uncounted: frozenset[str]
    weighed: frozenset[str]
    fractions: Mapping[str, float]
    examples: tuple[tuple[str, QuantityExample], ...]


def load_quantities(folder: DataFolder) -> QuantityRules:
    """Load ``data/quantities``; raises LexiconError."""
    units = merge_rows(folder.yaml_rows("quantities/units.yaml", UnitRow), lambda row: row.id)
    hedges = merge_rows(folder.yaml_rows("quantities/hedges.yaml", HedgeRow), lambda row: row.id)
    states = merge_rows(folder.yaml_rows("quantities/states.yaml", StateRow), lambda row: row.id)
    *_, words = (row for _, row in folder.yaml_rows("quantities/words.yaml", QuantityWordRow))
    rows: tuple[UnitRow | HedgeRow | StateRow, ...] = (*units, *hedges, *states)
    for row in rows:
        if not row.examples:
            raise LexiconError(f"quantities:{row.line} (rule {row.id}): expected at least one example, found none")
    return QuantityRules(
        load_numbers(folder),
        tuple(sorted(((tuple(w.split()), row) for row in units for w in row.words), key=_longest)),
        _sequences(hedges, "before"),
        _sequences(hedges, "after"),
        states,
        frozenset(words.persons),
        frozenset(words.generic),
        frozenset(words.numbered),
        frozenset(words.none),
        frozenset(words.uncounted),
        frozenset(words.weighed),
        words.fractions,
        tuple((row.id, example) for row in rows for example in row.examples),
    )


def _longest(pair: tuple[tuple[str, ...], UnitRow]) -> tuple[int, tuple[str, ...]]:
    return (-len(pair[0]), pair[0])


def _sequences(rows: tuple[HedgeRow, ...], side: str) -> tuple[tuple[str, ...], ...]:
    found = {tuple(words.split()) for row in rows if row.side == side for words in row.words}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))
