"""The shapes that record kinds are built from (DESIGN 4). Offsets are half-open, in characters of a report's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "head", "headline", "standfirst", "dateline", "byline", "body", "crosshead", "caption", "credit", "boilerplate"
]
Precision = Literal["day", "week", "month", "year", "interval", "before", "after"]

FACT_ROLES: frozenset[str] = frozenset({"headline", "standfirst", "body"})
"""Regions that facts are read from."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words of a report that a fact rests on: ``text[start:end] == quote``."""

    report: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Evidence that stands for an entity; ``entity`` is None when it could not be resolved, ``rule`` says how it was."""

    report: str
    start: int
    end: int
    quote: str
    entity: str | None = None
    iso3: str | None = None
    code: str | None = None
    sector: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time as told (``text`` at ``at``) and as an inclusive interval of ISO dates, never finer than ``precision``."""

    text: str
    at: tuple[int, int] | None
    start: str | None
    end: str | None
    precision: Precision | None
    computed_from: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A Time by whose end something is due; ``date`` is the last day, None where it cannot be computed."""

    text: str
    at: tuple[int, int] | None
    start: str | None
    end: str | None
    precision: Precision | None
    computed_from: str | None
    date: str | None


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A stretch of a report's text with its role and the reason it was given that role."""

    start: int
    end: int
    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who is quoted: the words, the entities they stand for, the class of an anonymous source, several speaking as one."""

    start: int
    end: int
    quote: str
    entities: tuple[str, ...] = ()
    anonymous: str | None = None
    group: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office an entity held, as far as the text or a table tells."""

    title: str
    of: str | None
    from_: str | None
    until: str | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True, order=True)
class Instrument:
    """A named agreement with the other names it goes by."""

    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One side of a finding: what one report says, in which record, in which words."""

    report: str
    record: str | None
    value: str | None
    evidence: tuple[Evidence, ...] = ()
