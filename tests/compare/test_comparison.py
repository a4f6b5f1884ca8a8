"""The whole comparison on small invented reports: findings, stories, order of input."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from detente.compare.comparison import compare_codings
from detente.records.codec import to_line
from detente.records.coding import Coding, Record
from detente.records.kinds import Finding

from .factory import HEADER, border_story, coding, report

BATCH = [frozenset({"wire", "paper", "ministry"})]


@pytest.fixture(scope="module")
def record() -> Record:
    return compare_codings(border_story(), header=HEADER, batches=BATCH)


def _findings(record: Record, verdict: str, field: str) -> list[Finding]:
    return [f for f in record.findings if (f.verdict, f.field) == (verdict, field)]


@pytest.mark.parametrize(
    ("verdict", "field", "reports", "words"),
    [
        ("changed", "number", {"wire", "paper"}, "Twelve"),
        ("conflict", "quote", {"wire", "paper"}, "The guns will not be silent"),
        ("conflict", "attribution", {"wire", "paper", "ministry"}, "Freedonian troops shelled"),
        ("corroborated", "event", {"wire", "paper"}, "Anna Karr met Otto Voss"),
        ("single", "commitment", {"paper"}, "rebuild the burned school"),
    ],
)
def test_findings(record: Record, verdict: str, field: str, reports: set[str], words: str) -> None:
    held = [
        f
        for f in _findings(record, verdict, field)
        if {m.report for m in f.members} == reports and any(words in e.quote for m in f.members for e in m.evidence)
    ]
    assert len(held) == 1, [(f.verdict, f.field, f.subject) for f in record.findings]
    assert held[0].origins == len(reports)
    assert held[0].reason


def test_evidence_is_where_it_says(record: Record) -> None:
    texts = {r.id: r.text for r in record.reports}
    quotes = [e for f in record.findings for m in f.members for e in m.evidence]
    assert quotes
    assert all(texts[e.report][e.start : e.end] == e.quote for e in quotes)


def test_finding_ids_are_unique_and_members_known(record: Record) -> None:
    known = {x.id for x in record.events} | {x.id for x in record.attributions}
    known |= {x.id for x in record.quantities} | {x.id for x in record.commitments}
    assert len({f.id for f in record.findings}) == len(record.findings)
    assert all(m.record is None or m.record in known for f in record.findings for m in f.members)


@pytest.mark.parametrize("seed", range(12))
def test_order_of_input_changes_nothing(record: Record, seed: int) -> None:
    shuffled = list(border_story())
    random.Random(seed).shuffle(shuffled)
    again = compare_codings([*shuffled, shuffled[0]], header=HEADER, batches=BATCH)
    assert [to_line(row) for row in again.rows()] == [to_line(row) for row in record.rows()]


@pytest.mark.parametrize("seed", range(4))
def test_batches_may_come_in_any_order(seed: int) -> None:
    others = [coding(report(f"r{i}", f"Otters return to river number {i}", published="2020-01-01")) for i in range(5)]
    batches = [
        frozenset({"wire", "paper"}),
        frozenset({"paper", "ministry"}),
        frozenset({"r1", "r3"}),
        frozenset({"r0"}),
    ]
    first = compare_codings([*border_story(), *others], header=HEADER, batches=batches)
    random.Random(seed).shuffle(batches)
    again = compare_codings([*others, *border_story()], header=HEADER, batches=batches)
    assert again.stories == first.stories
    assert {"wire", "paper", "ministry"} in [set(s.reports) for s in first.stories]


def test_without_compare_nothing_is_compared() -> None:
    record = compare_codings(border_story(), header=HEADER, compare=False)
    assert (record.stories, record.findings) == ((), ())
    assert [r.id for r in record.reports] == ["wire", "ministry", "paper"]


def test_story_tells_its_title_days_and_entities(record: Record) -> None:
    (story,) = record.stories
    assert story.title == "Ruritania and Freedonia clash at the Strelsau bridge"
    assert (story.from_, story.until) == ("2021-04-30", "2021-05-01")
    assert story.reports == ("wire", "ministry", "paper")
    assert story.entities


def test_a_single_report_has_a_story_and_no_finding() -> None:
    wire = border_story()[0]
    record = compare_codings([wire], header=HEADER)
    assert [s.reports for s in record.stories] == [("wire",)]
    assert record.findings == ()


def test_a_copy_corroborates_nothing() -> None:
    wire = border_story()[0]
    twin_report = replace(wire.report, id="twin", outlet="Twin")
    twin = Coding(
        twin_report,
        wire.entities,
        events=tuple(
            replace(e, id=f"{e.id}x", report="twin", evidence=tuple(replace(x, report="twin") for x in e.evidence))
            for e in wire.events
        ),
    )
    record = compare_codings([wire, twin], header=HEADER, batches=[frozenset({"wire", "twin"})])
    assert {r.id: r.origin for r in record.reports} == {"wire": "twin", "twin": "twin"}
    assert record.findings == ()


@pytest.mark.parametrize("text", ["", "   \n\n", "x", "“", "A" * 5000, "1 2 3 4 5 6 7 8 9\n" * 50])
def test_odd_reports_never_raise(text: str) -> None:
    record = compare_codings(
        [coding(report("a", text)), coding(report("b", text, published=None))], header=HEADER, one_story=True
    )
    assert [s.reports for s in record.stories] == [("b", "a")]
