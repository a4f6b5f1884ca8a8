"""The readings a store holds: added once, found again by the article they belong to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from detente.records.raw import Note, RawReport
from detente.store.database import Store
from detente.store.versions import Reading, hash_of

_FIELDS = "digest, base, own_id, outlet, title, published, url, hash, format, place, command, forgotten, notes"


def add_reading(store: Store, reading: Reading, text: str) -> bool:
    """Keep a reading and its text; False where this very reading is held already."""
    held = store.connection.execute("SELECT 1 FROM reading WHERE digest = ?", (reading.digest,)).fetchone()
    if held:
        return False
    store.connection.execute("INSERT OR IGNORE INTO body (hash, text) VALUES (?, ?)", (reading.hash, text))
    _insert(store, reading)
    return True


def article_of(store: Store, reading: Reading) -> tuple[Reading, ...]:
    """All readings held that share an own id or URL with this one, or with one that does, and so on."""
    found = {reading.digest: reading}
    asked: set[tuple[str, str]] = set()
    ahead = set(_links(reading))
    while ahead:
        column, value = link = min(ahead)
        asked.add(link)
        for other in _with(store, column, value):
            found[other.digest] = other
            ahead |= set(_links(other))
        ahead -= asked
    return tuple(reading for _, reading in sorted(found.items()))


def _links(reading: Reading) -> Iterator[tuple[str, str]]:
    """What readings of the same article share with this one: own id, URL, and the id that a later version would have."""
    yield "base", reading.base
    yield "base", f"{reading.base}@{reading.hash[:8]}"
    if reading.url:
        yield "url", reading.url
    base, at, digits = reading.base.rpartition("@")
    if at and len(digits) == 8:
        yield "version", f"{base}@{digits}"


def reading_of(store: Store, identity: str) -> Reading:
    """The reading that a stored report was coded from."""
    fields = ", ".join(f"reading.{name}" for name in _FIELDS.split(", "))
    statement = f"SELECT {fields} FROM report JOIN reading ON digest = report.reading WHERE report.id = ?"
    return _reading(store.connection.execute(statement, (identity,)).fetchone())


def reading_digests(store: Store) -> Iterator[str]:
    """The digests of all readings held."""
    return (row[0] for row in store.connection.execute("SELECT digest FROM reading"))


def report_of(store: Store, digest: str) -> str | None:
    """The id of the stored report that a reading belongs to, or None."""
    statement = "SELECT id FROM report JOIN reading ON reading.report = report.key WHERE digest = ?"
    row = store.connection.execute(statement, (digest,)).fetchone()
    return str(row[0]) if row else None


def get_text(store: Store, text_hash: str) -> str:
    """The text of a hash."""
    return str(store.connection.execute("SELECT text FROM body WHERE hash = ?", (text_hash,)).fetchone()[0])


def raw_of(store: Store, reading: Reading, *, identity: str) -> RawReport:
    """A reading as a report to code again, under the id of its version."""
    return reading.raw(get_text(store, reading.hash), identity=identity)


def drop_reading(store: Store, reading: Reading) -> None:
    """Take a reading out."""
    store.connection.execute("DELETE FROM reading WHERE digest = ?", (reading.digest,))


def keep_place(store: Store, reading: Reading) -> None:
    """Keep base, date and hash of a forgotten reading, and nothing else: later versions count from it."""
    digest = hash_of(f"forgotten {reading.base} {reading.hash}")
    _insert(
        store,
        Reading(
            digest, reading.base, None, "", None, reading.published, None, reading.hash, "", "", reading.command, True
        ),
    )


def drop_unused_texts(store: Store) -> None:
    """Take out texts that no reading and no report needs any more."""
    store.connection.execute(
        "DELETE FROM body WHERE hash NOT IN (SELECT hash FROM reading WHERE NOT forgotten)"
        " AND hash NOT IN (SELECT hash FROM report)"
    )


def _insert(store: Store, reading: Reading) -> None:
    values = (
        reading.digest,
        reading.base,
        reading.own_id,
        reading.outlet,
        reading.title,
        reading.published,
        reading.url,
        reading.hash,
        reading.format,
        reading.place,
        reading.command,
        reading.forgotten,
        json.dumps([(note.code, note.message) for note in reading.notes]),
    )
    marks = ", ".join("?" * len(values))
    store.connection.execute(f"INSERT OR IGNORE INTO reading ({_FIELDS}) VALUES ({marks})", values)


def _with(store: Store, column: str, value: str) -> list[Reading]:
    condition, values = f"{column} = ?", [value]
    if column == "version":
        condition, values = "base = ? AND substr(hash, 1, 8) = ?", value.rsplit("@", 1)
    rows = store.connection.execute(f"SELECT {_FIELDS} FROM reading WHERE {condition}", values)
    return [_reading(row) for row in rows]


def _reading(row: tuple[Any, ...]) -> Reading:
    told: dict[str, Any] = dict(zip(_FIELDS.split(", "), row, strict=True))
    told["forgotten"] = bool(told["forgotten"])
    told["notes"] = tuple(Note(*note) for note in json.loads(told["notes"]))
    return Reading(**told)
