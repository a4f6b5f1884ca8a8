"""Sentences that tell one thing, in groups, with what they agree on and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from detente.compare.clause_likeness import Pair, Weigher, like_pairs, place_of
from detente.compare.clauses import Clause
from detente.compare.coverage import Vocabulary
from detente.compare.facets import Difference, at_other_hours, denials, differences, outcomes
from detente.compare.in_context import InContext

TOLD = 0.02
"""Chance of telling one thing at which a pair is looked at."""
AGREED = 0.21
"""The same, once their sentences were read together, of a pair that shows agreement."""
LIKELY = 0.45
"""Chance at which a pair agrees that was not found sure once read together, but ``AT_LEAST``: long sentences of which two remarks tell one thing, "their boycott of the parade", "made it impossible to attend"."""
BY_WORDS = 2.4
"""Strength in common words of a pair that shows agreement at a lower chance: a camera, the origin, a clash."""
AT_LEAST = 0.1
"""That chance: "one warning shot, Pell said", "Pell threatened to stop the sale of electricity" have .02."""
NEARLY_ALL = 0.7
"""Likeness of two short sentences that share nearly all their words, whatever the chance."""
LIKE = 0.27
"""Likeness below which two long sentences only touch the same matters."""
PLAINLY = 0.8
"""The same where one tells of what may come as well: "relations may yet weather the crisis unleashed by the annexation"."""
UNLIKE = 0.3
"""The same where they share many words: "if they harm the crew, we will close our ports", "the crew was released"."""
SURELY = 0.6
"""What a pair must reach where both give numbers and none of them is the same."""
NEARLY = 0.75
"""A pair counts beside the best one of either sentence where it is this strong in comparison."""


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences of different reports with the field and reason of their difference; no ``difference``: they agree."""

    clauses: tuple[Clause, ...]
    difference: Difference | None = None


def told_in_clauses(
    clauses: Sequence[Clause],
    weigher: Weigher,
    vocabulary: Vocabulary,
    context: InContext | None = None,
    together: Callable[[str, str], float] | None = None,
) -> tuple[tuple[Told, ...], tuple[Pair, ...]]:
    """Groups that differ, then groups that agree; and every pair that was looked at, with those of a denial and of two outcomes."""
    pairs = like_pairs(clauses, weigher, TOLD, vocabulary, context, together)
    best = _best(pairs)
    differ: list[Told] = []
    held = {id(p) for p in best}
    for pair in (*best, *(p for p in pairs if id(p) not in held and at_other_hours(p))):
        found = differences(pair)
        differ += [Told((pair.one, pair.two), d) for i, d in enumerate(found) if i == 0 or d.minor]
    status = Difference("status", "one report tells it as fact, the other as not having happened")
    outcome = Difference("outcome", "the reports tell outcomes that exclude each other")
    denied, ended = denials(clauses, weigher), outcomes(clauses, weigher)
    differ += [Told((p.one, p.two), status) for p in denied] + [Told((p.one, p.two), outcome) for p in ended]
    apart = {_keys(t.clauses) for t in differ if t.difference and not t.difference.minor}
    agree = _best([p for p in pairs if _keys((p.one, p.two)) not in apart and _agrees(p)])
    return (*_joined(differ), *_grouped(agree)), (*pairs, *(replace(p, chance=1.0) for p in (*denied, *ended)))


def _keys(clauses: Sequence[Clause]) -> frozenset[tuple[str, int]]:
    return frozenset((c.evidence.report, c.at) for c in clauses)


def _best(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs that are the best, or nearly, of both stretches towards the other's report; a sentence and a clause of it each have their best.

    "Nobody was killed and the silos were undamaged" is told by two sentences of another report: what shares most with it counts beside what is likest.
    """
    likest, by_words = _tops(pairs, lambda p: p.rank), _tops(pairs, lambda p: p.strength)
    return tuple(
        p
        for p in pairs
        if all(p.rank >= NEARLY * likest[key] for key in _ways(p))
        or (_by_words(p) and all(p.strength >= by_words[key] for key in _ways(p)))
    )


def _tops(pairs: Sequence[Pair], figure: Callable[[Pair], float]) -> dict[tuple[str, int, int, str], float]:
    """The highest figure of each stretch towards each report."""
    top: dict[tuple[str, int, int, str], float] = {}
    for pair in pairs:
        for key in _ways(pair):
            top[key] = max(top.get(key, 0.0), figure(pair))
    return top


def _ways(pair: Pair) -> tuple[tuple[str, int, int, str], tuple[str, int, int, str]]:
    return _towards(pair.one, pair.two), _towards(pair.two, pair.one)


def _towards(one: Clause, two: Clause) -> tuple[str, int, int, str]:
    return one.evidence.report, one.evidence.start, one.evidence.end, two.evidence.report


def _agrees(pair: Pair) -> bool:
    likely = pair.sure >= AGREED or (pair.chance >= LIKELY and pair.sure >= AT_LEAST)
    if not likely and not (_by_words(pair) and pair.score >= LIKE):
        return False
    unlike = (pair.one.open, pair.one.past) != (pair.two.open, pair.two.past)
    if (unlike and pair.sure < (UNLIKE if _by_words(pair) else PLAINLY)) or _counts_apart(pair):
        return False
    if _apart(pair, "n:") and pair.sure < SURELY:
        return False
    if _apart(pair, "p:") or (_apart(pair, "d:") and not pair.one.open):
        return False
    found = differences(pair)
    return not len(found) > 1 and all(d.minor for d in found)


def _by_words(pair: Pair) -> bool:
    return pair.strength >= BY_WORDS and (pair.sure >= AT_LEAST or pair.score >= NEARLY_ALL)


def _apart(pair: Pair, kind: str) -> bool:
    """Whether both name parties (or days) and no one of them is the same."""
    one, two = ({t for t in c.tokens - c.lent if t.startswith(kind)} for c in (pair.one, pair.two))
    return bool(one and two) and not one & two


def _counts_apart(pair: Pair) -> bool:
    """Whether both count people and no number is the same: "31 were killed" and "eight were killed"."""
    one, two = (any(t[:2] == "n:" and t.endswith(":people") for t in c.tokens - c.lent) for c in (pair.one, pair.two))
    return one and two and not any(t.startswith("n:") for t in pair.shared)


def _joined(differ: Sequence[Told]) -> list[Told]:
    """Differences in one field that share a sentence made one."""
    groups: list[tuple[Difference, dict[tuple[str, int], Clause]]] = []
    for told in differ:
        assert told.difference
        keys = {(c.evidence.report, c.at): c for c in told.clauses}
        for difference, held in groups:
            if difference.field == told.difference.field and held.keys() & keys.keys():
                held |= {k: c for k, c in keys.items() if k not in held}
                break
        else:
            groups.append((told.difference, dict(keys)))
    return [Told(tuple(sorted(held.values(), key=place_of)), difference) for difference, held in groups]


def _grouped(agree: Sequence[Pair]) -> list[Told]:
    """Pairs that share a sentence made one group, at most one sentence of a report."""
    groups: dict[tuple[str, int], dict[str, Clause]] = {}
    apart: list[dict[str, Clause]] = []
    for pair in agree:
        one, two = ((c.evidence.report, c.at) for c in (pair.one, pair.two))
        mine = groups.setdefault(one, {pair.one.evidence.report: pair.one})
        other = groups.setdefault(two, {pair.two.evidence.report: pair.two})
        if mine is other:
            continue
        if mine.keys() & other.keys():
            apart.append({c.evidence.report: c for c in (pair.one, pair.two)})
            continue
        mine |= other
        for clause in other.values():
            groups[clause.evidence.report, clause.at] = mine
    unique = list({id(held): held for held in groups.values()}.values()) + apart
    return [Told(tuple(sorted(held.values(), key=place_of))) for held in unique if len(held) > 1]
