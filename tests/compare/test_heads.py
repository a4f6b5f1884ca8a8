"""Who is put at the head of a delegation, an inquiry, talks or a commission, and where two reports name different people."""

from __future__ import annotations

import pytest

from detente.compare.comparison import compare_codings
from detente.compare.heads import HeadRow
from detente.lexicon.files import DataFolder

from .factory import HEADER, coding, report

ROWS = [row for _, row in DataFolder().yaml_rows("compare/heads.yaml", HeadRow)]


def persons(one: str, two: str) -> list[list[str | None]]:
    """The values of the differences in who is at the head of something."""
    held = [coding(report(f"r{i}", f"News\n{text}")) for i, text in enumerate((one, two))]
    found = compare_codings(held, header=HEADER, batches=[frozenset({"r0", "r1"})]).findings
    return [[m.value for m in f.members] for f in found if "at the head of" in f.reason]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_two_heads_of_one_thing(row: HeadRow) -> None:
    assert len(persons(row.example.one, row.example.two)) == 1


@pytest.mark.parametrize(
    ("one", "two", "named"),
    [
        ("Egypt's delegation, led by Irrigation Minister Omar Said, left the hall.", "The initials are those of Nadia Sabry, the deputy minister at the head of the Egyptian team.", ["Irrigation Minister Omar Said", "Nadia Sabry"]),
        ("Jon Berg, who is leading the preliminary inquiry, said so.", "They answer to Mats Odd, the veteran prosecutor who runs the investigation.", ["Jon Berg", "Mats Odd"]),
        ("The head of the government delegation, minister Jon Berg, wept.", "Defence Minister Karl Brom, at the head of the delegation, wept.", ["Jon Berg", "Defence Minister Karl Brom"]),
    ],
)  # fmt: skip
def test_ways_to_lead(one: str, two: str, named: list[str]) -> None:
    assert persons(one, two) == [named]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Egyptian delegation was led by Omar Said.", "The Ethiopian delegation was headed by Dr Abel Tadesse."),
        ("Anna Karr, who leads the delegation, arrived.", "The delegation is headed by Minister Karr."),
        ("Anna Karr met the delegation in Klow.", "Jon Berg spoke to the delegation in Klow."),
        ("Anna Karr led the talks, and Jon Berg ran the inquiry.", "The talks were chaired by Anna Karr; Jon Berg heads the investigation."),
        ("Anna Karr headed the delegation.", "Jon Berg was a member of the delegation."),
    ],
)  # fmt: skip
def test_no_two_heads(one: str, two: str) -> None:
    assert persons(one, two) == []
