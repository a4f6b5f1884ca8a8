"""Lines and hard-wrapped blocks."""

from __future__ import annotations

import textwrap

import pytest

from detente.language.paragraphs import split_units

LONG = (
    "The governments of Ruritania and Freedonia agreed on Monday to open the river to the ships of both states again, "
    "after nine years in which no barge has passed the dam above the town of Klow."
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_are_units(end: str) -> None:
    text = f"  A headline {end}{end}{LONG}{end}{LONG} "
    units = split_units(text)
    assert [text[unit.start : unit.end] for unit in units] == ["A headline", LONG, LONG]


def test_gap_is_a_blank_line() -> None:
    assert [unit.gap for unit in split_units("a\nb\n\nc\r\nd\r\n \r\ne")] == [False, False, True, False, True]


@pytest.mark.parametrize("width", [60, 72, 78])
def test_wrapped_lines_are_joined(width: int) -> None:
    text = "A short headline\n\n" + textwrap.fill(LONG, width) + "\n\n" + textwrap.fill(LONG[::-1], width) + "\n"
    assert [" ".join(unit.raw.split()) for unit in split_units(text)] == ["A short headline", LONG, LONG[::-1]]


def test_short_line_in_a_wrapped_text_stands_alone() -> None:
    text = "By Ada Brandt\nPhoto: Jan Kos\n\n" + "\n\n".join([textwrap.fill(LONG, 70)] * 3)
    assert [unit.raw for unit in split_units(text)][:2] == ["By Ada Brandt", "Photo: Jan Kos"]


def test_paragraphs_of_like_length_are_not_joined() -> None:
    text = "\n".join(f"The minister of state number {n} said that he would sign the accord today." for n in range(6))
    assert len(split_units(text)) == 6
