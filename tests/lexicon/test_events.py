from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import LexiconError
from detente.lexicon.events import TYPES, load_events
from detente.lexicon.files import DATA, DataFolder
from detente.lexicon.modality import load_modality

GOOD = """type: AID
patterns:
  - {id: give-tea, verb: [pour], object: [tea], needs: [actor]}
examples:
  - {text: Ruritania poured tea for Freedonia., actor: [XRU], rule: give-tea}
"""


def _overlay(folder: Path, words: str) -> DataFolder:
    (folder / "events").mkdir()
    (folder / "events" / "AID.yaml").write_text(words, encoding="utf-8")
    return DataFolder(overlay=folder, base=DATA)


def test_all_types_have_a_definition_patterns_and_examples() -> None:
    rules = load_events(DataFolder())
    assert set(rules.types) == set(TYPES)
    assert all(row.definition for row in rules.types.values())
    assert {pattern.type for pattern in rules.patterns} == set(TYPES)
    assert {type_ for type_, _ in rules.examples} == set(TYPES)


def test_rule_ids_are_unique() -> None:
    ids = [pattern.id for pattern in load_events(DataFolder()).patterns]
    assert len(ids) == len(set(ids))


def test_an_overlay_adds_a_pattern(tmp_path: Path) -> None:
    rules = load_events(_overlay(tmp_path, GOOD))
    assert [pattern.id for _, pattern in rules.verbs["pour"] if pattern.id == "give-tea"] == ["give-tea"]
    assert rules.types["AID"].quad == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (GOOD.replace("needs", "wants"), "wants"),
        (GOOD.replace("rule: give-tea", "rule: aid"), "expected an example"),
        (GOOD.replace("rule: give-tea", "rule: nobody"), "expected"),
        (GOOD.replace("object: [tea]", "object: [$teas]"), "expected a word set"),
        (GOOD.replace("id: give-tea,", "id: give-tea, mode: gently,"), "expected a mode of AID"),
        (GOOD.replace("verb: [pour], ", ""), "expected verb, noun or adjective"),
        (GOOD.replace("examples:", "  - {id: give-tea, verb: [brew]}\nexamples:"), "give-tea"),
        (GOOD.replace("AID", "TEA"), "type"),
    ],
)
def test_a_wrong_pattern_is_named(tmp_path: Path, words: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load_events(_overlay(tmp_path, words))


def test_every_modality_rule_brings_examples() -> None:
    rules = load_modality(DataFolder())
    assert rules.rules
    assert all(rule.examples for rule in rules.rules)


def test_a_modality_rule_without_examples_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modality").mkdir()
    words = "- {id: perhaps, kind: adverb, status: hypothetical, words: [perchance]}\n"
    (tmp_path / "modality" / "rules.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(LexiconError, match="perhaps"):
        load_modality(DataFolder(overlay=tmp_path, base=DATA))
