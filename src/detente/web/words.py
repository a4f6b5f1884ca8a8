"""Small words of the desk's pages."""

from __future__ import annotations

from detente.brief.dates import plain_day
from detente.records.shapes import Deadline, Time

_KINDS = {
    "attribution": "statement",
    "opinion": "opinion of the writer",
    "event": "event",
    "quantity": "number",
    "commitment": "commitment",
    "entity": "name",
    "finding": "finding",
    "report": "report",
    "story": "story",
    "issue": "not understood",
}
PRECISIONS = {
    "day": "",
    "week": "in that week",
    "month": "in that month",
    "year": "in that year",
    "interval": "within these days",
    "before": "at the latest",
    "after": "at the earliest",
}
"""What a day on a page means where it is told no finer."""
_PLURALS = {"story": "stories", "entry": "entries", "party": "parties", "entity": "entities"}


def plural(number: int, noun: str) -> str:
    """ "1 report", "2 reports", "no stories"."""
    many = _PLURALS.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else many}" if number else f"no {many}"


def kind_word(kind: str) -> str:
    """What a kind of the record is called on a page."""
    return _KINDS[kind]


def day_words(time: Time | Deadline | None) -> str:
    """How precisely a time is known and what it was computed from: "in that week, computed from “last week”"."""
    if time is None:
        return ""
    words = " ".join(time.text.split())
    if time.precision is None:
        return f"“{words}”, no day computed" if words else ""
    if time.computed_from is None:
        return PRECISIONS[time.precision]
    if words.startswith("published "):
        return "the day of publication"
    told = f"computed from “{words}”" if words else "computed"
    return ", ".join(part for part in (PRECISIONS[time.precision], told) if part)


def day_reasons(time: Time | Deadline | None) -> str:
    """`day_words` with what it was counted from: "computed from “Tuesday” and the day of publication, 5 September 2023"."""
    told = day_words(time)
    if time is None or time.computed_from is None or time.text.startswith("published ") or time.precision is None:
        return told
    base = time.computed_from.removeprefix("published ")
    if base != time.computed_from:
        return f"{told} and the day of publication, {plain_day(base)}"
    return f"{told} and “{' '.join(base.split())}”"


def sure_word(confidence: float) -> str:
    """Confidence as "97 in 100"."""
    return f"{round(100 * confidence)} in 100"
