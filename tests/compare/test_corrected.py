"""Replaying corrections on codings: once is as good as twice, and the order of unrelated ones does not matter."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.compare.attaching import words_of
from detente.compare.comparison import compare_corrected
from detente.compare.corrected import correct_codings
from detente.compare.rewrite import rewrite_entities
from detente.records.check import check_record
from detente.records.coding import Coding
from detente.records.corrections import Correction, CorrectionKind
from detente.records.ids import entity_id
from detente.records.kinds import Entity, Fact
from detente.records.lines import FACTS, PLURALS, to_lines
from tests.compare.factory import FREEDONIA, HEADER, KARR, RURITANIA, SYLVANIA, VOSS, border_story

STORY = border_story()
FACT_ROWS: list[tuple[Coding, Fact]] = [
    (coding, fact) for coding in STORY for kind in FACTS for fact in getattr(coding, PLURALS[kind])
]
FITTING: dict[str, list[CorrectionKind]] = {
    "attribution": ["accept", "reject", "speaker"],
    "event": ["accept", "reject", "retype", "actor", "recipient"],
    "quantity": ["accept", "reject"],
    "commitment": ["accept", "reject", "retype", "holder"],
}
VALUES: dict[str, list[tuple[str, ...]]] = {
    "event": [("AID",), ("COERCE", "arrest"), ("AGREE",)],
    "commitment": [("threat",), ("offer",)],
}
SIDES: list[tuple[Entity, ...]] = [(), (RURITANIA,), (SYLVANIA, VOSS), (KARR, FREEDONIA)]


def about(fact: Fact, kind: CorrectionKind, *, at: str = "2031-01-01", **changes: object) -> Correction:
    made = Correction(
        kind, f"k-{kind}-{fact.id}", "Ann", at, fact.id, fact.kind, getattr(fact, "type", None), words_of(fact)[0], (), (), (), ""
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def region(coding: Coding, start: int, end: int, role: str) -> Correction:
    words = coding.report.evidence(start, end)
    identity = f"k-region-{coding.report.id}-{start}"
    return Correction(
        "region", identity, "Ann", "2031-01-02", coding.report.id, "report", None, words, (role,), (), (), ""
    )


@st.composite
def corrections(draw: st.DrawFn) -> list[Correction]:
    made: dict[str, Correction] = {}
    for n in range(draw(st.integers(1, 8))):
        if draw(st.integers(0, 5)) == 0:
            coding = draw(st.sampled_from(STORY))
            start = draw(st.integers(0, len(coding.report.text) - 2))
            end = draw(st.integers(start + 1, len(coding.report.text)))
            held = region(coding, start, end, draw(st.sampled_from(["body", "caption", "boilerplate"])))
        else:
            _, fact = draw(st.sampled_from(FACT_ROWS))
            kind = draw(st.sampled_from(FITTING[fact.kind]))
            value = draw(st.sampled_from(VALUES[fact.kind])) if kind == "retype" else ()
            sides = draw(st.sampled_from(SIDES)) if kind in ("speaker", "actor", "recipient", "holder") else ()
            held = about(fact, kind, value=value, entities=sides)
        made[held.id] = replace(held, id=f"{held.id}-{n}", at=f"2031-01-{draw(st.integers(1, 28)):02}")
    return list(made.values())


def replay(codings: Sequence[Coding], held: Sequence[Correction]) -> list[Coding]:
    return correct_codings(codings, held, newer={})[0]


@settings(max_examples=150, deadline=None)
@given(corrections(), st.randoms(use_true_random=False))
def test_twice_is_once_and_the_order_in_the_log_never_matters(held: list[Correction], drawn: random.Random) -> None:
    once = replay(STORY, held)
    assert replay(once, held) == once
    assert replay(STORY, drawn.sample(held, len(held))) == once


@settings(max_examples=100, deadline=None)
@given(corrections(), st.randoms(use_true_random=False))
def test_when_unrelated_corrections_were_made_never_matters(held: list[Correction], drawn: random.Random) -> None:
    """One correction a fact, or a part of a report: at whatever times, the codings are the same."""
    apart = list({(c.about, c.record): c for c in held}.values())
    moved = [replace(c, at=f"2031-02-{drawn.randint(1, 28):02}") for c in apart]
    assert replay(STORY, moved) == replay(STORY, apart)


@settings(max_examples=40, deadline=None)
@given(corrections())
def test_a_corrected_record_has_every_quote_in_its_place(held: list[Correction]) -> None:
    compared = compare_corrected(STORY, held, header=HEADER, one_story=True)
    assert check_record(compared.record) == []
    assert {a.correction.id for a in compared.applied} == {c.id for c in held}
    lost = [i for i in compared.record.issues if i.code == "correction-not-applied"]
    assert len(lost) == sum(1 for a in compared.applied if a.problem)


def test_without_corrections_nothing_changes() -> None:
    assert replay(STORY, ()) == list(STORY)


def test_findings_see_corrected_facts() -> None:
    """Two reports tell of a meeting; where one of them is no meeting, they do not corroborate one another."""
    plain = compare_corrected(STORY, (), header=HEADER, one_story=True).record
    met = [f for f in plain.findings if f.verdict == "corroborated" and "met Otto Voss" in f.subject]
    assert met
    events = [fact for coding, fact in FACT_ROWS if coding.report.id == "paper" and fact.kind == "event"]
    held = [about(fact, "reject") for fact in events]
    record = compare_corrected(STORY, held, header=HEADER, one_story=True).record
    assert not [e for e in record.events if e.report == "paper"]
    assert {m.record for f in record.findings for m in f.members if m.record}.isdisjoint({e.id for e in events})


MERGE = Correction(
    "merge", "k-m", "Ann", "2031-01-01", KARR.id, "entity", None, None, (), (KARR, VOSS), ("Anna Karr",), ""
)


@pytest.mark.parametrize("gone", [KARR, replace(KARR, id="n-of-older-rules")])
def test_merged_people_speak_and_act_as_one(gone: Entity) -> None:
    held = replace(MERGE, entities=(gone, VOSS))
    compared = compare_corrected(STORY, [held], header=HEADER, one_story=True)
    (person,) = [e for e in compared.record.entities if e.type == "person"]
    assert (person.id, person.label, person.iso3) == (VOSS.id, "Otto Voss", "XFR")
    assert {"Anna Karr", "Karr", "Voss"} <= set(person.aliases)
    states = {m.iso3 for e in compared.record.events for m in e.actors if m.quote == "Anna Karr"}
    assert states == {"XFR"}
    assert [a.records for a in compared.applied] == [(VOSS.id,)]


def test_a_merge_of_somebody_nobody_names_any_more_is_told() -> None:
    held = replace(MERGE, entities=(replace(KARR, id="n-0", label="Emil Brandt"), VOSS))
    compared = compare_corrected(STORY, [held], header=HEADER, one_story=True)
    assert [a.problem for a in compared.applied] == ["no report names Emil Brandt any more"]
    plain = compare_corrected(STORY, (), header=HEADER, one_story=True).record
    assert list(to_lines(replace(compared.record, issues=()))) == list(to_lines(plain))


def test_a_name_that_was_put_to_a_person_is_taken_away() -> None:
    """ "Karr" of the paper was laid together with "Anna Karr" of the wire: it is somebody else."""
    short = replace(KARR, id=entity_id(name="Karr", state="XRU"), label="Karr", aliases=())
    wire, paper, ministry = STORY
    entities = (*(e for e in paper.entities if e.id != KARR.id), short)
    moved = replace(rewrite_entities(paper, {KARR.id: short.id}), entities=entities)
    story = (wire, moved, ministry)
    plain = compare_corrected(story, (), header=HEADER, one_story=True).record
    assert short.id not in {e.id for e in plain.entities}
    for value, at in ((("name", "Karr"), "k-1"), (("report", "paper"), "k-2")):
        held = replace(MERGE, kind="split", id=at, value=value, entities=(KARR,))
        compared = compare_corrected(story, [held], header=HEADER, one_story=True)
        assert check_record(compared.record) == []
        ((new, old),) = (a.records for a in compared.applied)
        assert old == KARR.id
        said = {
            a.report: a.source.entities for a in compared.record.attributions if a.source and a.source.quote == "Karr"
        }
        assert said == {"wire": (KARR.id,), "paper": (new,)}
        assert {e.id: e.label for e in compared.record.entities}[new] == "Karr"
