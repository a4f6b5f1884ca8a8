"""What a list shows of each kind: headings and cells, the same for table and CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from detente.lexicon.cameo import Codes, cameo_code, load_cameo
from detente.lexicon.files import DataFolder
from detente.records.kinds import AnyRecord
from detente.records.shapes import Deadline, Evidence, Mention, Source, Time

Names = Mapping[str, str]
"""Entity id -> label."""

Column = tuple[str, Callable[[Any, Names], str]]


@cache
def _cameo_codes() -> Codes:
    return load_cameo(DataFolder())


def _field(name: str, heading: str | None = None) -> Column:
    def cell(row: Any, names: Names) -> str:
        return show(getattr(row, name), names)

    return heading or name.rstrip("_"), cell


def show(value: Any, names: Names) -> str:
    """A field's value in few words; lists are joined by semicolons, ids of entities become their labels."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case tuple():
            return "; ".join(show(item, names) for item in value)
        case Evidence():
            return " ".join(value.quote.split())
        case Mention():
            return value.iso3 or value.code or names.get(value.entity or "", "") or " ".join(value.quote.split())
        case Source():
            return _speaker(value, names)
        case Time() | Deadline():
            return show_time(value)
        case _:
            return names.get(str(value), " ".join(str(value).split()))


def show_party(mention: Mention, names: Names) -> str:
    """Who a mention stands for: name and code, or the words themselves."""
    name = names.get(mention.entity or "", "") or " ".join(mention.quote.split())
    code = mention.iso3 or mention.code
    return f"{name} ({code})" if code and code != name else name


def show_time(time: Time | Deadline) -> str:
    """The dates of a time as far as they are known, else its words."""
    if isinstance(time, Deadline) and time.date:
        return time.date
    if time.start and time.end and time.start != time.end:
        return f"{time.start}/{time.end}"
    if time.start or time.end:
        return f"{time.start or ''}{'' if time.start == time.end else '/'}{time.end if time.start != time.end else ''}"
    return f'"{time.text}"'


def _speaker(source: Source, names: Names) -> str:
    if source.entities:
        return "; ".join(names.get(entity, entity) for entity in source.entities)
    return " ".join(source.quote.split())


def _parties(name: str, heading: str) -> Column:
    return heading, lambda row, names: "; ".join(show_party(m, names) for m in getattr(row, name))


def _first(name: str, heading: str) -> Column:
    """The words of the first evidence; CSV readers find the rest by id in the JSON lines."""
    return heading, lambda row, names: show(getattr(row, name)[:1], names)


def _spot(name: str) -> tuple[Column, Column]:
    """Where the first evidence stands."""

    def at(side: str) -> Callable[[Any, Names], str]:
        return lambda row, names: next((str(getattr(evidence, side)) for evidence in getattr(row, name)), "")

    return ("start", at("start")), ("end", at("end"))


def _number(row: Any, names: Names) -> str:
    if row.low == row.high:
        return show(row.low, names)
    return f"{show(row.low, names)}-{show(row.high, names)}"


_ID: Column = ("id", lambda row, names: row.id)
_REPORT = _field("report")
_SURE = (_field("rule"), _field("confidence", "sure"))

COLUMNS: dict[str, tuple[Column, ...]] = {
    "report": (
        _ID,
        _field("outlet"),
        _field("published"),
        _field("genre"),
        _field("title"),
        ("characters", lambda row, names: str(len(row.text))),
        _field("supersedes"),
        _field("url"),
    ),
    "entity": (
        _ID,
        _field("label"),
        _field("type"),
        _field("iso3"),
        _field("code"),
        _field("sector"),
        ("offices", lambda row, names: "; ".join(office.title for office in row.offices)),
        _field("aliases"),
    ),
    "attribution": (
        _ID,
        _REPORT,
        ("speaker", lambda row, names: show(row.source, names) or "?"),
        _field("stance"),
        _field("form"),
        _field("content"),
        _field("when"),
        *_spot("content"),
        *_SURE,
    ),
    "opinion": (_ID, _REPORT, _field("author"), _field("content"), *_spot("content"), *_SURE),
    "event": (
        _ID,
        _REPORT,
        _field("type"),
        ("mode", lambda row, names: "; ".join(row.modes)),
        ("cameo", lambda row, names: cameo_code(row.type, row.modes, _cameo_codes())),
        _parties("actors", "actors"),
        _parties("recipients", "recipients"),
        _field("when"),
        _field("where"),
        _field("status"),
        _field("voice"),
        _first("evidence", "words"),
        *_spot("evidence"),
        *_SURE,
    ),
    "quantity": (
        _ID,
        _REPORT,
        _field("type"),
        ("number", _number),
        _field("unit"),
        _field("hedge"),
        _field("of"),
        _first("evidence", "words"),
        *_spot("evidence"),
        _field("rule"),
    ),
    "commitment": (
        _ID,
        _REPORT,
        _field("type"),
        _parties("holder", "holder"),
        _parties("to", "to"),
        ("agreement", lambda row, names: row.instrument.label if row.instrument else ""),
        _field("condition"),
        _field("consequence"),
        _field("deadline"),
        _field("status"),
        _first("evidence", "words"),
        *_spot("evidence"),
        *_SURE,
    ),
    "story": (_ID, _field("title"), _field("from_"), _field("until"), _field("reports"), _field("entities")),
    "finding": (
        _ID,
        _field("story"),
        _field("verdict"),
        _field("field"),
        _field("subject"),
        (
            "values",
            lambda row, names: "; ".join(dict.fromkeys(f"{m.report}: {m.value or 'told'}" for m in row.members)),
        ),
        _field("reason"),
        _field("origins"),
    ),
    "issue": (_ID, _REPORT, _field("code"), _field("message"), _field("evidence")),
}
"""Kind -> its columns, in order."""

_WIDE = frozenset({"start", "end", "rule", "url", "aliases", "voice", "form", "offices", "entities", "supersedes"})
"""Columns that only CSV shows."""


def table_columns(kind: str) -> tuple[Column, ...]:
    """The columns that a table has room for."""
    return tuple(column for column in COLUMNS[kind] if column[0] not in _WIDE)


def cells(row: AnyRecord, columns: tuple[Column, ...], names: Names) -> list[str]:
    """The cells of a row."""
    return [cell(row, names) for _, cell in columns]
