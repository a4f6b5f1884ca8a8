"""The ``detente`` command: what every error looks like from outside. Commands are loaded inside, so that Ctrl-C is quiet."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence

from detente.errors import DetenteError, InputError, place_of

BAD_INPUT, BUG, INTERRUPTED, BROKEN_PIPE = 2, 70, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit status: 0, 1 (something was skipped or is wrong), 2 (bad input), or others above."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return guard(lambda: _run(list(sys.argv[1:] if arguments is None else arguments)))


def guard(run: Callable[[], int]) -> int:
    """Run and turn whatever goes wrong into one line on standard error and an exit status."""
    try:
        status = run()
        sys.stdout.flush()
        return status
    except DetenteError as error:
        return _fail(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return BROKEN_PIPE
    except SystemExit as stop:  # typer's way of saying that nobody reads standard output any more
        _close_stdout()
        return BROKEN_PIPE if isinstance(stop.__context__, OSError) else int(stop.code or 0)
    except sqlite3.Error as error:
        return _fail(f"the record file cannot be used: {error}", BAD_INPUT)
    except OSError as error:
        return _fail(f"{error.filename or 'a file'}: {error.strerror or error}", BAD_INPUT)
    except Exception as error:
        if os.environ.get("DETENTE_DEBUG"):
            raise
        told = f"a bug in detente: {type(error).__name__}: {error} at {place_of(error)}"
        return _fail(f"{told} (DETENTE_DEBUG=1 shows more)", BUG)


def _run(arguments: list[str]) -> int:
    from typer.exceptions import TyperException

    from detente.cli.app import app

    try:
        status = app(args=arguments, prog_name="detente", standalone_mode=False)
    except TyperException as error:
        raise InputError(f"{_message(error)} (see --help)") from error
    return status if isinstance(status, int) else 0


def _fail(message: str, status: int) -> int:
    sys.stderr.write(f"detente: {' '.join(message.split())}\n")
    return status


def _message(error: Exception) -> str:
    format_message = getattr(error, "format_message", None)
    return str(format_message() if format_message else error).rstrip(".")


def _close_stdout() -> None:
    """Point standard output nowhere, so that Python's last flush does not complain again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = io.StringIO()


if __name__ == "__main__":
    sys.exit(main())
