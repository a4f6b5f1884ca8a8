"""Opening the one file: SQLite with WAL, migrations in order, one transaction a step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from detente.errors import StoreError

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
MEMORY = ":memory:"
APPLICATION = 0x64746E74
"""SQLite's application_id of a record file: the letters ``dtnt``."""

_MAGIC = b"SQLite format 3\x00"
_PATIENCE = 60.0
"""Seconds to wait while another process writes."""


@dataclass(frozen=True)
class Store:
    """An open record file; use it as a context manager, or call `close`."""

    path: str
    connection: sqlite3.Connection
    log: Path | None = None
    """Where the corrections of its facts are kept, beside the file; None for a record in memory."""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def open_store(path: str | Path, *, create: bool = True) -> Store:
    """The record file at ``path`` (``:memory:`` keeps nothing), brought up to the newest schema.

    ``create=False`` asks for a file that exists. Raises StoreError where the file is no record, of a newer schema, or
    cannot be opened.
    """
    name = str(path)
    if name != MEMORY:
        _look_at(Path(path), create=create)
    try:
        connection = _connect(name)
    except sqlite3.Error as error:
        raise StoreError(f"{name}: expected a file that can be opened, found: {error}") from error
    store = Store(name, connection, None if name == MEMORY else log_beside(Path(name)))
    try:
        _prepare(store)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(f"{name}: expected a record made by detente, found: {error}") from error
    except StoreError:
        connection.close()
        raise
    return store


def log_beside(path: Path) -> Path:
    """Where the corrections of a record file are kept: ``talks.corrections.jsonl`` beside ``talks.db``."""
    return path.with_name(f"{path.name.removesuffix('.db')}.corrections.jsonl")


@contextmanager
def transaction(store: Store) -> Iterator[sqlite3.Connection]:
    """All or nothing: what the block writes is there after it, or none of it is. One inside another joins it."""
    if store.connection.in_transaction:
        yield store.connection
        return
    try:
        store.connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        raise StoreError(f"{store.path}: cannot write: {error}") from error
    try:
        yield store.connection
        store.connection.execute("COMMIT")
    except sqlite3.Error as error:
        _roll_back(store)
        raise StoreError(f"{store.path}: cannot write: {error}") from error
    except BaseException:
        _roll_back(store)
        raise


@contextmanager
def snapshot(store: Store) -> Iterator[None]:
    """Several look-ups that see the same state, whatever another process writes meanwhile."""
    if store.connection.in_transaction:
        yield
        return
    store.connection.execute("BEGIN")
    try:
        yield
    finally:
        _roll_back(store)


def get_meta(store: Store, name: str) -> str | None:
    """The value kept under a name, or None."""
    found = store.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else None


def set_meta(store: Store, name: str, value: str) -> None:
    """Keep a value under a name (inside the caller's transaction)."""
    store.connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))


def is_store_file(path: Path) -> bool:
    """Whether a file is an SQLite file, or an empty one, which a killed first run can leave."""
    with path.open("rb") as handle:
        head = handle.read(len(_MAGIC))
    return head in (_MAGIC, b"")


def _roll_back(store: Store) -> None:
    if store.connection.in_transaction:
        store.connection.execute("ROLLBACK")


def _look_at(path: Path, *, create: bool) -> None:
    """Say in plain words what SQLite would say badly."""
    try:
        if path.is_dir():
            raise StoreError(f"{path}: expected a record file, found a folder")
        if path.exists():
            if not is_store_file(path):
                raise StoreError(f"{path}: expected a record made by detente, found another kind of file")
        elif not create:
            raise StoreError(f"{path}: expected a record file, found none")
        elif not path.parent.is_dir():
            raise StoreError(f"{path}: expected a folder to write the record into, found none at {path.parent}")
    except OSError as error:
        raise StoreError(f"{path}: expected a file that can be read, found: {error.strerror or error}") from error


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if name == MEMORY or not _is_at_rest(Path(name)):
            raise
        # A WAL file in a folder that cannot be written opens only as one that nobody changes.
        connection = sqlite3.connect(f"{Path(name).resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    return connection


def _is_at_rest(path: Path) -> bool:
    return path.is_file() and not path.with_name(path.name + "-wal").exists()


def _prepare(store: Store) -> None:
    connection = store.connection
    held = connection.execute("PRAGMA user_version").fetchone()[0]
    wanted = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    newest = int(wanted[-1].name.split("_")[0])
    if held > newest:
        raise StoreError(f"{store.path}: expected a record of schema {newest} or older, found {held}: update detente")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION and (
        held or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    ):
        raise StoreError(f"{store.path}: expected a record made by detente, found another SQLite file")
    if held < newest:
        _migrate(store, [path for path in wanted if int(path.name.split("_")[0]) > held])
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _migrate(store: Store, files: list[Path]) -> None:
    """Run each migration in a transaction of its own; WAL is set first, as it cannot be inside one."""
    store.connection.execute("PRAGMA journal_mode = WAL")
    for path in files:
        number = int(path.name.split("_")[0])
        with transaction(store) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] >= number:
                continue
            for statement in _statements(path.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: ``executescript`` would commit the transaction it runs in."""
    held = ""
    for line in script.splitlines(keepends=True):
        if line.lstrip().startswith("--"):
            continue
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
