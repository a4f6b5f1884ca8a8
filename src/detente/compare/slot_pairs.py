"""Which values of two reports are values of one thing, and whether they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.compare.clause_likeness import Pair
from detente.compare.clauses import Clause
from detente.compare.counts import Counted
from detente.compare.coverage import Vocabulary, both_ways
from detente.compare.slots import Slot
from detente.compare.values import judge_quantities
from detente.language.senses import Senses
from detente.records.kinds import Field

NOUNS = 0.6
"""Likeness of what two numbers count at which they may count one thing: "captives" and "prisoners"."""
CHANCE = 0.3
"""How much the chance that the sentences tell one thing adds to how far the words around the values cover one another."""
NUMBER = 0.58
TERM = 0.66
SPOT = 0.8
"""Sums of both above which two numbers, two lengths of time, and two days or places are values of one thing."""
LEAST = 0.3
"""Chance of the sentences below which days and places are not laid side by side at all."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two values of one thing that differ, with the field and the reason; of numbers the caller judges whether they can both be true."""

    one: Slot
    two: Slot
    field: Field
    reason: str


def values_apart(
    slots: Sequence[Slot], pairs: Sequence[Pair], senses: Senses, counted: Mapping[str, Counted]
) -> tuple[Apart, ...]:
    """Values that differ though they seem to be of one thing, surest first; ``counted`` tells by quantity whose things are counted."""
    if not slots:
        return ()
    vocabulary = Vocabulary([s.clause.evidence.quote for s in slots], senses)
    covered = vocabulary.cover([s.around for s in slots])
    chances = {frozenset((_key(p.one), _key(p.two))): p.chance for p in pairs}
    scored: dict[tuple[int, int], float] = {}
    for kind in sorted({s.kind for s in slots}):
        held = [i for i, s in enumerate(slots) if s.kind == kind]
        for n, i in enumerate(held):
            for j in held[n + 1 :]:
                one, two = slots[i], slots[j]
                if one.clause.origin != two.clause.origin and _comparable(one, two, vocabulary, counted):
                    chance = chances.get(frozenset((_key(one.clause), _key(two.clause))), 0.0)
                    if chance >= LEAST or one.quantity or kind.startswith("age"):
                        scored[i, j] = round(both_ways(covered, i, j)[1] + CHANCE * chance, 3)
    best = _best(slots, scored)
    order = sorted(scored, key=lambda ij: (-scored[ij], ij))
    found = [_apart(slots[i], slots[j], scored[i, j], slots) for i, j in order if best(i, j)]
    return tuple(apart for apart in found if apart)


def _key(clause: Clause) -> tuple[str, int]:
    return clause.evidence.report, clause.at


def _best(slots: Sequence[Slot], scored: Mapping[tuple[int, int], float]) -> Callable[[int, int], bool]:
    """Whether two slots are each other's likest in the other's report."""
    top: dict[tuple[int, str], float] = {}
    for (i, j), score in scored.items():
        for a, b in ((i, j), (j, i)):
            key = (a, slots[b].told.report)
            top[key] = max(top.get(key, 0.0), score)

    def is_best(i: int, j: int) -> bool:
        score = scored[i, j]
        return score >= top[i, slots[j].told.report] and score >= top[j, slots[i].told.report]

    return is_best


def _comparable(one: Slot, two: Slot, vocabulary: Vocabulary, counted: Mapping[str, Counted]) -> bool:
    if not one.quantity or not two.quantity:
        return True
    a, b = (counted.get(s.quantity.id, Counted()) for s in (one, two) if s.quantity)
    if a.background or b.background or (a.owners and b.owners and not a.owners & b.owners):
        return False
    return not (_named(one) and _named(two)) or vocabulary.likeness(one.nouns, two.nouns) >= NOUNS


def _named(slot: Slot) -> bool:
    return any(slot.nouns)


def _apart(one: Slot, two: Slot, score: float, slots: Sequence[Slot]) -> Apart | None:
    if one.quantity and two.quantity:
        least = TERM if one.kind == "duration" else NUMBER
        if score < least or judge_quantities(one.quantity, two.quantity).judged != "differ":
            return None
        if any(_same_number(a, b) for a, b in _beside(one, two, slots)):
            return None
        return Apart(one, two, "number", "the numbers differ and no hedge, range or rounding explains it")
    if one.values & two.values:
        return None
    if one.kind.startswith("age"):
        return Apart(one, two, "number", "the reports give different ages")
    if score < SPOT or one.clause.open != two.clause.open or one.clause.past or two.clause.past:
        return None
    others = list(_beside(one, two, slots))
    if any(a.values & b.values or _one_word(a, b) for a, b in others) or (one.kind == "place" and _nested(one, two)):
        return None
    if one.kind == "day":
        return Apart(one, two, "date", "the reports give different days")
    return Apart(one, two, "place", "the reports name different places")


def _beside(one: Slot, two: Slot, slots: Sequence[Slot]) -> Iterable[tuple[Slot, Slot]]:
    """Every two values of their kind in the two sentences."""
    mine = [s for s in slots if s.kind == one.kind and s.clause is one.clause]
    other = [s for s in slots if s.kind == two.kind and s.clause is two.clause]
    return ((a, b) for a in mine for b in other)


def _same_number(one: Slot, two: Slot) -> bool:
    return bool(one.quantity and two.quantity and judge_quantities(one.quantity, two.quantity).judged != "differ")


def _one_word(one: Slot, two: Slot) -> bool:
    """ "On Wednesday" in a quotation that reports of two weeks print."""
    return one.told.quote.lower() == two.told.quote.lower()


def _nested(one: Slot, two: Slot) -> bool:
    """Places that may lie in one another: a state and a town, "the Klow docks" and "Klow"."""
    a, b = min(one.values), min(two.values)
    return a in b or b in a or (a[:1] == "=") != (b[:1] == "=")
