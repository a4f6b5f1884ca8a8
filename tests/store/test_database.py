from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from detente.errors import StoreError
from detente.store.current import load_record
from detente.store.database import MIGRATIONS, Store, open_store, set_meta, transaction
from tests.store.fakes import raw, read

NEWEST = int(sorted(MIGRATIONS.glob("*.sql"))[-1].name[:4])


def test_a_new_file_has_the_newest_schema(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        found = {
            name: store.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("user_version", "journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"user_version": NEWEST, "journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in sorted(MIGRATIONS.glob("*.sql"))] == list(range(1, NEWEST + 1))


def test_a_closed_file_is_one_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        read(store, raw("Ruritania met Freedonia."))
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


@pytest.mark.parametrize(
    ("content", "create", "expected"),
    [
        (None, False, "expected a record file, found none"),
        (b"Dear reader,\n", True, "expected a record made by detente, found another kind of file"),
        (b"SQLite format 3\x00" + b"\x01" * 200, True, "found: file is not a database"),
    ],
)
def test_what_is_no_record(content: bytes | None, create: bool, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=expected):
        open_store(path, create=create)
    assert not path.exists() if content is None else path.read_bytes() == content


def test_another_sqlite_file_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE holidays (day TEXT)")
    with pytest.raises(StoreError, match="found another SQLite file"):
        open_store(tmp_path / "a.db")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        store.connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(StoreError, match=f"schema {NEWEST} or older, found {NEWEST + 1}"):
        open_store(tmp_path / "a.db")


def test_folders(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="found a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="expected a folder to write the record into"):
        open_store(tmp_path / "no" / "a.db")


def test_an_empty_file_is_an_empty_record(tmp_path: Path) -> None:
    """A first run that is killed at once can leave one."""
    (tmp_path / "a.db").touch()
    with open_store(tmp_path / "a.db", create=False) as store:
        assert load_record(store).reports == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        read(store, raw("Ruritania met Freedonia.", identity="a"))
    (tmp_path / "a.db").chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with open_store(tmp_path / "a.db", create=False) as store:
            assert [report.id for report in load_record(store).reports] == ["a"]
    finally:
        tmp_path.chmod(0o700)


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        with pytest.raises(ZeroDivisionError):
            _set_and_fail(store)
        assert store.connection.execute("SELECT count(*) FROM meta").fetchone() == (0,)


def _set_and_fail(store: Store) -> None:
    with transaction(store):
        set_meta(store, "a", "1")
        raise ZeroDivisionError


def test_two_processes_may_read_while_one_writes(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as writer, open_store(tmp_path / "a.db") as reader:
        read(writer, raw("Ruritania met Freedonia.", identity="a"))
        with transaction(writer):
            set_meta(writer, "a", "1")
            assert [report.id for report in load_record(reader).reports] == ["a"]
