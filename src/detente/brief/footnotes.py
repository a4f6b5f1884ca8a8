"""Footnotes of a page: one a sentence, numbered as they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.brief.dates import plain_day
from detente.brief.pages import Note
from detente.compare.passages import Passages, cut_sentences
from detente.records.kinds import Report
from detente.records.shapes import Evidence

LONGEST = 420
"""Characters of a sentence that a footnote prints; the rest is cut at a word and marked."""


class Footnotes:
    """Notes of one page as lines ask for them."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._passages: dict[str, Passages] = {}
        self._numbers: dict[tuple[str, int], int] = {}
        self._notes: list[Note] = []

    def of(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """The numbers of the sentences these words stand in, rising, each once."""
        return tuple(sorted({self._number(e) for e in evidence if e.report in self._reports}))

    def all(self) -> tuple[Note, ...]:
        """Every note asked for, in order."""
        return tuple(self._notes)

    def sentence(self, evidence: Evidence) -> tuple[str, int]:
        """Which sentence words stand in: its report and where it starts; no note is made."""
        return evidence.report, self._around(evidence)[0]

    def _around(self, evidence: Evidence) -> tuple[int, int]:
        report = self._reports[evidence.report]
        passages = self._passages.get(report.id) or self._passages.setdefault(report.id, cut_sentences(report))
        return passages.around(evidence.start, evidence.end)

    def _number(self, evidence: Evidence) -> int:
        report = self._reports[evidence.report]
        start, end = self._around(evidence)
        key = (report.id, start)
        if key not in self._numbers:
            self._numbers[key] = len(self._notes) + 1
            quote = shorten(report.text[start:end], LONGEST)
            day = plain_day(report.published_day)
            self._notes.append(Note(len(self._notes) + 1, report.outlet, day, quote, report.id))
        return self._numbers[key]


def shorten(text: str, longest: int) -> str:
    """One line of text, cut at a word with a mark where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"
