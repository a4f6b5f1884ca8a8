"""Events over time as bars: cooperation up, conflict down, one bar a day, month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.brief.dates import plain_day
from detente.compare.relations import Happened

WIDE, HALF = 900, 70
LEFT = 34
MOST = 48
"""Bars; with more days than this a bar is a month, with more months a year."""
LABELS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time: what happened in it, and where its two bars go."""

    label: str
    cooperation: int
    conflict: int
    x: float
    width: float
    up: float
    down: float
    named: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """The chart; ``undated`` happenings are in no bar; ``alt`` says it in words."""

    wide: int
    high: int
    axis: int
    most: int
    bars: tuple[Bar, ...]
    unit: str
    undated: int
    alt: str


def draw_bars(events: Sequence[Happened]) -> Bars | None:
    """The chart of dated happenings, None where there are none."""
    dated = [event.day for event in events if event.day]
    if not dated:
        return None
    size, unit = next(((s, u) for s, u in ((10, "day"), (7, "month")) if _count(dated, s) <= MOST), (4, "year"))
    stretches = _stretches(min(d[:size] for d in dated), max(d[:size] for d in dated), size)
    good = Counter(e.day[:size] for e in events if e.day and e.quad in (1, 2))
    bad = Counter(e.day[:size] for e in events if e.day and e.quad not in (1, 2))
    most = max([*good.values(), *bad.values()])
    step = (WIDE - LEFT) / len(stretches)
    every = max(1, -(-len(stretches) // LABELS))
    bars = tuple(
        Bar(
            plain_day(stretch),
            good[stretch],
            bad[stretch],
            round(LEFT + n * step + step * 0.1, 1),
            round(min(step * 0.8, 40), 1),
            round(HALF * good[stretch] / most, 1),
            round(HALF * bad[stretch] / most, 1),
            n % every == 0,
        )
        for n, stretch in enumerate(stretches)
    )
    told = "; ".join(f"{b.label}: {b.cooperation} and {b.conflict}" for b in bars if b.cooperation or b.conflict)
    alt = f"Events by {unit}, cooperation and conflict: {told}."
    return Bars(WIDE, 2 * HALF + 40, HALF + 10, most, bars, unit, len(events) - len(dated), alt)


def _count(days: Sequence[str], size: int) -> int:
    return len(_stretches(min(d[:size] for d in days), max(d[:size] for d in days), size))


def _stretches(first: str, last: str, size: int) -> list[str]:
    """Every day, month or year from the first to the last; a day told no finer than its month stands alone."""
    if size == 4:
        return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    if size == 7:
        begin, end = (int(d[:4]) * 12 + int(d[5:7] or 1) - 1 for d in (first, last))
        return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(begin, end + 1)]
    if len(first) < 10 or len(last) < 10:
        return [first] * (MOST + 1)
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(n).isoformat() for n in range(begin, min(end, begin + MOST) + 1)]
