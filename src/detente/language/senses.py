"""What words mean, as far as a table of vectors tells: which words of two reports stand for one another.

The table has one vector a word piece (``models/senses``, made by ``training/senses.py``); a word of several pieces is their mean. No network is run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray

FOLDER = Path(__file__).resolve().parent.parent / "models"
TABLE, TOKENIZER = "senses/words.npy", "reader/tokenizer.json"
NAME = "detente-senses 1"
FIRST, TELLING = 995, 8000
"""The vocabulary is in order of frequency from its 996th piece on; from about 8,000 places on a word tells as much as any."""


@dataclass(frozen=True)
class Senses:
    """``vectors(words)``: unit vectors ``[word, direction]``; ``weights(words)``: how much each word tells (0..1), the rarer in English the more."""

    vectors: Callable[[Sequence[str]], Array]
    weights: Callable[[Sequence[str]], Array]


def has_senses(folder: Path = FOLDER) -> bool:
    """Whether table and tokenizer lie where they should."""
    return all((folder / name).is_file() for name in (TABLE, TOKENIZER))


@cache
def load_senses(folder: Path = FOLDER) -> Senses:
    """The table (4 MB), read once a process."""
    import numpy as np
    from tokenizers import Tokenizer

    table = np.load(folder / TABLE).astype(np.float32)
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    table /= np.linalg.norm(table, axis=1, keepdims=True)

    def pieces(words: Sequence[str]) -> list[Sequence[int]]:
        return [tokenizer.encode(word, add_special_tokens=False).ids or [0] for word in words]

    def vectors(words: Sequence[str]) -> Array:
        found = np.stack([table[list(ids)].mean(0) for ids in pieces(words)])
        unit: Array = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
        return unit

    def weights(words: Sequence[str]) -> Array:
        ranks = [
            min(1.0, log(max(2, ids[0] - FIRST)) / log(TELLING)) if len(ids) == 1 else 1.0 for ids in pieces(words)
        ]
        return np.array(ranks, dtype=np.float32)

    return Senses(vectors, weights)


def spelled() -> Senses:
    """Senses without the table: a word stands for itself alone, every word tells as much."""
    import numpy as np

    def vectors(words: Sequence[str]) -> Array:
        return np.eye(len(words), dtype=np.float32)

    return Senses(vectors, lambda words: np.ones(len(words), dtype=np.float32))
