"""A process that is killed at any moment loses no report that was reported as stored, and corrupts nothing."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detente.records.check import check_record
from detente.records.lines import to_lines
from detente.store.current import load_record
from detente.store.database import MEMORY, open_store
from tests.store.fakes import read
from tests.store.writer import reports

ROOT = Path(__file__).resolve().parents[2]


def run_and_kill(command: list[str], *, after: float, output: Path) -> str:
    """Start a command in a process of its own, kill it, and give what it had said."""
    with output.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=ROOT)
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    return output.read_text(encoding="utf-8")


def kill_after_lines(command: list[str], lines: int, *, pause: float) -> set[str]:
    """Start a command, kill it a moment after so many lines were printed, and give all that were."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        said = [process.stdout.readline() for _ in range(lines)]
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    return {line.strip() for line in said if line.endswith("\n")}


def is_sound(path: Path) -> bool:
    with open_store(path) as store:
        fine = store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        store.connection.execute("INSERT INTO report_words (report_words) VALUES ('integrity-check')")
        return fine and not store.connection.execute("PRAGMA foreign_key_check").fetchall()


def test_killed_writer_loses_nothing(tmp_path: Path) -> None:
    """Three kills, each while reports are being stored; the run after the last one gives the whole record."""
    count, path, drawn = 40, tmp_path / "killed.db", random.Random(20150512)
    command = [sys.executable, "-m", "tests.store.writer", str(path), str(count), "0.01"]
    whole = reports(count)
    for turn in range(3):
        stored = kill_after_lines(command, drawn.randint(2, 9), pause=drawn.uniform(0, 0.02))
        assert 0 < len(stored) < count, "the kill has to find the writer at work"
        assert is_sound(path), turn
        with open_store(path) as store:
            record = load_record(store)
        assert stored <= {report.id for report in record.reports}
        assert check_record(record) == []
    subprocess.run([*command[:-1], "0"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with open_store(path) as store, open_store(MEMORY) as other:
        expected = read(other, *whole).record
        assert list(to_lines(load_record(store))) == list(to_lines(expected))


@pytest.mark.slow
def test_detente_read_killed_at_twenty_moments(tmp_path: Path) -> None:
    """`detente read --into` is killed twenty times; `detente verify` passes each time, and a last run completes."""
    source, path, drawn = tmp_path / "reports.jsonl", tmp_path / "killed.db", random.Random(20121122)
    rows = [
        {"id": raw.id, "outlet": raw.outlet, "published": raw.published, "text": _long(raw.text)} for raw in reports(24)
    ]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    read_it = [sys.executable, "-m", "detente.cli.main", "read", "-v", str(source), "--into", str(path)]
    verify = [sys.executable, "-m", "detente.cli.main", "verify", str(path)]
    started = time.monotonic()
    subprocess.run([*read_it[:-1], str(tmp_path / "timed.db")], check=True, capture_output=True, cwd=ROOT)
    took = time.monotonic() - started
    kept: set[str] = set()
    for turn in range(20):
        said = run_and_kill(read_it, after=drawn.uniform(0.3, 1.0) * took, output=tmp_path / "said")
        kept |= set(re.findall(r"^stored (\S+)", said, re.MULTILINE))
        if path.exists():
            checked = subprocess.run(verify, capture_output=True, text=True, cwd=ROOT, check=False)
            assert checked.returncode == 0, (turn, checked.stdout, checked.stderr)
            with open_store(path) as store:
                assert kept <= {report.id for report in load_record(store).reports}
        if turn % 5 == 4:
            for left in tmp_path.glob("killed.db*"):
                left.unlink()
            kept.clear()
    subprocess.run(read_it, check=True, capture_output=True, cwd=ROOT)
    subprocess.run([*read_it[:-1], str(tmp_path / "whole.db")], check=True, capture_output=True, cwd=ROOT)
    with open_store(path) as store, open_store(tmp_path / "whole.db") as other:
        assert list(to_lines(load_record(store))) == list(to_lines(load_record(other)))


def _long(text: str) -> str:
    return f"Ministers meet in Strelsau\n\n{text}\n\n" + "\n\n".join(
        f"Ruritania's foreign minister said on Tuesday that {n} Freedonian trucks would be let in if the pact was kept."
        for n in range(2)
    )
