"""The command reference: what every command says of itself."""

from __future__ import annotations

from typer.testing import CliRunner

from detente.cli.app import app


def commands_block() -> str:
    """One section a command, with its help as the terminal shows it."""
    names = [str(command.name) for command in app.registered_commands]
    return "\n".join(f"### detente {name}\n\n```text\n{_help(name)}\n```\n" for name in names)


def _help(name: str) -> str:
    shown = CliRunner().invoke(
        app, [name, "--help"], prog_name="detente", env={"COLUMNS": "100", "TERM": "dumb"}, terminal_width=100
    )
    return "\n".join(line.rstrip() for line in shown.output.strip().splitlines())
