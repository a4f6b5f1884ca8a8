"""Full-text search over titles and texts of the stored reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.store.database import Store
from detente.store.select import name_keys


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found, best first, with the words around the first match."""

    report: str
    title: str
    snippet: str


def search(store: Store, words: str, *, most: int = 20) -> Iterator[Hit]:
    """Reports that hold all the words, or a "phrase in quotation marks"; case and accents aside."""
    query = _query(words)
    if not query:
        return
    rows = store.connection.execute(
        "SELECT id, coalesce(report.title, ''), snippet(report_words, 1, '[', ']', ' ... ', 16)"
        " FROM report_words JOIN report ON report.key = report_words.rowid"
        " WHERE report_words MATCH ? ORDER BY rank, id LIMIT ?",
        (query, most),
    )
    for identity, title, snippet in rows:
        yield Hit(identity, title, " ".join(snippet.split()))


def _query(words: str) -> str:
    """The words as FTS5 strings, so that no sign in them is taken for an operator."""
    parts = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', words)]
    return " ".join(f'"{part}"' for part in parts if re.search(r"\w", part))


@dataclass(frozen=True, slots=True)
class Narrow:
    """What reports have to be to be found: name a party, tell an event of a type, quote a speaker, be of an outlet and of
    days from ``since`` to ``until`` (YYYY-MM-DD, inclusive)."""

    party: str | None = None
    type: str | None = None
    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Piecemeal:
    """A report that was found; every second piece is a matched word."""

    report: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the reports that were found, and how many there are in all."""

    hits: tuple[Piecemeal, ...]
    total: int


def find_reports(store: Store, words: str, narrow: Narrow, *, first: int, most: int) -> Found:
    """Reports that hold all the words and are as narrowed: best first, or the newest first where no words are asked.

    Raises InputError where a party or speaker is nobody in the record.
    """
    query = _query(words)
    if words.strip() and not query:
        return Found((), 0)
    condition, values = _narrowed(store, narrow)
    if not query:
        return _newest(store, condition, values, first, most)
    matched = "SELECT rowid, rank FROM report_words WHERE report_words MATCH ?"
    joined = (
        f"FROM ({matched}) AS m JOIN report ON report.key = m.rowid JOIN row ON row.id = report.id WHERE {condition}"
    )
    total = store.connection.execute(f"SELECT count(*) {joined}", (query, *values)).fetchone()[0]
    keys = store.connection.execute(
        f"SELECT report.key, report.id {joined} ORDER BY m.rank, report.id LIMIT ? OFFSET ?",
        (query, *values, most, first),
    ).fetchall()
    return Found(tuple(Piecemeal(identity, _pieces(store, query, key)) for key, identity in keys), int(total))


def find_entities(store: Store, words: str, *, most: int) -> tuple[str, ...]:
    """Ids of entities whose label holds the words, the shortest label first."""
    escaped = words.strip().strip('"').replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = store.connection.execute(
        "SELECT id FROM row WHERE kind = 'entity' AND json_extract(line, '$.label') LIKE ? ESCAPE '\\'"
        " ORDER BY length(json_extract(line, '$.label')), id LIMIT ?",
        (f"%{escaped}%", most),
    )
    return tuple(identity for (identity,) in rows)


def _newest(store: Store, condition: str, values: list[str], first: int, most: int) -> Found:
    total = store.connection.execute(f"SELECT count(*) FROM row WHERE {condition}", values).fetchone()[0]
    ids = store.connection.execute(
        f"SELECT id FROM row WHERE {condition}"
        " ORDER BY coalesce(json_extract(line, '$.published'), '') DESC, position DESC LIMIT ? OFFSET ?",
        (*values, most, first),
    )
    return Found(tuple(Piecemeal(identity, ()) for (identity,) in ids), int(total))


def _pieces(store: Store, query: str, key: int) -> tuple[str, ...]:
    """The words around the first match, cut at the matched ones; the marks are signs that no text holds."""
    row = store.connection.execute(
        "SELECT snippet(report_words, -1, char(2), char(3), ' … ', 32) FROM report_words"
        " WHERE report_words MATCH ? AND rowid = ?",
        (query, key),
    ).fetchone()
    return tuple(re.split("[\x02\x03]", " ".join(row[0].split(" ")))) if row else ()


def _narrowed(store: Store, narrow: Narrow) -> tuple[str, list[str]]:
    """The SQL condition on the row of a report."""
    conditions, values = ["row.kind = 'report'"], []
    if narrow.outlet:
        conditions.append("json_extract(row.line, '$.outlet') = ? COLLATE NOCASE")
        values.append(narrow.outlet)
    for sign, day in ((">=", narrow.since), ("<=", narrow.until)):
        if day:
            conditions.append(f"substr(coalesce(json_extract(row.line, '$.published'), ''), 1, 10) {sign} ?")
            values.append(day)
    if narrow.until:
        conditions.append("json_extract(row.line, '$.published') IS NOT NULL")
    for role, wanted in (("party", narrow.party), ("speaker", narrow.speaker)):
        if wanted:
            keys = name_keys(store, wanted)
            marks = ", ".join("?" for _ in keys)
            conditions.append(
                "row.id IN (SELECT fact.report FROM row_party JOIN row AS fact USING (position)"
                f" WHERE row_party.role = ? AND row_party.party IN ({marks}) AND fact.report IS NOT NULL)"
            )
            values += [role, *keys]
    if narrow.type:
        conditions.append("row.id IN (SELECT report FROM row WHERE kind = 'event' AND type = ?)")
        values.append(narrow.type)
    return " AND ".join(conditions), values
