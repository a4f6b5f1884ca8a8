"""Sentences that tell one thing, in groups, with what they agree on and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.compare.clause_likeness import RARE, Pair, Weigher, like_pairs, place_of
from detente.compare.clauses import Clause
from detente.compare.facets import WEAK, Difference, at_other_hours, denials, differences, outcomes
from detente.records.shapes import Evidence

TOLD = 1.8
"""Strength of a pair that is looked at."""
ELSEWHERE = 2.2
"""Strength of a pair that shows that a fact is told elsewhere as well."""
AGREED = 2.4
"""Strength of a pair that shows agreement, where an act of its own or a counted thing joins the two."""
LIKE = 0.27
"""Likeness below which two long sentences only touch the same matters."""
WEAKLY = 3.0
"""The same where only a common act of words ("promised", "met") joins them."""
PART = 0.22
"""Share of the weight of a fact's words that another origin must tell."""
NEARLY = 0.75
"""A pair counts beside the best one of either sentence where it is this strong in comparison."""


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences of different reports with the field and reason of their difference; no ``difference``: they agree."""

    clauses: tuple[Clause, ...]
    difference: Difference | None = None


def told_in_clauses(clauses: Sequence[Clause], weigher: Weigher) -> tuple[tuple[Told, ...], tuple[Pair, ...]]:
    """Groups that differ, then groups that agree, and every pair that shows a thing told in more than one report."""
    pairs = like_pairs(clauses, weigher, TOLD)
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
    agree = _best([p for p in pairs if _keys((p.one, p.two)) not in apart and _agrees(p, weigher)])
    return (*_joined(differ), *_grouped(agree)), (*(p for p in best if p.strength >= ELSEWHERE), *denied, *ended)


def _keys(clauses: Sequence[Clause]) -> frozenset[tuple[str, int]]:
    return frozenset((c.evidence.report, c.at) for c in clauses)


def _best(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs that are the best, or nearly, of both sentences towards the other's report."""
    top: dict[tuple[str, int, str], float] = {}
    for pair in pairs:
        for a, b in ((pair.one, pair.two), (pair.two, pair.one)):
            key = (a.evidence.report, a.at, b.evidence.report)
            top[key] = max(top.get(key, 0.0), pair.strength)
    return tuple(
        p
        for p in pairs
        if all(
            p.strength >= NEARLY * top[a.evidence.report, a.at, b.evidence.report]
            for a, b in ((p.one, p.two), (p.two, p.one))
        )
    )


def _agrees(pair: Pair, weigher: Weigher) -> bool:
    acts = pair.one.acts & pair.two.acts
    counted = any(t.startswith("n:") for t in pair.shared)
    rare = any(t[1:2] != ":" and weigher.counts.get(t, 0) <= RARE for t in pair.shared - acts)
    strong = AGREED if acts - WEAK or counted or (acts and rare) else WEAKLY
    if (pair.one.open, pair.one.past) != (pair.two.open, pair.two.past) or _counts_apart(pair):
        return False
    if _apart(pair, "p:") or (_apart(pair, "d:") and not pair.one.open):
        return False
    found = differences(pair)
    if len(found) > 1 or not all(d.minor for d in found):
        return False
    plain = not (pair.one.acts | pair.two.acts) and len(pair.shared) > 3
    return pair.score >= LIKE and pair.strength >= strong and bool(acts or counted or plain)


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


def told_elsewhere(told: frozenset[str], spans: Sequence[Evidence], pairs: Sequence[Pair], weigher: Weigher) -> bool:
    """Whether a clause of another origin shares a good part of the tokens told at these places of a report."""
    return any(
        clause.evidence.report == e.report and clause.evidence.start < e.end and e.start < clause.evidence.end
        and weigher.sum(told & pair.shared) >= PART * weigher.sum(told)
        for pair in pairs
        for clause in (pair.one, pair.two)
        if not clause.lent
        for e in spans
    )  # fmt: skip
