"""Families of words by which outlets tell one thing, and parts and areas of which one happening has only one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pydantic import Field

from detente.compare.words import load_words, stem
from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row

Phrase = tuple[str, ...]
"""Stems of a word or phrase, in order."""


class KinRow(Row):
    """A family of words, a row of ``data/compare/kin.yaml``."""

    id: str
    words: str
    act: bool = False
    way: bool = False
    people: bool = False
    manner: bool = False
    against: list[str] = Field(default_factory=list)


class SpotExample(Row):
    """Two sentences about one happening that differ in the spot."""

    one: str
    two: str


class SpotRow(Row):
    """Spots that exclude each other, a row of ``data/compare/spots.yaml``."""

    id: str
    spots: list[str]
    example: SpotExample


@dataclass(frozen=True)
class Phrases:
    """Words and phrases with what each stands for, longest first at each first word."""

    by_first: Mapping[str, tuple[tuple[Phrase, str], ...]]

    def find(self, stems: Sequence[str]) -> list[tuple[int, int, str]]:
        """Every phrase as (first word, words, what it stands for), from the left, longest first."""
        found, at = [], 0
        while at < len(stems):
            size = 1
            for phrase, name in self.by_first.get(stems[at], ()):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    size = len(phrase)
                    found.append((at, size, name))
                    break
            at += size
        return found


@dataclass(frozen=True)
class Kin:
    """The families: ``acts`` happen, ``ways`` have a doer and a sufferer, ``people`` are counted as people,
    ``manners`` tell how an act came about, ``things`` are neither acts nor outcomes."""

    phrases: Phrases
    acts: frozenset[str]
    ways: frozenset[str]
    people: frozenset[str]
    against: frozenset[tuple[str, str]]
    manners: frozenset[str]
    things: frozenset[str]
    spots: Phrases = field(default=Phrases({}))


@cache
def load_kin() -> Kin:
    """The shipped families and spots; raises LexiconError."""
    rows = [row for _, row in DataFolder().yaml_rows("compare/kin.yaml", KinRow)]
    known = {row.id for row in rows}
    for row in rows:
        if set(row.against) - known:
            raise LexiconError(f"kin.yaml: {row.id}: against names no family: {sorted(set(row.against) - known)}")
    spots = [row for _, row in DataFolder().yaml_rows("compare/spots.yaml", SpotRow)]
    return Kin(
        _phrases([(word, row.id) for row in rows for word in row.words.split()], "kin.yaml"),
        frozenset(row.id for row in rows if row.act),
        frozenset(row.id for row in rows if row.way),
        frozenset(row.id for row in rows if row.people),
        frozenset(pair for row in rows for other in row.against for pair in ((row.id, other), (other, row.id))),
        frozenset(row.id for row in rows if row.manner),
        frozenset(row.id for row in rows if not (row.act or row.against or row.manner)),
        _phrases(
            [(w, f"{row.id}:{i}") for row in spots for i, held in enumerate(row.spots) for w in held.split()],
            "spots.yaml",
        ),
    )


def _phrases(pairs: Sequence[tuple[str, str]], name: str) -> Phrases:
    owners: dict[Phrase, str] = {}
    for word, owner in pairs:
        phrase = tuple(stem(part) for part in word.replace("-", "_").split("_"))
        if owners.setdefault(phrase, owner) != owner:
            raise LexiconError(f"{name}: expected {word!r} in one row only, found it in {owners[phrase]} and {owner}")
    by_first: dict[str, list[tuple[Phrase, str]]] = {}
    for phrase, owner in owners.items():
        by_first.setdefault(phrase[0], []).append((phrase, owner))
    return Phrases({first: tuple(sorted(held, key=lambda p: (-len(p[0]), p))) for first, held in by_first.items()})


def common_form(word: str) -> str | None:
    """The common form of a word that is in no family; None where it tells nothing."""
    rules = load_words()
    if word in rules.stop or len(word) < 2:
        return None
    return rules.same.get(stem(word), stem(word))
