"""Do two quantities count one thing? Mostly not: two numbers of one noun are different things until more words join them."""

from __future__ import annotations

from detente.compare.counts import Counted, of_people
from detente.compare.tellings import Telling
from detente.compare.values import judge_quantities
from detente.compare.words import Weights, load_words
from detente.records.kinds import Quantity

COUNT = 0.34
"""Score above which two quantities are taken for counts of one thing; chosen on the two open stories."""
NEAR = 0.5
"""Numbers that differ by more than this ratio are counts of different things, unless much else joins them."""


def count_score(a: Telling, b: Telling, weights: Weights) -> float:
    """How much two quantities count one thing: unit, what is counted, whose, and the words around (0..1)."""
    one, two = a.fact, b.fact
    if not isinstance(one, Quantity) or not isinstance(two, Quantity) or one.type != two.type:
        return 0.0
    if one.type != "count" and (one.unit or "") != (two.unit or ""):
        return 0.0
    if not _countable(a.counted, b.counted) or _owners_apart(a.counted, b.counted):
        return 0.0
    if judge_quantities(one, two).judged == "differ" and not _may_differ(a.counted, b.counted, one, two):
        return 0.0
    near = weights.dice(a.counted.near, b.counted.near)
    core = weights.shared(a.counted.core, b.counted.core)
    score = 0.35 * near + 0.35 * core + 0.3 * bool((a.counted.of & b.counted.of) - load_words().generic)
    score += 0.1 * min(2, len(a.counted.people & b.counted.people)) + 0.1 * ((one.low, one.high) == (two.low, two.high))
    return min(1.0, score) * (1.0 if bool(a.counted.owners) == bool(b.counted.owners) else 0.8)


def _common(a: Counted, b: Counted) -> frozenset[str]:
    """Words of what is counted that both have."""
    return (a.of & b.of) | (a.core & b.core) | (a.of & b.near) | (b.of & a.near)


def _further(a: Counted, b: Counted) -> frozenset[str]:
    """Words and people around both numbers beyond what is counted."""
    of = a.of | b.of
    return ((a.near & b.near) - of - load_words().generic) | (a.people & b.people)


def _countable(a: Counted, b: Counted) -> bool:
    """Whether what is counted may be one thing; two numbers of people need two more words in common."""
    if a.of and b.of and not a.of & b.of:
        return False
    common = _common(a, b)
    further = _further(a, b) - common
    return bool(common - load_words().generic and ((a.of and b.of) or further)) or (bool(common) and len(further) >= 2)


def _owners_apart(a: Counted, b: Counted) -> bool:
    return bool(a.owners and b.owners and not a.owners & b.owners)


def _may_differ(a: Counted, b: Counted, one: Quantity, two: Quantity) -> bool:
    """Whether two different numbers may be of one thing all the same.

    "84 were killed" and "130 were killed in Paris last year" are not; nor are 10 ships and 20 ships. Dead and wounded of one
    side are one count where the numbers are near; a thing needs a measure or a further word in common.
    """
    low, high = sorted((one.high or 0.0, two.high or 0.0))
    if a.background or b.background:
        return False
    further, near = len(_further(a, b)), low > NEAR * high
    if of_people(one) and of_people(two):
        return near or bool(a.owners & b.owners and further)
    if not (a.of & b.of) - load_words().generic or one.type == "duration":
        return near and further >= 2
    return near and (further > 0 or bool(one.unit and one.unit == two.unit and one.unit not in (one.of or "")))
