"""A text cut into the stretches that can have a role of their own: its lines, or its blocks where it is hard-wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

WIDEST_WRAP = 100
"""Characters; no program that breaks lines by itself makes longer ones."""

LONGEST_LINE = 700
"""Characters; what is longer is running text whatever it says, and patterns are not tried on it."""

_LINE = re.compile(r"[^\r\n\u2028\u2029\f\v]+")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " "})
_ENDED = re.compile(r"""[.!?…。]["'”’»)\]\s]*$""")
_CLOSED = re.compile(r"""[.!?…:;,–—-]["'”’»)\]\s]*$""")


@dataclass(frozen=True)
class Unit:
    """``text[start:end]`` without white space at its ends; ``gap`` says that a blank line stands before it."""

    start: int
    end: int
    raw: str
    gap: bool

    @cached_property
    def text(self) -> str:
        """The words with single spaces and straight quotation marks, for patterns; empty where it is too long for them."""
        if len(self.raw) > LONGEST_LINE:
            return ""
        return _SPACES.sub(" ", self.raw.translate(_QUOTES)).strip()

    @cached_property
    def words(self) -> int:
        """How many words it has, as white space cuts them."""
        return len(self.raw.split())

    @cached_property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDED.search(self.raw[-12:]))

    @cached_property
    def open(self) -> bool:
        """Whether it ends without any sign that closes or continues a sentence."""
        return not _CLOSED.search(self.raw[-12:])

    @cached_property
    def running(self) -> bool:
        """Whether it looks like a paragraph: a sentence of some length that ends as one."""
        return self.words >= 12 and self.ended


def split_units(text: str, start: int = 0) -> list[Unit]:
    """The units of a text from character ``start`` on: every character that is not white space is in exactly one."""
    lines = _lines(text, start)
    width = _wrap_width(lines)
    if width == 0:
        return lines
    units: list[Unit] = []
    held: list[Unit] = []
    for line in lines:
        if held and (line.gap or not _is_wrapped(held[-1], line, width)):
            units.append(_joined(text, held))
            held = []
        held.append(line)
    return [*units, _joined(text, held)] if held else units


def _lines(text: str, start: int) -> list[Unit]:
    units: list[Unit] = []
    last = start
    for found in _LINE.finditer(text, start):
        stripped = found[0].strip()
        if not stripped:
            continue
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        gap = bool(units) and text.count("\n", last, at) + text.count("\r", last, at) - text.count("\r\n", last, at) > 1
        units.append(Unit(at, at + len(stripped), stripped, gap))
        last = at + len(stripped)
    return units


def _wrap_width(lines: list[Unit]) -> int:
    """The width a text was wrapped at, or 0 where each line is a paragraph.

    Wrapped: no line is wider than a screen, and most lines that are followed by another without a blank line are cut where
    the next word would not have fitted.
    """
    widths = [len(line.raw) for line in lines]
    width = max(widths, default=0)
    inner = [(line, after) for line, after in pairwise(lines) if not after.gap]
    if not 40 <= width <= WIDEST_WRAP or len(inner) < 3:
        return 0
    wrapped = sum(_is_wrapped(line, after, width) for line, after in inner)
    unfinished = sum(not line.ended for line, _ in inner)
    return width if wrapped >= 0.6 * len(inner) and unfinished >= 0.5 * len(inner) else 0


def _is_wrapped(line: Unit, after: Unit, width: int) -> bool:
    """Whether the line break between two lines is one that wrapping made: the next word had no room."""
    return len(line.raw) + 1 + len(after.raw.split(None, 1)[0]) > width - 3


def _joined(text: str, lines: list[Unit]) -> Unit:
    start, end = lines[0].start, lines[-1].end
    return Unit(start, end, text[start:end], lines[0].gap)
