"""Reading bytes up to a limit."""

from __future__ import annotations

from typing import BinaryIO

from detente.errors import InputError

LARGEST_FILE = 50_000_000
"""Bytes of a file that holds one report, and of one line of a file that holds many."""


def read_all(stream: BinaryIO, *, most: int = LARGEST_FILE) -> bytes:
    """All bytes of a stream; raises InputError where there are more than ``most``."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise InputError(f"expected at most {most:,} bytes, found more")
    return data
