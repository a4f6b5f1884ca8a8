"""Which reports tell the same happenings: by the words and parties they share, within a month of each other.

The two groups that are most alike join first (average linkage) until no two are alike enough; then a report left alone
joins the one story it is clearly nearest to. Only reports that share a weighty word are ever compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import islice

from detente.compare.outlines import outline, weigh_outlines
from detente.records.coding import Coding

THRESHOLD = 0.11
"""Mean similarity of the reports of two groups from which on they are one story (eval/grouping.py --sweep shows why)."""
UNDATED = 1.5
"""How many times that similarity is needed where no day says that the two are near."""
DAYS = 31
"""Two groups may join where a report of one was published within so many days of a report of the other."""
ALONE, CLEARLY = 0.45, 1.5
"""A report left alone needs this share of THRESHOLD, and so many times the similarity it has to the next best story."""
WORTH = ALONE / CLEARLY
"""Two reports of a smaller share of THRESHOLD make no one compare their groups: it would decide nothing."""
LIKELY = 0.7
"""Groups are only joined where a report of one has at least this share of THRESHOLD to one of the other, near in time."""
SIGNPOSTS = 40
"""The weightiest words of a report: only reports that share one are compared at all."""
AT_A_WORD = 40
"""A report is compared with so many of those that follow it in time under one signpost, and as many before it."""


def group_reports(
    codings: Sequence[Coding], *, batches: Iterable[frozenset[str]] = (), one_story: bool = False
) -> tuple[tuple[str, ...], ...]:
    """Report ids by story; codings in the record's order, stories and their reports in that order too."""
    ids = list(dict.fromkeys(coding.report.id for coding in codings))
    if one_story:
        return (tuple(ids),) if ids else ()
    outlines = sorted((outline(coding) for coding in codings), key=lambda o: o.id)
    vectors = weigh_outlines(outlines)
    groups = _first_groups(_joined_batches(ids, batches), vectors, {o.id: o.day for o in outlines})
    _join_alike(groups)
    _join_alone(groups)
    place = {report: i for i, report in enumerate(ids)}
    found = (tuple(sorted(g.reports, key=place.__getitem__)) for g in groups.values())
    return tuple(sorted(found, key=lambda s: place[s[0]]))


def _joined_batches(ids: Sequence[str], batches: Iterable[frozenset[str]]) -> dict[str, str]:
    """Report -> least report that a chain of command lines named together with it, itself where none is less."""
    known, joined = set(ids), list[set[str]]()
    for batch in batches:
        merged = set(batch & known)
        apart = [g for g in joined if not g & merged]
        for group in joined:
            if group & merged:
                merged |= group
        joined = [*apart, merged]
    first = {report: min(group) for group in joined for report in group}
    return {report: first.get(report, report) for report in ids}


@dataclass
class _Group:
    """Reports of one story as it grows: the sum of their vectors, their known days, the groups to compare it with.

    ``alike`` are those of the ``others`` that hold a report so like one of its own that the two may join.
    """

    name: str
    reports: list[str] = field(default_factory=list)
    words: dict[str, float] = field(default_factory=dict)
    days: list[int] = field(default_factory=list)
    undated: bool = False
    others: set[str] = field(default_factory=set)
    alike: set[str] = field(default_factory=set)

    def take(self, reports: Iterable[str], words: dict[str, float], days: Iterable[int], *, undated: bool) -> None:
        """Let reports with these sums and days be of this group."""
        self.reports += reports
        if len(words) > len(self.words):
            self.words, words = words, self.words
        for word, weight in words.items():
            self.words[word] = self.words.get(word, 0.0) + weight
        self.days = sorted({*self.days, *days})
        self.undated = self.undated or undated


def _first_groups(
    name_of: Mapping[str, str], vectors: Mapping[str, Mapping[str, float]], days: Mapping[str, int | None]
) -> dict[str, _Group]:
    """The groups to begin with: what was named together, else each report by itself; the ids of ``vectors`` are sorted."""
    groups: dict[str, _Group] = {}
    for report in vectors:
        day = days[report]
        group = groups.setdefault(name_of[report], _Group(name_of[report]))
        group.take([report], dict(vectors[report]), [] if day is None else [day], undated=day is None)
    alone = {g.reports[0]: g.days[0] for g in groups.values() if len(g.reports) == len(g.days) == 1}
    for a, b in _candidates(vectors, days):
        if a in alone and b in alone and alone[b] - alone[a] > DAYS:  # most are: `_needed` would say so slowly
            continue
        first, second = groups[name_of[a]], groups[name_of[b]]
        if first is second or not _needed(first, second):
            continue
        product = _product(vectors[a], vectors[b])
        if product >= WORTH * THRESHOLD:
            first.others.add(second.name)
            second.others.add(first.name)
        if product >= LIKELY * THRESHOLD:
            first.alike.add(second.name)
            second.alike.add(first.name)
    return groups


def _candidates(
    vectors: Mapping[str, Mapping[str, float]], days: Mapping[str, int | None]
) -> Iterator[tuple[str, str]]:
    """Pairs of reports that stand at one signpost, the earlier first, near each other in time; each pair once."""
    ordered = sorted(vectors, key=lambda r: (days[r] or 0, r))
    at_word: dict[str, list[str]] = {}
    for report in reversed(ordered):
        later: set[str] = set()
        for word in islice(vectors[report], SIGNPOSTS):
            reports = at_word.setdefault(word, [])
            later.update(reports[-AT_A_WORD:])
            reports.append(report)
        yield from ((report, other) for other in later)


def _product(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The inner product of two vectors, added in the order of their words."""
    return sum(a[w] * b[w] for w in sorted(a.keys() & b.keys()))


def _needed(a: _Group, b: _Group) -> float:
    """The similarity two groups need to be one story; 0 where their days keep them apart."""
    few, many = sorted((a.days, b.days), key=len)
    for day in few:
        at = bisect_left(many, day - DAYS)
        if at < len(many) and many[at] <= day + DAYS:
            return THRESHOLD
    return THRESHOLD * UNDATED if a.undated or b.undated else 0.0


def _strength(a: _Group, b: _Group) -> float:
    """Mean similarity of their reports as a share of what is needed: 1 and above joins, 0 never does."""
    needed = _needed(a, b)
    if not needed:
        return 0.0
    few, many = (a, b) if (len(a.words), a.name) <= (len(b.words), b.name) else (b, a)
    return round(_product(few.words, many.words) / (len(a.reports) * len(b.reports)) / needed, 9)


_Pair = tuple[float, str, str, int, int]
"""Strength below zero (the strongest first), both names, both sizes when it was measured."""


def _pair(a: _Group, b: _Group) -> _Pair:
    first, second = (a, b) if a.name < b.name else (b, a)
    return -_strength(a, b), first.name, second.name, len(first.reports), len(second.reports)


def _join_alike(groups: dict[str, _Group]) -> None:
    """Join the two groups that are most alike until none are alike enough."""
    pairs = [_pair(group, groups[o]) for group in groups.values() for o in group.alike if group.name < o]
    waiting = [pair for pair in pairs if pair[0] <= -1]
    heapify(waiting)
    while waiting:
        _, a, b, size_a, size_b = heappop(waiting)
        if not (_is_as_it_was(groups, a, size_a) and _is_as_it_was(groups, b, size_b)):
            continue
        kept = _join(groups, a, b)
        for other in kept.alike:
            pair = _pair(kept, groups[other])
            if pair[0] <= -1:
                heappush(waiting, pair)


def _is_as_it_was(groups: Mapping[str, _Group], name: str, size: int) -> bool:
    """Whether a group neither grew nor went into another one."""
    return name in groups and len(groups[name].reports) == size


def _join(groups: dict[str, _Group], kept: str, gone: str) -> _Group:
    """Move all of one group into another and let the groups around know."""
    into, old = groups[kept], groups.pop(gone)
    into.take(old.reports, old.words, old.days, undated=old.undated)
    for other in old.others - {kept}:
        groups[other].others.add(kept)
        if other in old.alike:
            groups[other].alike.add(kept)
    for other in old.others:
        groups[other].others.discard(gone)
        groups[other].alike.discard(gone)
    into.others = (into.others | old.others) - {kept, gone}
    into.alike = (into.alike | old.alike) - {kept, gone}
    return into


def _join_alone(groups: dict[str, _Group]) -> None:
    """Put each report left alone into the story of several reports that it is clearly nearest to, all at once."""
    moves = [(group.name, _nearest(group, groups)) for group in groups.values() if len(group.reports) == 1]
    for alone, story in sorted((a, s) for a, s in moves if s):
        _join(groups, story, alone)


def _nearest(group: _Group, groups: Mapping[str, _Group]) -> str:
    """The name of the story that stands out among those a report may belong to; empty where none does."""
    ranked = sorted((-_strength(group, groups[other]), other) for other in group.others)
    if not ranked or len(groups[ranked[0][1]].reports) == 1:
        return ""
    best, second = -ranked[0][0], -ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][1] if best >= ALONE and best >= CLEARLY * second else ""
