"""Commitments of several reports become one row."""

from __future__ import annotations

from detente.compare.commitments import merge_commitments
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
