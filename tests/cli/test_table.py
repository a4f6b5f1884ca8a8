from __future__ import annotations

import pytest

from detente.cli.table import lay_out


@pytest.mark.parametrize(
    ("rows", "width", "expected"),
    [
        ([], 40, ["id  words"]),
        ([["e-1", "short"]], 40, ["id   words", "e-1  short"]),
        ([["e-123456789012", "a" * 40]], 40, ["id              words", "e-123456789012  " + "a" * 23 + "…"]),
        ([["e-123456789012", "a" * 40]], 10, ["id              words", "e-123456789012  " + "a" * 11 + "…"]),
        ([["e-1", "a" * 99]], 200, ["id   words", "e-1  " + "a" * 69 + "…"]),
        ([["e-1", "日本" * 10]], 18, ["id   words", "e-1  日本日本日本…"]),
    ],
)
def test_tables(rows: list[list[str]], width: int, expected: list[str]) -> None:
    assert lay_out(["id", "words"], rows, width=width) == expected


def test_the_widest_column_gives_way_first() -> None:
    (_, line) = lay_out(["id", "a", "b"], [["e-1", "x" * 20, "y" * 60]], width=60)
    assert line == "e-1  " + "x" * 20 + "  " + "y" * 32 + "…"
