"""Times told in a report: where they stand and what they resolve to."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.shapes import Time


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression: tokens ``first`` up to but not including ``last`` of paragraph ``paragraph``, and its Time.

    ``kind`` is ``date`` (a point or interval on the calendar), ``duration`` ("four hours"), or ``deadline`` ("by the end of
    June"); ``rule`` names the pattern.
    """

    paragraph: int
    first: int
    last: int
    kind: str
    time: Time
    rule: str
