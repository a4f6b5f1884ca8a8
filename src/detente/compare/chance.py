"""How likely two sentences of different reports tell one thing: a logistic scale over a few signs (weights in ``data/compare/chance.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp

from detente.lexicon.files import DataFolder, Row

MOST = 6.0
"""Strength in common words above which more says nothing."""


@dataclass(frozen=True, slots=True)
class Signs:
    """``high``: how far the better covered of the two is told by the other; ``mutual``: the harmonic mean of both ways (0..1);
    ``words``: strength of the common words of the best two clauses; ``weight``, ``rare``: weight of common words, and how many are rare in the story.
    """

    high: float
    mutual: float
    words: float
    weight: float
    rare: int

    @property
    def figures(self) -> tuple[float, ...]:
        """The signs as the scale takes them."""
        return (self.high, self.mutual, min(self.words, MOST), float(self.words > 0), self.weight, float(self.rare))


class ChanceRow(Row):
    """The file ``data/compare/chance.yaml``: one weight a figure of ``Signs``, in that order, and the constant."""

    weights: list[float]
    constant: float


@cache
def _scale() -> ChanceRow:
    return next(row for _, row in DataFolder().yaml_rows("compare/chance.yaml", ChanceRow))


def chance_of(signs: Signs) -> float:
    """The chance (0..1, three decimals) that two sentences with these signs tell one thing."""
    scale = _scale()
    total = scale.constant + sum(w * x for w, x in zip(scale.weights, signs.figures, strict=True))
    return round(1 / (1 + exp(-total)), 3)
