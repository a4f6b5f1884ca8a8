"""From the reader model's figures to spans: who, by which words, what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

NONE, SOURCE, CUE, CONTENT = range(4)
"""What a word piece is to a cue."""
_GAP = 2
"""Words of no role between two stretches of one that are bridged."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What the model takes for an attribution, in offsets of the report, with its scores (0..1).

    ``anchor`` is the word of the cue it was found by; ``score`` is how sure the model is of the saying, ``held`` and ``spoken`` of the words of content and source.
    """

    anchor: tuple[int, int]
    cue: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float
    held: float
    spoken: float


Run = tuple[int, int]


def find_runs(labels: Sequence[int], role: int, *, gap: int) -> list[Run]:
    """Stretches of ``role`` in a row of labels, joined over up to ``gap`` labels NONE."""
    runs: list[Run] = []
    for at, label in enumerate(labels):
        if label != role:
            continue
        if runs and at - runs[-1][1] <= gap and all(x == NONE for x in labels[runs[-1][1] : at]):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def read_roles(
    chances: np.ndarray, words: Sequence[tuple[int, int]], anchor: int, score: float, *, breaks: frozenset[int]
) -> Saying | None:
    """The saying that the word ``anchor`` tells of, from ``chances[word, role]``; None if it has no content.

    ``words`` are offsets in the report; ``breaks`` are the words that open a paragraph, over which a source or cue never runs.
    """
    labels = [int(x) for x in chances.argmax(1)]
    labels[anchor] = CUE
    content = find_runs(labels, CONTENT, gap=_GAP)
    if not content:
        return None
    sources = find_runs(labels, SOURCE, gap=1)
    source = max(sources, key=lambda r: (float(chances[r[0] : r[1], SOURCE].sum()), -r[0])) if sources else None
    pieces = [at for low, high in content for at in range(low, high)]
    return Saying(
        words[anchor],
        tuple((words[a][0], words[b - 1][1]) for a, b in find_runs(labels, CUE, gap=0)),
        (words[source[0]][0], words[source[1] - 1][1]) if source else None,
        tuple((words[a][0], words[b - 1][1]) for low, high in content for a, b in _split(low, high, breaks)),
        score,
        float(chances[pieces, CONTENT].mean()),
        float(chances[source[0] : source[1], SOURCE].mean()) if source else 0.0,
    )


def _split(low: int, high: int, breaks: frozenset[int]) -> list[Run]:
    cuts = [low, *(at for at in range(low + 1, high) if at in breaks), high]
    return list(pairwise(cuts))


def drop_doubles(sayings: Sequence[Saying], *, share: float = 0.5) -> list[Saying]:
    """Sayings without those that a surer one tells already: the anchor stands in its cue, or most of the content is the same from the same mouth."""
    kept: list[Saying] = []
    for one in sorted(sayings, key=lambda s: (-s.score, s.anchor)):
        if not any(_same(one, other, share) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda s: (s.anchor, s.content))


def _same(one: Saying, other: Saying, share: float) -> bool:
    if any(a <= one.anchor[0] < b for a, b in other.cue) or any(a <= other.anchor[0] < b for a, b in one.cue):
        return True
    if one.source != other.source:
        return False
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    size = max(sum(b - a for a, b in one.content), sum(b - a for a, b in other.content))
    return shared > share * size
