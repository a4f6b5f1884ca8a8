"""A report as one row of word pieces, and the windows in which the reader model sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

CLS, SEP = 101, 102
CORE = 160
"""Pieces of a window that are judged in it; a paragraph is cut only where it is longer."""
CONTEXT = 47
"""Pieces seen before and after them."""

Encode = Callable[[Sequence[str]], Iterable[tuple[Sequence[int], Sequence[tuple[int, int]], Sequence[int | None]]]]
"""Texts -> for each its piece ids, their character offsets in it, and the number of the word each belongs to."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as the model reads it: where it starts in the report, its text, and its quotations (offsets in the text)."""

    start: int
    text: str
    quoted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of all passages in a row, one SEP after each passage.

    ``marks`` is 1 inside quotation marks; ``starts``/``ends`` are offsets in the report (-1 for a SEP); ``heads`` is True for the first
    piece of a word; ``breaks`` are the positions after each SEP.
    """

    ids: tuple[int, ...]
    marks: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heads: tuple[bool, ...]
    breaks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``low`` up to ``high`` are seen, ``first`` up to ``last`` among them are judged."""

    low: int
    high: int
    first: int
    last: int


def cut_pieces(passages: Sequence[Passage], encode: Encode) -> Pieces:
    """The word pieces of passages in a row."""
    ids: list[int] = []
    marks: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    heads: list[bool] = []
    breaks: list[int] = []
    for passage, (found, offsets, words) in zip(passages, encode([p.text for p in passages]), strict=True):
        ids += found
        marks += _inside(offsets, passage.quoted)
        starts += [passage.start + a for a, _ in offsets]
        ends += [passage.start + b for _, b in offsets]
        heads += [at == 0 or word != words[at - 1] for at, word in enumerate(words)]
        ids.append(SEP)
        marks.append(0)
        starts.append(-1)
        ends.append(-1)
        heads.append(False)
        breaks.append(len(ids))
    return Pieces(tuple(ids), tuple(marks), tuple(starts), tuple(ends), tuple(heads), tuple(breaks))


def _inside(offsets: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]]) -> list[int]:
    held, at = [], 0
    for start, _ in offsets:
        while at < len(quoted) and quoted[at][1] <= start:
            at += 1
        held.append(int(at < len(quoted) and quoted[at][0] <= start))
    return held


def cut_windows(breaks: Sequence[int]) -> Iterator[Window]:
    """Windows of whole paragraphs; each piece is judged in exactly one, with up to CONTEXT pieces on either side."""
    length = breaks[-1] if breaks else 0
    first = 0
    for place, end in enumerate(breaks):
        following = breaks[place + 1] if place + 1 < len(breaks) else end + CORE + 1
        while end - first > CORE:
            yield _window(first, first + CORE, length)
            first += CORE
        if first < end and following - first > CORE:
            yield _window(first, end, length)
            first = end


def _window(first: int, last: int, length: int) -> Window:
    return Window(max(0, first - CONTEXT), min(length, last + CONTEXT), first, last)
