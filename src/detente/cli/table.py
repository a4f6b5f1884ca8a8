"""Plain tables that fit a width: long cells are cut, ids, days and numbers are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

SHORT, LONG, LONGEST, LEAST = 14, 24, 70, 12
"""Widths: a column up to SHORT, and the first up to LONG, is never cut; none is wider than LONGEST; cut ones keep LEAST."""


def lay_out(headings: Sequence[str], rows: Iterable[Sequence[str]], *, width: int) -> list[str]:
    """The lines of a table with its headings, as wide as ``width`` where that can be."""
    table = [list(headings), *(list(row) for row in rows)]
    widths = _widths([[cell_len(row[n]) for row in table] for n in range(len(headings))], width)
    return ["  ".join(_fitted(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in table]


def _widths(lengths: list[list[int]], width: int) -> list[int]:
    """Widths of columns: the widest that may be cut gives way until the table fits."""
    widths = [min(max(column), LONGEST) for column in lengths]
    least = [size if size <= (LONG if n == 0 else SHORT) else LEAST for n, size in enumerate(widths)]
    while sum(widths) + 2 * (len(widths) - 1) > width:
        widest = max(range(len(widths)), key=lambda n: (widths[n] - least[n], n))
        if widths[widest] <= least[widest]:
            break
        widths[widest] -= 1
    return widths


def _fitted(cell: str, size: int) -> str:
    if cell_len(cell) <= size:
        return set_cell_size(cell, size)
    return (
        set_cell_size(cell, size - 1).rstrip()
        + "…"
        + " " * (size - 1 - cell_len(set_cell_size(cell, size - 1).rstrip()))
    )
