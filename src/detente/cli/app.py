"""The commands put together: one line a command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from detente.cli import (
    brief,
    correct,
    corrections,
    explain,
    forget,
    lexicon,
    lists,
    read,
    relations,
    search,
    serve,
    silence,
    verify,
    who,
)
from detente.version import __version__

app = typer.Typer(
    name="detente",
    help="Reads news reports about relations between states and keeps the record, every line with the words it came from.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("read")(read.read_reports_command)
app.command("brief")(brief.brief_command)
app.command("explain")(explain.explain_command)
app.command("correct")(correct.correct_command)
app.command("corrections")(corrections.corrections_command)
app.command("verify")(verify.verify_command)
app.command("forget")(forget.forget_command)
app.command("search")(search.search_command)
app.command("who")(who.who_command)
app.command("serve")(serve.serve_command)
app.add_typer(lexicon.lexicon_app, name="lexicon")
lists.add_lists(app)
app.command("relations")(relations.relations_command)
app.command("silence")(silence.silence_command)


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Options before the command."""
    if version:
        sys.stdout.write(f"detente {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        sys.stdout.write(context.get_help() + "\n")
