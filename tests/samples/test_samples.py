from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.samples import STORIES, samples_folder
from tests.conftest import Code

FILES = sorted(
    p for story in STORIES for p in (samples_folder() / story).iterdir() if p.suffix in {".txt", ".html", ".jsonl"}
)


def texts() -> list[tuple[str, str]]:
    """Name and text of every sample that is plain text."""
    out = [(p.stem, p.read_text(encoding="utf-8")) for p in FILES if p.suffix == ".txt"]
    for path in FILES:
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            out += [(row["id"], row["text"]) for row in rows]
    return out


def test_two_stories_of_four_reports_in_three_formats() -> None:
    assert len(texts()) + sum(p.suffix == ".html" for p in FILES) == 8
    assert {p.suffix for p in FILES} == {".txt", ".html", ".jsonl"}


@pytest.mark.parametrize(("name", "text"), texts(), ids=lambda value: value if len(value) < 60 else "text")
def test_every_sample_is_read_and_its_quotes_are_where_they_say(name: str, text: str, code: Code) -> None:
    coding = code(text, published="2024-03-13", outlet=name)
    pieces = [piece for a in coding.attributions for piece in a.content]
    pieces += [piece for e in coding.events for piece in e.evidence]
    assert pieces
    assert all(text[piece.start : piece.end] == piece.quote for piece in pieces)


def test_no_sample_names_a_state_of_this_world() -> None:
    real = ("Russia", "Ukraine", "China", "Germany", "France", "Turkey", "Iran", "Syria", "Britain")
    assert not [(p.name, state) for p in FILES for state in real if state in p.read_text(encoding="utf-8")]
    assert (samples_folder() / "README.md").is_file()


def test_the_folder_is_the_installed_one() -> None:
    assert isinstance(samples_folder(), Path)
    assert samples_folder().name == "samples"
