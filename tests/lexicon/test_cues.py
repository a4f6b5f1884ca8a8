from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import LexiconError
from detente.lexicon.cues import load_cues
from detente.lexicon.files import DATA, DataFolder

GOOD = "- {id: hum, lemmas: [hum], frames: [quote], examples: [{text: 'x', none: true}]}\n"


def _overlay(folder: Path, words: str) -> DataFolder:
    (folder / "cues").mkdir()
    (folder / "cues" / "verbs.yaml").write_text(words, encoding="utf-8")
    return DataFolder(overlay=folder, base=DATA)


def test_an_overlay_adds_a_verb(tmp_path: Path) -> None:
    cues = load_cues(_overlay(tmp_path, GOOD))
    assert cues.verbs["hum"].id == "hum"
    assert cues.verbs["say"].stance == "says"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (GOOD.replace("quote", "song"), "frames"),
        (GOOD.replace("[{text: 'x', none: true}]", "[]"), "expected an example"),
        (GOOD.replace("[hum]", "[say]"), "stands in rule say too"),
        (GOOD.replace("lemmas", "words"), "words"),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, words: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load_cues(_overlay(tmp_path, words))
