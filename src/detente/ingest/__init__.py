"""Files -> raw reports, one module a format."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol

from detente.errors import InputError
from detente.ingest.fields import Given, checked_given
from detente.ingest.html import read_html
from detente.ingest.jsonl import read_json, read_jsonl
from detente.ingest.paths import STDIN, find_paths
from detente.ingest.reading import read_all
from detente.ingest.text import read_text
from detente.records.raw import RawReport, Skipped


class ReadFormat(Protocol):
    """Reads the reports of one open file."""

    def __call__(self, stream: BinaryIO, given: Given, *, where: str, stem: str) -> Iterator[RawReport | Skipped]:
        """Reports and skipped ones in file order; raises InputError where the whole file cannot be read."""
        ...


READERS: dict[str, ReadFormat] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
}
"""Suffix in lower case -> its reader. A new format is one module and one line here."""


def read_reports(
    paths: Sequence[str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[RawReport | Skipped]:
    """Reports of files, folders, globs and ``-``, and why others were skipped, in the order of their sorted paths.

    Standard input comes last. The options hold for every report. Raises InputError at once where ``published`` is no date.
    """
    given = checked_given(outlet=outlet, published=published, title=title)
    return chain.from_iterable(_read_path(path, given, stdin) for path in find_paths(paths, frozenset(READERS)))


def _read_path(path: str | Skipped, given: Given, stdin: BinaryIO | None) -> Iterator[RawReport | Skipped]:
    if isinstance(path, Skipped):
        yield path
        return
    try:
        if path == STDIN:
            yield from _read_stream(stdin or sys.stdin.buffer, given)
            return
        reader = _reader_of(path)
        with Path(path).open("rb") as stream:
            yield from reader(stream, given, where=path, stem=Path(path).stem)
    except InputError as error:
        yield Skipped(path, str(error))
    except OSError as error:
        yield Skipped(path, f"expected a file that can be read, found: {error.strerror or error}")


def _reader_of(path: str) -> ReadFormat:
    suffix = Path(path).suffix.lower()
    if suffix in READERS:
        return READERS[suffix]
    if not Path(path).is_file():  # a pipe such as <(zcat reports.jsonl.gz) has no suffix to go by
        return _read_sniffed
    raise InputError(f"expected a file ending in {', '.join(READERS)}, found {suffix or 'no ending'}")


def _read_stream(stream: BinaryIO, given: Given) -> Iterator[RawReport | Skipped]:
    yield from _read_sniffed(stream, given, where="standard input", stem="stdin")


def _read_sniffed(stream: BinaryIO, given: Given, *, where: str, stem: str) -> Iterator[RawReport | Skipped]:
    """JSON lines where the first sign is a brace, a page where it is its doctype, else one text."""
    data = read_all(stream, most=1_000_000_000)
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    reader: Callable[..., Iterator[RawReport | Skipped]] = read_text
    if start.startswith(b"{"):
        reader = read_jsonl
    elif start[:14].lower().startswith((b"<!doctype html", b"<html")):
        reader = read_html
    yield from reader(io.BytesIO(data), given, where=where, stem=stem)
