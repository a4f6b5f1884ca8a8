"""How far one sentence tells what another tells when each word is taken for what it means where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from detente.compare.coverage import DIGITS
from detente.compare.words import fold
from detente.language.senses import Senses

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray

FEW = 100
"""Words of a story below which what they have in common is mostly what the story tells."""
_WORD = re.compile(r"\w+(?:,\d{3})*")


class InContext:
    """The sentences of a story, ready to be laid side by side (late interaction: Khattab and Zaharia 2020, "ColBERT").

    A word weighs by how few sentences hold it. What all words of the story have in common is taken out of their vectors: it tells nothing within the story.
    """

    def __init__(self, sentences: Sequence[str], senses: Senses) -> None:
        """``senses`` must have ``contexts``."""
        import numpy as np

        assert senses.contexts is not None
        spans = [[m.span() for m in _WORD.finditer(text)] or [(0, len(text))] for text in sentences]
        words = [[fold(text[a:b]) for a, b in held] for text, held in zip(sentences, spans, strict=True)]
        holding: dict[str, int] = {}
        for told in words:
            for word in set(told):
                holding[word] = holding.get(word, 0) + 1
        vectors = np.concatenate([senses.contexts(t, held) for t, held in zip(sentences, spans, strict=True)])
        vectors -= vectors.mean(0) * (len(vectors) / (len(vectors) + FEW))
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        self.vectors: Array = vectors
        weights = [log((len(sentences) + 1) / holding[word]) for told in words for word in told]
        self.weights: Array = np.array(weights, dtype=np.float32)
        self.starts: Array = np.cumsum([0, *map(len, words)])
        self.sums: Array = np.maximum(np.add.reduceat(self.weights, self.starts[:-1]), 1e-6)

    def cover(self) -> Array:
        """``[one, two]``: the share of the weight of sentence two that sentence one tells too (0..1)."""
        import numpy as np

        rows = []
        for start, end in zip(self.starts[:-1], self.starts[1:], strict=True):
            nearest = np.maximum((self.vectors[start:end] @ self.vectors.T).max(0), 0)
            rows.append(np.add.reduceat(nearest * self.weights, self.starts[:-1]) / self.sums)
        covered: Array = np.round(np.stack(rows), DIGITS)
        return covered

    def cover_two(self, one: int, two: int) -> tuple[float, float]:
        """The better of the coverages of two sentences, and their harmonic mean, without those of any other."""
        a, b = (slice(self.starts[i], self.starts[i + 1]) for i in (one, two))
        alike = (self.vectors[a] @ self.vectors[b].T).clip(0)
        there = round(float((alike.max(0) * self.weights[b]).sum() / self.sums[two]), DIGITS)
        back = round(float((alike.max(1) * self.weights[a]).sum() / self.sums[one]), DIGITS)
        return max(there, back), 2 * there * back / (there + back) if min(there, back) > 0 else 0.0
