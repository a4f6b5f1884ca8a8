"""``detente correct`` and ``detente corrections``, and what other commands say of corrected facts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = (
    "Ruritania arrested two Freedonian fishermen on Monday. Sylvania promised to send a tugboat by 30 June 2031. "
    'Foreign Minister Anna Karr of Sylvania met Otto Voss of Borduria in Klow. "We shall see," Karr said. '
    "Voss called the arrest a crime. Subscribe to our newsletter."
)
OVERLAY = """type: AID
patterns:
  - {id: tugboat, verb: [tugboat], actor: [subject], recipient: [object], confidence: 0.8}
examples:
  - {text: "Ruritania tugboated Freedonia.", actor: [XRU], recipient: [XFR], rule: tugboat}
"""


@pytest.fixture
def record(tmp_path: Path, run: Run) -> Path:
    """A record read by rules alone."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    read = ("read", tmp_path / "one.txt", "--published", "2031-05-13", "--no-model", "--quiet")
    assert run(*read, "--into", tmp_path / "a.db").status == 0
    return tmp_path / "a.db"


def rows(run: Run, command: str, record: Path, *arguments: object) -> list[dict[str, str]]:
    ran = run(command, record, "--format", "csv", *arguments)
    assert ran.status == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_every_kind_is_there_after_another_lexicon_read_it(run: Run, record: Path, tmp_path: Path) -> None:
    def correct(*arguments: object) -> None:
        ran = run("correct", record, *arguments, "--by", "Ann")
        assert (ran.status, ran.out) == (0, ""), ran.err
        assert ran.err.startswith("k-")

    arrest, met = (e["id"] for e in rows(run, "events", record) if e["type"] in ("COERCE", "CONSULT"))
    (said,) = (a["id"] for a in rows(run, "attributions", record) if "shall see" in a["content"])
    (crime,) = (a["id"] for a in rows(run, "attributions", record) if "crime" in a["content"])
    (promise,) = (c["id"] for c in rows(run, "commitments", record) if "tugboat" in c["words"])
    report = rows(run, "reports", record)[0]["id"]
    correct(arrest, "--type", "SANCTION", "--actor", "Borduria", "--recipient", "XRU", "--note", "see the photograph")
    correct(met, "--accept")
    correct(said, "--speaker", "Emil Brandt", "--new", "person")
    correct(crime, "--reject")
    correct(promise, "--holder", "Borduria")
    correct("Otto Voss", "--merge-into", "Anna Karr")
    at = f"{TEXT.index('Subscribe')}:{len(TEXT)}"
    correct(report, "--region", "boilerplate", "--at", at)

    def look() -> None:
        (event,) = (e for e in rows(run, "events", record) if e["id"] == arrest)
        assert (event["type"], event["actors"], event["sure"]) == ("SANCTION", "Borduria (XBO)", "1")
        assert event["recipients"] == "Ruritania (XRU)"
        assert event["rule"].endswith("+corrected")
        assert {e["rule"].split("+")[-1] for e in rows(run, "events", record) if e["id"] == met} == {"accepted"}
        spoken = {a["id"]: a["speaker"] for a in rows(run, "attributions", record)}
        assert spoken[said] == "Emil Brandt"
        assert crime not in spoken
        assert [c["holder"] for c in rows(run, "commitments", record) if c["id"] == promise] == ["Borduria (XBO)"]
        assert "Otto Voss" not in {e["label"] for e in rows(run, "entities", record)}
        assert run("verify", record).status == 0
        assert {c["state"] for c in rows(run, "corrections", record)} == {"in force"}
        assert "Emil Brandt" in run("brief", record).out

    look()
    (tmp_path / "own" / "events").mkdir(parents=True)
    (tmp_path / "own" / "events" / "AID.yaml").write_text(OVERLAY, encoding="utf-8")
    read = ("read", tmp_path / "one.txt", "--published", "2031-05-13", "--no-model", "--into", record)
    ran = run(*read, "--lexicon", tmp_path / "own")
    assert "1 stored reports were read with another version, lexicon or setting: reading them again" in ran.err
    assert "no longer applies" not in ran.err
    look()


def test_explain_says_who_when_and_what_it_was(run: Run, record: Path) -> None:
    arrest = next(e["id"] for e in rows(run, "events", record) if e["type"] == "COERCE")
    run("correct", record, arrest, "--type", "SANCTION", "--by", "Ann Lee", "--note", "see photo")
    told = " ".join(run("explain", record, arrest).out.split())
    assert "type corrected by Ann Lee, 20" in told
    assert "UTC: COERCE, arrest -> SANCTION (see photo) [k-" in told
    run("correct", record, arrest, "--reject", "--by", "Bob")
    told = " ".join(run("explain", record, arrest).out.split())
    assert told.startswith(f"event {arrest} is not in the record any more")
    assert "rejected by Bob" in told
    assert "Ruritania arrested two Freedonian fishermen" in told
    assert run("events", record, "--format", "jsonl", "--type", "SANCTION").status == 2


def test_export_and_import(run: Run, record: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.db"
    other.write_bytes(record.read_bytes())
    for identity in [e["id"] for e in rows(run, "events", record)]:
        assert run("correct", record, identity, "--reject", "--by", "Ann").status == 0
    exported = run("corrections", record, "export").out
    assert run("corrections", record, "export", tmp_path / "log.jsonl").status == 0
    assert (tmp_path / "log.jsonl").read_text(encoding="utf-8") == exported
    count = len(exported.splitlines())
    ran = run("corrections", other, "import", tmp_path / "log.jsonl")
    assert (ran.status, ran.err) == (0, f"{count} corrections taken over, 0 held already\n")
    assert rows(run, "events", other) == []
    ran = run("corrections", other, "import", tmp_path / "log.jsonl")
    assert ran.err == f"0 corrections taken over, {count} held already\n"
    assert run("corrections", other, "export").out == exported
    for form in ("jsonl", "csv", "table"):
        assert run("corrections", other, "--format", form).out == run("corrections", record, "--format", form).out
    (line, *_) = run("corrections", other, "--format", "jsonl").out.splitlines()
    assert json.loads(line)["problem"] is None


def test_a_broken_line_is_named_wherever_the_log_is_read(run: Run, record: Path, tmp_path: Path) -> None:
    log = record.with_name("a.corrections.jsonl")
    log.write_text('{"kind":"reject","id":"k-1"', encoding="utf-8")
    ran = run("corrections", record)
    assert ran.status == 1
    assert ran.err.startswith("line 1 of the log of corrections is left out: expected a JSON line")
    assert "line 1 of the log of corrections" in run("issues", record, "--format", "csv").out
    ran = run("read", tmp_path / "one.txt", "--published", "2031-05-13", "--no-model", "--into", record)
    assert "line 1 of the log of corrections is left out" in ran.err
    assert log.read_text(encoding="utf-8") == '{"kind":"reject","id":"k-1"'
    ran = run("corrections", record, "import", log)
    assert ran.status == 1
    assert f"{log}: line 1" in ran.err


def test_forget_says_that_corrections_stay(run: Run, record: Path) -> None:
    arrest, report = next((e["id"], e["report"]) for e in rows(run, "events", record) if e["type"] == "COERCE")
    run("correct", record, arrest, "--reject", "--by", "Ann")
    ran = run("forget", record, report)
    assert f"1 corrections of its facts stay in {record.with_name('a.corrections.jsonl')}" in ran.err
    assert "report" in rows(run, "corrections", record)[0]["state"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("e-1",), "Missing option '--by'"),
        (("e-1", "--by", "Ann"), "expected what to correct"),
        (("e-1", "--by", " ", "--reject"), "expected the name of who corrects"),
        (("e-1", "--by", "Ann", "--reject"), "expected an id of the record, found 'e-1'"),
        (("e-1", "--by", "Ann", "--reject", "--accept"), "expected --accept or --reject, found both"),
        (("e-1", "--by", "Ann", "--mode", "arrest"), "expected --type with --mode"),
        (("r-1", "--by", "Ann", "--region", "body"), "expected --at START:END"),
        (("r-1", "--by", "Ann", "--region", "body", "--at", "4-9"), "found '4-9'"),
        (("r-1", "--by", "Ann", "--at", "4:9"), "expected --region with --at"),
        (("Utopia", "--by", "Ann", "--merge-into", "XRU"), "found 'Utopia'"),
        (("k-1", "--by", "Ann", "--withdraw"), "expected the id of a correction"),
        (("e-1", "--by", "Ann", "--actor", "XRU", "--new", "dragon"), "dragon"),
    ],
)
def test_bad_input_is_one_line(arguments: tuple[str, ...], message: str, run: Run, record_file: Path) -> None:
    ran = run("correct", record_file, *arguments)
    assert ran.status == 2
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not record_file.with_name("talks.corrections.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import",), "expected a file of corrections to take over, found none"),
        (("import", "no-such-file"), "found no-such-file"),
        (("burn",), "burn"),
    ],
)
def test_what_corrections_cannot_do(arguments: tuple[str, ...], message: str, run: Run, record_file: Path) -> None:
    ran = run("corrections", record_file, *arguments)
    assert ran.status == 2
    assert message in ran.err


def test_json_lines_of_a_record_take_no_corrections(run: Run, record_lines: Path) -> None:
    ran = run("correct", record_lines, "e-1", "--reject", "--by", "Ann")
    assert ran.status == 2
    assert "expected a record made by detente, found another kind of file" in ran.err
