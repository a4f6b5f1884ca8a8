"""``detente silence``: whom each report of a story leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.lists import ListFormat
from detente.cli.opening import entity_names, open_record
from detente.cli.screen import put_csv, put_lines, put_table, say
from detente.store.database import Store
from detente.store.select import Filters, name_keys, select_rows
from detente.store.silence import load_silences

_TABLE = ("report", "outlet", "leaves out", "told by")
_CSV = ("story", "report", "outlet", "published", "entity", "leaves out", "told by")

Row = dict[str, str | list[str] | None]


def silence_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db or the JSON lines of one.", metavar="FILE")],
    story: Annotated[str | None, typer.Option(help="Only of this story: its id.")] = None,
    report: Annotated[str | None, typer.Option(help="Only what this report leaves out: its id.")] = None,
    party: Annotated[str | None, typer.Option(help="Only of this actor: ISO3, code, name or id.")] = None,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
) -> None:
    """List the actors that a report leaves out and other reports of its story tell of.

    Told of is who acts or speaks in a report or is named in reports of two origins. A report that came out before the first that tells
    of an actor is not silent about it, and one without a day is not judged.
    """
    with open_record(file) as store:
        stories = _stories(store, story, report)
        rows = [
            row
            for row in _rows(store, stories, name_keys(store, party) if party else ())
            if report is None or row["report"] == report
        ]
    if format_ is ListFormat.JSONL:
        put_lines(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    elif format_ is ListFormat.CSV:
        put_csv(list(_CSV), ([_cell(row, name) for name in _CSV] for row in rows))
    else:
        put_table(list(_TABLE), ([_cell(row, name) for name in _TABLE] for row in rows))
    if not rows:
        say("no report leaves out an actor that others of its story tell of")


def _stories(store: Store, story: str | None, report: str | None) -> frozenset[str] | None:
    """The ids of the stories that are asked for, None for all; InputError where the record has none of the id."""
    if story is not None:
        list(select_rows(store, "report", Filters(story=story)))
    if report is None:
        return None if story is None else frozenset([story])
    held = frozenset(str(getattr(row, "id", "")) for row in select_rows(store, "story", Filters(report=report)))
    return held if story is None else held & {story}


def _rows(store: Store, stories: frozenset[str] | None, parties: Iterable[str]) -> Iterator[Row]:
    names = entity_names(store)
    for story, reports, silences in load_silences(store, stories, frozenset(parties)):
        for silence in silences:
            held = reports[silence.report]
            yield {
                "kind": "silence",
                "story": story.id,
                "report": silence.report,
                "outlet": held.outlet,
                "published": held.published,
                "entity": silence.entity,
                "name": names.get(silence.entity, silence.entity),
                "told_by": list(silence.told_by),
            }


_FIELDS = {"leaves out": "name", "told by": "told_by"}
"""Heading -> the field of a row that it shows, where it has another name."""


def _cell(row: Row, heading: str) -> str:
    value = row[_FIELDS.get(heading, heading)]
    return "; ".join(value) if isinstance(value, list) else value or ""
