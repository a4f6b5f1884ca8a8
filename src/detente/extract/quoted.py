"""Which tokens of a paragraph lie inside quotation marks."""

from __future__ import annotations

from detente.extract.pages import Page

_OPENING = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_STRAIGHT = {'"', "''", "``"}


def quoted_tokens(page: Page) -> frozenset[int]:
    """Positions inside double, angle or single curly marks; a quotation left open runs to the paragraph's end."""
    inside: set[int] = set()
    closing: str | None = None
    text = page.paragraph.text
    for token in page.tokens:
        mark = token.text
        if closing is None:
            if mark in _STRAIGHT:
                closing = mark
            elif mark in _OPENING:
                closing = _OPENING[mark]
            continue
        if mark == closing and not (mark == "’" and _apostrophe(text, token.idx)):
            closing = None
        else:
            inside.add(token.i)
    return frozenset(inside)


def _apostrophe(text: str, place: int) -> bool:
    """A curly mark after a letter and before one is an apostrophe: "we’re"."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return before.isalnum() and (after.isalnum() or before == "s")
