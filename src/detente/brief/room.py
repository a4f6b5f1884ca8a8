"""How many lines a page has room for."""

from __future__ import annotations

from dataclasses import dataclass

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Room:
    """Lines of each section of a story's page; statements are counted a speaker, what one tells alone a report."""

    happenings: int = 12
    speakers: int = 8
    statements: int = 3
    promises: int = 8
    agree: int = 8
    differ: int = 10
    alone: int = 3


PAGE = Room()
"""One page."""

EVERYTHING = Room(_ALL, _ALL, _ALL, _ALL, _ALL, _ALL, _ALL)
"""Nothing is left out: for facts that somebody chose."""
