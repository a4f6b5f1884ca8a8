from __future__ import annotations

import re
from pathlib import Path

import pytest

from detente.pipeline import Reader
from docs import generate
from docs.parts.accuracy import accuracy_data
from docs.parts.example import example_block

PAGES = generate.pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_generated_parts_are_up_to_date(page: Path, model_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(generate.BLOCKS, "example", lambda: example_block(model_reader))
    text = page.read_text(encoding="utf-8")
    assert generate.render(text) == text, f"{page.name} is out of date: run make docs"


def test_the_figures_that_the_brief_prints_are_the_measured_ones() -> None:
    text = generate.ACCURACY.read_text(encoding="utf-8")
    assert accuracy_data(text) == text, "data/accuracy.yaml is out of date: run make docs"


def test_accuracy_takes_figures_by_id_and_leaves_the_rest() -> None:
    text = "layers:\n  - {id: no.such, right: null, n: 0, on: x}\n"
    assert accuracy_data(text) == text


@pytest.mark.parametrize(
    "page",
    [generate.ROOT / "README.md", generate.ROOT / "CONTRIBUTING.md", *sorted((generate.ROOT / "docs").glob("*.md"))],
    ids=lambda path: path.name,
)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_readme_starts_with_the_two_commands() -> None:
    lines = (generate.ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:6]
    assert [line.split("#")[0].strip() for line in lines if line.startswith("make ")] == ["make demo", "make test"]
