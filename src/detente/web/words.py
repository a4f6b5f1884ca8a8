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
_PLURALS = {"story": "stories", "entry": "entries", "party": "parties", "entity": "entities"}


def plural(number: int, noun: str) -> str:
    """ "1 report", "2 reports", "no stories"."""
    many = _PLURALS.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else many}" if number else f"no {many}"


def kind_word(kind: str) -> str:
    """What a kind of the record is called on a page."""
    return _KINDS[kind]


def day_words(time: Time | Deadline | None) -> str:
    """How precisely a time is known and what it was computed from: "week, from “last week”"."""
    if time is None:
        return ""
    words = " ".join(time.text.split())
    if time.precision is None:
        return f"“{words}”, no day computed" if words else ""
    if time.computed_from is None:
        return "" if time.precision == "day" else time.precision
    told = f"computed from “{words}”" if words else "computed"
    base = time.computed_from.removeprefix("published ")
    base = f"published {plain_day(base)}" if base != time.computed_from else f"“{' '.join(base.split())}”"
    return f"{time.precision}, {told} ({base})"


def sure_word(confidence: float) -> str:
    """Confidence as "97 in 100"."""
    return f"{round(100 * confidence)} in 100"
