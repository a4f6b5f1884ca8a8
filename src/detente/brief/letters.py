"""Letters that stand for the reports of a page, and what a line calls a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.brief.dates import plain_day
from detente.records.kinds import Report


def letters() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    size = 1
    while True:
        for number in range(26**size):
            signs = []
            for _ in range(size):
                number, digit = divmod(number, 26)
                signs.append(chr(65 + digit))
            yield "".join(reversed(signs))
        size += 1


def letter_reports(reports: Iterable[str]) -> dict[str, str]:
    """Report id -> letter, in the order given; no letters where there is only one report."""
    held = list(reports)
    return dict(zip(held, letters(), strict=False)) if len(held) > 1 else {}


def name_report(report: Report, lettered: Mapping[str, str]) -> str:
    """ "Wire (A)"; the outlet alone on a page of one report."""
    letter = lettered.get(report.id)
    return f"{report.outlet} ({letter})" if letter else report.outlet


def name_dated(report: Report, lettered: Mapping[str, str]) -> str:
    """ "Wire (A), 1 May 2021"."""
    day = plain_day(report.published_day)
    return f"{name_report(report, lettered)}{', ' if day else ''}{day}"
