from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

import detente
from detente.cli.app import app
from detente.cli.main import guard
from detente.errors import StoreError
from detente.version import __version__
from tests.cli.conftest import Run

COMMANDS = sorted(command.name or "" for command in app.registered_commands)


def test_the_commands() -> None:
    assert COMMANDS == [
        "attributions", "brief", "commitments", "correct", "corrections", "entities", "events", "explain", "findings", "forget", "issues",
        "opinions", "quantities", "read", "relations", "reports", "search", "serve", "silence", "stories", "verify", "who",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: detente {command}")
    built = get_command(app).commands[command]  # type: ignore[attr-defined]
    assert built.help.endswith(".")
    assert all(getattr(parameter, "help", "") for parameter in built.params), built.params


def test_help_and_version(run: Run) -> None:
    assert run().out == run("--help").out
    assert "Commands:" in run().out
    assert run("--version").out == f"detente {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("gossip",),
        ("events",),
        ("events", "no-such.db"),
        ("events", "no-such.db", "--mood", "bad"),
        ("events", "{db}", "--format", "xml"),
        ("events", "{db}", "--report", "zz"),
        ("events", "{db}", "--party", "Utopia"),
        ("events", "{db}", "--type", "GOSSIP"),
        ("findings", "{db}", "--story", "s-0"),
        ("verify", "{text}"),
        ("verify", "{folder}"),
        ("events", "{text}"),
        ("brief", "{text}"),
        ("brief", "{db}", "--story", "s-0"),
        ("brief", "{db}", "--out", "{folder}/no/such/page.html"),
        ("explain", "{db}", "zz"),
        ("explain", "{db}", ""),
        ("forget", "{db}", "zz"),
        ("forget", "no-such.db", "zz"),
        ("search", "{text}", "bridge"),
        ("read", "a.txt", "--into", "{folder}/no/such/record.db"),
        ("read", "a.txt", "--into", "{folder}"),
        ("read", "a.txt", "--into", "{text}"),
        ("read", "a.txt", "--lexicon", "{folder}/none"),
        ("read", "a.txt", "--published", "yesterday"),
        ("read",),
    ],
)
def test_bad_input_is_one_clear_line(arguments: tuple[str, ...], run: Run, record_file: Path, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear reader,\nall is well.\n", encoding="utf-8")
    ran = run(*(a.format(db=record_file, text=text, folder=tmp_path) for a in arguments))
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("detente: ")
    assert "bug" not in ran.err
    assert len(ran.err) > 40


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (StoreError("expected a, found b\nin c"), 2, "detente: expected a, found b in c\n"),
        (PermissionError(13, "Permission denied", "x.db"), 2, "detente: x.db: Permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
        (ZeroDivisionError("by zero"), 70, "detente: a bug in detente: ZeroDivisionError: by zero at "),
    ],
)
def test_no_traceback(error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise error

    assert guard(fail) == status
    assert capsys.readouterr().err.startswith(said)


def test_a_reader_that_stops_listening_is_no_error(record_file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _MANY, str(record_file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


_MANY = (
    "import sys; from detente.cli import lists; from detente.cli.main import main;"
    "lists.put_lines = lambda lines: sys.stdout.writelines('x' * 99 + '\\n' for _ in range(99999));"
    "sys.exit(main(['reports', sys.argv[1], '--format', 'jsonl']))"
)


def test_help_and_lists_start_without_the_parser(record_file: Path) -> None:
    code = (
        "import sys; from detente.cli.main import main; main(['--help']); main(['events', sys.argv[1]]);"
        "main(['verify', sys.argv[1]]); assert not {'spacy', 'trafilatura', 'numpy'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code, str(record_file)], check=True, stdout=subprocess.DEVNULL)


def test_the_public_names() -> None:
    assert detente.__all__ == sorted(detente.__all__)
    assert detente.__all__ == [
        "Attribution", "Coding", "Commitment", "DetenteError", "Entity", "Event", "Evidence", "Finding", "Issue", "Mention",
        "Opinion", "Quantity", "RawReport", "Reader", "Record", "Report", "Settings", "Story", "__version__", "build_record",
        "check_record", "code_report", "forget", "from_lines", "load_reader", "load_record", "open_store", "read_into",
        "read_reports", "to_lines", "write_brief",
    ]  # fmt: skip
    for name in detente.__all__:
        assert getattr(detente, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = detente.nonsense
