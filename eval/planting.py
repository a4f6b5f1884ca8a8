"""Planted differences: which words of a report are replaced by which, and where the words are that tell of it.

A row of `eval/plants/plants.jsonl` holds offsets into a report of `gold/news`, a hash of the words there and the new words,
never the words themselves: the reports are other people's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from eval.bench import ROOT

FOLDER = ROOT / "eval/plants"
FIELDS = ("number", "date", "place", "party", "polarity", "speaker")
HALVES = ("open", "shut")

T = TypeVar("T")
Span = tuple[int, int]
"""Half-open character offsets."""


@dataclass(frozen=True)
class Replacement:
    """New words for those from ``start`` to ``end``, whose hash is ``was``."""

    start: int
    end: int
    was: str
    new: str

    @property
    def growth(self) -> int:
        """How many characters the text grows by."""
        return len(self.new) - (self.end - self.start)


@dataclass(frozen=True)
class Plant:
    """One fact that ``report`` and ``sister`` both tell, altered in ``report``; all offsets are into the texts as they are.

    ``altered`` are the sentences of the report that are changed, ``told`` those of the sister that tell the fact unchanged.
    """

    id: str
    group: str
    report: str
    sister: str
    field: str
    replace: tuple[Replacement, ...]
    altered: tuple[Span, ...]
    told: tuple[Span, ...]

    @property
    def pair(self) -> frozenset[str]:
        """The two reports."""
        return frozenset((self.report, self.sister))


@dataclass(frozen=True)
class Accepted:
    """A difference between two untouched reports that is really there: no false alarm where it is found."""

    reports: tuple[str, str]
    spans: tuple[Span, Span]
    field: str
    reason: str


def hash_of(words: str) -> str:
    """8 hex digits by which replaced words are known again."""
    return sha1(words.encode("utf-8"), usedforsecurity=False).hexdigest()[:8]


def replaced(text: str, replacements: Sequence[Replacement], where: str) -> str:
    """The text with all replacements made; raises ValueError where the words are not those of the table, or two overlap."""
    ordered = sorted(replacements, key=lambda one: one.start)
    for one, following in pairwise(ordered):
        if following.start < one.end:
            raise ValueError(f"{where}: expected replacements apart, found {_at(one)} and {_at(following)}")
    parts, done = [], 0
    for one in ordered:
        if not 0 <= one.start < one.end <= len(text):
            raise ValueError(f"{where}: expected words within {len(text)} characters, found {_at(one)}")
        found = hash_of(text[one.start : one.end])
        if found != one.was:
            raise ValueError(f"{where}: expected words with hash {one.was} at {_at(one)}, found hash {found}")
        parts += [text[done : one.start], one.new]
        done = one.end
    return "".join([*parts, text[done:]])


def moved(span: Span, replacements: Iterable[Replacement]) -> Span:
    """Where a span of the text is once the replacements are made; raises ValueError where one lies across its edge."""
    start, end = span
    for one in replacements:
        if one.end <= span[0]:
            start += one.growth
        elif one.start < span[0] or (one.start < span[1] < one.end):
            raise ValueError(f"expected replacements within or outside {span[0]}-{span[1]}, found {_at(one)}")
        if one.start < span[1]:
            end += one.growth
    return start, end


def moved_place(place: int, replacements: Iterable[Replacement]) -> int:
    """Where the character at an offset is once the replacements before it are made."""
    return place + sum(one.growth for one in replacements if one.end <= place)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def read_plants(path: Path = FOLDER / "plants.jsonl") -> list[Plant]:
    """The table of plants; raises ValueError naming the line that is none."""
    return [_plant(row, f"{path.name}, line {number}") for number, row in _rows(path)]


def read_accepted(path: Path = FOLDER / "accepted.jsonl") -> list[Accepted]:
    """Differences that readers accept as real."""
    return [
        Accepted(_two(row["reports"]), _two([_span(span) for span in row["spans"]]), row["field"], row["reason"])
        for _, row in _rows(path)
    ]


def half_of(groups: Iterable[str]) -> dict[str, str]:
    """Group -> its half, every other one by name."""
    return {group: HALVES[number % 2] for number, group in enumerate(sorted(set(groups)))}


def _rows(path: Path) -> list[tuple[int, Mapping[str, Any]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(number, json.loads(line)) for number, line in enumerate(lines, 1) if line]


def _plant(row: Mapping[str, Any], where: str) -> Plant:
    if row["field"] not in FIELDS:
        raise ValueError(f"{where}: expected a field of {', '.join(FIELDS)}, found {row['field']}")
    return Plant(
        row["id"],
        row["group"],
        row["report"],
        row["sister"],
        row["field"],
        tuple(Replacement(*one) for one in row["replace"]),
        tuple(_span(span) for span in row["altered"]),
        tuple(_span(span) for span in row["told"]),
    )


def _span(value: Sequence[int]) -> Span:
    start, end = value
    return start, end


def _two(values: Sequence[T]) -> tuple[T, T]:
    first, second = values
    return first, second


def _at(one: Replacement) -> str:
    return f"{one.start}-{one.end}"
