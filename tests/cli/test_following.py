"""``detente commitments --if`` and ``--due-before``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = (
    "Ruritania said it would lift its sanctions on Borduria if the Klow agreement was fully respected. "
    "Borduria promised to free the crew by 30 June 2015."
)


@pytest.fixture
def promises(run: Run, loaded: None, tmp_path: Path) -> Path:
    """A record with a conditional and a promise."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert run("read", tmp_path / "one.txt", "--published", "2015-05-13", "--into", tmp_path / "a.db").status == 0
    return tmp_path / "a.db"


def test_if_lists_what_was_promised_to_follow(run: Run, promises: Path) -> None:
    ran = run("commitments", promises, "--if", "Klow agreement met", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["condition"]["quote"] for row in rows] == ["if the Klow agreement was fully respected"]
    shown = run("commitments", promises, "--if", "Klow agreement broken")
    assert " no " in shown.out


def test_if_of_something_else_says_so_in_one_line(run: Run, promises: Path) -> None:
    ran = run("commitments", promises, "--if", "cows fly")
    assert ran.status == 0
    assert ran.out == ""
    assert "nothing in the record was promised on the condition 'cows fly'" in ran.err


@pytest.mark.parametrize(("day", "count"), [("2015-07-01", 1), ("2015-06-30", 0), ("2014-01-01", 0)])
def test_due_before(run: Run, promises: Path, day: str, count: int) -> None:
    ran = run("commitments", promises, "--due-before", day, "--format", "jsonl")
    assert len(ran.out.splitlines()) == count


def test_due_before_wants_a_day(run: Run, promises: Path) -> None:
    ran = run("commitments", promises, "--due-before", "soon")
    assert ran.status != 0
    assert "expected a day as YYYY-MM-DD, found 'soon'" in ran.err
