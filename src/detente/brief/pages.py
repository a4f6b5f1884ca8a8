"""The typed brief: what every format prints, worked out once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and the numbers of its footnotes."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one small heading: a day, a speaker, a report; no heading where it is empty."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: what is printed, and what a screen reader says besides."""

    label: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact and one word or two for each column."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Facts down; ``facts`` is the head of the first column."""

    caption: str
    facts: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page, lines or a table; ``hint`` explains how to read it, ``more`` says what was left out."""

    id: str
    heading: str
    groups: tuple[Group, ...]
    hint: str = ""
    more: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the outlet, the day and the sentence of the report."""

    number: int
    outlet: str
    day: str
    quote: str
    report: str


@dataclass(frozen=True, slots=True)
class Page:
    """One story."""

    id: str
    title: str
    span: str
    reports: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """All pages with what is known about their accuracy."""

    pages: tuple[Page, ...]
    accuracy: tuple[str, ...]
    cautions: tuple[str, ...]
    made_by: str
