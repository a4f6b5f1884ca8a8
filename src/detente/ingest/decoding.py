"""Bytes -> text, saying so where the encoding had to be guessed."""

from __future__ import annotations

import codecs
import re

from detente.errors import InputError
from detente.records.raw import Note

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The marks of UTF-32 first: the little-endian one starts with that of UTF-16."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """The encoding a byte-order mark names and the length of the mark, or None."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def decode_text(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of ``data`` without its byte-order mark, else UTF-8, else Windows-1252 with a note.

    Raises InputError when the bytes are no text.
    """
    marked = marked_encoding(data)
    text, notes = _decode_marked(data, *marked) if marked else _decode_unmarked(data)
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) / 50:
        raise InputError("expected text, found binary data")
    return text, notes


def _decode_marked(data: bytes, encoding: str, length: int) -> tuple[str, tuple[Note, ...]]:
    text = _decode(data[length:], encoding)
    if text is None:
        raise InputError(f"expected {encoding.upper()} as its byte-order mark says, found other bytes")
    return text, ()


def _decode_unmarked(data: bytes) -> tuple[str, tuple[Note, ...]]:
    text = _decode(data, "utf-8")
    if text is not None:
        return text, ()
    if b"\0" in data:
        raise InputError("expected text, found binary data")
    text = _decode(data, "cp1252")
    if text is None:
        raise InputError("expected text in UTF-8, UTF-16 with a byte-order mark or Windows-1252, found other bytes")
    return text, (Note("encoding-guessed", "expected UTF-8, found other bytes: read as Windows-1252"),)


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def without_surrogates(text: str) -> str:
    """``text`` with each lone surrogate (a half character that JSON can write and no file can) as U+FFFD, same length."""
    return _SURROGATE.sub("\ufffd", text)
