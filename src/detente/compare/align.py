"""Tellings of different reports put side by side: groups of one thing, best pairs first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.compare.tellings import Telling

Score = Callable[[Telling, Telling], float]
"""How much two tellings look like one (0..1)."""


@dataclass(frozen=True)
class Aligned:
    """Tellings of one thing, at most one a report, in the record's order."""

    tellings: tuple[Telling, ...]

    @property
    def origins(self) -> int:
        """How many independent origins tell it."""
        return len({t.origin for t in self.tellings})


def align(tellings: Sequence[Telling], score: Score, floor: float, *, slack: float = 0.5) -> tuple[Aligned, ...]:
    """Groups of tellings, best pairs first; a group takes at most one telling of a report.

    A group grows only where every telling in it reaches ``slack`` times the floor with every other: otherwise the first
    meeting of a week would draw in the last.
    """
    scored = {
        (i, j): s for i, j in _candidates(tellings) if (s := round(score(tellings[i], tellings[j]), 4)) >= floor * slack
    }
    pairs = sorted((-s, tellings[i].order, tellings[j].order, i, j) for (i, j), s in scored.items() if s >= floor)
    groups = {i: [i] for i in range(len(tellings))}
    for _, _, _, i, j in pairs:
        one, other = groups[i], groups[j]
        if one is not other and all(_linked(x, y, tellings, scored) for x in one for y in other):
            one += other
            for x in other:
                groups[x] = one
    unique = {id(group): sorted(group) for group in groups.values()}
    return tuple(Aligned(tuple(tellings[i] for i in group)) for group in sorted(unique.values()))


def _candidates(tellings: Sequence[Telling]) -> list[tuple[int, int]]:
    """Pairs of tellings of different reports with a word, a person or a denying side in common; no others are compared."""
    postings: dict[str, list[int]] = {}
    for i, telling in enumerate(tellings):
        for key in telling.keys:
            postings.setdefault(key, []).append(i)
    pairs = {(i, j) for held in postings.values() for n, i in enumerate(held) for j in held[n + 1 :]}
    return sorted((i, j) for i, j in pairs if tellings[i].report != tellings[j].report)


def _linked(x: int, y: int, tellings: Sequence[Telling], scored: dict[tuple[int, int], float]) -> bool:
    return tellings[x].report != tellings[y].report and (min(x, y), max(x, y)) in scored


def best_pairs(tellings: Sequence[Telling], score: Score, floor: float) -> tuple[Aligned, ...]:
    """Pairs of tellings of different reports above the floor, each telling in its best pair only."""
    pairs = sorted(
        (-s, tellings[i].order, tellings[j].order, i, j)
        for i, j in _candidates(tellings)
        if (s := round(score(tellings[i], tellings[j]), 4)) >= floor
    )
    used: set[int] = set()
    kept = []
    for _, _, _, i, j in pairs:
        if not {i, j} & used:
            used |= {i, j}
            kept.append(Aligned((tellings[i], tellings[j])))
    return tuple(kept)


def stars(
    tellings: Sequence[Telling], score: Score, floor: float, *, centre: Callable[[Telling], bool]
) -> tuple[Aligned, ...]:
    """Each centre with the telling of every other report that fits it best, above the floor."""
    groups = []
    for middle in (t for t in tellings if centre(t)):
        best: dict[str, tuple[float, Telling]] = {}
        for other in tellings:
            fit = round(score(middle, other), 4) if other.report != middle.report else 0.0
            if fit >= floor and fit > best.get(other.report, (0.0, other))[0]:
                best[other.report] = (fit, other)
        if best:
            held = [middle, *(telling for _, telling in best.values())]
            groups.append(Aligned(tuple(sorted(held, key=tellings.index))))
    return tuple(groups)
