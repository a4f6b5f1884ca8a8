"""Datelines: found where they are, and only there."""

from __future__ import annotations

import pytest

from detente.language.cleaning import clean_report
from detente.language.dateline import Dateline, find_dateline, is_date_line, parse_dateline, read_dateline
from detente.lexicon.lexicon import Lexicon
from detente.records.raw import RawReport

FOUND = (
    ("STRELSAU, May 3 (River Wire) - Talks failed.", ("STRELSAU",), 3, 5, None, "River Wire"),
    ("STRELSAU/KLOW, May 3 (River Wire) - Talks failed.", ("STRELSAU", "KLOW"), 3, 5, None, "River Wire"),
    ("STRELSAU, 24 July. /River Wire/. Talks failed.", ("STRELSAU",), 24, 7, None, "River Wire"),
    ("KLOW (RNA) — Talks failed.", ("KLOW",), None, None, None, "RNA"),
    ("KLOW, Syldavia (RNA) — Talks failed.", ("KLOW", "Syldavia"), None, None, None, "RNA"),
    ("KLOW — Talks failed.", ("KLOW",), None, None, None, None),
    ("KLOW -- Talks failed.", ("KLOW",), None, None, None, None),
    ("NEW KLOW, Sept. 9, 2019 (RNA) - Talks failed.", ("NEW KLOW",), 9, 9, 2019, "RNA"),
    ("Klow, 3 March 2019 (RNA) – Talks failed.", ("Klow",), 3, 3, 2019, "RNA"),
    ("Klow (RNA) - Talks failed.", ("Klow",), None, None, None, "RNA"),
    ("KLOW, Tuesday, May 4 (RNA) - Talks failed.", ("KLOW",), 4, 5, None, "RNA"),
    ("KLOW, 24 July /RNA/. Talks failed.", ("KLOW",), 24, 7, None, "RNA"),
    ("(RNA) Talks failed.", (), None, None, None, "RNA"),
)


@pytest.mark.parametrize(("text", "places", "day", "month", "year", "agency"), FOUND)
def test_dateline_is_cut_off(
    text: str, places: tuple[str, ...], day: int | None, month: int | None, year: int | None, agency: str | None
) -> None:
    end = find_dateline(text)
    assert text[end:] == "Talks failed."
    assert parse_dateline(text[:end].rstrip()) == Dateline(
        places, day, month, year, agency, 0, len(text[:end].rstrip())
    )


@pytest.mark.parametrize(
    "text",
    [
        "Klow - a town of twenty thousand - has no hospital.",
        "The minister - who is from Klow - refused.",
        "May 3 - a Friday - was the day of the raid.",
        "Ada Brandt: we will not sign.",
        "Talks between Ruritania and Freedonia failed on May 3 (a Friday) - and nobody was surprised.",
        "NATO: the alliance must act.",
        "KLOW — ",
        "“KLOW — that is where it began,” she said.",
        "",
    ],
)
def test_other_starts_have_no_dateline(text: str) -> None:
    assert find_dateline(text) == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Press Office, Strelsau, 3 May 2019", True),
        ("Klow, May 3, 2019", True),
        ("3 May 2019", True),
        ("Talks end on 3 May 2019", False),
        ("Klow, 33 May 2019", False),
        ("Press Office, Strelsau", False),
    ],
)
def test_line_with_a_date(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A river opens\n\nKLOW, May 3 (RNA) - The river was opened on Friday after nine years of war.", ("KLOW, May 3 (RNA) -", 3)),
        ("A river opens\n\nPress Office, Klow, 4 May 2019\n\nThe river was opened on Friday after nine years of war.",
         ("Press Office, Klow, 4 May 2019", 4)),
        ("A river opens\n\nThe river was opened on Friday after nine years of war.", None),
    ],
)  # fmt: skip
def test_dateline_of_a_report(text: str, expected: tuple[str, int] | None, lexicon: Lexicon) -> None:
    report = clean_report(RawReport(None, "o", None, None, None, text, "txt", "test"), lexicon)
    found = read_dateline(report)
    assert (found and (text[found.start : found.end], found.day)) == expected
