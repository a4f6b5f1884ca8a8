"""Stretches of a paragraph's tokens as content: without loose marks at their ends, with quotations whole."""

from __future__ import annotations

from detente.extract.marked import Marked

Parts = tuple[tuple[int, int], ...]
"""Stretches of tokens, half-open, in text order."""


def stretch(first: int, last: int, marked: Marked) -> Parts:
    """The stretch without punctuation and conjunction at its ends, grown to the end of a quotation it runs into."""
    doc = marked.doc
    while first < last and (doc[first].is_punct or doc[first].is_space) and not _opens(first, marked):
        first += 1
    last = _whole_quotation(first, last, marked)
    while last > first and (doc[last - 1].is_punct or doc[last - 1].is_space) and not _closes(last - 1, marked):
        if doc[last - 1].text in ")]%":
            break
        last -= 1
    return ((first, last),) if first < last else ()


def _opens(at: int, marked: Marked) -> bool:
    held = marked.inside[at]
    return held >= 0 and marked.quotations[held].first == at


def _closes(at: int, marked: Marked) -> bool:
    held = marked.inside[at]
    return held >= 0 and marked.quotations[held].last == at + 1


def _whole_quotation(first: int, last: int, marked: Marked) -> int:
    held = marked.inside[last - 1] if last > first else -1
    if held >= 0 and held != marked.inside[first]:
        return marked.quotations[held].last
    if held >= 0 and marked.quotations[held].first == first:
        return marked.quotations[held].last
    return last
