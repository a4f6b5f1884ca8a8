"""``detente corrections``: what was corrected, and taking corrections from one record to another."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.correct import summary
from detente.cli.lists import ListFormat
from detente.cli.screen import put_csv, put_lines, put_table, say, write_file
from detente.errors import InputError
from detente.records.corrections import to_correction_line
from detente.store.correction_log import read_log
from detente.store.corrections import Listed, list_corrections, take_corrections
from detente.store.database import Store, open_store


class Action(StrEnum):
    """What to do with the corrections."""

    LIST = "list"
    EXPORT = "export"
    IMPORT = "import"


_HEADINGS = ["id", "when", "by", "correction", "state", "words", "note"]


def corrections_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db.", metavar="FILE.db")],
    action: Annotated[Action, typer.Argument(help="List them, write them to a file, or take those of a file over.")] = (
        Action.LIST
    ),
    other: Annotated[
        Path | None, typer.Argument(help="The file to write (without: standard output) or to take over.", metavar="LOG")
    ] = None,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to list them.")] = ListFormat.TABLE,
) -> None:
    """List the corrections of a record with what became of each; export or import them as JSON lines.

    Importing leaves out corrections that are held already. Exit status 1 says that a line of a log could not be read.
    """
    with open_store(file, create=False) as store:
        problems = read_log(store.log).problems
        if action is Action.LIST:
            _list(store, format_)
        elif action is Action.EXPORT:
            _export(store, other)
        else:
            problems += _import(store, other)
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)


def _list(store: Store, format_: ListFormat) -> None:
    listed = list_corrections(store)
    if format_ is ListFormat.JSONL:
        put_lines(_line(one) for one in listed)
        return
    (put_csv if format_ is ListFormat.CSV else put_table)(_HEADINGS, (_cells(one) for one in listed))


def _line(listed: Listed) -> str:
    row = json.loads(to_correction_line(listed.correction))
    row |= {"records": list(listed.records), "problem": listed.problem, "withdrawn": listed.withdrawn}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def state_of(listed: Listed) -> str:
    """What became of a correction, in plain words."""
    if listed.withdrawn:
        return "withdrawn"
    if listed.problem:
        return f"no longer applies: {listed.problem}"
    return "in force"


def _cells(listed: Listed) -> list[str]:
    correction = listed.correction
    words = " ".join(correction.words.quote.split()) if correction.words else ""
    return [
        correction.id,
        correction.at[:16].replace("T", " "),
        correction.by,
        summary(correction),
        state_of(listed),
        words,
        " ".join(correction.note.split()),
    ]


def _export(store: Store, other: Path | None) -> None:
    lines = [to_correction_line(correction) for correction in read_log(store.log).corrections]
    if other is None:
        put_lines(lines)
        return
    if store.log and other.resolve() == store.log.resolve():
        raise InputError(f"{other}: expected another file than the record's own log of corrections")
    write_file(other, "".join(f"{line}\n" for line in lines))
    say(f"{len(lines)} corrections written to {other}")


def _import(store: Store, other: Path | None) -> tuple[str, ...]:
    if other is None or not other.is_file():
        raise InputError(f"expected a file of corrections to take over, found {other or 'none'}")
    log = read_log(other)
    fresh = take_corrections(store, log.corrections)
    say(f"{len(fresh)} corrections taken over, {len(log.corrections) - len(fresh)} held already")
    lost = {one.correction.id: one.problem for one in list_corrections(store) if one.problem}
    for correction in fresh:
        if correction.id in lost:
            say(f"correction {correction.id} does not apply: {lost[correction.id]}")
    return tuple(f"{other}: {problem}" for problem in log.problems)
