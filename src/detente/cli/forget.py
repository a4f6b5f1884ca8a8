"""``detente forget``: take a report out of a record file with all its facts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.screen import say
from detente.store.corrections import corrections_about
from detente.store.database import open_store
from detente.store.forgetting import forget


def forget_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db.", metavar="FILE.db")],
    report: Annotated[str, typer.Argument(help="The id of the report (`detente reports FILE.db` lists them).")],
) -> None:
    """Take a report out of the record with all its facts, and compare the rest again."""
    with open_store(file, create=False) as store:
        record = forget(store, report)
        kept = corrections_about(store, report)
        log = store.log
    say(f"{report} is forgotten; {len(record.reports)} reports are left")
    if kept:
        say(f"{kept} corrections of its facts stay in {log}, with the words they rest on")
