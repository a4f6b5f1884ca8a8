"""How often a find is right: the confidence of what the reader model makes, or agrees with.

Counted on PolNeAR dev (speech only; right: half the words and the speaker): of the finds of rule and model together of which the model is surer than
.95, 96 % are right, between .8 and .95 87 %, below .8 72 %; of those of the model alone 92 %, 73 % and 68 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from detente.language.roles import Saying

UNSEEN = 0.5
"""The most that a rule's find is trusted which the model does not see."""
_AGREED = ((0.0, 0.55), (0.5, 0.7), (0.8, 0.78), (0.9, 0.89), (1.0, 0.97))
_ALONE = ((0.0, 0.5), (0.6, 0.6), (0.8, 0.69), (0.9, 0.8), (1.0, 0.95))


def sureness(saying: Saying) -> float:
    """The model's own scores in one: of the saying, of its words, of its speaker."""
    return saying.score * saying.held * (saying.spoken if saying.source else 0.85)


def agreed(saying: Saying) -> float:
    """The confidence of what a rule found, too."""
    return between(sureness(saying), _AGREED)


def alone(saying: Saying) -> float:
    """The confidence of what no rule found."""
    return between(sureness(saying), _ALONE)


def between(value: float, points: Sequence[tuple[float, float]]) -> float:
    """The value on the line through points, rounded to two decimals."""
    for (low, start), (high, end) in pairwise(points):
        if value <= high:
            return round(start + (end - start) * max(0.0, value - low) / (high - low), 2)
    return points[-1][1]
