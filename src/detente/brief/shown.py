"""Report text made safe to show: nothing in it can turn the line round, leave it, or break the file it stands in."""

from __future__ import annotations

import re

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that make what follows run the other way."""
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of surrogate pairs, and what is no character; tabs and line feeds stay."""


def plain_text(text: str) -> str:
    """The text, as long as it was, with every sign that would turn or end it made a visible �."""
    if text.isascii() and text.isprintable():
        return text
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", _TURNING.sub("\N{REPLACEMENT CHARACTER}", text))


def plain_xml(text: str) -> str:
    """`plain_text` on one line: what an XML file can hold."""
    return " ".join(plain_text(text).split())
