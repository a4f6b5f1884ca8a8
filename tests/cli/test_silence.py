"""``detente silence``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from detente.compare.comparison import compare_codings
from detente.records.lines import to_lines
from tests.cli.conftest import Run
from tests.compare.factory import HEADER, border_story


@pytest.fixture(scope="module")
def border(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the border story as JSON lines."""
    path = tmp_path_factory.mktemp("silence") / "border.jsonl"
    record = compare_codings(border_story(), header=HEADER, one_story=True)
    path.write_text("\n".join(to_lines(record)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), [("ministry", "Anna Karr"), ("ministry", "Otto Voss")]),
        (("--report", "ministry"), [("ministry", "Anna Karr"), ("ministry", "Otto Voss")]),
        (("--report", "wire"), []),
        (("--party", "Voss"), [("ministry", "Otto Voss")]),
        (("--party", "XRU"), [("ministry", "Anna Karr")]),
    ],
)
def test_who_is_left_out(arguments: tuple[str, ...], found: list[tuple[str, str]], run: Run, border: Path) -> None:
    ran = run("silence", border, "--format", "jsonl", *arguments)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert [(row["report"], row["name"]) for row in rows] == found
    assert all(row["told_by"] == ["wire", "paper"] for row in rows)
    assert ("no report leaves out" in ran.err) == (not found)


def test_formats_agree(run: Run, border: Path) -> None:
    lines = [json.loads(line) for line in run("silence", border, "--format", "jsonl").out.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("silence", border, "--format", "csv").out)))
    assert [(r["story"], r["entity"], r["told by"]) for r in rows] == [
        (x["story"], x["entity"], "; ".join(x["told_by"])) for x in lines
    ]
    assert run("silence", border, "--story", lines[0]["story"]).out == run("silence", border).out
    assert run("silence", border).out.startswith("report ")


@pytest.mark.parametrize("option", ["--story", "--report", "--party"])
def test_nothing_of_that_name(option: str, run: Run, border: Path) -> None:
    ran = run("silence", border, option, "nowhere")
    assert ran.status == 2
    assert "found 'nowhere'" in ran.err
