"""Long stretches are cut for the parser: at rows of signs and where no sentence ends, with every word kept where it stood."""

from __future__ import annotations

import pytest

from detente.language.parsed import LONGEST, LONGEST_SENTENCE
from tests.conftest import Code

SAID = "Ruritania said on Monday that it would close the border with Freedonia."


def test_a_row_of_dashes_is_no_part_of_a_paragraph(code: Code) -> None:
    coding = code(f"{SAID}\n\n{'-' * 5000} {SAID}")
    assert [e.quote for a in coding.attributions for e in a.content] == [
        "that it would close the border with Freedonia",
        "that it would close the border with Freedonia",
    ]


@pytest.mark.parametrize("length", [LONGEST_SENTENCE * 4, LONGEST * 2])
def test_a_list_without_full_stops_loses_no_sentence_around_it(length: int, code: Code) -> None:
    words = "grain and oil and " * (length // 18)
    coding = code(f"{SAID} {words}. {SAID}")
    assert len(coding.attributions) == 2
    for attribution in coding.attributions:
        for evidence in attribution.content:
            assert coding.report.text[evidence.start : evidence.end] == evidence.quote


def test_one_long_word_is_read(code: Code) -> None:
    text = "x" * (LONGEST * 2)
    assert code(f"{SAID}\n\n{text}").report.text.endswith(text)
