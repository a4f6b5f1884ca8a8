"""JSON lines: one report a line with id, outlet, title, published, url and text; other keys are ignored."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from detente.errors import InputError
from detente.ingest.decoding import decode_text, marked_encoding
from detente.ingest.fields import Given, build_raw
from detente.ingest.reading import LARGEST_FILE, read_all
from detente.records.raw import Note, RawReport, Skipped


def read_jsonl(stream: BinaryIO, given: Given, *, where: str, stem: str) -> Iterator[RawReport | Skipped]:
    """Each line's report; a line that cannot be read is skipped, naming it, and the next ones are read."""
    for number, line in _lines(stream):
        place = f"{where}:{number}"
        if isinstance(line, Skipped):
            yield Skipped(place, line.reason)
        elif line.strip():
            yield _read_line(line, given, where=place, stem=stem)


def read_json(stream: BinaryIO, given: Given, *, where: str, stem: str) -> Iterator[RawReport | Skipped]:
    """JSON lines, or one JSON value laid out over lines: an object or a list of objects."""
    data = read_all(stream)
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if _is_whole(first):
        yield from read_jsonl(io.BytesIO(data), given, where=where, stem=stem)
        return
    text, notes = decode_text(data)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Skipped(where, f"expected JSON with one report a line, found {_at(error)}")
        return
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, 1):
        place = f"{where}[{number}]" if isinstance(value, list) else where
        yield _from_value(item, given, where=place, stem=stem, notes=notes)


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | Skipped]]:
    """Lines with their numbers, split at line feeds only: U+2028 is allowed inside a JSON string."""
    first = stream.readline(LARGEST_FILE + 1)
    marked = marked_encoding(first)
    if marked and marked[0] != "utf-8":
        text, _ = decode_text(first + read_all(stream))
        yield from enumerate((line.encode("utf-8", "surrogatepass") for line in text.split("\n")), 1)
        return
    line, number = first[marked[1] :] if marked else first, 1
    while line:
        if len(line) > LARGEST_FILE:
            yield number, Skipped("", f"expected at most {LARGEST_FILE:,} bytes a line, found more")
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST_FILE)
        else:
            yield number, line
        line, number = stream.readline(LARGEST_FILE + 1), number + 1


def _read_line(line: bytes, given: Given, *, where: str, stem: str) -> RawReport | Skipped:
    try:
        text, notes = decode_text(line)
        value = json.loads(text)
    except InputError as error:
        return Skipped(where, str(error))
    except (ValueError, RecursionError) as error:
        return Skipped(where, f"expected a JSON object, found {_at(error)}")
    return _from_value(value, given, where=where, stem=stem, notes=notes)


def _from_value(value: object, given: Given, *, where: str, stem: str, notes: tuple[Note, ...]) -> RawReport | Skipped:
    if not isinstance(value, dict):
        return Skipped(where, f"expected a JSON object with a field text, found {json.dumps(value)[:40]}")
    return build_raw(value, value.get("text"), given, kind="jsonl", where=where, stem=stem, notes=notes)


def _at(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"broken JSON ({error.msg}, column {error.colno})"
    return "JSON nested too deeply" if isinstance(error, RecursionError) else f"broken JSON ({error})"
