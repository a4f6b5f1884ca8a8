from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.records.coding import Record
from detente.records.kinds import SCHEMA, Field, Finding, Header, Report, Verdict
from detente.records.shapes import Evidence, Member
from eval.planted import halves_of, judge, judge_alarms, news_of, recall
from eval.planting import (
    FIELDS,
    Accepted,
    Plant,
    Replacement,
    Span,
    half_of,
    hash_of,
    moved,
    moved_place,
    overlap,
    read_accepted,
    read_plants,
    replaced,
)

TEXT = "Klow said five boats left on Monday. The five came back."


def swap(old: str, new: str, text: str = TEXT, nth: int = 0) -> Replacement:
    start = -1
    for _ in range(nth + 1):
        start = text.index(old, start + 1)
    return Replacement(start, start + len(old), hash_of(old), new)


@pytest.mark.parametrize(
    ("replacements", "expected"),
    [
        ([swap("five", "twelve")], "Klow said twelve boats left on Monday. The five came back."),
        ([swap("five", "nine"), swap("five", "nine", nth=1)], "Klow said nine boats left on Monday. The nine came back."),
        ([swap("Monday", "Friday"), swap("Klow", "Szohod")], "Szohod said five boats left on Friday. The five came back."),
        ([], TEXT),
    ],
)  # fmt: skip
def test_replacing(replacements: list[Replacement], expected: str) -> None:
    assert replaced(TEXT, replacements, "number-01") == expected


@pytest.mark.parametrize(
    ("replacements", "message"),
    [
        ([Replacement(0, 4, hash_of("Klaw"), "Szohod")], "number-01: expected words with hash .* at 0-4, found hash"),
        ([Replacement(50, 90, hash_of("x"), "y")], "number-01: expected words within 56 characters, found 50-90"),
        ([Replacement(3, 3, hash_of(""), "y")], "number-01: expected words within 56 characters, found 3-3"),
        ([swap("five boats", "a boat"), swap("boats", "ships")], "number-01: expected replacements apart, found 10-20"),
    ],
)
def test_a_replacement_that_does_not_fit(replacements: list[Replacement], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replaced(TEXT, replacements, "number-01")


@pytest.mark.parametrize(
    ("span", "expected"), [((0, 36), "Klow said twelve boats left on Monday."), ((37, 56), "The seventeen came back.")]
)
def test_a_sentence_is_found_again_in_the_copy(span: Span, expected: str) -> None:
    replacements = [swap("five", "twelve"), swap("five", "seventeen", nth=1)]
    start, end = moved(span, replacements)
    assert replaced(TEXT, replacements, "number-01")[start:end] == expected


def test_a_sentence_cannot_end_within_replaced_words() -> None:
    with pytest.raises(ValueError, match="expected replacements within or outside 0-12, found 10-14"):
        moved((0, 12), [swap("five", "twelve")])


def test_places_after_a_replacement_move() -> None:
    assert [moved_place(place, [swap("five", "twelve")]) for place in (0, 10, 14, 20)] == [0, 10, 16, 22]


def test_spans_overlap_where_they_share_a_character() -> None:
    assert overlap((0, 5), (4, 9))
    assert not overlap((0, 5), (5, 9))


def test_every_other_group_is_open() -> None:
    assert half_of(["c", "a", "b", "a"]) == {"a": "open", "b": "shut", "c": "open"}


def test_a_plant_of_no_known_field_is_refused(tmp_path: Path) -> None:
    row = {"id": "x", "group": "g", "report": "r", "sister": "s", "field": "colour", "replace": [], "altered": []}
    (tmp_path / "plants.jsonl").write_text(json.dumps({**row, "told": []}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"plants.jsonl, line 1: expected a field of number, .*, found colour"):
        read_plants(tmp_path / "plants.jsonl")


SISTER = "Five boats left Klow on Monday, and six stayed."
PLANT = Plant("number-01", "boats", "one", "two", "number", (swap("five", "twelve"),), ((0, 36),), ((0, 30),))
COPY = replaced(TEXT, PLANT.replace, PLANT.id)


def found(
    verdict: Verdict, first: Span, second: Span, *, text: str = COPY, values: tuple[str, str] = ("12", "5")
) -> Finding:
    members = tuple(
        Member(report, None, value, (Evidence(report, start, end, whole[start:end]),))
        for report, value, whole, (start, end) in (("one", values[0], text, first), ("two", values[1], SISTER, second))
    )
    return Finding("f", "s", verdict, "number", "boats", "", 2, members)


def record(*findings: Finding, origins: tuple[str | None, str | None] = (None, None)) -> Record:
    reports = tuple(
        Report(name, name, None, None, None, "news", None, text, origin=origin)
        for name, text, origin in zip(("one", "two"), (TEXT, SISTER), origins, strict=True)
    )
    return Record(Header(SCHEMA, "0", ""), reports, findings=findings)


@pytest.mark.parametrize(
    ("finding", "shown"),
    [
        (found("conflict", (10, 22), (0, 10)), True),
        (found("changed", (10, 22), (0, 10)), True),
        (found("corroborated", (10, 22), (0, 10)), False),
        (found("conflict", (39, 57), (0, 10)), False),
        (found("conflict", (10, 22), (32, 47)), False),
    ],
)
def test_a_plant_is_found_by_a_difference_at_both_places(finding: Finding, shown: bool) -> None:
    judged = judge(PLANT, record(finding), record())
    assert judged.shown_by == (finding if shown else None)


def test_a_finding_of_one_report_alone_does_not_count() -> None:
    both = found("conflict", (10, 22), (0, 10))
    alone = Finding("f", "s", "conflict", "number", "boats", "", 1, both.members[:1])
    assert judge(PLANT, record(alone), record()).shown_by is None


def test_what_the_untouched_pair_shows_too_does_not_count() -> None:
    before = found("conflict", (21, 34), (0, 10), text=TEXT, values=("Monday", "5"))
    after = found("conflict", (23, 36), (0, 10), values=("Monday", "5"))
    assert judge(PLANT, record(after), record(before)).shown_by is None
    other = found("conflict", (10, 20), (0, 10), text=TEXT, values=("5", "5"))
    new = found("conflict", (10, 22), (0, 10))
    assert judge(PLANT, record(new), record(other)).shown_by == new


def test_recall_by_field_with_those_of_one_origin() -> None:
    missed = judge(PLANT, record(origins=("wire", "wire")), record())
    shown = judge(PLANT, record(found("conflict", (10, 22), (0, 10))), record())
    assert recall([shown, missed]) == {"number": (1, 2), "all": (1, 2), "one origin": (0, 1)}


@pytest.mark.parametrize(
    ("field", "spans", "false", "accepted"),
    [
        ("number", ((0, 36), (0, 30)), 0, 1),
        ("date", ((0, 36), (0, 30)), 1, 0),
        ("number", ((37, 56), (0, 30)), 1, 0),
    ],
)
def test_an_accepted_difference_is_no_false_alarm(
    field: Field, spans: tuple[Span, Span], false: int, accepted: int
) -> None:
    findings = [found("conflict", (10, 22), (0, 10)), found("changed", (10, 22), (0, 10))]
    alarms = judge_alarms("boats", findings, [Accepted(("one", "two"), spans, field, "told so")])
    assert (len(alarms.false), alarms.accepted, alarms.changed) == (false, accepted, 1)


def test_the_plants_fit_the_reports(shared: Path) -> None:
    news = news_of(shared)
    halves, plants = halves_of(news.values()), read_plants()
    assert len({plant.id for plant in plants}) == len(plants)
    assert {plant.field for plant in plants} == set(FIELDS)
    assert {halves[plant.group] for plant in plants} == {"open", "shut"}
    for plant in plants:
        assert {news[name].where for name in plant.pair} == {plant.group}
        copy = replaced(news[plant.report].text, plant.replace, plant.id)
        assert copy != news[plant.report].text
        assert all(end <= len(copy) for _, end in (moved(span, plant.replace) for span in plant.altered))
        assert all(0 <= start < end <= len(news[plant.sister].text) for start, end in plant.told)
    assert all(name in news for one in read_accepted() for name in one.reports)
