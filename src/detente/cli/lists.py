"""The list commands: ``detente events FILE`` and its sisters, as a table, JSON lines or CSV."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.columns import COLUMNS, cells, table_columns
from detente.cli.following import put_following
from detente.cli.opening import entity_names, open_record
from detente.cli.screen import put_csv, put_lines, put_table
from detente.records.codec import to_line
from detente.records.lines import PLURALS
from detente.store.database import Store
from detente.store.select import APPLIES, Filters, select_rows


class ListFormat(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


File = Annotated[Path, typer.Argument(help="A record: FILE.db or the JSON lines of one.", metavar="FILE")]

_MEANING = {
    "attribution": "who said what, in which form and with which stance",
    "event": "who did what to whom, and whether it happened",
    "commitment": "what was promised, agreed, demanded or threatened",
    "entity": "the states, bodies, groups and people that are named",
    "finding": "where the reports agree, differ, change or are alone",
    "report": "the reports that were read",
    "story": "reports of the same happenings",
    "quantity": "numbers with their unit and what is counted",
    "opinion": "what writers of op-eds say in their own name",
    "issue": "what was not understood",
}
_TYPE = {
    "report": "genre (news, opinion ...)",
    "attribution": "form (direct, indirect, mixed)",
    "finding": "field (number, date ...)",
    "issue": "code (no-date ...)",
}
_STATUS = {"attribution": "stance (says, denies ...)"}


_OPTIONS = {
    "report": "Only of this report: its id.",
    "party": "Only what names this party: ISO3, code, name or id.",
    "type": "Only of this type.",
    "status": "Only of this status.",
    "verdict": "Only of this verdict (conflict, single ...).",
    "speaker": "Only what this speaker said: name, ISO3, code or id.",
    "story": "Only of this story: its id.",
    "due_before": "Only what is due before this day (YYYY-MM-DD).",
}


def add_lists(app: typer.Typer) -> None:
    """Add one list command a kind."""
    for kind in _MEANING:
        app.command(PLURALS[kind], help=f"List {_MEANING[kind]}.")(_command(kind))


def _command(kind: str) -> Callable[..., None]:
    """The command of a kind, with the options that make sense for it."""

    def list_rows(**given: Any) -> None:
        format_, asked = given.pop("format_"), given.pop("if_", None)
        with open_record(given.pop("file")) as store:
            if asked is not None:
                put_following(
                    store,
                    asked,
                    Filters(**given),
                    as_json=format_ is ListFormat.JSONL,
                    as_csv=format_ is ListFormat.CSV,
                )
            else:
                _print(store, kind, Filters(**given), format_)

    parameters = [inspect.Parameter("file", _KEYWORD, annotation=File), _FORMAT]
    parameters += [_option(kind, name, _help(kind, name)) for name in APPLIES[kind]]
    parameters += [_IF] if kind == "commitment" else []
    list_rows.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    list_rows.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return list_rows


def _print(store: Store, kind: str, filters: Filters, format_: ListFormat) -> None:
    rows = select_rows(store, kind, filters)
    if format_ is ListFormat.JSONL:
        put_lines(map(to_line, rows))
        return
    names = entity_names(store)
    columns = COLUMNS[kind] if format_ is ListFormat.CSV else table_columns(kind)
    print_rows = put_csv if format_ is ListFormat.CSV else put_table
    print_rows([heading for heading, _ in columns], (cells(row, columns, names) for row in rows))


_KEYWORD = inspect.Parameter.KEYWORD_ONLY
_FORMAT = inspect.Parameter(
    "format_",
    _KEYWORD,
    default=ListFormat.TABLE,
    annotation=Annotated[ListFormat, typer.Option("--format", help="How to print.")],
)


_IF = inspect.Parameter(
    "if_",
    _KEYWORD,
    default=None,
    annotation=Annotated[
        str | None, typer.Option("--if", help='What was promised to follow if this comes true: "Minsk agreement met".')
    ],
)


def _option(kind: str, name: str, words: str) -> inspect.Parameter:
    flags = [f"--{name.replace('_', '-')}"]
    flags += ["--field"] if (kind, name) == ("finding", "type") else []  # a finding's type is its field
    return inspect.Parameter(
        name,
        _KEYWORD,
        default=None,
        annotation=Annotated[str | None, typer.Option(*flags, help=words)],
    )


def _help(kind: str, name: str) -> str:
    meant = {"type": _TYPE, "status": _STATUS}.get(name, {}).get(kind)
    return f"Only of this {meant}." if meant else _OPTIONS[name]
