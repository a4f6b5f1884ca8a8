"""Printing: results to standard output, everything said about the work to standard error."""

from __future__ import annotations

import csv
import re
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rich.console import Console

from detente.cli.table import lay_out
from detente.errors import InputError

PIPED = 160
"""Columns of a table that goes into a file or another program."""


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@cache
def errors() -> Console:
    """The console of standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(line: str) -> None:
    """One line on standard error."""
    errors().print(visible(line), markup=False)


def put(text: str) -> None:
    """Text on standard output, ending with a line break."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def put_lines(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    for line in lines:
        sys.stdout.write(line + "\n")


def visible(text: str) -> str:
    """Text whose control characters cannot move the cursor or colour the screen; as long as it was."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def put_csv(headings: list[str], rows: Iterable[list[str]]) -> None:
    """Comma-separated values on standard output."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)


def put_table(headings: list[str], rows: Iterable[list[str]]) -> None:
    """A table on standard output, as wide as the terminal."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED
    put_lines(map(visible, lay_out(headings, rows, width=width)))


def write_file(path: Path, text: str) -> None:
    """Write a page; raises InputError where it cannot be written."""
    try:
        path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: expected a file that can be written, found: {error.strerror}") from error
