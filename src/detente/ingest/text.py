"""Plain text: one report a file, perhaps with a ``key: value`` head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from detente.ingest.decoding import decode_text
from detente.ingest.fields import Given, build_raw
from detente.ingest.reading import read_all
from detente.records.heads import read_head
from detente.records.raw import RawReport, Skipped


def read_text(stream: BinaryIO, given: Given, *, where: str, stem: str) -> Iterator[RawReport | Skipped]:
    """The one report of a text file; its head gives metadata and stays in the text. Raises InputError."""
    text, notes = decode_text(read_all(stream))
    head = read_head(text)
    fields = {} if head is None else {name: head.get(name) for name, _ in head.fields}
    yield build_raw(fields, text, given, kind="txt", where=where, stem=stem, notes=notes)
