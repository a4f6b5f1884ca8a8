"""The small parts that pages are made of."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.brief.letters import letters
from detente.brief.shown import plain_text
from detente.compare.relations import Happened
from detente.records.kinds import Report
from detente.records.shapes import Region, Time
from detente.web.bars import draw_bars
from detente.web.differ import mark_differences
from detente.web.marks import Mark, cut_stretches
from detente.web.words import day_reasons, day_words, plural

TEXT = "Head line\n\nRuritania met Freedonia. It said no.\nSubscribe now"


def report(text: str = TEXT) -> Report:
    regions = (
        Region(0, 9, "headline", "first line"),
        Region(11, 47, "body", "text"),
        Region(48, 61, "boilerplate", "asks"),
    )
    return Report("r", "wire", None, None, "en", "news", None, text, regions)


def test_reports_are_lettered_for_ever() -> None:
    assert list(islice(letters(), 28))[-4:] == ["Y", "Z", "AA", "AB"]
    assert len(set(islice(letters(), 2_000))) == 2_000


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("ten killed", "twelve killed", (["ten "], ["twelve "])),
        ("We closed it, not a door", "we closed it not a door", ([], [])),
        ("a b c", "a c", (["b "], [])),
        ("", "new words", ([], ["new words"])),
    ],
)
def test_differing_words(left: str, right: str, told: tuple[list[str], list[str]]) -> None:
    one, two = mark_differences(left, right)
    assert ([p.text for p in one if p.differs], [p.text for p in two if p.differs]) == told


@given(st.text(), st.text())
def test_pieces_are_the_wordings(left: str, right: str) -> None:
    one, two = mark_differences(left, right)
    assert "".join(p.text for p in one) == left
    assert "".join(p.text for p in two) == right


places = st.tuples(st.integers(0, 61), st.integers(0, 61)).map(sorted)
marks = st.lists(st.tuples(places, st.sampled_from(["said", "event", "commitment", "name"]), st.sampled_from("abc")))


@given(marks, places)
def test_segments_are_the_text_and_every_mark_is_where_it_says(
    drawn: list[tuple[list[int], str, str]], part: list[int]
) -> None:
    held = [Mark(a, b, layer, identity) for (a, b), layer, identity in drawn]
    first, last = part
    stretches = cut_stretches(report(), held, first=first, last=last)
    segments = [s for stretch in stretches for s in stretch.segments]
    assert "".join(s.text for s in segments) == TEXT[first:last]
    at = first
    for segment in segments:
        here = {m.id for m in held if m.start <= at < m.end}
        assert set(segment.ids) == here
        at += len(segment.text)


def test_what_is_set_aside_says_why() -> None:
    aside = [s for s in cut_stretches(report(), []) if s.aside]
    assert [(s.role, s.reason, s.segments[0].text) for s in aside] == [("boilerplate", "asks", "Subscribe now")]


def test_a_segment_leads_to_the_shortest_mark() -> None:
    held = [Mark(11, 35, "event", "e-1"), Mark(11, 20, "name", "n-1"), Mark(11, 46, "said", "a-1")]
    segments = [s for stretch in cut_stretches(report(), held) for s in stretch.segments if s.ids]
    assert [(s.text, s.href) for s in segments] == [
        ("Ruritania", "/entity/n-1"),
        (" met Freedonia.", "/fact/e-1"),
        (" It said no", "/fact/a-1"),
    ]
    assert segments[0].layers == ("said", "event", "name")


@pytest.mark.parametrize(
    ("time", "short", "long"),
    [
        (Time("4 May", (0, 5), "2031-05-04", "2031-05-04", "day", None), "", ""),
        (Time("Monday", (0, 6), "2031-05-05", "2031-05-05", "day", "published 2031-05-06"),
         "computed from “Monday”", "computed from “Monday” and the day of publication, 6 May 2031"),
        (Time("last week", None, "2031-05-05", "2031-05-11", "week", "published 2031-05-15"),
         "in that week, computed from “last week”",
         "in that week, computed from “last week” and the day of publication, 15 May 2031"),
        (Time("May", None, "2031-05", "2031-05", "month", None), "in that month", "in that month"),
        (Time("soon", None, None, None, None, None), "“soon”, no day computed", "“soon”, no day computed"),
        (None, "", ""),
    ],
)  # fmt: skip
def test_how_precisely_a_day_is_known(time: Time | None, short: str, long: str) -> None:
    assert (day_words(time), day_reasons(time)) == (short, long)


@pytest.mark.parametrize(
    ("days", "unit", "bars"),
    [
        (["2031-05-04", "2031-05-06"], "day", 3),
        (["2031-05", "2031-05-06"], "month", 1),
        (["2031-01-04", "2032-01-06"], "month", 13),
        (["2001-01-04", "2032-01-06"], "year", 32),
    ],
)
def test_bars_keep_to_what_is_known_and_to_the_page(days: list[str], unit: str, bars: int) -> None:
    events = [Happened(day, day, quad, "CONSULT", 1, ("e",)) for day, quad in zip(days, (1, 4), strict=True)]
    chart = draw_bars([*events, Happened(None, None, 1, "CONSULT", 1, ("e",))])
    assert chart is not None
    assert (chart.unit, len(chart.bars), chart.undated) == (unit, bars, 1)
    assert sum(b.cooperation for b in chart.bars) == sum(b.conflict for b in chart.bars) == 1
    assert draw_bars([]) is None


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [("plain", "plain"), ("a\u202eb", "a�b"), ("tab\tline\n", "tab\tline\n"), ("\ud800\x00", "��"), ("שלום", "שלום")],
)
def test_text_is_made_plain(given_text: str, shown: str) -> None:
    assert plain_text(given_text) == shown


@pytest.mark.parametrize(
    ("n", "noun", "told"), [(0, "story", "no stories"), (1, "report", "1 report"), (1200, "party", "1,200 parties")]
)
def test_plurals(n: int, noun: str, told: str) -> None:
    assert plural(n, noun) == told
