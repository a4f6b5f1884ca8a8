"""Whether sentences that were read together bear out that facts in them are one, or are at odds on one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from detente.compare.align import Aligned
from detente.compare.elsewhere import Elsewhere
from detente.records.kinds import Commitment, Field

ONE = 0.1
"""Chance of two sentences, read together, at which facts in them that look like one are one."""
AT_ODDS: Mapping[Field, float] = {
    "status": 0.3, "date": 0.3, "quote": 0.3, "attribution": 0.3, "outcome": 0.05, "place": 0.05,
}  # fmt: skip
"""Chance of the surest two sentences below which they tell of two things: "the police found no bomb" denies no "bomb went off" elsewhere.

Numbers and people have scales of their own (`slot_pairs`, `heads`).
"""


def borne_out(group: Aligned, elsewhere: Elsewhere) -> Aligned:
    """The tellings whose sentences may tell one thing with those of another origin in the group; promises have names of their own."""
    if isinstance(group.tellings[0].fact, Commitment):
        return group
    return Aligned(
        tuple(
            t
            for t in group.tellings
            if any(o.origin != t.origin and elsewhere.surely(t.evidence, o.evidence) >= ONE for o in group.tellings)
        )
    )


def tells_of_two(group: Aligned, field: Field, elsewhere: Elsewhere) -> bool:
    """Whether what seems at odds stands in sentences that tell of two things; prints of one text tell of one."""
    apart = [(a, b) for a, b in combinations(group.tellings, 2) if a.origin != b.origin]
    least = AT_ODDS.get(field, 0.0)
    return bool(apart) and all(elsewhere.surely(a.evidence, b.evidence) < least for a, b in apart)
