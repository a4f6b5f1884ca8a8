"""``detente relations``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "pairs"),
    [
        ((), [["XBO", "XSY"], ["XFR", "XRU"], ["XRU", "n-"]]),
        (("--party", "Ruritania"), [["XFR", "XRU"], ["XRU", "n-"]]),
        (("--between", "freedonia", "XRU"), [["XFR", "XRU"]]),
        (("--between", "XRU", "Freedonia"), [["XFR", "XRU"]]),
        (("--between", "XRU", "XSY"), []),
    ],
)
def test_pairs(arguments: tuple[str, ...], pairs: list[list[str]], run: Run, record_file: Path) -> None:
    ran = run("relations", record_file, "--format", "jsonl", *arguments)
    assert ran.status == 0
    found = [[p[:2] if p.startswith("n-") else p for p in json.loads(line)["parties"]] for line in ran.out.splitlines()]
    assert sorted(found) == pairs
    assert ("nothing between them" in ran.err) == (not pairs)


def test_formats_agree(run: Run, record_file: Path, record_lines: Path) -> None:
    lines = run("relations", record_file, "--format", "jsonl").out
    assert run("relations", record_lines, "--format", "jsonl").out == lines
    rows = list(csv.DictReader(io.StringIO(run("relations", record_file, "--format", "csv").out)))
    assert [(row["one"], row["other"]) for row in rows] == [tuple(json.loads(x)["names"]) for x in lines.splitlines()]
    assert {row["verbal cooperation"] for row in rows} == {"1"}
    assert run("relations", record_file).out.startswith("one ")


def test_nobody_of_that_name(run: Run, record_file: Path) -> None:
    ran = run("relations", record_file, "--party", "Atlantis")
    assert ran.status == 2
    assert "found 'Atlantis'" in ran.err
