"""``detente who`` and ``detente lexicon import`` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.lexicon.lexicon import Lexicon
from tests.cli.conftest import Run

ACTORS = """# invented
RURITANIA_  [XRU]
ANSELM_KORR_  ; a minister
+KORR_
+ANSELM_J_KORR_
\t[XRUGOV 150401-190601]
\t[XRUELI >190601]
\t[XRU]
DANUBE_LIBERATION_FRONT_ [XFRREB]
+DLF_
STRELSAU_TIMES_ [XRUMED]
FERRY_ [---]
"""


def test_a_line_a_phrase_in_order(run: Run) -> None:
    ran = run("who", "the Kremlin", "Russian analysts", "--on", "2015-05-12", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.status, ran.err) == (0, "")
    assert [list(row) for row in rows] == [["phrase", "on", "iso3", "code", "sector", "label", "office", "rule"]] * 2
    assert [(row["phrase"], row["iso3"], row["sector"]) for row in rows] == [
        ("the Kremlin", "RUS", "GOV"),
        ("Russian analysts", "RUS", "EDU"),
    ]


def test_without_a_day_the_tables_last_day_is_meant_and_shown(run: Run, lexicon: Lexicon) -> None:
    valid_to = lexicon.entities.holders.valid_to
    ran = run("who", "Norway")
    assert valid_to in ran.out
    assert f"speak for days until {valid_to}" in ran.err


@pytest.mark.parametrize(
    "lines",
    [
        "Norway\n\nthe Kremlin\n",
        '{"phrase": "Norway", "on": "2015-05-12"}\n{"phrase": "the Kremlin"}\n',
        "\ufeffNorway\r\nthe Kremlin",
    ],
)
def test_phrases_from_a_file(lines: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "phrases.txt"
    path.write_text(lines, encoding="utf-8")
    ran = run("who", "--from", str(path), "--format", "csv")
    assert [line.split(",")[2] for line in ran.out.splitlines()] == ["iso3", "NOR", "RUS"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "expected a phrase or --from FILE, found neither"),
        (("Norway", "--on", "12 May 2015"), "phrase 1: expected a day as YYYY-MM-DD, found '12 May 2015'"),
        (("Norway", "--on", "2015-02-30"), "phrase 1: expected a day as YYYY-MM-DD, found '2015-02-30'"),
        (("--from", "nowhere.txt"), "nowhere.txt: expected a UTF-8 file that can be read"),
    ],
)
def test_bad_input_gets_one_line(arguments: tuple[str, ...], message: str, run: Run) -> None:
    ran = run("who", *arguments)
    assert ran.status != 0
    assert message in ran.err
    assert ran.err.count("\n") == 1


def test_a_bad_line_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "phrases.jsonl"
    path.write_text('{"phrase": "Norway"}\n{"phrase": 7}\n', encoding="utf-8")
    ran = run("who", "--from", str(path))
    assert f"{path}:2: expected" in ran.err


def test_an_actor_file_becomes_tables_that_are_used(run: Run, tmp_path: Path) -> None:
    source, folder = tmp_path / "actors.txt", tmp_path / "mine"
    source.write_text(ACTORS, encoding="utf-8")
    ran = run("lexicon", "import", str(source), "--into", str(folder))
    assert ran.status == 0
    assert "3 entries taken (1 dated rows, 1 groups, 1 others), 2 skipped" in ran.err
    assert f"{source}:2: Ruritania: known already" in ran.err
    asked = ("Anselm Korr", "DLF", "the Strelsau Times")
    rows = [
        json.loads(line)
        for on in ("2016-01-01", "2020-01-01")
        for line in run("who", *asked, "--on", on, "--lexicon", str(folder), "--format", "jsonl").out.splitlines()
    ]
    assert [(row["iso3"], row["sector"]) for row in rows] == [
        ("XRU", "GOV"), ("XFR", "REB"), ("XRU", "JRN"), ("XRU", "ELI"), ("XFR", "REB"), ("XRU", "JRN"),
    ]  # fmt: skip


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    source, folder = tmp_path / "actors.txt", tmp_path / "mine"
    source.write_text(ACTORS, encoding="utf-8")
    assert run("lexicon", "import", str(source), "--into", str(folder)).status == 0
    again = run("lexicon", "import", str(source), "--into", str(folder))
    assert again.status != 0
    assert "expected a new table, found one there already" in again.err


@pytest.mark.parametrize("text", ["", "no brackets here\n", "\x00\xff[[["])
def test_a_file_that_is_none_is_refused(text: str, run: Run, tmp_path: Path) -> None:
    source = tmp_path / "actors.txt"
    source.write_text(text, encoding="utf-8")
    ran = run("lexicon", "import", str(source), "--into", str(tmp_path / "mine"))
    assert ran.status != 0
    assert "expected entries like NAME_ [CODE], found none that could be used" in ran.err
    assert not (tmp_path / "mine").exists()
