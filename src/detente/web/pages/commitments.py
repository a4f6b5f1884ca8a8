"""The commitments of the whole record, by their last day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from detente.brief.names import Namer
from detente.errors import InputError
from detente.records.kinds import CommitmentStatus, CommitmentType
from detente.store.select import Filters, name_keys
from detente.store.views import entities_of, find_due, rows_at
from detente.web.ask import Ask, Page, Turn, turn
from detente.web.pages.entity import entries, papers_of
from detente.web.sayings import Entry
from detente.web.telling import Paper

EACH = 40
TYPES: tuple[str, ...] = get_args(CommitmentType)
STATUSES: tuple[str, ...] = get_args(CommitmentStatus)
DAYS = ("due", "none")
"""With and without a last day."""


@dataclass(frozen=True, slots=True)
class Commitments:
    """A page of the ledger with the filters that made it; ``newest`` is the last day of publication in the record."""

    entries: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    turn: Turn
    newest: str | None
    day: str
    counts: dict[str, int]
    type: str | None
    status: str | None
    party: str | None
    types: tuple[str, ...]
    statuses: tuple[str, ...]


def show_commitments(ask: Ask) -> Page:
    """Promises, agreements, demands, threats and offers by deadline, of one party, type or status if asked."""
    day = ask.get("day") or "due"
    if day not in DAYS:
        raise InputError(f"expected due or none for day, found {day!r}")
    filters = Filters(party=ask.get("party"), type=one_of(ask, "type", TYPES), status=one_of(ask, "status", STATUSES))
    condition, values = condition_of(ask, filters)
    found = find_due(ask.store, condition, values)
    counts = {"due": len(found.dated), "none": len(found.undated)}
    if not counts["due"] and not ask.get("day"):
        day = "none"
    where = turn(ask, counts[day], EACH)
    chosen = found.dated if day == "due" else found.undated
    rows = rows_at(ask.store, chosen[where.first : where.first + EACH])
    lettered = papers_of(ask.store, rows)
    view = Commitments(
        entries(rows, lettered, Namer(entities_of(ask.store, rows))),
        tuple(lettered.values()),
        where,
        newest_day(ask),
        day,
        counts,
        filters.type,
        filters.status,
        filters.party,
        TYPES,
        STATUSES,
    )
    return Page("Commitments by deadline", "commitments.html.jinja", view, "commitments")


def condition_of(ask: Ask, filters: Filters) -> tuple[str, tuple[str, ...]]:
    """The SQL condition: commitments of a type and status that a party made or that were made to it."""
    condition, values = "kind = 'commitment'", list[str]()
    for name in ("type", "status"):
        if told := getattr(filters, name):
            condition += f" AND {name} = ?"
            values.append(told)
    if filters.party:
        keys = name_keys(ask.store, filters.party)
        marks = ", ".join("?" for _ in keys)
        condition += (
            f" AND position IN (SELECT position FROM row_party WHERE role IN ('holder', 'to') AND party IN ({marks}))"
        )
        values += keys
    return condition, tuple(values)


def one_of(ask: Ask, name: str, known: tuple[str, ...]) -> str | None:
    """A value of the query that has to be one of those known."""
    told = ask.get(name)
    if told is not None and told not in known:
        raise InputError(f"expected one of {', '.join(known)} for {name}, found {told!r}")
    return told


def newest_day(ask: Ask) -> str | None:
    """The last day a report of the record was published."""
    statement = (
        "SELECT coalesce(json_extract(line, '$.published'), '') FROM row INDEXED BY row_published WHERE kind = 'report'"
        " ORDER BY coalesce(json_extract(line, '$.published'), '') DESC LIMIT 1"
    )
    row = ask.store.connection.execute(statement).fetchone()
    return str(row[0])[:10] if row and row[0] else None
