"""Which reports tell the same happenings: by the words and parties they share, within a week of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from detente.compare.words import stems
from detente.records.coding import Coding
from detente.records.shapes import FACT_ROLES

THRESHOLD = 0.12
"""Mean similarity a report needs to the reports of a story (eval/grouping.py shows why)."""
DAYS = 7
LEAD = 600
"""Characters from the first fact-bearing region on whose words weigh more."""
PRIOR = 60
"""Reports imagined behind the few at hand, so that two reports do not make every shared word look common."""
SIGNPOSTS = 14
"""The weightiest words of a report: only reports that share one are compared at all."""


@dataclass(frozen=True)
class Outline:
    """What grouping looks at: the words of a report with their counts, its parties and its day."""

    id: str
    words: Counter[str]
    day: int | None


def outline(coding: Coding) -> Outline:
    """The words of the facts' regions; those of title and lead count double, parties of facts count as words."""
    report = coding.report
    regions = [r for r in report.regions if r.role in FACT_ROLES]
    body = "\n".join(report.text[r.start : r.end] for r in regions) if report.regions else report.text
    words = Counter(stems(body))
    words.update(stems(f"{report.title or ''}\n{body[:LEAD]}"))
    words.update(f"={party}" for party in _parties(coding))
    return Outline(report.id, words, day_number(report.published_day))


def day_number(day: str | None) -> int | None:
    """Days since a fixed date, None where the day is unknown or no calendar day."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _parties(coding: Coding) -> Iterable[str]:
    for event in coding.events:
        for mention in (*event.actors, *event.recipients):
            party = mention.iso3 or mention.code or mention.entity
            if party:
                yield party


def group_reports(
    codings: Sequence[Coding], *, batches: Iterable[frozenset[str]] = (), one_story: bool = False
) -> tuple[tuple[str, ...], ...]:
    """Report ids by story; codings in the record's order, stories and their reports in that order too."""
    ids = [coding.report.id for coding in codings]
    if one_story:
        return (tuple(ids),) if ids else ()
    joined = _joined_batches(ids, batches)
    outlines = [outline(coding) for coding in codings]
    vectors = _vectors(outlines)
    stories = _Stories(vectors, {o.id: o.day for o in outlines})
    for report in ids:
        stories.add(joined.get(report, (report,)))
    place = {report: i for i, report in enumerate(ids)}
    return tuple(sorted((tuple(sorted(s, key=place.__getitem__)) for s in stories.held), key=lambda s: place[s[0]]))


def _joined_batches(ids: Sequence[str], batches: Iterable[frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Report -> all reports that a chain of command lines named together with it, itself included."""
    known, groups = set(ids), list[set[str]]()
    for batch in batches:
        merged = set(batch & known)
        apart = [g for g in groups if not g & merged]
        for group in groups:
            if group & merged:
                merged |= group
        groups = [*apart, merged]
    place = {report: i for i, report in enumerate(ids)}
    return {r: tuple(sorted(g, key=place.__getitem__)) for g in groups if len(g) > 1 for r in g}


def _vectors(outlines: Sequence[Outline]) -> dict[str, dict[str, float]]:
    """Unit vectors of tf-idf weights by report."""
    counts: Counter[str] = Counter()
    for item in outlines:
        counts.update(item.words.keys())
    total = len(outlines) + PRIOR
    vectors = {}
    for item in outlines:
        raw = {w: (1 + log(n)) * log(1 + total / (counts[w] + 1)) for w, n in sorted(item.words.items())}
        length = sqrt(sum(x * x for x in raw.values())) or 1.0
        vectors[item.id] = {w: x / length for w, x in raw.items()}
    return vectors


class _Stories:
    """Stories as they grow, report by report in the record's order, with an index from words to stories."""

    def __init__(self, vectors: dict[str, dict[str, float]], days: dict[str, int | None]) -> None:
        self.vectors, self.days = vectors, days
        self.held: list[list[str]] = []
        self.seen: set[str] = set()
        self.by_word: dict[str, set[int]] = {}

    def add(self, reports: tuple[str, ...]) -> None:
        """Put reports that belong together into the story they fit best, or into a new one."""
        if reports[0] in self.seen:
            return
        self.seen.update(reports)
        candidates = sorted({s for r in reports for w in self._signposts(r) for s in self.by_word.get(w, ())})
        scored = [(self._fit(reports, self.held[s]), -s) for s in candidates]
        best = max(scored, default=(0.0, 0))
        if best[0] >= THRESHOLD:
            story = -best[1]
            self.held[story] += reports
        else:
            story = len(self.held)
            self.held.append(list(reports))
        for report in reports:
            for word in self._signposts(report):
                self.by_word.setdefault(word, set()).add(story)

    def _signposts(self, report: str) -> list[str]:
        vector = self.vectors[report]
        return sorted(vector, key=lambda w: (-vector[w], w))[:SIGNPOSTS]

    def _fit(self, reports: tuple[str, ...], story: list[str]) -> float:
        if not any(self._near(a, b) for a in reports for b in story):
            return 0.0
        pairs = [self._similarity(a, b) for a in reports for b in story]
        return round(sum(pairs) / len(pairs), 6)

    def _near(self, a: str, b: str) -> bool:
        first, second = self.days[a], self.days[b]
        return first is None or second is None or abs(first - second) <= DAYS

    def _similarity(self, a: str, b: str) -> float:
        left, right = self.vectors[a], self.vectors[b]
        if len(right) < len(left):
            left, right = right, left
        return sum(x * right[w] for w, x in left.items() if w in right)
