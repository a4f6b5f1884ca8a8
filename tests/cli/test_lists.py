from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from detente.records.check import check_record
from detente.records.codec import from_line
from detente.records.lines import PLURALS
from detente.store.current import load_record
from detente.store.database import open_store
from tests.cli.conftest import Run

MEETINGS = ["Ruritania met Freedonia.", "Sylvania met Borduria.", "Ruritania met Xanadu."]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), MEETINGS),
        (("--report", "one"), MEETINGS[:1]),
        (("--party", "XRU"), [MEETINGS[0], MEETINGS[2]]),
        (("--party", "xru"), [MEETINGS[0], MEETINGS[2]]),
        (("--party", "ruritania"), [MEETINGS[0], MEETINGS[2]]),
        (("--party", "Xanadu"), MEETINGS[2:]),
        (("--type", "consult"), MEETINGS),
        (("--status", "actual", "--report", "two"), MEETINGS[1:2]),
        (("--party", "XFR", "--report", "two"), []),
    ],
)
def test_filters_of_events(arguments: tuple[str, ...], expected: list[str], run: Run, record_file: Path) -> None:
    ran = run("events", record_file, "--format", "jsonl", *arguments)
    assert ran.status == 0
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert sorted(row["evidence"][0]["quote"] for row in rows) == sorted(expected)


@pytest.mark.parametrize(
    ("command", "arguments", "count"),
    [
        ("attributions", ("--speaker", "Ruritania"), 1),
        ("attributions", ("--speaker", "XFR", "--report", "one"), 0),
        ("attributions", ("--status", "says", "--type", "direct"), 2),
        ("entities", ("--type", "organisation"), 1),
        ("entities", ("--party", "XSY"), 1),
        ("reports", (), 3),
        ("reports", ("--type", "news"), 3),
        ("issues", ("--type", "no-publication-date"), 1),
        ("issues", ("--report", "one"), 0),
        ("opinions", (), 0),
        ("quantities", (), 0),
        ("commitments", ("--report", "one"), 0),
        ("stories", ("--report", "two"), 1),
    ],
)
def test_filters(command: str, arguments: tuple[str, ...], count: int, run: Run, record_file: Path) -> None:
    ran = run(command, record_file, "--format", "jsonl", *arguments)
    assert ran.status == 0
    assert len(ran.out.splitlines()) == count


def test_filters_by_story(run: Run, record_file: Path) -> None:
    with open_store(record_file) as store:
        stories = load_record(store).stories
    for story in stories:
        reports = run("reports", record_file, "--format", "jsonl", "--story", story.id).out.splitlines()
        assert sorted(json.loads(line)["id"] for line in reports) == sorted(story.reports)
        events = run("events", record_file, "--format", "jsonl", "--story", story.id).out.splitlines()
        assert {json.loads(line)["report"] for line in events} <= set(story.reports)
        assert run("findings", record_file, "--story", story.id).status == 0
    assert {report for story in stories for report in story.reports} == {"one", "two", "three"}


@pytest.mark.parametrize("kind", PLURALS)
def test_every_list_in_every_format(kind: str, run: Run, record_file: Path, record_lines: Path) -> None:
    lines = run(PLURALS[kind], record_file, "--format", "jsonl").out.splitlines()
    with open_store(record_file) as store:
        assert [from_line(line) for line in lines] == list(getattr(load_record(store), PLURALS[kind]))
    table = run(PLURALS[kind], record_file).out.splitlines()
    assert table[0].startswith("id ")
    assert len(table) == len(lines) + 1
    rows = list(csv.DictReader(io.StringIO(run(PLURALS[kind], record_file, "--format", "csv").out)))
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]
    for form in ("table", "jsonl", "csv"):  # the record's JSON lines are as good as the file
        assert (
            run(PLURALS[kind], record_lines, "--format", form).out
            == run(PLURALS[kind], record_file, "--format", form).out
        )


def test_cells(run: Run, record_file: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(run("events", record_file, "--format", "csv", "--report", "one").out))
    assert row.pop("id").startswith("e-")
    assert row == {
        "report": "one", "type": "CONSULT", "mode": "meet", "cameo": "040", "actors": "Ruritania (XRU)", "recipients": "Freedonia (XFR)",
        "when": "", "where": "", "status": "actual", "voice": "reported", "words": "Ruritania met Freedonia.",
        "start": "0", "end": "24", "rule": "fake-meet", "sure": "0.9",
    }  # fmt: skip
    assert "A bridge [again]" in run("reports", record_file).out
    said = run("attributions", record_file, "--speaker", "Ruritania").out
    assert "The bridge stays open." in said
    assert "Ruritania" in said


def test_verify(run: Run, record_file: Path, record_lines: Path, tmp_path: Path) -> None:
    ran = run("verify", record_file)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("quotes and regions in 3 reports: OK\n")
    assert run("verify", record_lines).out == ran.out
    with open_store(record_file) as store:
        assert check_record(load_record(store)) == []
    broken = tmp_path / "broken.jsonl"
    broken.write_text(
        record_lines.read_text(encoding="utf-8").replace('"quote":"Sylvania"', '"quote":"Syldavia"'), encoding="utf-8"
    )
    ran = run("verify", broken)
    assert ran.status == 1
    assert "expected 'Syldavia' at 0-8 of two, found 'Sylvania'" in ran.out
    assert ran.out.endswith("in 3 reports: 1 wrong\n")


def test_verify_names_the_line_that_is_broken(run: Run, record_lines: Path, tmp_path: Path) -> None:
    lines = record_lines.read_text(encoding="utf-8").splitlines()
    broken = tmp_path / "broken.jsonl"
    broken.write_text("\n".join([*lines[:3], lines[3][:40], *lines[4:]]), encoding="utf-8")
    ran = run("verify", broken)
    assert ran.status == 2
    assert f"{broken}: line 4: expected a JSON line" in ran.err


def test_search(run: Run, record_file: Path) -> None:
    ran = run("search", record_file, "bridge", "open")
    assert ran.out.startswith("one  A bridge [again]\n")
    assert "[bridge] stays [open]" in ran.out
    assert run("search", record_file, '"open stays"').out == ""
    assert run("search", record_file, 'NEAR( "').status == 0
    assert run("search", record_file, "unicorn").err == "no report holds these words\n"


def test_forget(run: Run, record_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(record_file.read_bytes())
    ran = run("forget", copy, "two")
    assert (ran.status, ran.err) == (0, "two is forgotten; 2 reports are left\n")
    left = [json.loads(line)["id"] for line in run("reports", copy, "--format", "jsonl").out.splitlines()]
    assert sorted(left) == ["one", "three"]
    assert run("verify", copy).status == 0
    assert run("events", copy, "--report", "two").status == 2


def test_explain(run: Run, record_file: Path, record_lines: Path) -> None:
    event = json.loads(run("events", record_file, "--format", "jsonl", "--report", "one").out)["id"]
    ran = run("explain", record_file, event)
    assert ran.status == 0
    told = ran.out.splitlines()
    assert told[0] == f"event {event}"
    assert "  actors: Ruritania (XRU)" in told
    assert "  sure: 0.9" in told
    assert "  rule: fake-meet" in told
    assert '  "Ruritania" is read as Ruritania (XRU): name' in told
    at = next(n for n, line in enumerate(told) if line.startswith("    Ruritania met Freedonia."))
    assert told[at + 1] == "    " + "^" * len("Ruritania met Freedonia.")
    assert run("explain", record_lines, event).out == ran.out
    assert run("explain", record_file, event[:-2]).out == ran.out
    assert "expected one id, found" in run("explain", record_file, "e").err


@pytest.mark.parametrize("kind", ["report", "entity", "attribution", "story", "issue"])
def test_explain_every_kind(kind: str, run: Run, record_file: Path) -> None:
    for line in run(PLURALS[kind], record_file, "--format", "jsonl").out.splitlines():
        identity = json.loads(line)["id"]
        ran = run("explain", record_file, identity)
        assert ran.status == 0
        assert ran.out.startswith(f"{kind} {identity}\n")
