"""The ground every measurement stands on: the shared folder, the installed program, the bench scripts as subprocesses."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PROGRAM = Path(sys.executable).parent / "detente"

Row = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """A measured value, 0..1 unless it is a load, and how many gold items stand behind it."""

    value: float
    n: int


Figures = dict[str, Figure]


@dataclass(frozen=True)
class Bench:
    """Where the gold sets are (``shared``) and where records may be written (``work``)."""

    shared: Path
    work: Path

    def script(self, name: str, *arguments: str | Path) -> str:
        """What a script of ``shared/bench`` prints; raises CalledProcessError when it fails."""
        return run([sys.executable, self.shared / "bench" / name, *arguments])

    def record(self, name: str, *reports: Path, options: Sequence[str] = ()) -> Path:
        """The path of the record that `detente read` makes of reports, as ``name``.jsonl."""
        path = self.work / f"{name}.jsonl"
        path.write_text(read_reports(reports, options=options), encoding="utf-8")
        return path

    def write(self, name: str, text: str) -> Path:
        """A file in the work folder."""
        path = self.work / name
        path.write_text(text, encoding="utf-8")
        return path


def run(command: Sequence[str | Path], *, cwd: Path | None = None) -> str:
    """What a command prints; its complaints go through to the terminal."""
    return subprocess.run(
        [str(part) for part in command], check=True, stdout=subprocess.PIPE, cwd=cwd, encoding="utf-8"
    ).stdout


def read_reports(reports: Iterable[Path], *, options: Sequence[str] = ()) -> str:
    """The record of reports as JSON lines, made by the installed program."""
    return run([PROGRAM, "read", *reports, "--format", "jsonl", "--quiet", *options])


def rows_of(lines: str) -> list[Row]:
    """The rows of JSON lines."""
    return [json.loads(line) for line in lines.splitlines() if line]


def figures_of(printed: Mapping[str, Sequence[float]]) -> Figures:
    """Figures from ``{metric: [value, n]}``, the form in which the bench scripts print them."""
    return {metric: Figure(float(value), int(n)) for metric, (value, n) in sorted(printed.items())}


def pooled(parts: Sequence[Figures]) -> Figures:
    """Figures over several parts, each weighted with its n."""
    names = sorted({name for part in parts for name in part})
    out: Figures = {}
    for name in names:
        held = [part[name] for part in parts if name in part]
        n = sum(figure.n for figure in held)
        out[name] = Figure(sum(figure.value * figure.n for figure in held) / n if n else 0.0, n)
    return out


def work_folder() -> Path:
    """A folder under the temporary folder that is kept between runs."""
    folder = Path(tempfile.gettempdir()) / "detente-eval"
    folder.mkdir(exist_ok=True)
    return folder


def fingerprint(*folders: Path, leave_out: Sequence[Path] = ()) -> str:
    """12 hex digits over names and bytes of everything in folders, so that an unchanged program is not measured twice."""
    digest = blake2b(digest_size=6)
    for path in sorted(set(_files(folders)) - set(leave_out)):
        digest.update(f"{path}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
