"""A report cut into sentences without a parser: where a fact's words stand and what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from detente.records.kinds import Report
from detente.records.shapes import FACT_ROLES, Evidence

_END = re.compile(r"[.!?]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[A-Z0-9])")
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "sen",
        "rep",
        "gov",
        "st",
        "prof",
        "rev",
        "hon",
        "no",
        "vs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
"""Abbreviations whose full stop ends no sentence."""
OPENING = 6
"""Words up to which "On 3 June at 9 a.m." opens a sentence rather than being one."""
LONGEST = 600
"""Characters; a longer sentence is not shown whole as evidence."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The sentences of a report's fact-bearing regions as half-open character spans, in text order."""

    report: Report
    spans: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence that holds ``start``, or ``(start, end)`` itself where there is none."""
        at = bisect_right(self.starts, start) - 1
        if at < 0 or start >= self.spans[at][1]:
            return start, end
        return self.spans[at][0], max(self.spans[at][1], end)

    def sentence(self, evidence: Evidence) -> Evidence:
        """The sentence around an evidence, the evidence itself where that is too long."""
        start, end = self.around(evidence.start, evidence.end)
        return self.report.evidence(start, end) if end - start <= LONGEST else evidence

    def position(self, start: int) -> int:
        """Which sentence holds a character offset, counted from 0; -1 before the first."""
        return bisect_right(self.starts, start) - 1


def cut_sentences(report: Report) -> Passages:
    """Sentences of headline, standfirst and body; the whole text where no region is marked."""
    regions = [(r.start, r.end) for r in report.regions if r.role in FACT_ROLES]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(regions) if report.regions else [(0, len(report.text))]:
        at = start
        for line in report.text[start:end].splitlines(keepends=True):
            spans += _sentences(report.text, at, at + len(line))
            at += len(line)
    return Passages(report, tuple(spans), tuple(start for start, _ in spans))


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, begun = [], start
    for match in _END.finditer(text, start, end):
        word = re.search(r"(\w+)$", text[max(begun, match.start() - 20) : match.start()])
        last = word[1] if word else ""
        if text[match.start()] == "." and (last.lower() in _SHORT or (len(last) == 1 and last.isupper())):
            continue
        if (
            text[max(begun, match.start() - 3) : match.start()] in {"a.m", "p.m"}
            and len(text[begun : match.start()].split()) <= OPENING
        ):
            continue
        spans.append(_trim(text, begun, match.end()))
        begun = match.end()
    spans.append(_trim(text, begun, end))
    return [(a, b) for a, b in spans if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
