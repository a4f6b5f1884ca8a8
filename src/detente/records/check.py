"""Is every quote where it says it is, and does every id lead somewhere? The check behind ``detente verify``."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.records.coding import Record
from detente.records.kinds import AnyRecord, Header, Report
from detente.records.shapes import Deadline, Evidence, Mention, Region, Source, Time

Texts = Mapping[str, str]
"""Report id -> its text."""

_REPORT_IDS = frozenset({"report", "reports", "supersedes"})
_ENTITY_IDS = frozenset({"entity", "entities"})
_ATTRIBUTION_IDS = frozenset({"attribution", "via"})


@dataclass(frozen=True, slots=True)
class Span:
    """Characters that a row rests on: ``quote`` has to stand at ``start`` in one of ``reports``."""

    where: str
    reports: tuple[str, ...]
    start: int
    end: int
    quote: str | None


def check_record(record: Record) -> list[str]:
    """What is wrong with the record, one line each: quotes that are elsewhere, ids that lead nowhere or stand twice."""
    texts = {report.id: report.text for report in record.reports}
    return [
        *_duplicates(record),
        *(problem for span in find_spans(record) if (problem := _span_problem(span, texts))),
        *_dead_links(record),
    ]


def find_spans(record: Record) -> Iterator[Span]:
    """Every stretch of text the record points to: evidence, mentions, sources, times and regions, in row order."""
    for row in record.rows():
        if not isinstance(row, Header):
            name = f"{row.kind} {row.id}"
            yield from _spans(row, name, _reports_of(row))


def _spans(value: object, where: str, reports: tuple[str, ...]) -> Iterator[Span]:
    """The spans below a value; a Source or Time names no report: it stands in one of those its row names."""
    if isinstance(value, tuple):
        for item in value:
            yield from _spans(item, where, reports)
        return
    if not dataclasses.is_dataclass(value):
        return
    if isinstance(value, Evidence | Mention):
        yield Span(where, (value.report,), value.start, value.end, value.quote)
    elif isinstance(value, Source):
        yield Span(f"{where} source", reports, value.start, value.end, value.quote)
    elif isinstance(value, Time | Deadline) and value.at:
        yield Span(f"{where} time", reports, value.at[0], value.at[1], value.text)
    elif isinstance(value, Region):
        yield Span(f"{where} {value.role}", reports, value.start, value.end, None)
    for field in dataclasses.fields(value):
        yield from _spans(getattr(value, field.name), where, reports)


def _reports_of(row: AnyRecord) -> tuple[str, ...]:
    if isinstance(row, Report):
        return (row.id,)
    own, evidence = getattr(row, "report", None), getattr(row, "evidence", ())
    others = [e.report for e in evidence] if isinstance(evidence, tuple) else []
    return tuple(dict.fromkeys([*([own] if own else []), *others]))


def _span_problem(span: Span, texts: Texts) -> str | None:
    held = [texts[report] for report in span.reports if report in texts]
    if not held:  # a report that is not in the record is a dead link
        return None if span.reports else f"{span.where}: no report is named"
    if any(_stands(span, text) for text in held):
        return None
    found = held[0][max(span.start, 0) : max(span.end, 0)]
    return (
        f"{span.where}: expected {_short(span.quote or 'text')} at {span.start}-{span.end} of "
        f"{span.reports[0]}, found {_short(found)}"
    )


def _stands(span: Span, text: str) -> bool:
    if not 0 <= span.start < span.end <= len(text):
        return False
    return span.quote is None or text[span.start : span.end] == span.quote


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "...")


def _duplicates(record: Record) -> Iterator[str]:
    counts = Counter((row.kind, row.id) for row in record.rows() if not isinstance(row, Header))
    for (kind, identity), count in counts.items():
        if count > 1:
            yield f"{kind} {identity}: expected one row of this id, found {count}"


def _dead_links(record: Record) -> Iterator[str]:
    ids: dict[str, set[str]] = {}
    for row in record.rows():
        if not isinstance(row, Header):
            ids.setdefault(row.kind, set()).add(row.id)
    everything = set().union(*ids.values()) if ids else set()
    for row in record.rows():
        if isinstance(row, Header):
            continue
        for field, identity in _links(row):
            known = ids.get(_target(field), set()) if _target(field) else everything
            if identity not in known:
                yield f"{row.kind} {row.id}: {field} {identity} is not in the record"


def _target(field: str) -> str:
    if field in _REPORT_IDS:
        return "report"
    if field in _ENTITY_IDS:
        return "entity"
    if field in _ATTRIBUTION_IDS:
        return "attribution"
    return "story" if field == "story" else ""


def _links(value: object) -> Iterator[tuple[str, str]]:
    """Field name and id of everything below a value that refers to another row."""
    if isinstance(value, tuple):
        for item in value:
            yield from _links(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            below = getattr(value, field.name)
            if _target(field.name) or field.name == "record":
                for identity in below if isinstance(below, tuple) else (below,):
                    if isinstance(identity, str):
                        yield field.name, identity
            else:
                yield from _links(below)
