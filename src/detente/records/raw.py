"""What a reader hands on: a report as it was given, or the reason it was skipped."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records.shapes import Region


@dataclass(frozen=True, slots=True)
class Note:
    """Something a user should know about how a report was read; ``code`` and ``message`` are those of an issue."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report before cleaning; ``text`` is what was given, character for character (HTML: what was extracted).

    ``where`` is the path (and line) for messages; ``format`` is txt, html or jsonl. Metadata that the source does not give
    are None; ``outlet`` falls back on the file's stem. ``notes`` tell what could not be used as it was given (a date of
    publication that is none, bytes that are not UTF-8). ``marked`` are regions that a user marked, which come before those found.
    """

    id: str | None
    outlet: str
    title: str | None
    published: str | None
    url: str | None
    text: str
    format: str
    where: str
    notes: tuple[Note, ...] = ()
    marked: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A report that could not be read, where it stood and why."""

    where: str
    reason: str
