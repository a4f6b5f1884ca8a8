"""``detente verify``: is every quote where it says it is?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.opening import read_record
from detente.cli.screen import put, put_lines
from detente.records.check import check_record, find_spans

SHOWN = 50
"""Problems that are printed; the rest is counted."""


def verify_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db or the JSON lines of one.", metavar="FILE")],
) -> None:
    """Check that every quote stands where it says it does, and that every id leads somewhere."""
    record = read_record(file)
    problems = check_record(record)
    spans = sum(1 for _ in find_spans(record))
    put_lines(problems[:SHOWN])
    if len(problems) > SHOWN:
        put(f"... and {len(problems) - SHOWN} more")
    verdict = f"{len(problems)} wrong" if problems else "OK"
    put(f"{spans} quotes and regions in {len(record.reports)} reports: {verdict}")
    if problems:
        raise typer.Exit(1)
