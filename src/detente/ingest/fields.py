"""What a format gives about a report -> RawReport, the same way for every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from detente.errors import InputError
from detente.ingest.dates import EXPECTED, read_published
from detente.ingest.decoding import without_surrogates
from detente.records.raw import Note, RawReport, Skipped

LONGEST_TEXT = 5_000_000
"""Characters of one report; a book is read as chapters."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about all reports read; each wins over what the report says itself."""

    outlet: str | None = None
    published: str | None = None
    title: str | None = None


def checked_given(*, outlet: str | None, published: str | None, title: str | None) -> Given:
    """The options of the user; raises InputError where ``published`` is no date."""
    day = None
    if published is not None:
        day = read_published(published)
        if day is None:
            raise InputError(f"--published: expected {EXPECTED}, found {published!r}")
    return Given(_filled(outlet), day, _filled(title))


def build_raw(
    fields: Mapping[str, object],
    text: object,
    given: Given,
    *,
    kind: str,
    where: str,
    stem: str,
    notes: tuple[Note, ...] = (),
) -> RawReport | Skipped:
    """The report, or why there is none. ``fields`` may hold id, outlet, title, published, url; ``stem`` names the outlet else."""
    reason = _unusable(text)
    if reason or not isinstance(text, str):
        return Skipped(where, reason or "")
    collected = list(notes)
    values = {
        name: _string(fields.get(name), name, collected) for name in ("id", "outlet", "title", "published", "url")
    }
    published = given.published or _published(values["published"], collected)
    return RawReport(
        id=values["id"],
        outlet=given.outlet or values["outlet"] or _host(values["url"]) or stem,
        title=given.title or values["title"],
        published=published,
        url=values["url"],
        text=without_surrogates(text),
        format=kind,
        where=where,
        notes=tuple(collected),
    )


def _unusable(text: object) -> str:
    if not isinstance(text, str):
        found = "none" if text is None else _kind(text)
        return f"expected the field text to be a string, found {found}"
    if not text.strip():
        return "expected a text, found an empty one"
    if len(text) > LONGEST_TEXT:
        return f"expected at most {LONGEST_TEXT:,} characters a report, found {len(text):,}"
    return ""


def _string(value: object, name: str, notes: list[Note]) -> str | None:
    """The value as a string; a number is written out, anything else is noted and left out."""
    if value is None or isinstance(value, str):
        return _filled(without_surrogates(value)) if value else None
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    notes.append(Note("unreadable-metadata", f"{name}: expected a string, found {_kind(value)}"))
    return None


def _published(value: str | None, notes: list[Note]) -> str | None:
    if value is None:
        return None
    day = read_published(value)
    if day is None:
        notes.append(Note("unreadable-metadata", f"published: expected {EXPECTED}, found {value[:60]!r}"))
    return day


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _filled(value: str | None) -> str | None:
    return (value.strip() or None) if value else None


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
    }
    return names.get(type(value), type(value).__name__)
