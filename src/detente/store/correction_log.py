"""The log of corrections beside a record: JSON lines that are only ever added to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from detente.errors import InputError, StoreError
from detente.records.corrections import Correction, from_correction_line, in_order, to_correction_line


@dataclass(frozen=True, slots=True)
class Log:
    """The corrections of a log by time, one an id, and a message for each line that is none (it stays where it is)."""

    corrections: tuple[Correction, ...] = ()
    problems: tuple[str, ...] = ()


def read_log(path: Path | None) -> Log:
    """The log at ``path``; empty where there is none."""
    found, problems = [], []
    for number, line in enumerate(_bytes_of(path).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(from_correction_line(line.decode("utf-8")))
        except (InputError, UnicodeDecodeError) as error:
            reason = "expected UTF-8 text, found other bytes" if isinstance(error, UnicodeDecodeError) else str(error)
            problems.append(f"line {number} of the log of corrections is left out: {reason}")
    return Log(in_order(found), tuple(problems))


def log_digest(path: Path | None) -> str:
    """24 hex digits that name what a log holds, "" where it holds nothing."""
    held = _bytes_of(path)
    return blake2b(held, digest_size=12).hexdigest() if held else ""


def append_corrections(path: Path, corrections: Iterable[Correction]) -> None:
    """Add corrections, all of them or none, and return when they are on the disk.

    The caller sees to it that no other process writes meanwhile (a transaction of the record does). A last line that a crash cut short is
    ended first, so that it spoils no other; it stays in the file. Raises StoreError where the file cannot be written.
    """
    lines = "".join(f"{to_correction_line(correction)}\n" for correction in corrections).encode("utf-8")
    if not lines:
        return
    try:
        fresh = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            _append(handle, lines)
        finally:
            os.close(handle)
        if fresh:
            _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"{path}: expected a file that can be written, found: {error.strerror or error}") from error


def _append(handle: int, lines: bytes) -> None:
    size = os.fstat(handle).st_size
    torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
    whole = b"\n" + lines if torn else lines
    try:
        written = 0
        while written < len(whole):
            written += os.write(handle, whole[written:])
        os.fsync(handle)
    except BaseException:
        os.ftruncate(handle, size)
        raise


def _sync_folder(folder: Path) -> None:
    """Make sure that a new file's name is on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _bytes_of(path: Path | None) -> bytes:
    try:
        return path.read_bytes() if path is not None else b""
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StoreError(f"{path}: expected a log of corrections, found: {error.strerror or error}") from error
