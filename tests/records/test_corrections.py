from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.records.corrections import (
    Correction,
    from_correction_line,
    in_force,
    in_order,
    named,
    to_correction_line,
)
from detente.records.kinds import Report
from detente.records.marking import mark_report, marked_regions, place_words
from detente.records.shapes import Evidence, Region

REJECT = Correction("reject", "k-1", "Ann", "2031-05-04T10:00:00Z", "e-1", "event", "AGREE", None, (), (), (), "")


def later(minute: int, identity: str, **changes: object) -> Correction:
    return replace(REJECT, id=identity, at=f"2031-05-04T10:{minute:02}:00Z", **changes)  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_correction_comes_back_as_it_was(data: st.DataObject) -> None:
    correction = data.draw(st.from_type(Correction))
    line = to_correction_line(correction)
    assert "\n" not in line
    assert from_correction_line(line) == correction


def test_ids_say_what_a_correction_says() -> None:
    one = named(REJECT)
    assert one.id.startswith("k-")
    assert named(one) == one
    assert named(replace(REJECT, note="why")).id != one.id


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "expected a JSON line"),
        ('{"kind":"reject"', "expected a JSON line"),
        ("[]", "expected a JSON object"),
        ('{"kind":"reject"}', "missing fields"),
        (to_correction_line(REJECT).replace('"reject"', '"forgive"'), "correction.kind: expected one of accept"),
    ],
)
def test_what_is_no_correction(line: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_correction_line(line)


@pytest.mark.parametrize("seed", range(4))
def test_order_in_the_file_never_matters(seed: int) -> None:
    held = [later(n, f"k-{n}") for n in range(6)]
    shuffled = random.Random(seed).sample(held, 6)
    assert in_order([*shuffled, *shuffled[:3]]) == tuple(held)


def test_withdrawing_and_withdrawing_that() -> None:
    first, second = later(1, "k-1"), later(2, "k-2", kind="accept")
    away = later(3, "k-3", kind="withdraw", about="k-1")
    back = later(4, "k-4", kind="withdraw", about="k-3")
    assert in_force([first, second]) == (first, second)
    assert in_force([away, first, second]) == (second,)
    assert in_force([back, away, first, second]) == (first, second)


@pytest.mark.parametrize(
    ("words", "text", "place"),
    [
        (Evidence("r", 4, 7, "war"), "The war.", (4, 7)),
        (Evidence("r", 0, 3, "war"), "A war, the war.", (2, 5)),
        (Evidence("r", 9, 12, "war"), "A war, the war.", (11, 14)),
        (Evidence("r", 4, 9, "peace"), "The war.", None),
        (Evidence("r", 4, 4, ""), "The war.", None),
    ],
)
def test_words_are_found_again(words: Evidence, text: str, place: tuple[int, int] | None) -> None:
    assert place_words(words, text) == place


TEXT = "Title\nOne. Two. Three."


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (11, 15, [(0, 5, "headline"), (6, 10, "body"), (11, 15, "credit"), (16, 22, "body")]),
        (0, 22, [(0, 22, "credit")]),
        (3, 10, [(0, 3, "headline"), (3, 10, "credit"), (11, 22, "body")]),
        (16, 22, [(0, 5, "headline"), (6, 15, "body"), (16, 22, "credit")]),
    ],
)
def test_a_mark_lies_over_what_was_found(start: int, end: int, expected: list[tuple[int, int, str]]) -> None:
    found = (Region(0, 5, "headline", "first"), Region(6, 22, "body", "rest"))
    report = Report("r", "wire", None, None, "en", "news", None, TEXT, found)
    mark = replace(REJECT, kind="region", words=report.evidence(start, end), value=("credit",))
    marked = mark_report(report, marked_regions([mark], TEXT))
    assert [(r.start, r.end, r.role) for r in marked.regions] == expected
    assert mark_report(marked, marked_regions([mark], TEXT)) == marked
    assert marked_regions([replace(mark, value=("nonsense",))], TEXT) == ()
