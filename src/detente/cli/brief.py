"""``detente brief``: the story on one page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from detente.cli.opening import read_record
from detente.cli.screen import put, say, write_file


class PageFormat(StrEnum):
    """How the page is written."""

    TEXT = "text"
    MD = "md"
    HTML = "html"


_STYLE: dict[PageFormat, Literal["text", "md", "html"]] = {
    PageFormat.TEXT: "text",
    PageFormat.MD: "md",
    PageFormat.HTML: "html",
}


def brief_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db or the JSON lines of one.", metavar="FILE")],
    story: Annotated[str | None, typer.Option(help="Only this story: its id (`detente stories FILE`).")] = None,
    format_: Annotated[PageFormat, typer.Option("--format", help="How to write it.")] = PageFormat.TEXT,
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")] = None,
) -> None:
    """Print the story on one page, every line with the sentence it came from."""
    from detente.brief.write import write_brief

    record = read_record(file)
    page = write_brief(record, format=_STYLE[format_], story=story)
    if out is None:
        put(page)
    else:
        write_file(out, page)
        say(f"written to {out}")
