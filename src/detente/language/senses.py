"""What words mean, alone and where they stand: which words of two reports stand for one another.

A table has one vector a word piece (``models/senses/words.npy``, made by ``training/senses.py``); a word of several pieces is their mean. A network
(``contexts.onnx``, by ``training/contexts.py``) reads a sentence and gives each word a vector for what it means there. Another (``together.onnx``, by
``training/together.py``) reads two sentences at once and says whether they tell one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from detente.language.networks import open_network

if TYPE_CHECKING:
    import numpy as np
    from tokenizers import Tokenizer

    Array = np.ndarray

Span = tuple[int, int]
FOLDER = Path(__file__).resolve().parent.parent / "models"
TABLE, CONTEXTS, TOGETHER = "senses/words.npy", "senses/contexts.onnx", "senses/together.onnx"
TOKENIZER = "reader/tokenizer.json"
NAME = "detente-senses 3"
LONGEST = 510
"""Pieces of a sentence that are read; the network was made for no more."""
HALF = 120
"""Pieces of each of two sentences that are read together."""
CLS, SEP = 101, 102
KEPT = 100_000
"""Pairs of sentences whose odds are kept in memory."""
DIGITS = 3
FIRST, TELLING = 995, 8000
"""The vocabulary is in order of frequency from its 996th piece on; from about 8,000 places on a word tells as much as any."""


@dataclass(frozen=True)
class Senses:
    """``vectors(words)``: unit vectors ``[word, direction]``; ``weights(words)``: how much each word tells (0..1), the rarer in English the more.

    ``contexts(text, spans)``: for words at half-open spans of one sentence ``[word, direction]``, what they mean there. ``together(one, two)``: log odds
    that two sentences tell one thing, the same whichever comes first. Both are None where there are no networks.
    """

    vectors: Callable[[Sequence[str]], Array]
    weights: Callable[[Sequence[str]], Array]
    contexts: Callable[[str, Sequence[Span]], Array] | None = None
    together: Callable[[str, str], float] | None = None


def has_senses(folder: Path = FOLDER) -> bool:
    """Whether table, networks and tokenizer lie where they should and the networks can be run."""
    held = all((folder / name).is_file() for name in (TABLE, CONTEXTS, TOGETHER, TOKENIZER))
    return held and find_spec("onnxruntime") is not None


@cache
def load_senses(folder: Path = FOLDER) -> Senses:
    """The table (4 MB) and the networks (23 MB each), read once a process."""
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

    return Senses(vectors, weights, _load_contexts(folder, tokenizer), _load_together(folder, tokenizer))


def _load_contexts(folder: Path, tokenizer: Tokenizer) -> Callable[[str, Sequence[Span]], Array]:
    """The network on one thread; a sentence is read alone, so that its vectors depend on no other."""
    import numpy as np

    network = open_network(folder / CONTEXTS)

    def contexts(text: str, spans: Sequence[Span]) -> Array:
        pieces = tokenizer.encode(text)
        states = network.run(None, {"ids": np.array([pieces.ids[:LONGEST]], dtype=np.int64)})[0]
        found = np.zeros((len(spans), states.shape[1]), dtype=np.float32)
        at = 0
        for i, (start, end) in enumerate(spans):
            held = []
            while at < len(states) and pieces.offsets[at][0] < end:
                if pieces.offsets[at][1] > start:
                    held.append(at)
                at += 1
            if held:
                found[i] = states[held].mean(0)
        return found

    return contexts


def _load_together(folder: Path, tokenizer: Tokenizer) -> Callable[[str, str], float]:
    """The network on one thread, a pair at a time; a story is compared anew for every report that joins it, so what was read is kept."""
    import numpy as np

    network = open_network(folder / TOGETHER)

    @lru_cache(maxsize=KEPT)
    def odds(one: str, two: str) -> float:
        first, second = (tokenizer.encode(text, add_special_tokens=False).ids[:HALF] for text in (one, two))
        ids = [CLS, *first, SEP, *second, SEP]
        kinds = [0] * (len(first) + 2) + [1] * (len(second) + 1)
        found = network.run(None, {"ids": np.array([ids], dtype=np.int64), "kinds": np.array([kinds], dtype=np.int64)})
        return round(float(found[0][0]), DIGITS)

    return lambda one, two: odds(min(one, two), max(one, two))


def spelled() -> Senses:
    """Senses without the table: a word stands for itself alone, every word tells as much."""
    import numpy as np

    def vectors(words: Sequence[str]) -> Array:
        return np.eye(len(words), dtype=np.float32)

    return Senses(vectors, lambda words: np.ones(len(words), dtype=np.float32))
