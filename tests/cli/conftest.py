from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.cli.main import main
from detente.pipeline import Reader
from detente.records.lines import to_lines
from detente.store.database import open_store
from tests.store.fakes import raw, read


@dataclass(frozen=True)
class Ran:
    """What a command line printed and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""

    def run_here(*arguments: object) -> Ran:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_here


@pytest.fixture
def loaded(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """`detente read` without waiting for the parser in every test."""
    monkeypatch.setattr(
        "detente.pipeline.load_reader", lambda settings: Reader(reader.lexicon, reader.parser, settings)
    )


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three reports made without a parser."""
    path = tmp_path_factory.mktemp("records") / "talks.db"
    first = raw(
        'Ruritania met Freedonia. Ruritania said: "The bridge stays open."', identity="one", title="A bridge [again]"
    )
    second = raw('Sylvania met Borduria. Freedonia said: "No."', identity="two", outlet="daily", published="2031-05-05")
    third = raw("Ruritania met Xanadu.", identity="three", outlet="gazette", published=None)
    with open_store(path) as store:
        read(store, first)
        read(store, second, third)
    return path


@pytest.fixture(scope="session")
def record_lines(record_file: Path) -> Path:
    """The same record as JSON lines."""
    from detente.store.current import load_record

    path = record_file.with_name("talks.jsonl")
    with open_store(record_file) as store:
        path.write_text("\n".join(to_lines(load_record(store))) + "\n", encoding="utf-8")
    return path
