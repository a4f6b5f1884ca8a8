"""The pattern language of time rules, number words, and what the loader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder
from detente.lexicon.numbers import load_numbers, read_number, read_ordinal
from detente.lexicon.patterns import compile_pattern, openings
from detente.lexicon.times import load_times

RULE = """
- id: {id}
  pattern: ["{pattern}"]
  value: {value}
  yields: day
  examples: {examples}
"""


@pytest.mark.parametrize(
    ("words", "value", "after"),
    [
        ("thirty - one of our citizens", 31, 3),
        ("11,000 people", 11000, 1),
        ("half a million euros", 500000, 3),
        ("two hundred and fifty thousand men", 250000, 5),
        ("two and a half years", 2.5, 4),
        ("a dozen ships", 12, 2),
        ("5bn dollars", 5e9, 1),
        ("twenty-seven houses", 27, 1),
        ("five and six", 5, 1),
    ],
)
def test_numbers_are_read(words: str, value: float, after: int) -> None:
    assert read_number(words.split(), 0, load_numbers(DataFolder())) == (value, after)


@pytest.mark.parametrize("words", ["a week", "some", "of 12", "", "9" * 40])
def test_other_words_are_no_numbers(words: str) -> None:
    assert read_number(words.split(), 0, load_numbers(DataFolder())) is None


@pytest.mark.parametrize(("word", "rank"), [("5th", 5), ("fifth", 5), ("first", 1), ("twelve", None)])
def test_ordinals_are_read(word: str, rank: int | None) -> None:
    assert read_ordinal(word, load_numbers(DataFolder())) == rank


def test_a_pattern_knows_what_it_may_open_with() -> None:
    assert openings(compile_pattern("the? {ordinal} week")) == {"the", "{ordinal}"}
    assert openings(compile_pattern("<day> at noon")) == {"<>"}


@pytest.mark.parametrize("text", ["{Bad class}", "<day", "a? b?"])
def test_a_malformed_pattern_is_refused(text: str) -> None:
    with pytest.raises(LexiconError, match="expected"):
        compile_pattern(text)


def test_an_overlay_adds_a_rule(tmp_path: Path) -> None:
    (tmp_path / "times").mkdir()
    text = RULE.format(
        id="mine",
        pattern="on the eve",
        value="duration",
        examples="[{text: On the eve., words: On the eve, start: null, end: null, precision: null}]",
    )
    (tmp_path / "times" / "own.yaml").write_text(text)
    rules = load_times(DataFolder(overlay=tmp_path)).rules
    assert rules[-1].id == "mine"


def test_a_rule_without_an_example_is_refused(tmp_path: Path) -> None:
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "own.yaml").write_text(RULE.format(id="mine", pattern="eve", value="duration", examples="[]"))
    with pytest.raises(LexiconError, match="mine"):
        load_times(DataFolder(overlay=tmp_path))
