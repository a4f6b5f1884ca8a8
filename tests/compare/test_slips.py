"""A report that is at odds with itself."""

from __future__ import annotations

import pytest

from detente.compare.comparison import compare_codings

from .factory import HEADER, coding, report


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("They signed on Tuesday, 3 June 2021.", [("date", "2021-06-03 is a Thursday")]),
        ("They signed on Thursday, June 3.", []),
        (
            "Karr met Voss in Vorhaus. The meeting in Vorhaus was long.\nIn Vorhaut last week Karr met only Voss.",
            [("place", "two place names one letter apart for one happening")],
        ),
        ("Karr met Voss in Vorhaus. Rain fell in Vorhaut.", []),
        ("Karr met Voss in Vorhaus. Later they met in Hochfels.", []),
    ],
)
def test_slips(text: str, slips: list[tuple[str, str]]) -> None:
    held = coding(report("paper", f"News\n{text}", published="2021-06-05"))
    found = compare_codings([held], header=HEADER).findings
    assert [(f.field, f.reason) for f in found if f.verdict == "slip"] == slips
    assert all(e.quote in held.report.text for f in found for m in f.members for e in m.evidence)
