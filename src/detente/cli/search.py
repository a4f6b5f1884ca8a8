"""``detente search``: which reports hold these words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.screen import put_lines, say, visible
from detente.store.database import open_store
from detente.store.search import search


def search_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db.", metavar="FILE.db")],
    words: Annotated[list[str], typer.Argument(help='Words, or a "phrase in quotation marks".')],
    most: Annotated[int, typer.Option(help="At most so many reports.", min=1)] = 20,
) -> None:
    """Find the stored reports that hold all these words, best first."""
    with open_store(file, create=False) as store:
        hits = list(search(store, " ".join(words), most=most))
    put_lines(visible(f"{hit.report}  {hit.title}\n    {hit.snippet}") for hit in hits)
    if not hits:
        say("no report holds these words")
