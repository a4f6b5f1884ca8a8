"""Which reports print the same copy: shared passages, or one agency's credit over overlapping text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.compare.words import fold, grams
from detente.records.kinds import Report
from detente.records.shapes import FACT_ROLES

SIZE = 5
"""Words in a run."""
SAME_COPY = 0.2
"""Share of the shorter report's runs that the other prints too: above it they are one origin."""
SAME_CREDIT = 0.08
"""The same share where both reports credit one agency."""
LEAST = 8
"""Runs that must be shared: a headline alone makes no copy."""

_QUOTED = re.compile(r"[“\"«][^“”\"«»\n]{1,3000}[”\"»]")
_AGENCY = re.compile(
    r"\b(?:reuters|associated press|ap|afp|agence france-presse|xinhua|tass|interfax|ria novosti|anadolu|dpa|efe|kyodo|upi|bernama|pti|ians|yonhap)\b"
)
_CREDIT_ROLES = frozenset({"dateline", "byline", "credit", "boilerplate", "head"})


def find_origins(stories: Sequence[Sequence[str]], reports: Mapping[str, Report]) -> dict[str, str]:
    """Report -> the earliest report of its origin (itself where it copies none), among the reports of its story.

    Quotations are left out: reporters at one press conference print the same words and are still two origins.
    """
    origin: dict[str, str] = {}
    for story in stories:
        runs = {r: grams(_own_words(reports[r]), SIZE) for r in story}
        agencies = {r: _agencies(reports[r]) for r in story}
        for i, later in enumerate(story):
            origin[later] = later
            for earlier in story[:i]:
                if _same_copy(runs[earlier], runs[later], bool(agencies[earlier] & agencies[later])):
                    origin[later] = origin[earlier]
                    break
    return origin


def _same_copy(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]], credit: bool) -> bool:
    shared, shorter = len(a & b), min(len(a), len(b))
    return shared >= LEAST and shared >= (SAME_CREDIT if credit else SAME_COPY) * shorter


def _own_words(report: Report) -> str:
    regions = [r for r in report.regions if r.role in FACT_ROLES]
    text = "\n".join(report.text[r.start : r.end] for r in regions) if report.regions else report.text
    return _QUOTED.sub(" … ", text)


def _agencies(report: Report) -> frozenset[str]:
    named = " ".join(report.text[r.start : r.end] for r in report.regions if r.role in _CREDIT_ROLES)
    return frozenset(_AGENCY.findall(fold(f"{report.outlet} {named[:2000]}")))
