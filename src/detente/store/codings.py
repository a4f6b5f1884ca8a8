"""Codings in the store: everything read from one report, saved whole in one go and loaded back the same."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.records.coding import Coding
from detente.records.kinds import Report
from detente.records.lines import coding_from_lines, coding_lines
from detente.store.database import Store
from detente.store.versions import Version, hash_of


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of a report: its version, by which making it was coded and from which reading."""

    key: int
    id: str
    supersedes: str | None
    making: str
    reading: str


def has_report(store: Store, identity: str) -> bool:
    """Whether a report of this id is stored."""
    return bool(store.connection.execute("SELECT 1 FROM report WHERE id = ?", (identity,)).fetchone())


def report_ids(store: Store) -> tuple[str, ...]:
    """The ids of all stored reports, sorted."""
    return tuple(row[0] for row in store.connection.execute("SELECT id FROM report ORDER BY id"))


def save_coding(store: Store, coding: Coding, version: Version, *, making: str) -> None:
    """Keep a coding as a version of an article (inside the caller's transaction)."""
    report = coding.report
    text_hash = hash_of(report.text)
    body = "\n".join(coding_lines(replace(coding, report=_without_text(report))))
    connection = store.connection
    connection.execute("INSERT OR IGNORE INTO body (hash, text) VALUES (?, ?)", (text_hash, report.text))
    key = connection.execute(
        "INSERT INTO report (id, supersedes, title, hash, reading, making, coding) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            report.id,
            version.supersedes,
            report.title,
            text_hash,
            version.reading.digest,
            making,
            zlib.compress(body.encode("utf-8", "surrogatepass")),
        ),
    ).lastrowid
    connection.execute(
        "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)", (key, report.title or "", report.text)
    )
    claim_readings(store, report.id, version)


def claim_readings(store: Store, identity: str, version: Version) -> None:
    """Note which readings a stored report stands for."""
    store.connection.executemany(
        "UPDATE reading SET report = (SELECT key FROM report WHERE id = ?) WHERE digest = ?",
        [(identity, digest) for digest in version.readings],
    )


def drop_coding(store: Store, identity: str) -> None:
    """Take a report, its coding and its words out of the store."""
    connection = store.connection
    statement = "SELECT s.key, s.title, s.text FROM searchable s JOIN report r ON r.key = s.key WHERE r.id = ?"
    found = connection.execute(statement, (identity,)).fetchone()
    if found is None:
        return
    connection.execute("INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', ?, ?, ?)", found)
    connection.execute("DELETE FROM report WHERE key = ?", (found[0],))


def set_supersedes(store: Store, identity: str, older: str | None) -> None:
    """Say which version a stored report takes the place of."""
    store.connection.execute("UPDATE report SET supersedes = ? WHERE id = ?", (older, identity))


def held_reports(store: Store, digests: tuple[str, ...] | None = None) -> tuple[Held, ...]:
    """What is stored for these readings, or all there is, by id."""
    fields = "DISTINCT report.key, report.id, report.supersedes, report.making, report.reading"
    if digests is None:
        rows = list(store.connection.execute(f"SELECT {fields} FROM report"))
    else:
        statement = f"SELECT {fields} FROM report JOIN reading ON reading.report = report.key WHERE digest = ?"
        rows = [row for digest in digests for row in store.connection.execute(statement, (digest,))]
    return tuple(Held(*row) for row in sorted(set(rows), key=lambda row: row[1]))


def load_coding(store: Store, identity: str) -> Coding | None:
    """The coding of one report as it was read, without corrections; None where there is no such report."""
    return next(_codings(store, "WHERE id = ?", (identity,)), None)


def load_codings(store: Store) -> Iterator[Coding]:
    """All codings by report id, superseded versions included (``supersedes`` tells which those are)."""
    return _codings(store, "ORDER BY id", ())


def _codings(store: Store, which: str, values: tuple[str, ...]) -> Iterator[Coding]:
    rows = store.connection.execute(
        f"SELECT supersedes, text, coding FROM report JOIN body ON body.hash = report.hash {which}", values
    )
    for supersedes, text, blob in rows:
        coding = coding_from_lines(zlib.decompress(blob).decode("utf-8", "surrogatepass").split("\n"))
        yield replace(coding, report=replace(coding.report, text=text, supersedes=supersedes))


def _without_text(report: Report) -> Report:
    return replace(report, text="", supersedes=None)
