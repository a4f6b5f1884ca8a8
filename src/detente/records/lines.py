"""Record <-> JSON lines: what ``detente read --format jsonl`` prints and what ``detente verify`` reads back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from detente.errors import InputError
from detente.records.codec import from_line, to_line
from detente.records.coding import Coding, Record
from detente.records.kinds import SCHEMA, AnyRecord, Header

PLURALS: dict[str, str] = {
    "report": "reports",
    "entity": "entities",
    "attribution": "attributions",
    "opinion": "opinions",
    "event": "events",
    "quantity": "quantities",
    "commitment": "commitments",
    "story": "stories",
    "finding": "findings",
    "issue": "issues",
}
"""Kind -> the field of a Record that holds its rows, in the order they are written."""

FACTS = ("attribution", "opinion", "event", "quantity", "commitment")
"""The kinds that are read from a report, as opposed to what is known of it or concluded from several."""


def to_lines(record: Record) -> Iterator[str]:
    """The record's JSON lines, header first, without line breaks."""
    return (to_line(row) for row in record.rows())


def from_lines(lines: Iterable[str]) -> Record:
    """The record of JSON lines; raises InputError naming the line that is none, or a missing or foreign header."""
    rows: list[AnyRecord] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(from_line(line))
        except InputError as error:
            raise InputError(f"line {number}: {error}") from error
    return from_rows(rows)


def from_rows(rows: Iterable[AnyRecord]) -> Record:
    """The record of rows in any order of kinds, each kind's own order kept; the first row has to be the header."""
    rows = list(rows)
    if not rows or not isinstance(rows[0], Header):
        raise InputError('expected a first line with "kind":"record", found none')
    header = rows[0]
    if header.schema != SCHEMA:
        raise InputError(f"expected a record of schema {SCHEMA}, found schema {header.schema}")
    return Record(header, **by_kind(rows[1:]))


def coding_lines(coding: Coding) -> Iterator[str]:
    """The JSON lines of one report's coding: the report first, then its rows kind by kind."""
    yield to_line(coding.report)
    for rows in (
        coding.entities,
        coding.attributions,
        coding.opinions,
        coding.events,
        coding.quantities,
        coding.commitments,
        coding.issues,
    ):
        yield from map(to_line, rows)


def coding_from_lines(lines: Iterable[str]) -> Coding:
    """The coding that `coding_lines` wrote; raises InputError where the lines are not those of one report."""
    grouped = by_kind(map(from_line, lines))
    reports = grouped.pop("reports", ())
    if len(reports) != 1:
        raise InputError(f"expected the lines of one report, found {len(reports)} reports")
    return Coding(reports[0], **grouped)


def by_kind(rows: Iterable[AnyRecord]) -> dict[str, Any]:
    """Rows grouped under the Record field that holds their kind; raises InputError on a second header."""
    grouped: dict[str, list[AnyRecord]] = {}
    for row in rows:
        if row.kind not in PLURALS:
            raise InputError("expected one header line, found a second")
        grouped.setdefault(PLURALS[row.kind], []).append(row)
    return {name: tuple(held) for name, held in grouped.items()}
