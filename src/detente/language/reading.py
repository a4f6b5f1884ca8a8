"""Reading the pieces of a report with the reader model: which words tell that somebody said something, and who and what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.language.roles import Saying, drop_doubles, read_roles
from detente.language.wordpieces import CLS, SEP, Pieces, Window, cut_windows

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray

REACH = 64
"""Pieces on either side of an anchor in which its source and content are looked for."""
_MOST = 40
"""Anchors of one window that are looked into; no window of real text comes near."""


@dataclass(frozen=True)
class Model:
    """The network as two functions.

    ``read(ids, marks)`` gives states ``[1, piece, width]`` and anchor logits ``[1, piece]`` of one window; ``assign(states, anchors)`` gives role logits
    ``[anchor, piece, 4]``.
    """

    name: str
    read: Callable[[Array, Array], tuple[Array, Array]]
    assign: Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Reading:
    """What the model makes of a report: its sayings, and for each word (by its start in the report) how likely it tells of a saying."""

    sayings: tuple[Saying, ...]
    chances: dict[int, float]

    def chance(self, start: int, end: int) -> float:
        """The likeliest word among those that start in a stretch of the report."""
        return max((self.chances.get(at, 0.0) for at in range(start, end)), default=0.0)


def read_pieces(pieces: Pieces, model: Model, *, floor: float) -> Reading:
    """Every saying whose anchor is at least ``floor`` likely, doubles left out."""
    found: list[Saying] = []
    chances: dict[int, float] = {}
    for window in cut_windows(pieces.breaks):
        found += _read_window(pieces, window, model, floor, chances)
    return Reading(tuple(drop_doubles(found)), chances)


def _read_window(pieces: Pieces, window: Window, model: Model, floor: float, chances: dict[int, float]) -> list[Saying]:
    import numpy as np

    seen = slice(window.low, window.high)
    ids = np.array([[CLS, *pieces.ids[seen], SEP]], dtype=np.int64)
    marks = np.array([[0, *pieces.marks[seen], 0]], dtype=np.int64)
    states, logits = model.read(ids, marks)
    sure = 1 / (1 + np.exp(-logits[0].astype(np.float64)))
    judged = [at for at in range(window.first, window.last) if pieces.heads[at]]
    scores = {at: float(sure[at - window.low + 1]) for at in judged}
    chances.update({pieces.starts[at]: score for at, score in scores.items()})
    anchors = sorted(sorted((at for at in judged if scores[at] >= floor), key=lambda at: -scores[at])[:_MOST])
    if not anchors:
        return []
    found = (_read_anchor(pieces, window, at, scores[at], states, model) for at in anchors)
    return [saying for saying in found if saying is not None]


def _read_anchor(
    pieces: Pieces, window: Window, anchor: int, score: float, states: Array, model: Model
) -> Saying | None:
    import numpy as np

    low, high = max(window.low, anchor - REACH), min(window.high, anchor + REACH + 1)
    shift = window.low - 1
    near = states[:, low - shift : high - shift]
    roles = model.assign(near, np.array([anchor - low], dtype=np.int64))[0].astype(np.float64)
    roles = np.exp(roles - roles.max(-1, keepdims=True))
    roles /= roles.sum(-1, keepdims=True)
    heads = [at for at in range(low, high) if pieces.heads[at]]
    ends = set(pieces.breaks)
    breaks = frozenset(number for number, at in enumerate(heads) if at in ends)
    columns = [at - low for at in heads]
    return read_roles(roles[columns], _words(pieces, heads), heads.index(anchor), score, breaks=breaks)


def _words(pieces: Pieces, heads: list[int]) -> list[tuple[int, int]]:
    """The offsets of the words that begin at ``heads``."""
    words = []
    for at in heads:
        last = at
        while last + 1 < len(pieces.ids) and not pieces.heads[last + 1] and pieces.starts[last + 1] >= 0:
            last += 1
        words.append((pieces.starts[at], pieces.ends[last]))
    return words
