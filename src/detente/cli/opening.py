"""What a command is given to look at: a record file, or the JSON lines of a record."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from detente.compare.comparison import Compared
from detente.errors import InputError, StoreError
from detente.records.coding import Record
from detente.records.lines import from_lines
from detente.store.compared import is_compared, load_rows, save_comparison, saved_record
from detente.store.current import compare_store
from detente.store.database import MEMORY, Store, is_store_file, open_store


def open_record(path: Path) -> Store:
    """A store to list from: the file itself, or one in memory with the record of JSON lines or of a read cut off.

    Raises StoreError or InputError where the file is neither.
    """
    if path.is_file() and not is_store_file(path):
        return _in_memory(Compared(read_lines(path)))
    store = open_store(path, create=False)
    store.connection.execute("BEGIN")  # all look-ups see one state, whatever `detente read` writes meanwhile
    if is_compared(store):
        return store
    with closing(store.connection):
        current = compare_store(store)
        return _in_memory(current.compared, log=store.log, digest=current.log)


def read_record(path: Path) -> Record:
    """The record of a record file or of JSON lines, exactly as it is."""
    if path.is_file() and not is_store_file(path):
        return read_lines(path)
    with open_record(path) as store:
        return saved_record(store)


def read_lines(path: Path) -> Record:
    """The record of a file of JSON lines."""
    try:
        return from_lines(path.read_text(encoding="utf-8").splitlines())
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected a record made by detente, found bytes that are no UTF-8") from error
    except OSError as error:
        raise StoreError(f"{path}: expected a file that can be read, found: {error.strerror}") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def entity_names(store: Store) -> dict[str, str]:
    """Entity id -> label."""
    rows = load_rows(store, "kind = 'entity'")
    return {getattr(row, "id", ""): getattr(row, "label", "") for row in rows}


def _in_memory(compared: Compared, *, log: Path | None = None, digest: str = "") -> Store:
    store = replace(open_store(MEMORY), log=log)
    save_comparison(store, compared, log=digest)
    return store
