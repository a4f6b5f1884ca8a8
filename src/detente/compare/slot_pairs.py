"""Which values of two reports are values of one thing, and whether they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import log

from detente.compare.chance import chance_of
from detente.compare.clause_likeness import Pair
from detente.compare.clauses import Clause
from detente.compare.counts import Counted
from detente.compare.coverage import Vocabulary, both_ways, words_of
from detente.compare.dated import same_in_words
from detente.compare.kin import load_kin
from detente.compare.named import is_same
from detente.compare.slots import Slot
from detente.compare.values import judge_quantities
from detente.records.kinds import Field

LEAST = {"number": 0.58, "day": 0.52, "name": 0.48}
"""Chance of being values of one thing at which two values are said to differ."""
LOOKED = 0.3
"""How far the words around two values, and a third of the chance of their sentences, must go for the pair to be looked at."""
THIRD = 0.3
LIKELY = 0.05
"""Chance of the sentences below which days and names are not laid side by side."""
MANY = 4
"""Shared or unshared values beyond which more say nothing."""
ALIKE = 0.35
"""Chance of two sentences at which their numbers that can be one are one."""
NOUNS = 0.6
"""Likeness of what is counted for that."""
UNNAMED = 0.8
"""Likeness where one number has no noun, and of values that count nothing."""
FAR = 3.0
"""Log of a ratio beyond which two numbers are equally far apart."""
ROUNDED = 1.04
"""Ratio of two figures of which one rounds the other: "11.8 inches", "12 inches"."""
DEED = 0.8
"""Chance of two sentences below which their deeds must be one for their days to be laid side by side."""
BOTH = 2
"""Names that both reports know are names of two things."""
NEXT = 2
"""Words before a value that are looked at one by one."""
_ARTICLES = frozenset({"the", "a", "an"})
STEEP = 3.0
"""Power by which the words right beside a value outweigh the others."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two values of one thing that differ, with the field and the reason; of numbers the caller judges whether they can both be true."""

    one: Slot
    two: Slot
    field: Field
    reason: str


_REASONS: Mapping[str, tuple[Field, str]] = {
    "age": ("number", "the reports give different ages"),
    "figure": ("number", "the reports give different figures"),
    "day": ("date", "the reports give different days"),
    "place": ("place", "the reports name different places"),
    "name": ("person", "the reports name different people or parties"),
}


def values_apart(
    slots: Sequence[Slot], pairs: Sequence[Pair], vocabulary: Vocabulary, counted: Mapping[str, Counted]
) -> tuple[Apart, ...]:
    """Values that differ though they seem to be of one thing, surest first; ``counted`` tells by quantity whose things are counted.

    A value is at odds with another only where neither report tells the other's anywhere.
    """
    if not slots:
        return ()
    chosen: list[Apart] = []
    used: set[tuple[int, str]] = set()
    for chance, i, j, _ in sorted(
        weighed_values(slots, pairs, vocabulary, counted), key=lambda held: (-held[0], *held[1:3])
    ):
        one, two = slots[i], slots[j]
        keys = {(i, two.told.report), (j, one.told.report)}
        if chance >= LEAST[scale_of(one)] and not keys & used:
            used |= keys
            chosen.append(_apart(one, two))
    return tuple(chosen)


def numbers_alike(slots: Sequence[Slot], pairs: Sequence[Pair], vocabulary: Vocabulary) -> Iterable[tuple[Slot, Slot]]:
    """Numbers of likely sentences that can be one: "four hours", "nearly four hours"; those of the likeliest sentences first."""
    told = _Told(slots)
    for pair in (p for p in pairs if p.chance >= ALIKE and p.one.origin != p.two.origin):
        for one in told.by_sentence.get(_key(pair.one), ()):
            for two in told.by_sentence.get(_key(pair.two), ()):
                counts = one.quantity and two.quantity and one.kind == two.kind and _same(one, two)
                if counts and _counts(one, two, vocabulary, {})[0] >= NOUNS:
                    yield one, two


def weighed_values(
    slots: Sequence[Slot], pairs: Sequence[Pair], vocabulary: Vocabulary, counted: Mapping[str, Counted]
) -> Iterable[tuple[float, int, int, tuple[float, ...]]]:
    """Every two values worth a look that are not one: the chance that they are of one thing, their places, and the figures it rests on."""
    around = vocabulary.cover([s.around for s in slots])
    beside = vocabulary.cover([[(word, share**STEEP) for word, share in s.around] for s in slots])
    chances = {frozenset((_key(p.one), _key(p.two))): p.chance for p in pairs}
    told = _Told(slots)
    likes: dict[tuple[int, int], tuple[float, float]] = {}
    for kind, held in sorted(told.by_family.items()):
        for i, j in combinations(held, 2):
            one, two = slots[i], slots[j]
            if one.told.report == two.told.report:
                continue
            likely = chances.get(frozenset((_key(one.clause), _key(two.clause))), 0.0)
            mutual = both_ways(around, i, j)[1]
            looked = mutual + THIRD * likely >= LOOKED and (one.quantity is not None or likely >= LIKELY)
            if not (looked or kind.startswith("age")) or _same(one, two) or _may_be_one(one, two, vocabulary):
                continue
            if one.dated and (
                (likely < DEED and _other_deeds(one.clause, two.clause)) or _other_ends(one.clause, two.clause)
            ):
                continue
            if one.named is None or told.elsewhere(one, two) < BOTH:
                likes[i, j] = mutual, likely
    gaps = _gaps(slots, likes)
    for (i, j), (mutual, likely) in sorted(likes.items()):
        one, two = slots[i], slots[j]
        figures: tuple[float, ...] = (mutual, both_ways(beside, i, j)[1], likely, *_edges(one, two))
        figures += (*told.beside(one, two), *_counts(one, two, vocabulary, counted))
        figures += (float(one.clause.origin == two.clause.origin), told.elsewhere(one, two), gaps[i, j])
        figures += (told.in_both(one, two), float(_holds(one, two)))
        yield 1.0 if one.kind.startswith("age") else chance_of(figures, scale_of(one)), i, j, figures


def _may_be_one(one: Slot, two: Slot, vocabulary: Vocabulary) -> bool:
    """Whether both values can be true, so far as their words tell.

    A place is not laid beside a party, and names that share a word of their own may be one; figures that count other things or round one another; "Saturday" and "Saturday afternoon", "May 4"
    and "May 4, 2018", whatever day they were counted from.
    """
    if one.named and two.named:
        unlike = one.kind != two.kind or (one.kind == "place" and one.speaks != two.speaks)
        return unlike or bool(one.named.own & two.named.own) or _printed(one, two) or _printed(two, one)
    if one.dated and two.dated:
        return same_in_words(one.told.quote, two.told.quote)
    if one.kind == "duration":  # "the worst in a decade", "after a day of talks"
        return all(s.told.quote.lower().startswith(("a ", "an ")) for s in (one, two))
    if one.kind.startswith("figure"):
        if not vocabulary.likeness(one.nouns[:1], two.nouns[:1]) >= NOUNS:
            return True
        a, b = sorted(float(min(s.values).replace(",", "")) for s in (one, two))
        return b <= a * ROUNDED
    return False


def _other_deeds(one: Clause, two: Clause) -> bool:
    """Whether two sentences tell of other acts, or one of what is planned: "seized the ship on Monday", "released the crew on Thursday"."""
    return bool(one.acts and two.acts and not one.acts & two.acts) or one.open != two.open


def _other_ends(one: Clause, two: Clause) -> bool:
    """Whether two sentences tell outcomes that exclude each other, and so of two days: "detained the crew", "released the crew"."""
    mine, other = one.families - two.families, two.families - one.families
    return any((a, b) in load_kin().against for a in mine for b in other)


def _printed(one: Slot, two: Slot) -> bool:
    """Whether all words of a name stand in the sentence of the other."""
    return frozenset(words_of(one.told.quote)) <= frozenset(words_of(two.clause.evidence.quote))


def _holds(one: Slot, two: Slot) -> bool:
    """Whether one of two places is a state in which the other may lie: "in Klow", "in Syldavia"."""
    if not one.named or not two.named or "place" not in {one.kind, two.kind}:
        return False
    return bool(one.named.known) != bool(two.named.known)


def _gaps(slots: Sequence[Slot], likes: Mapping[tuple[int, int], tuple[float, float]]) -> dict[tuple[int, int], float]:
    """How far each pair falls short of the likest pair of either value in the other's report."""
    sums = {pair: mutual + THIRD * likely for pair, (mutual, likely) in likes.items()}
    top: dict[tuple[int, str], float] = {}
    for (i, j), total in sums.items():
        for a, b in ((i, j), (j, i)):
            key = a, slots[b].told.report
            top[key] = max(top.get(key, 0.0), total)
    return {
        (i, j): round(max(top[i, slots[j].told.report], top[j, slots[i].told.report]) - total, 3)
        for (i, j), total in sums.items()
    }


def scale_of(slot: Slot) -> str:
    """The scale on which a value is weighed: number, day or name."""
    return "name" if slot.named else "day" if slot.kind == "day" else "number"


def _edges(one: Slot, two: Slot) -> tuple[float, float]:
    """How many of the two words before both values are the same, articles left out, and whether the word after them is."""
    before, after = [], []
    for slot in (one, two):
        text, start = slot.clause.evidence.quote, slot.told.start - slot.clause.evidence.start
        before.append([w for w in words_of(text[:start]) if w not in _ARTICLES][-NEXT:][::-1])
        after.append(words_of(text[start + len(slot.told.quote) :])[0])
    return float(sum(a == b for a, b in zip(*before, strict=False))), float(after[0] == after[1])


def _counts(one: Slot, two: Slot, vocabulary: Vocabulary, counted: Mapping[str, Counted]) -> tuple[float, float, float]:
    """Likeness of what is counted, how far the numbers lie apart (log of their ratio), and whether they belong to different owners.

    Of two times: whether they are told as finely, and how far they lie apart (log of the days). Of two names: whether both tell a place, and whether one only speaks.
    """
    if one.named and two.named:
        return float(one.kind == two.kind == "place"), float(one.kind != two.kind), float(one.speaks != two.speaks)
    if one.dated and two.dated:
        gap = abs(date.fromisoformat(one.dated.first) - date.fromisoformat(two.dated.first)).days
        return float(one.dated.precision == two.dated.precision), log(1 + gap), 0.0
    if not one.quantity or not two.quantity:
        return UNNAMED, 0.0, 0.0
    likeness = vocabulary.likeness(one.nouns, two.nouns) if any(one.nouns) and any(two.nouns) else UNNAMED
    low, high = sorted(max(s.quantity.low or 0.0, 0.1) for s in (one, two) if s.quantity)
    a, b = (counted.get(s.quantity.id, Counted()) for s in (one, two) if s.quantity)
    apart = bool(a.owners and b.owners and not a.owners & b.owners)
    return likeness, min(log(high / low), FAR), float(apart)


def _key(clause: Clause) -> tuple[str, int]:
    return clause.evidence.report, clause.at


class _Told:
    """The values of each report by kind, to look a value up in."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.by_report: dict[tuple[str, str], list[Slot]] = {}
        self.by_sentence: dict[tuple[str, int], list[Slot]] = {}
        self.known: dict[tuple[int, str], bool] = {}
        self.by_family: dict[str, list[int]] = {}
        for i, slot in enumerate(slots):
            self.by_family.setdefault(_family(slot), []).append(i)
            self.by_report.setdefault((slot.told.report, _family(slot)), []).append(slot)
            self.by_sentence.setdefault(_key(slot.clause), []).append(slot)

    def in_both(self, one: Slot, two: Slot) -> float:
        """How many of the two values the other's sentence tells as well."""
        return float(
            sum(
                any(_family(slot) == _family(other) and _same(slot, other) for other in self.by_sentence[sentence])
                for slot, sentence in ((one, _key(two.clause)), (two, _key(one.clause)))
            )
        )

    def elsewhere(self, one: Slot, two: Slot) -> float:
        """How many of the two values the other report tells somewhere else."""
        return float(self._knows(two.told.report, one)) + float(self._knows(one.told.report, two))

    def beside(self, one: Slot, two: Slot) -> tuple[float, float]:
        """How many other values both sentences tell, and how many one of them alone."""
        mine = [s for s in self.by_sentence[_key(one.clause)] if s is not one]
        other = [s for s in self.by_sentence[_key(two.clause)] if s is not two]
        shared = [s for s in mine if any(_family(s) == _family(o) and _same(s, o) for o in other)]
        back = [o for o in other if any(_family(s) == _family(o) and _same(s, o) for s in mine)]
        alone = len(mine) - len(shared) + len(other) - len(back)
        return float(min(MANY - 1, len(shared))), float(min(MANY, alone))

    def _knows(self, report: str, slot: Slot) -> bool:
        key = id(slot), report
        if key not in self.known:
            self.known[key] = any(_same(slot, other) for other in self.by_report.get((report, _family(slot)), ()))
        return self.known[key]


def _family(slot: Slot) -> str:
    """A place may be named without "in": names and places are looked up together."""
    return "name" if slot.named else slot.kind


def _same(one: Slot, two: Slot) -> bool:
    if one.quantity and two.quantity:
        return judge_quantities(one.quantity, two.quantity).judged != "differ"
    if one.named and two.named:
        return is_same(one.named, two.named)
    if one.dated and two.dated and one.dated.first <= two.dated.last and two.dated.first <= one.dated.last:
        return True
    return bool(one.values & two.values) or one.told.quote.lower() == two.told.quote.lower()


def _apart(one: Slot, two: Slot) -> Apart:
    if one.quantity:
        return Apart(one, two, "number", "the numbers differ and no hedge, range or rounding explains it")
    kind = "place" if "place" in {one.kind, two.kind} else one.kind.split()[0]
    field, reason = _REASONS[kind]
    return Apart(one, two, field, reason)
