"""Whether another origin tells what stands at a place of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from detente.compare.clause_likeness import Pair
from detente.compare.clauses import Clause
from detente.compare.coverage import Vocabulary, words_of
from detente.records.shapes import Evidence

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray

ABSENT = 0.5
"""What a likeness counts where the other report does not know who acts or speaks."""
KEPT = 2000
"""Sentences whose nearest words are kept at a time."""


class Elsewhere:
    """The sentences of a story, ready to be asked what of a fact they tell."""

    def __init__(
        self,
        clauses: Sequence[Clause],
        pairs: Sequence[Pair],
        vocabulary: Vocabulary,
        named: Mapping[str, frozenset[str]],
        *,
        together: bool = True,
    ) -> None:
        """``named`` are the people that each report names; ``together``: likely sentences were read together."""
        self.together = together
        self.named = named
        self.whole = [c for c in clauses if c.whole]
        self.vocabulary = vocabulary
        self.found: dict[int, Array] = {}
        self.place = {_key(c): i for i, c in enumerate(self.whole)}
        self.by_report: dict[str, list[int]] = {}
        for i, clause in enumerate(self.whole):
            self.by_report.setdefault(clause.evidence.report, []).append(i)
        self.near: dict[int, list[tuple[int, float]]] = {}
        self.sure: dict[tuple[int, int], float] = {}
        for pair in (p for p in pairs if p.one.origin != p.two.origin):
            one, two = self.place[_key(pair.one)], self.place[_key(pair.two)]
            self.near.setdefault(one, []).append((two, pair.chance))
            self.near.setdefault(two, []).append((one, pair.chance))
            self.sure[one, two] = self.sure[two, one] = max(pair.sure, self.sure.get((one, two), 0.0))

    def told(self, evidence: Sequence[Evidence], people: frozenset[str] = frozenset(), *, alone: bool = False) -> float:
        """How surely a sentence of another origin tells these words (0..1): their share told there, times the root of the chance that both tell one thing.

        Where the other report does not name one of the ``people`` who act or speak, less: it tells of a wreath, but not of hers.
        ``alone``: nobody else was there, so that a sentence that names others does not tell it.
        """
        best = 0.0
        for told in evidence:
            shares = self.vocabulary.shares([(word, 1.0) for word in words_of(told.quote)])
            for i in self.by_report.get(told.report, ()):
                own = self.whole[i].evidence
                if own.start < told.end and told.start < own.end:
                    for j, chance in self.near.get(i, ()):
                        if alone and self._people(j) - people:
                            continue
                        absent = people - self.named.get(self.whole[j].evidence.report, frozenset())
                        told_there = float(self._nearest(j) @ shares) * sqrt(chance)
                        best = max(best, told_there * ABSENT if absent else told_there)
        return round(best, 3)

    def surely(self, one: Sequence[Evidence], two: Sequence[Evidence]) -> float:
        """The chance (0..1) of the surest two sentences in which these words stand that both tell one thing; 1 where none were read together."""
        if not self.together:
            return 1.0
        mine, other = self._sentences(one), self._sentences(two)
        return max((self.sure.get((i, j), 0.0) for i in mine for j in other), default=0.0)

    def _sentences(self, told: Sequence[Evidence]) -> list[int]:
        return [
            i
            for e in told
            for i in self.by_report.get(e.report, ())
            if self.whole[i].evidence.start < e.end and e.start < self.whole[i].evidence.end
        ]

    def _people(self, sentence: int) -> frozenset[str]:
        return frozenset(t[2:] for t in self.whole[sentence].tokens if t.startswith("q:"))

    def _nearest(self, sentence: int) -> Array:
        if sentence not in self.found:
            if len(self.found) >= KEPT:
                self.found.clear()
            self.found[sentence] = self.vocabulary.nearest(words_of(self.whole[sentence].evidence.quote))
        return self.found[sentence]


def _key(clause: Clause) -> tuple[str, int]:
    return clause.evidence.report, clause.at
