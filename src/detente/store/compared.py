"""The compared record: made from the codings that are not superseded, saved row by row, loaded back the same."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from detente.compare.comparison import NOTHING, Compared, compare_corrected
from detente.compare.corrected import Applied
from detente.compare.inputs import Judged
from detente.records.codec import from_line, to_line
from detente.records.coding import Coding, Record
from detente.records.corrections import Correction
from detente.records.kinds import (
    SCHEMA,
    AnyRecord,
    Attribution,
    Commitment,
    Entity,
    Event,
    Finding,
    Header,
    Report,
)
from detente.records.lines import from_rows
from detente.records.shapes import Mention
from detente.store.correction_log import log_digest
from detente.store.database import Store, get_meta, set_meta, transaction
from detente.store.judged import save_judged
from detente.version import __version__

_NOTHING = Header(SCHEMA, __version__, "", ())
"""The header of a store that nothing was read into."""


class Row(NamedTuple):
    """What the lists filter a record's row by."""

    type: str | None = None
    status: str | None = None
    verdict: str | None = None
    story: str | None = None
    attribution: str | None = None


def compare_versions(
    codings: Iterable[Coding],
    *,
    header: Header,
    batches: Iterable[frozenset[str]] = (),
    one_story: bool = False,
    compare: bool = True,
) -> Record:
    """One record of all codings; a report that a later version supersedes is listed, and its facts are left out."""
    return correct_versions(codings, (), header=header, batches=batches, one_story=one_story, compare=compare).record


def correct_versions(
    codings: Iterable[Coding],
    corrections: Iterable[Correction],
    *,
    header: Header,
    batches: Iterable[frozenset[str]] = (),
    one_story: bool = False,
    compare: bool = True,
    known: Judged = NOTHING,
) -> Compared:
    """The same with corrections replayed, which follow their words into a later version; ``known`` findings are not made again."""
    held = list(codings)
    newer = {coding.report.supersedes: coding.report.id for coding in held if coding.report.supersedes}
    compared = compare_corrected(
        [coding for coding in held if coding.report.id not in newer],
        corrections,
        header=header,
        newer=newer,
        batches=batches,
        one_story=one_story,
        compare=compare,
        known=known,
    )
    older = [coding.report for coding in held if coding.report.id in newer]
    if not older:
        return compared
    reports = sorted((*compared.record.reports, *older), key=lambda report: (report.published or "", report.id))
    return replace(compared, record=replace(compared.record, reports=tuple(reports)))


def save_comparison(store: Store, compared: Compared, *, log: str = "") -> None:
    """Keep a compared record in place of the last one, and what became of the corrections of a log with the digest ``log``.

    Nothing is written where all is the same.
    """
    with transaction(store):
        for name, value in (("corrections", log), ("applied", _applied_line(compared.applied))):
            if (get_meta(store, name) or "") != value:
                set_meta(store, name, value)
        _save_record(store, compared.record)
        save_judged(store, compared.judged)


def _save_record(store: Store, record: Record) -> None:
    rows = [row for row in record.rows() if not isinstance(row, Header)]
    lines = [to_line(_bare(row)) for row in rows]
    placed = {report: story.id for story in record.stories for report in story.reports}
    digest = _digest((to_line(record.header), *lines))
    if get_meta(store, "compared") == digest:
        return
    with transaction(store) as connection:
        connection.execute("DELETE FROM row")
        connection.executemany(
            "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (n, row.kind, row.id, getattr(row, "report", None), *_filters(row, placed), line)
                for n, (row, line) in enumerate(zip(rows, lines, strict=True))
            ),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO row_party VALUES (?, ?, ?)",
            ((party, role, n) for n, row in enumerate(rows) for party, role in _parties(row)),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO body (hash, text) VALUES (?, ?)",
            [(_text_name(report), report.text) for report in record.reports if not _is_stored(store, report)],
        )
        set_meta(store, "header", to_line(record.header))
        set_meta(store, "compared", digest)


def is_compared(store: Store) -> bool:
    """Whether the saved record is that of the stored reports and of the log of corrections as it is now."""
    return bool(get_meta(store, "compared")) and (get_meta(store, "corrections") or "") == log_digest(store.log)


def saved_applied(store: Store) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """Correction id -> ids of the rows it touched in the saved record, and why it touched none."""
    held = json.loads(get_meta(store, "applied") or "{}")
    return {identity: (tuple(records), problem) for identity, (records, problem) in held.items()}


def _applied_line(applied: Iterable[Applied]) -> str:
    held = {a.correction.id: (a.records, a.problem) for a in applied}
    return json.dumps(dict(sorted(held.items())), ensure_ascii=False) if held else ""


def saved_record(store: Store) -> Record:
    """The record that was saved last, exactly as it was."""
    header = get_meta(store, "header")
    first = from_line(header) if header else _NOTHING
    return from_rows([first, *load_rows(store)])


def load_rows(store: Store, where: str = "1", values: tuple[object, ...] = ()) -> Iterator[AnyRecord]:
    """Rows of the saved record in its order; ``where`` is an SQL condition on the table ``row``."""
    rows = store.connection.execute(f"SELECT line FROM row WHERE {where} ORDER BY position", values)
    return (_whole(from_line(line), store) for (line,) in rows)


def _digest(lines: Iterable[str]) -> str:
    digest = blake2b(digest_size=12)
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _bare(row: AnyRecord) -> AnyRecord:
    """A report without its text, which the store holds already."""
    return replace(row, text="") if isinstance(row, Report) else row


def _whole(row: AnyRecord, store: Store) -> AnyRecord:
    if not isinstance(row, Report):
        return row
    statement = "SELECT text FROM body WHERE hash = coalesce((SELECT hash FROM report WHERE id = ?), ?)"
    text = store.connection.execute(statement, (row.id, _text_name(row))).fetchone()
    return replace(row, text=text[0] if text else "")


def _is_stored(store: Store, report: Report) -> bool:
    return bool(store.connection.execute("SELECT 1 FROM report WHERE id = ?", (report.id,)).fetchone())


def _text_name(report: Report) -> str:
    """Under which name the text of a report is kept that came with a record and was not read here."""
    return f"report {report.id}"


def _filters(row: AnyRecord, placed: Mapping[str, str]) -> Row:
    """What a row is listed by; ``placed`` tells the story of a report."""
    if isinstance(row, Finding):
        return Row(row.field, verdict=row.verdict, story=row.story)
    row_type = getattr(row, _TYPES.get(row.kind, ""), None)
    story = placed.get(row.id if isinstance(row, Report) else getattr(row, "report", None) or "")
    match row:
        case Attribution():
            return Row(row_type, row.stance, story=story, attribution=row.via)
        case Event() | Commitment():
            return Row(row_type, row.status, story=story, attribution=row.attribution)
        case _:
            return Row(row_type, story=story)


_TYPES = {
    "attribution": "form",
    "event": "type",
    "commitment": "type",
    "quantity": "type",
    "entity": "type",
    "report": "genre",
    "issue": "code",
}
"""Kind -> the field that its type is told in."""

_PARTS = {
    "event": (("actors", "actor"), ("recipients", "recipient")),
    "attribution": (("addressee", "addressee"),),
    "commitment": (("holder", "holder"), ("parties", "holder"), ("to", "to")),
}
"""Kind -> fields with mentions, and the part that who is mentioned there plays."""


def _parties(row: AnyRecord) -> set[tuple[str, str]]:
    """Who a row names and in which role: "party" for every one, and the part that each plays."""
    found = {(party, "party") for party in _named(row)}
    for field, role in _PARTS.get(row.kind, ()):
        found |= {(party, role) for party in _named(getattr(row, field))}
    if isinstance(row, Attribution) and row.source:
        found |= {(entity, role) for entity in row.source.entities for role in ("speaker", "party")}
    if isinstance(row, Entity):
        found |= {(key, "party") for key in (row.id, row.iso3, row.code) if key}
    return found


def _named(value: Any) -> Iterator[str]:
    """Entity ids and codes of all mentions below a value, and of a story's list of entities."""
    if isinstance(value, tuple):
        for item in value:
            yield from _named(item)
    elif isinstance(value, Mention):
        yield from (key for key in (value.entity, value.iso3, value.code) if key)
    else:
        for name in _fields(value.__class__):
            below = getattr(value, name)
            if name == "entities":
                yield from below
            elif below is not None:
                yield from _named(below)


@cache
def _fields(cls: type) -> tuple[str, ...]:
    """Names of the fields of a class of rows or of their parts, none for other values."""
    return tuple(field.name for field in dataclasses.fields(cls)) if dataclasses.is_dataclass(cls) else ()
