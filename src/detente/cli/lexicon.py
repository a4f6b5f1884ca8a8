"""``detente lexicon``: a user's own lists as a folder for ``--lexicon``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.screen import say, write_file
from detente.errors import InputError

lexicon_app = typer.Typer(
    help="Make a folder of own tables for `--lexicon`.", no_args_is_help=True, rich_markup_mode=None
)

SHOWN = 20
"""Skipped entries that are named; the rest is counted."""
_HEADS = {
    "entities/holders/imported.csv": "person,of,office,from,until,gender,precision,source,checked,names",
    "entities/groups.csv": "label,names,iso3,sector,cased",
    "entities/agencies.csv": "label,names,iso3,sector,cased",
}


@lexicon_app.callback()
def lexicon_options() -> None:
    """Make a folder of own tables for `--lexicon`."""


@lexicon_app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="A PETRARCH or Phoenix actor file.", metavar="FILE")],
    into: Annotated[Path, typer.Option(help="The folder to write; its tables must not be there yet.")],
) -> None:
    """Turn a PETRARCH actor file (names, codes, date brackets) into tables for `--lexicon`.

    What the shipped tables know already is left out. The last line says what was taken and what was not.
    """
    from detente.lexicon.lexicon import load_lexicon
    from detente.lexicon.petrarch import import_actors, read_actors

    for name in _HEADS:
        if (into / name).exists():
            raise InputError(f"{into / name}: expected a new table, found one there already")
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise InputError(f"{file}: expected a file that can be read, found: {error.strerror}") from error
    found = import_actors(read_actors(lines), load_lexicon().entities)
    if not found.taken:
        raise InputError(f"{file}: expected entries like NAME_ [CODE], found none that could be used")
    for name, rows in zip(_HEADS, (found.holders, found.groups, found.agencies), strict=True):
        if rows:
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            write_file(into / name, _table(file, _HEADS[name], rows))
    load_lexicon(into)  # what was written must load
    for line, reason in found.skipped[:SHOWN]:
        say(f"{file}:{line}: {reason}")
    if len(found.skipped) > SHOWN:
        say(f"... and {len(found.skipped) - SHOWN} more")
    say(
        f"{found.taken} entries taken ({len(found.holders)} dated rows, {len(found.groups)} groups, {len(found.agencies)} others), "
        f"{len(found.skipped)} skipped; use it with --lexicon {into}"
    )


def _table(file: Path, head: str, rows: Iterable[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(rows)
    return f"# imported from {file.name} by `detente lexicon import`\n{head}\n{out.getvalue()}"
