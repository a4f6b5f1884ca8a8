"""Which values of two reports are values of one thing, and whether they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from detente.compare.clause_likeness import Pair
from detente.compare.clauses import Clause
from detente.compare.counts import Counted
from detente.compare.coverage import Vocabulary, both_ways
from detente.compare.named import is_same
from detente.compare.slots import Slot
from detente.compare.values import judge_quantities
from detente.language.senses import Senses
from detente.records.kinds import Field

NOUNS = 0.6
"""Likeness of what two numbers count at which they may count one thing: "captives" and "prisoners"."""
CHANCE = 0.3
"""How much the chance that the sentences tell one thing adds to how far the words around the values cover one another."""
LEAST = {
    "count": 0.58,
    "money": 0.58,
    "percent": 0.6,
    "ratio": 0.6,
    "duration": 0.66,
    "age": 0.0,
    "day": 0.66,
    "place": 0.72,
    "name": 0.8,
}
"""Sums of both above which two values of a kind are values of one thing."""
LIKELY = {"day": 0.3, "place": 0.3, "name": 0.5}
"""Chance of the sentences below which days, places and names are not laid side by side at all."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two values of one thing that differ, with the field and the reason; of numbers the caller judges whether they can both be true."""

    one: Slot
    two: Slot
    field: Field
    reason: str


_REASONS: Mapping[str, tuple[Field, str]] = {
    "age": ("number", "the reports give different ages"),
    "day": ("date", "the reports give different days"),
    "place": ("place", "the reports name different places"),
    "name": ("person", "the reports name different people or parties"),
}


def values_apart(
    slots: Sequence[Slot], pairs: Sequence[Pair], senses: Senses, counted: Mapping[str, Counted]
) -> tuple[Apart, ...]:
    """Values that differ though they seem to be of one thing, surest first; ``counted`` tells by quantity whose things are counted.

    A value is at odds with another only where neither report tells the other's anywhere.
    """
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
                if one.clause.origin == two.clause.origin or not _comparable(one, two, vocabulary, counted):
                    continue
                chance = chances.get(frozenset((_key(one.clause), _key(two.clause))), 0.0)
                if chance >= LIKELY.get(kind, 0.0):
                    scored[i, j] = round(both_ways(covered, i, j)[1] + CHANCE * chance, 3)
    best = _best(slots, scored)
    told = _Told(slots)
    order = sorted(scored, key=lambda ij: (-scored[ij], ij))
    return tuple(
        _apart(slots[i], slots[j])
        for i, j in order
        if scored[i, j] >= LEAST[slots[i].kind.split()[0]] and best(i, j) and told.only_here(slots[i], slots[j])
    )


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
    return not (any(one.nouns) and any(two.nouns)) or vocabulary.likeness(one.nouns, two.nouns) >= NOUNS


class _Told:
    """The values of each report by kind, to look a value up in."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.by_report: dict[tuple[str, str], list[Slot]] = {}
        for slot in slots:
            self.by_report.setdefault((slot.told.report, _family(slot)), []).append(slot)

    def only_here(self, one: Slot, two: Slot) -> bool:
        """Whether neither report tells the other's value anywhere."""
        return not any(
            _same(slot, other)
            for slot, report in ((one, two.told.report), (two, one.told.report))
            for other in self.by_report.get((report, _family(slot)), ())
        )


def _family(slot: Slot) -> str:
    """A place may be named without "in": names and places are looked up together."""
    return "name" if slot.named else slot.kind


def _same(one: Slot, two: Slot) -> bool:
    if one.quantity and two.quantity:
        return judge_quantities(one.quantity, two.quantity).judged != "differ"
    if one.named and two.named:
        return is_same(one.named, two.named)
    return bool(one.values & two.values) or one.told.quote.lower() == two.told.quote.lower()


def _apart(one: Slot, two: Slot) -> Apart:
    if one.quantity:
        return Apart(one, two, "number", "the numbers differ and no hedge, range or rounding explains it")
    field, reason = _REASONS[one.kind.split()[0]]
    return Apart(one, two, field, reason)
