"""How likely two sentences tell one thing, or two values are of one thing: logistic scales over a few signs (``data/compare/chance.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from detente.lexicon.files import DataFolder, Row

MOST = 6.0
"""Strength in common words above which more says nothing."""


@dataclass(frozen=True, slots=True)
class Signs:
    """``high``: how far the better covered of the two is told by the other; ``mutual``: the harmonic mean of both ways (0..1);
    ``words``: strength of the common words of the best two clauses; ``weight``, ``rare``: weight of common words, and how many are rare in the story;
    ``in_context``: ``high`` and ``mutual`` of words taken for what they mean where they stand, where that is known.
    """

    high: float
    mutual: float
    words: float
    weight: float
    rare: int
    in_context: tuple[float, float] | None = None

    @property
    def figures(self) -> tuple[float, ...]:
        """The signs as the scale takes them."""
        alone = (self.high, self.mutual, min(self.words, MOST), float(self.words > 0), self.weight, float(self.rare))
        return (*alone, *(self.in_context or ()))

    @property
    def scale(self) -> str:
        """The scale they are weighed on."""
        return "sentence" if self.in_context else "words"


class ChanceRow(Row):
    """A scale of ``data/compare/chance.yaml``: one weight a figure, in the order of the signs, and the constant."""

    id: str
    weights: list[float]
    constant: float


@cache
def _scales() -> Mapping[str, ChanceRow]:
    return {row.id: row for _, row in DataFolder().yaml_rows("compare/chance.yaml", ChanceRow)}


def chance_of(figures: Sequence[float], scale: str = "sentence") -> float:
    """The chance (0..1, three decimals) that what has these figures is one thing."""
    row = _scales()[scale]
    total = row.constant + sum(w * x for w, x in zip(row.weights, figures, strict=True))
    return round(1 / (1 + exp(-total)), 3)
