"""How far one stretch of text tells what another tells: each word beside the one most like it in the other, the telling words counting most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log
from typing import TYPE_CHECKING

from detente.compare.words import fold

if TYPE_CHECKING:
    import numpy as np

    from detente.language.senses import Senses

    Array = np.ndarray

_WORD = re.compile(r"[a-z0-9]+(?:,[0-9]{3})*")
DIGITS = 3
"""Decimals kept, so that the order of sums on another processor changes nothing."""

CELLS = 50_000_000
"""Likenesses kept at a time (200 MB)."""

Weighed = Sequence[tuple[str, float]]
"""Words of a stretch of text, each with what it counts there (1 where all count alike)."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(fold(text))) or ("",)


class Vocabulary:
    """The words of a story's texts with their vectors and weights: a word weighs by how few texts hold it and how rare it is in English."""

    def __init__(self, texts: Sequence[str], senses: Senses, *, more: Iterable[str] = ()) -> None:
        """``more`` are words that may stand in no text: the noun "person" of "nine people"."""
        import numpy as np

        told = [frozenset(words_of(text)) for text in texts]
        self.words = sorted(frozenset({"", *more}).union(*told))
        self.place = {word: at for at, word in enumerate(self.words)}
        held = np.zeros(len(self.words), dtype=np.float32)
        for words in told:
            for word in words:
                held[self.place[word]] += 1
        rarity = np.array([log((len(texts) + 1) / max(float(n), 1.0)) for n in held], dtype=np.float32)
        self.weights: Array = rarity * senses.weights(self.words)
        self.vectors: Array = senses.vectors(self.words)
        self._likeness: dict[int, Array] = {}

    def nearest(self, words: Sequence[str]) -> Array:
        """``[word]``: for each word of the vocabulary the likeness of the nearest among ``words``; a value may cut a word in two ("$100k"), and what it does not know is left out."""
        import numpy as np

        at = [self.place[word] for word in dict.fromkeys(words) if word in self.place] or [self.place[""]]
        if len(self._likeness) * len(self.words) > CELLS:
            self._likeness.clear()
        missing = [i for i in at if i not in self._likeness]
        if missing:
            self._likeness.update(zip(missing, self.vectors[missing] @ self.vectors.T, strict=True))
        found: Array = np.max([self._likeness[i] for i in at], axis=0)
        return found

    def shares(self, stretch: Weighed) -> Array:
        """``[word]``: what each word of the vocabulary weighs in a stretch, 1 in all; words it does not know are left out."""
        import numpy as np

        weighed = np.zeros(len(self.words), dtype=np.float32)
        for word, share in stretch:
            at = self.place.get(word)
            if at is not None:
                weighed[at] += self.weights[at] * share
        shares: Array = weighed / max(float(weighed.sum()), 1e-6)
        return shares

    def cover(self, stretches: Sequence[Weighed]) -> Array:
        """``[one, two]``: the share of the weight of stretch two that stretch one tells too (0..1): what a word finds there is the likeness of the nearest."""
        import numpy as np

        found = np.stack([self.nearest([word for word, _ in stretch] or [""]) for stretch in stretches])
        covered: Array = np.round(found @ np.stack([self.shares(stretch) for stretch in stretches]).T, DIGITS)
        return covered

    def cover_two(self, one: Sequence[str], two: Sequence[str]) -> tuple[float, float]:
        """The better of the coverages of two stretches, and their harmonic mean, without those of any other."""
        both = []
        for words, other in ((one, two), (two, one)):
            held = [self.place[word] for word in words if word in self.place]
            near = [self.place[word] for word in dict.fromkeys(other) if word in self.place]
            if not held or not near:
                return 0.0, 0.0
            found = (self.vectors[near] @ self.vectors[held].T).max(0)
            weights = self.weights[held]
            both.append(round(float((found * weights).sum() / max(float(weights.sum()), 1e-6)), DIGITS))
        high, low = max(both), min(both)
        return high, 2 * high * low / (high + low) if low > 0 else 0.0

    def likeness(self, one: Sequence[str], two: Sequence[str]) -> float:
        """The likeness (0..1) of the two words, one of each, that are most alike; 0 where one side has none."""
        a, b = ([self.place[w] for w in words if w in self.place] for words in (one, two))
        return round(float((self.vectors[a] @ self.vectors[b].T).max()), DIGITS) if a and b else 0.0


def both_ways(covered: Array, one: int, two: int) -> tuple[float, float]:
    """The better of two coverages, and the harmonic mean of both (0..1)."""
    high, low = sorted((float(covered[one, two]), float(covered[two, one])), reverse=True)
    return high, 2 * high * low / (high + low) if low > 0 else 0.0
