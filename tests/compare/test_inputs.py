"""The findings of a story depend on what is read in its own reports, and hold as long as that stays."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from detente.compare.comparison import compare_codings, compare_corrected
from detente.compare.inputs import Gathered, Inputs, Judged
from detente.compare.names import Names
from detente.records.coding import Coding
from detente.records.ids import entity_id
from detente.records.kinds import Entity, Finding, Story
from detente.records.shapes import Instrument, Office

from .factory import (
    ENTITIES,
    FREEDONIA,
    HEADER,
    KARR,
    RURITANIA,
    SYLVANIA,
    border_story,
    coding,
    promise,
    report,
    words,
)

MUD = "Mud prices\nSylvania raised the price of mud, the Mudville Exchange said in Ruritania and Freedonia."
EXCHANGE = Entity(entity_id(name="Mudville Exchange"), "Mudville Exchange", "organisation")
LONG = Entity(entity_id(name="Ruritania Mud Board"), "Ruritania Mud Board", "organisation")


def gathered(codings: tuple[Coding, ...], entities: tuple[Entity, ...] = ENTITIES) -> Inputs:
    ids = tuple(c.report.id for c in codings)
    rows = tuple(row for c in codings for row in c.commitments)
    held = Gathered({c.report.id: c for c in codings}, rows, {i: i for i in ids}, entities)
    return held.of(Story("s-1", "title", ids, None, None))


def test_names_that_no_report_of_the_story_prints_do_not_matter() -> None:
    known = replace(
        KARR, sector="GOV", aliases=("Karr", "Anna of Mudville"), offices=(Office("minister", "XRU", None, None, None),)
    )
    others = (known, *(e for e in ENTITIES if e.id != KARR.id), EXCHANGE, LONG)
    one, two = gathered(border_story()), gathered(border_story(), tuple(sorted(others, key=lambda e: e.id)))
    assert one == two
    assert one.digest("by") == two.digest("by") != one.digest("others")


@pytest.mark.parametrize(
    "other",
    [
        Entity(entity_id(name="Strelsau Bridge"), "Strelsau Bridge", "organisation"),
        replace(KARR, iso3="XFR"),
        replace(KARR, label="Anna Karrova"),
        replace(SYLVANIA, aliases=("post",)),
    ],
)
def test_names_that_a_report_of_the_story_prints_matter(other: Entity) -> None:
    entities = {e.id: e for e in (*ENTITIES, other)}
    changed = gathered(border_story(), tuple(e for _, e in sorted(entities.items())))
    assert changed.digest("by") != gathered(border_story()).digest("by")


def test_what_a_report_tells_and_which_reports_there_are_matter() -> None:
    wire, paper, ministry = border_story()
    digests = {
        gathered(held).digest("by")
        for held in (
            (wire, paper, ministry),
            (paper, wire, ministry),
            (wire, paper),
            (wire, replace(paper, events=paper.events[1:]), ministry),
            (wire, replace(paper, commitments=()), ministry),
            (wire, paper, replace(ministry, report=replace(ministry.report, published="2021-05-02"))),
        )
    }
    assert len(digests) == 6


def test_a_story_made_of_the_same_keeps_its_findings() -> None:
    """What is known is taken as it is, so a finding put there by hand comes back; other stories are judged."""
    together = [frozenset(c.report.id for c in border_story())]
    compared = partial(compare_corrected, corrections=(), header=HEADER, batches=together)
    anew = compared(border_story(), known=Judged("by"))
    (story,) = anew.judged
    marked = (Finding("f-0", story, "single", "event", "by hand", "", 1, ()),)
    known = Judged("by", {anew.judged[story]: marked})
    more = (*border_story(), coding(report("mud", MUD, published="2022-01-01")))
    assert compared(more, known=known).record.findings[:1] == marked
    plain = compared(more).record
    for other in (replace(known, by="others"), Judged("by", {}), Judged()):
        assert compared(more, known=other).record == plain


def test_an_agreement_of_two_stories_is_judged_in_each_by_its_own_reports() -> None:
    """Rows of one instrument are one row in the whole record, with the words of both stories."""
    held = []
    for name, verdict, year in (
        ("a", "holds", 2021),
        ("b", "holds", 2021),
        ("c", "is dead", 2023),
        ("d", "is dead", 2023),
    ):
        told = report(name, f"Accord\nThe Strelsau Accord {verdict}.", published=f"{year}-05-01")
        row = promise(told, "Strelsau Accord", instrument=Instrument("Strelsau Accord"))
        held.append(coding(told, commitments=(replace(row, status_evidence=(words(told, f"Accord {verdict}"),)),)))
    record = compare_codings(held, header=HEADER, batches=[frozenset("ab"), frozenset("cd")])
    assert [story.reports for story in record.stories] == [("a", "b"), ("c", "d")]
    (row,) = record.commitments
    assert {e.report for e in row.status_evidence} == {"a", "b", "c", "d"}
    assert not [f for f in record.findings if f.verdict == "conflict"]


def test_a_long_name_of_another_story_lends_nothing_to_the_end_of_a_text() -> None:
    """ "Ruritania" at the end of a sentence was four words where some report told of the "Ruritania Mud Board"."""
    entities = {e.id: e for e in (RURITANIA, FREEDONIA, LONG)}
    told, places = Names((), entities).spell("They met in Ruritania")
    assert [(told[at : at + size], entity) for at, size, entity in places] == [(["ruritania"], RURITANIA.id)]
    assert [size for _, size, _ in places] == [1]
