from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from detente.records.lines import from_lines
from tests.cli.conftest import Run

TEXT = "Ministers meet in Strelsau\n\nRuritania's foreign minister met Freedonia's president on Tuesday.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "wire.txt").write_text(TEXT, encoding="utf-8")
    rows = [{"id": "a", "outlet": "Daily", "published": "2031-05-14", "text": TEXT + "It rained."}]
    (folder / "daily.jsonl").write_text(f"{json.dumps(rows[0])}\n", encoding="utf-8")
    return folder


@pytest.mark.usefixtures("loaded")
class TestRead:
    def test_the_record(self, run: Run, reports: Path) -> None:
        ran = run("read", reports, "--format", "jsonl")
        assert ran.status == 0
        record = from_lines(ran.out.splitlines())
        assert sorted(report.outlet for report in record.reports) == ["Daily", "wire"]
        assert {report.text for report in record.reports} == {TEXT, TEXT + "It rained."}
        assert ran.err.count("\n") == 1
        assert ran.err.startswith("2 reports read; ")
        assert "; 0 skipped; not understood: " in ran.err
        assert run("read", reports, "--format", "jsonl").out == ran.out
        assert run("read", reports / "wire.txt", reports / "daily.jsonl", "--format", "jsonl", "--quiet").out == ran.out

    def test_into_a_file(self, run: Run, reports: Path, tmp_path: Path) -> None:
        record = tmp_path / "talks.db"
        for path in ("wire.txt", "daily.jsonl"):
            ran = run("read", reports / path, "--into", record, "-v")
            assert (ran.status, ran.out) == (0, "")
            assert ran.err.startswith("stored ")
        assert ran.err.endswith(f"{record} holds 2 reports\n")
        ran = run("read", reports, "--into", record, "--quiet", "--format", "jsonl")
        assert ran.err == ""
        assert ran.out == run("read", reports, "--format", "jsonl").out
        assert run("verify", record).status == 0

    def test_the_brief_is_what_is_printed(self, run: Run, reports: Path, tmp_path: Path) -> None:
        record = tmp_path / "talks.db"
        printed = run("read", reports, "--into", record, "--format", "brief").out
        assert printed == run("read", reports).out == run("brief", record).out
        assert len(printed) > 100
        for form in ("md", "html"):
            assert run("read", reports, "--format", form).out == run("brief", record, "--format", form).out
        page = tmp_path / "page.html"
        assert run("brief", record, "--format", "html", "--out", page).err == f"written to {page}\n"
        assert page.read_text(encoding="utf-8") == run("brief", record, "--format", "html").out

    def test_what_is_skipped_is_named_and_the_rest_is_read(self, run: Run, reports: Path, tmp_path: Path) -> None:
        rows = [
            json.dumps({"id": "b", "text": TEXT}),
            '{"id": "c", "text": "cut o',
            json.dumps({"id": "d", "text": TEXT}),
        ]
        (reports / "broken.jsonl").write_text("\n".join(rows), encoding="utf-8")
        (tmp_path / "empty").mkdir()
        ran = run("read", reports, tmp_path / "none.txt", tmp_path / "empty", "--format", "jsonl")
        assert ran.status == 1
        assert {"a", "b", "d"} < {report.id for report in from_lines(ran.out.splitlines()).reports}
        skipped = [line for line in ran.err.splitlines() if line.startswith("skipped ")]
        assert len(skipped) == 3
        assert any("broken.jsonl:2" in line for line in skipped)
        assert any("none.txt: expected" in line for line in skipped)
        assert any("empty: expected" in line for line in skipped)
        assert "; 3 skipped; " in ran.err

    def test_nothing_to_read(self, run: Run, tmp_path: Path) -> None:
        ran = run("read", tmp_path / "none.txt")
        assert (ran.status, ran.out) == (1, "")
        assert "none.txt" in ran.err

    def test_options(self, run: Run, reports: Path) -> None:
        given = ("--outlet", "The Herald", "--published", "2031-05-14", "--title", "Talks")
        (report,) = from_lines(run("read", reports / "wire.txt", *given, "--format", "jsonl").out.splitlines()).reports
        assert (report.outlet, report.published, report.title) == ("The Herald", "2031-05-14", "Talks")
        apart = from_lines(run("read", reports, "--no-compare", "--format", "jsonl").out.splitlines())
        assert (apart.stories, apart.findings) == ((), ())
        together = from_lines(run("read", reports, "--one-story", "--format", "jsonl").out.splitlines())
        assert [len(story.reports) for story in together.stories] == [2]

    def test_standard_input(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
        (report,) = from_lines(run("read", "-", "--format", "jsonl").out.splitlines()).reports
        assert report.text == TEXT

    def test_another_lexicon_reads_the_stored_reports_again(self, run: Run, reports: Path, tmp_path: Path) -> None:
        record = tmp_path / "talks.db"
        run("read", reports / "wire.txt", "--into", record)
        ran = run("read", reports / "daily.jsonl", "--into", record, "--captions")
        assert ran.err.startswith(
            "1 stored reports were read with another version, lexicon or setting: reading them again"
        )
        assert ran.err.count("\n") == 2
        assert run("read", reports, "--into", record, "--captions", "--quiet").err == ""
