"""The day on which quoted words were said: "yesterday" in them is the day before it, not before the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.language.calendars import Value
from detente.language.tense import verb_of
from detente.language.time_words import Found, TimeText

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUOTES = frozenset('"“”‘’«»')
_FROM_SPEECH = frozenset({"relative-day", "relative-unit"})
_DAYS = frozenset({"weekday", "day-month", "month-day", "day-month-year", "month-day-year", "weekday-date", "year"})


@dataclass(frozen=True)
class Anchor:
    """The day a report, or the words of a speaker, are told from and how that is known."""

    day: date
    basis: str


@dataclass(frozen=True)
class Reference:
    """The last date told: its first day, the token it begins at, and the sentence (by its first token) and year it was told with."""

    day: date
    basis: str
    paragraph: int
    precision: str = "day"
    sentence: int = -1
    year: int | None = None
    token: int = -1
    rule: str = ""


def day_of_speech(
    find: Found,
    text: TimeText,
    doc: Doc,
    reference: Reference | None,
    value: Callable[[Found], Value | None],
    speech: frozenset[str],
) -> Anchor | None:
    """The day on which quoted words were said, where their sentence tells one outside them; ``reference`` is the last date of the paragraph.

    "Addressing parliament on Friday, the minister declared: 'The note will be lodged tomorrow.'" "'We signed it yesterday,' he said on Wednesday."
    """
    if find.rule.id not in _FROM_SPEECH or not _count(doc, doc[find.first].sent.start, find.first) % 2:
        return None
    return _told_before(find, doc, reference) or _told_after(find, text, doc, value, speech)


def _told_before(find: Found, doc: Doc, reference: Reference | None) -> Anchor | None:
    if reference is None or reference.sentence != doc[find.first].sent.start:
        return None
    if reference.precision != "day" and find.rule.id == "relative-day":
        return None
    outside = _count(doc, reference.token, find.first) % 2
    return Anchor(reference.day, reference.basis) if outside else None


def _told_after(
    find: Found, text: TimeText, doc: Doc, value: Callable[[Found], Value | None], speech: frozenset[str]
) -> Anchor | None:
    for later in _later_days(find, text, doc):
        verb = verb_of(doc[later.first])
        if not _count(doc, find.last, later.first) % 2 or verb is None or verb.lemma_ not in speech:
            continue
        told = value(later)
        if told is not None and told.start is not None and _is_fine(find, told):
            return Anchor(told.start, f"{doc[later.first : later.last].text} {told.start.isoformat()}")
    return None


def _is_fine(find: Found, told: Value) -> bool:
    """A day, or for "this year" a year: "'There will be elections this year,' the general vowed in 1999"."""
    return told.precision == "day" or (told.precision == "year" and find.captures.get("calendar") == "year")


def _later_days(find: Found, text: TimeText, doc: Doc) -> Iterator[Found]:
    end = doc[find.first].sent.end
    for at in sorted(place for place in text.found if find.last <= place < end):
        yield from (later for later in text.found[at] if later.rule.id in _DAYS)


def _count(doc: Doc, first: int, last: int) -> int:
    """How many quotation marks stand between two positions."""
    return sum(token.text in _QUOTES for token in doc[first:last])
