"""Rules of data/regions load, and say where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder
from detente.lexicon.regions import STRUCTURE_IDS, load_regions

RULE = """- id: tide-table
  role: boilerplate
  reason: times of the tide
  match: ['^high water\\b']
  examples: [High water 14.05]
"""


def load_with(folder: Path, text: str) -> list[str]:
    """Ids of the rules with an overlay in place."""
    path = folder / "regions" / "boilerplate.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return [rule.id for rule in load_regions(DataFolder(overlay=folder)).lines]


def test_overlay_adds_a_rule(tmp_path: Path) -> None:
    assert "tide-table" in load_with(tmp_path, RULE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RULE.replace("reason:", "cause:"), "boilerplate.yaml:1"),
        (RULE.replace("role: boilerplate", "role: rubbish"), "role"),
        (RULE.replace("^high water", "(high"), "regular expression"),
        (RULE.replace("  examples: [High water 14.05]\n", ""), "examples"),
        (RULE.replace("[High water 14.05]", "[]"), "examples"),
        (RULE + RULE, "tide-table"),
        (RULE.replace("tide-table", "crosshead"), "crosshead"),
    ],
    ids=[
        "unknown key",
        "unknown role",
        "broken pattern",
        "no examples",
        "empty examples",
        "id twice",
        "id of another rule",
    ],
)
def test_broken_rules_are_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(LexiconError, match=told):
        load_with(tmp_path, text)


def test_every_decision_of_the_program_has_a_row() -> None:
    rules = load_regions(DataFolder())
    assert set(rules.structure) == STRUCTURE_IDS
    assert set(rules.reasons) == STRUCTURE_IDS | {rule.id for rule in rules.lines}
