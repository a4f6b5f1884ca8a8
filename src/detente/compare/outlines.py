"""What grouping looks at in a report: its telling words with their weights, and its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from detente.compare.words import stems
from detente.records.coding import Coding
from detente.records.shapes import FACT_ROLES

LEAD = 600
"""Characters from the first fact-bearing region on whose words weigh more."""
LEAD_TIMES = 2
"""How often the words of title and lead are counted once more."""
PRIOR = 60
"""Reports imagined behind the few at hand, so that two reports do not make every shared word look common."""
WORDS = 120
"""The weightiest words of a report stand for it, so that a long report meets a short one."""


@dataclass(frozen=True)
class Outline:
    """The words of a report with their counts, its parties among them, and its day."""

    id: str
    words: Counter[str]
    day: int | None


def outline(coding: Coding) -> Outline:
    """The words of the facts' regions; those of title and lead count threefold, parties of facts count as words."""
    report = coding.report
    regions = [r for r in report.regions if r.role in FACT_ROLES]
    body = "\n".join(report.text[r.start : r.end] for r in regions) if report.regions else report.text
    words = Counter(stems(body))
    for word, times in Counter(stems(f"{report.title or ''}\n{body[:LEAD]}")).items():
        words[word] += LEAD_TIMES * times
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


def weigh_outlines(outlines: Sequence[Outline]) -> dict[str, dict[str, float]]:
    """Report id -> unit vector of tf-idf weights of its weightiest words, the weightiest first."""
    counts: Counter[str] = Counter()
    for item in outlines:
        counts.update(item.words.keys())
    total = len(outlines) + PRIOR
    vectors = {}
    for item in outlines:
        raw = {w: (1 + log(n)) * log(1 + total / (counts[w] + 1)) for w, n in item.words.items()}
        kept = sorted(raw.items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS]
        length = sqrt(sum(x * x for _, x in kept)) or 1.0
        vectors[item.id] = {w: x / length for w, x in kept}
    return vectors
