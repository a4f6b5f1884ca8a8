"""What a page is asked for, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.errors import DetenteError, InputError
from detente.store.database import Store

MOST_PAGES = 1_000_000
LONGEST = 400
"""Characters of a value in an address that are looked at."""


class NotHereError(DetenteError):
    """The record has nothing of this name."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One look at the record: the parts of the address and of its query."""

    store: Store
    parts: Mapping[str, str]
    query: Mapping[str, str]
    ticked: tuple[str, ...] = ()

    def get(self, name: str) -> str | None:
        """A value of the query without spaces around it, None where it is empty."""
        return self.query.get(name, "").strip()[:LONGEST] or None

    def number(self, name: str, *, least: int = 1, otherwise: int = 1) -> int:
        """A whole number of the query; InputError where it is none or too small."""
        told = self.get(name)
        if told is None:
            return otherwise
        if not told.isascii() or not told.isdigit() or not least <= int(told[:12]) <= MOST_PAGES:
            raise InputError(f"expected a whole number from {least} to {MOST_PAGES} for {name}, found {told!r}")
        return int(told)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``view`` is what its template shows and what its ``.json`` twin prints."""

    title: str
    template: str
    view: Any
    section: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True)
class File:
    """Something to be saved rather than shown."""

    name: str
    media_type: str
    content: bytes


Show = Callable[[Ask], Page | File]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a list stands among its pages; ``query`` keeps the filters of the address."""

    page: int
    pages: int
    total: int
    each: int
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The first row of the page, counted from 0."""
        return (self.page - 1) * self.each


def turn(ask: Ask, total: int, each: int) -> Turn:
    """The page that is asked for; NotHereError beyond the last."""
    pages = max(1, -(-total // each))
    page = ask.number("page")
    if page > pages:
        raise NotHereError(f"expected a page up to {pages}, found {page}")
    kept = {name: value for name, value in ask.query.items() if name != "page" and value.strip()}
    return Turn(page, pages, total, each, kept)
