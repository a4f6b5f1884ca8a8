"""Commitments of several reports become one row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.compare.commitments import expire_by_date, merge_commitments
from detente.records.kinds import CommitmentStatus, CommitmentType
from detente.records.shapes import Instrument

from .factory import FREEDONIA, RURITANIA, promise, report

A = report("a", "Ruritania promised to withdraw its tanks from the valley by Monday.")
B = report("b", "By Monday the tanks leave the valley: Ruritania promised to withdraw them.")
C = report("c", "Freedonia promised to withdraw its tanks from the valley by Monday.")


def test_the_same_holder_and_words_are_one_row() -> None:
    rows = [promise(A, A.text, holder=("Ruritania", RURITANIA)), promise(B, B.text, holder=("Ruritania", RURITANIA))]
    (merged,) = merge_commitments(rows, stories=[("a", "b")])
    assert merged.report == "a"
    assert [e.report for e in merged.evidence] == ["a", "b"]
    assert len(merge_commitments(rows, stories=[("a",), ("b",)])) == 2


def test_another_holder_is_another_row() -> None:
    rows = [promise(A, A.text, holder=("Ruritania", RURITANIA)), promise(C, C.text, holder=("Freedonia", FREEDONIA))]
    assert len(merge_commitments(rows, stories=[("a", "c")])) == 2


def test_one_instrument_is_one_row_with_its_other_names() -> None:
    a, b = report("a", "They signed the Klow accord."), report("b", "The Klow Accord, or valley deal, holds.")
    rows = [
        promise(a, "the Klow accord", kind="agreement", instrument=Instrument("Klow accord")),
        promise(b, "The Klow Accord", kind="agreement", instrument=Instrument("Klow Accord", ("valley deal",))),
    ]
    (merged,) = merge_commitments(rows, stories=[("a", "b")])
    assert merged.instrument
    assert merged.instrument.label == "Klow accord"
    assert "valley deal" in merged.instrument.aliases


@pytest.mark.parametrize(
    ("kind", "due", "status", "last", "expected"),
    [
        ("offer", "2021-05-03", "unknown", "2021-05-04", "expired"),
        ("deadline", "2021-05-03", "unknown", "2021-05-04", "expired"),
        ("offer", "2021-05-04", "unknown", "2021-05-04", "unknown"),
        ("offer", "2021-05-03", "met", "2021-05-04", "met"),
        ("promise", "2021-05-03", "unknown", "2021-05-04", "unknown"),
        ("offer", "2021-05-03", "unknown", None, "unknown"),
    ],
)
def test_offers_and_deadlines_run_out_by_their_date(
    kind: CommitmentType, due: str, status: CommitmentStatus, last: str | None, expected: str
) -> None:
    held = report("a", "Ruritania offered to free the crew.")
    row = replace(promise(held, "offered to free the crew", kind=kind, due=due), status=status)
    (found,) = expire_by_date([row], {"a": last})
    assert found.status == expected
    assert found.rule.endswith("+passed") == (expected == "expired")


def test_what_reports_disagree_on_is_unknown() -> None:
    held = report("a", "The Klow accord holds."), report("b", "The Klow accord is dead.")
    accord = Instrument("Klow accord", ())
    one, two = (promise(h, "The Klow accord", kind="agreement", instrument=accord) for h in held)
    told = [
        replace(one, status="open", status_evidence=one.evidence),
        replace(two, status="breached", status_evidence=two.evidence),
    ]
    for rows in (told, told[::-1]):
        (merged,) = merge_commitments(rows, stories=[("a", "b")])
        assert merged.status == "unknown"
        assert set(merged.status_evidence) == {*one.evidence, *two.evidence}
