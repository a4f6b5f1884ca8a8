"""Full-text search over titles and texts of the stored reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    allowed = _allowed(store, narrow)
    if not query:
        ids = [identity for identity in _newest(store) if allowed is None or identity in allowed]
        return Found(tuple(Piecemeal(identity, ()) for identity in ids[first : first + most]), len(ids))
    if allowed is None:
        found, total = _ranked(store, query, first=first, most=most), _count(store, query)
    else:
        held = [pair for pair in _ranked(store, query, first=0, most=-1) if pair[1] in allowed]
        found, total = held[first : first + most], len(held)
    return Found(tuple(Piecemeal(identity, _pieces(store, query, key)) for key, identity in found), total)


def _ranked(store: Store, query: str, *, first: int, most: int) -> list[tuple[int, str]]:
    """Key and id of the reports that hold the words, best first."""
    return store.connection.execute(
        "SELECT m.rowid, report.id FROM (SELECT rowid FROM report_words WHERE report_words MATCH ? ORDER BY rank"
        " LIMIT ? OFFSET ?) AS m CROSS JOIN report ON report.key = m.rowid",
        (query, most, first),
    ).fetchall()


def _count(store: Store, query: str) -> int:
    statement = "SELECT count(*) FROM report_words WHERE report_words MATCH ?"
    return int(store.connection.execute(statement, (query,)).fetchone()[0])


def _newest(store: Store) -> list[str]:
    """All reports, the last published first."""
    rows = store.connection.execute(
        "SELECT id FROM row INDEXED BY row_published WHERE kind = 'report'"
        " ORDER BY coalesce(json_extract(line, '$.published'), '') DESC, position DESC"
    )
    return [identity for (identity,) in rows]


def find_entities(store: Store, words: str, *, most: int) -> tuple[str, ...]:
    """Ids of entities whose label holds the words, the shortest label first."""
    escaped = words.strip().strip('"').replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = store.connection.execute(
        "SELECT id FROM row WHERE kind = 'entity' AND json_extract(line, '$.label') LIKE ? ESCAPE '\\'"
        " ORDER BY length(json_extract(line, '$.label')), id LIMIT ?",
        (f"%{escaped}%", most),
    )
    return tuple(identity for (identity,) in rows)


def _pieces(store: Store, query: str, key: int) -> tuple[str, ...]:
    """The words around the first match, cut at the matched ones; the marks are signs that no text holds."""
    row = store.connection.execute(
        "SELECT snippet(report_words, -1, char(2), char(3), ' … ', 32) FROM report_words"
        " WHERE report_words MATCH ? AND rowid = ?",
        (query, key),
    ).fetchone()
    return tuple(re.split("[\x02\x03]", " ".join(row[0].split(" ")))) if row else ()


def _allowed(store: Store, narrow: Narrow) -> frozenset[str] | None:
    """The reports that pass all filters, None where there are none; each filter is one look-up of its own."""
    held = []
    if narrow.outlet or narrow.since or narrow.until:
        held.append(_printed(store, narrow))
    for role, wanted in (("party", narrow.party), ("speaker", narrow.speaker)):
        if wanted:
            keys = name_keys(store, wanted)
            marks = ", ".join("?" for _ in keys)
            statement = (
                "SELECT DISTINCT row.report FROM row_party CROSS JOIN row USING (position)"
                f" WHERE row_party.role = ? AND row_party.party IN ({marks}) AND row.report IS NOT NULL"
            )
            held.append(_ids(store, statement, (role, *keys)))
    if narrow.type:
        held.append(_ids(store, "SELECT DISTINCT report FROM row WHERE kind = 'event' AND type = ?", (narrow.type,)))
    return frozenset.intersection(*held) if held else None


def _printed(store: Store, narrow: Narrow) -> frozenset[str]:
    """The reports of an outlet and of some days."""
    condition, values = "kind = 'report'", list[str]()
    if narrow.outlet:
        condition += " AND json_extract(line, '$.outlet') = ? COLLATE NOCASE"
        values.append(narrow.outlet)
    for sign, day in ((">=", narrow.since), ("<=", narrow.until)):
        if day:
            condition += f" AND substr(json_extract(line, '$.published'), 1, 10) {sign} ?"
            values.append(day)
    return _ids(store, f"SELECT id FROM row WHERE {condition}", values)


def _ids(store: Store, statement: str, values: Sequence[str]) -> frozenset[str]:
    return frozenset(identity for (identity,) in store.connection.execute(statement, values))
