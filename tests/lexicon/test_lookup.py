from __future__ import annotations

from pathlib import Path

import pytest

from detente.lexicon.files import DataFolder
from detente.lexicon.lookup import RuleSource, find_rule

ONE = """\
type: SANCTION
definition: Reduces a relation
  that existed.
patterns:
  - id: expel
    verb: [expel]
  - id: recall
    note: An envoy is called home.
    examples: [Ruritania recalled its envoy.]
examples:
  - {text: Ruritania expelled three envoys., rule: expel}
  - {text: Freedonia has expelled him., rule: expel}
  - {text: Sylvania signed., rule: sign}
"""
MANY = """\
- id: say
  meaning: to utter
  examples:
    - {text: He said so.}
- id: expel
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    (tmp_path / "events").mkdir()
    (tmp_path / "cues").mkdir()
    (tmp_path / "events" / "SANCTION.yaml").write_text(ONE, encoding="utf-8")
    (tmp_path / "cues" / "verbs.yaml").write_text(MANY, encoding="utf-8")
    return DataFolder(base=tmp_path)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("say", (RuleSource("cues/verbs.yaml", 1, "to utter", ("He said so.",)),)),
        (
            "recall",
            (RuleSource("events/SANCTION.yaml", 7, "An envoy is called home.", ("Ruritania recalled its envoy.",)),),
        ),
        (
            "expel",
            (
                RuleSource("cues/verbs.yaml", 5, "", ()),
                RuleSource(
                    "events/SANCTION.yaml",
                    5,
                    "Reduces a relation that existed.",
                    ("Ruritania expelled three envoys.", "Freedonia has expelled him."),
                ),
            ),
        ),
        ("SANCTION", ()),
        ("written-in-code", ()),
    ],
)
def test_where_a_rule_stands(rule: str, expected: tuple[RuleSource, ...], folder: DataFolder) -> None:
    assert find_rule(folder, rule) == expected
