"""Quotation marks paired up: straight, curly, single, guillemets, German low marks; nested, unclosed, over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_CLOSERS = {"“": "”", "„": "“”", "‟": "”", "«": "»", '"': '"', "»": "«", "‹": "›"}
_SINGLE = "‘'"
_BEFORE_OPEN = frozenset(' \t\u00a0([{—–-/:\n\u200e\u200f\u2028"“«„')
_ELISION = re.compile(r"(?:\d0s|em|til|cause|tis|twas|n|bout)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: ``start``/``end`` with the marks, ``inner``/``inner_end`` without (text offsets).

    ``closed`` is False where the closing mark is missing, ``continues`` is True where it goes on with the quotation that the paragraph
    before left open.
    """

    start: int
    end: int
    inner: int
    inner_end: int
    closed: bool = True
    continues: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of one paragraph, in text order, in time linear in its length.

    Marks inside a quotation are its words. A mark that is never closed opens a quotation to the end of the paragraph, unless it is a
    single one, which then is an apostrophe.
    """
    return tuple(_scan(text))


def join_paragraphs(found: Sequence[tuple[Quotation, ...]], texts: Sequence[str]) -> list[tuple[Quotation, ...]]:
    """Mark the quotations that open a paragraph after one that was left open: one quotation in several paragraphs."""
    joined: list[tuple[Quotation, ...]] = []
    for place, quotations in enumerate(found):
        before = found[place - 1] if place else ()
        if quotations and before and not before[-1].closed and not texts[place][: quotations[0].start].strip():
            quotations = (replace(quotations[0], continues=True), *quotations[1:])
        joined.append(quotations)
    return joined


def _scan(text: str) -> Iterator[Quotation]:
    at, length = 0, len(text)
    while at < length:
        width = _opens(text, at)
        if not width:
            at += 1
            continue
        inner = at + width
        stop, close = _close_of(text, at, inner)
        if stop < 0:
            at = inner
            continue
        if text[inner:stop].strip():
            yield Quotation(at, stop + close, *_trimmed(text, inner, stop), closed=close > 0)
        at = max(stop + close, inner)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _opens(text: str, at: int) -> int:
    """The width of an opening mark at ``at``, or 0."""
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text.startswith(("``", "''"), at):
        return 2 if mark == "`" or before in _BEFORE_OPEN else 0
    if mark in _SINGLE:
        free = before in _BEFORE_OPEN and (after.isalnum() or after in '[“"…')
        return int(free and not _ELISION.match(text, at + 1))
    if mark == "»":
        return int(before in _BEFORE_OPEN and after.isalnum())
    if mark == '"':
        return int(not after.isspace() or before in _BEFORE_OPEN)
    return int(mark in _CLOSERS)


def _close_of(text: str, start: int, inner: int) -> tuple[int, int]:
    """Where the quotation's words end and how wide its closing mark is; width 0 at the end, -1 for no quotation."""
    mark = text[start]
    if inner - start == 2:
        stop = text.find("''", inner)
        return (stop, 2) if stop >= 0 else (len(text), 0)
    if mark in _SINGLE:
        stop = _single_close(text, inner, "’'" if mark == "‘" else "'")
        return (stop, 1) if stop >= 0 else (-1, 0)
    closers = _CLOSERS[mark]
    for at in range(inner, len(text)):
        if text[at] in closers:
            return at, 1
        # “It is over, he said. “We go home”: the first was never closed; end it where the second opens.
        if text[at] == mark and mark != '"' and at > inner:
            return at, 0
    return len(text), 0


def _single_close(text: str, inner: int, closers: str) -> int:
    """Where a single quotation ends, or -1: its closing mark looks like an apostrophe ("the ministers’ plan").

    A mark after punctuation is a close; one after a letter and before a space may be a plural genitive, so a later one after
    punctuation wins while no other quotation opens.
    """
    doubtful = -1
    for at in range(inner + 1, len(text)):
        char = text[at]
        if char in '“«"' or (char in _SINGLE and _opens(text, at)):
            break
        if char not in closers or text[at - 1].isspace():
            continue
        if at + 1 < len(text) and text[at + 1].isalnum():
            continue
        if text[at - 1] in ".,?!;:)]…":
            return at
        if text[at - 1] not in "sS" or at + 1 >= len(text) or not text[at + 1].isspace():
            return at if doubtful < 0 else doubtful
        doubtful = at if doubtful < 0 else doubtful
    return doubtful
