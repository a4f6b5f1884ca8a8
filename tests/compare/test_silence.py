"""Silence: which reports of a story leave out an actor that others tell of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.compare.silence import Silence, Told, silences_of
from detente.records.kinds import Report, Story
from detente.records.shapes import Region
from tests.compare.factory import (
    ENTITIES,
    KARR,
    VOSS,
    border_story,
    event,
    promise,
    report,
    said,
)

LABELS = {entity.id: entity.label for entity in ENTITIES}


def silent(*reports: Report, facts: tuple[Told, ...] = ()) -> list[tuple[str, str, str]]:
    """(who, which report, told by) of every silence."""
    story = Story("s", "A story", tuple(r.id for r in reports), None, None)
    found = silences_of(story, {r.id: r for r in reports}, ENTITIES, facts)
    return [(LABELS[s.entity], s.report, " ".join(s.told_by)) for s in found]


BOTH = report("both", "Talks\nAnna Karr met Otto Voss.", published="2021-05-01")
ALSO = report("also", "A meeting\nMrs Karr saw Voss on Friday.", published="2021-05-02")
ONLY = report("only", "News\nKarr was in town.", published="2021-05-03")
EARLY = report("early", "News\nNobody was there.", published="2021-04-30")
UNDATED = report("undated", "News\nNobody was there.", published=None)


@pytest.mark.parametrize(
    ("reports", "found"),
    [
        ((BOTH, ALSO, ONLY), [("Otto Voss", "only", "both also")]),
        ((BOTH, ONLY), []),
        ((BOTH, replace(ALSO, origin="both"), ONLY), []),
        ((EARLY, BOTH, ALSO), []),
        ((replace(EARLY, published="2021-05-01"), BOTH, ALSO), [("Anna Karr", "early", "both also"), ("Otto Voss", "early", "both also")]),
        ((BOTH, ALSO, UNDATED), []),
        ((replace(BOTH, published=None), replace(ALSO, published=None), ONLY), []),
        ((BOTH, ALSO, report("headline", "VOSS AND KARR AGREE\nThey met.", published="2021-05-03")), []),
        ((BOTH,), []),
        ((), []),
    ],
)  # fmt: skip
def test_who_is_left_out(reports: tuple[Report, ...], found: list[tuple[str, str, str]]) -> None:
    assert silent(*reports) == found


@pytest.mark.parametrize(
    ("early", "late", "count"),
    [
        ("2021-05-01T08:00:00+00:00", "2021-05-01T09:00:00+00:00", 0),
        ("2021-05-01T09:00:00+00:00", "2021-05-01T08:00:00+00:00", 2),
        ("2021-05-01T09:30:00+02:00", "2021-05-01T08:00:00+00:00", 0),
        ("2021-05-01T08:00:00", "2021-05-01T09:00:00+00:00", 2),
    ],
)
def test_the_hour_counts_where_both_tell_it(early: str, late: str, count: int) -> None:
    assert len(silent(replace(EARLY, published=early), replace(BOTH, published=late), ALSO)) == count


def test_who_acts_or_speaks_in_one_report_is_an_actor() -> None:
    other = report("other", "News\nNobody was there.", published="2021-05-01")
    spoke = said(BOTH, "met Otto Voss", "Anna Karr", KARR)
    assert silent(BOTH, other, facts=(spoke,)) == [("Anna Karr", "other", "both")]
    met = event(BOTH, "CONSULT", "met", actors=(("Anna Karr", KARR),), recipients=(("Otto Voss", VOSS),))
    assert silent(BOTH, other, facts=(met,)) == [("Anna Karr", "other", "both")]
    assert silent(BOTH, other, facts=(promise(BOTH, "met", holder=("Anna Karr", KARR)),)) == []


def test_a_mention_that_is_resolved_names() -> None:
    office = report("office", "News\nThe minister saw Mr Voss.", published="2021-05-03")
    assert silent(BOTH, ONLY, office) == [("Otto Voss", "only", "both office"), ("Anna Karr", "office", "both only")]
    met = event(office, "CONSULT", "saw", recipients=(("The minister", KARR),))
    assert silent(BOTH, ONLY, office, facts=(met,)) == [("Otto Voss", "only", "both office")]


def test_what_stands_outside_the_facts_ends_silence_and_tells_nothing() -> None:
    credit = report("credit", "News\nNothing.\nBy Otto Voss", published="2021-05-03")
    *rest, last = credit.regions
    credit = replace(credit, regions=(*rest, Region(last.start, last.end, "credit", "test")))
    assert silent(BOTH, ALSO, credit) == [("Anna Karr", "credit", "both also")]
    assert silent(BOTH, credit, report("none", "News\nNothing.", published="2021-05-03")) == []


def test_states_by_their_adjective() -> None:
    first = report("first", "Border\nRuritanian troops met Freedonians.")
    second = report("second", "Border\nThe Kingdom of Ruritania and Freedonia met.")
    third = report("third", "Border\nThe Freedonian side spoke.")
    assert silent(first, second, third) == [("Ruritania", "third", "first second")]


def test_a_story_with_its_codings() -> None:
    codings = border_story()
    reports = {c.report.id: c.report for c in codings}
    facts: list[Told] = []
    for coding in codings:
        facts += [*coding.events]
        facts += [*coding.attributions]
        facts += [*coding.commitments]
    story = Story("s", "Border", tuple(reports), None, None)
    found = silences_of(story, reports, ENTITIES, facts)
    told = ("wire", "paper")
    assert found == (Silence(KARR.id, "ministry", told), Silence(VOSS.id, "ministry", told))
    assert found == silences_of(story, reports, reversed(ENTITIES), reversed(facts))
