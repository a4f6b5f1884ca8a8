from __future__ import annotations

from dataclasses import replace

import pytest

from detente.records.check import check_record, find_spans
from detente.records.coding import Record
from detente.records.kinds import Commitment, Entity, Event, Finding, Header, Issue, Report, Story
from detente.records.shapes import Deadline, Evidence, Member, Mention, Office, Region, Source, Time
from tests.store.fakes import fake_code, raw

TEXT = 'On Tuesday Ruritania met Freedonia. Sylvania said: "By June we agree."'
CODING = fake_code(raw(TEXT, identity="r"))
(EVENT,), (ATTRIBUTION,) = CODING.events, CODING.attributions
STATE = CODING.entities[0]
RECORD = Record(
    Header(1, "0", "x"), (CODING.report,), CODING.entities, CODING.attributions, events=CODING.events,
    stories=(Story("s-1", "Talks", ("r",), None, None, (STATE.id,)),),
)  # fmt: skip
OTHER = Report("q", "daily", None, None, "en", "news", None, "The pact ends by June.")
COMMITMENT = Commitment(
    "c-1", "r", "promise", (), (), (), None, None, None, None,
    Deadline("by June", (14, 21), None, None, None, None, None), "open", (), None,
    (Evidence("r", 0, 2, "On"), Evidence("q", 4, 8, "pact")),
)  # fmt: skip


def test_a_sound_record() -> None:
    assert check_record(RECORD) == []
    wheres = [span.where for span in find_spans(RECORD)]
    assert wheres == [
        "report r body",
        *[f"attribution {ATTRIBUTION.id} source", f"attribution {ATTRIBUTION.id}"],
        *[f"event {EVENT.id}"] * 3,
    ]


def test_an_empty_record() -> None:
    assert check_record(Record(Header(1, "0", "x"))) == []


def test_a_deadline_may_stand_in_any_report_that_tells_the_commitment() -> None:
    assert check_record(replace(RECORD, reports=(CODING.report, OTHER), commitments=(COMMITMENT,))) == []


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        (
            replace(RECORD, events=(replace(EVENT, evidence=(Evidence("r", 0, 2, "ON"),)),)),
            f"event {EVENT.id}: expected 'ON' at 0-2 of r, found 'On'",
        ),
        (
            replace(RECORD, events=(replace(EVENT, evidence=(Evidence("r", 5, 5, ""),)),)),
            f"event {EVENT.id}: expected 'text' at 5-5 of r, found ''",
        ),
        (
            replace(RECORD, events=(replace(EVENT, evidence=(Evidence("r", -2, 2, "On"),)),)),
            f"event {EVENT.id}: expected 'On' at -2-2 of r, found 'On'",
        ),
        (
            replace(RECORD, events=(replace(EVENT, where=Mention("r", 0, 900, TEXT)),)),
            f"event {EVENT.id}: expected {TEXT[:57] + '...'!r} at 0-900 of r, found {TEXT[:57] + '...'!r}",
        ),
        (
            replace(RECORD, events=(replace(EVENT, evidence=(Evidence("zz", 0, 2, "On"),)),)),
            f"event {EVENT.id}: report zz is not in the record",
        ),
        (
            replace(RECORD, events=(replace(EVENT, when=Time("Monday", (3, 10), None, None, None, None)),)),
            f"event {EVENT.id} time: expected 'Monday' at 3-10 of r, found 'Tuesday'",
        ),
        (
            replace(RECORD, attributions=(replace(ATTRIBUTION, source=Source(0, 3, "Who")),)),
            f"attribution {ATTRIBUTION.id} source: expected 'Who' at 0-3 of r, found 'On '",
        ),
        (
            replace(RECORD, reports=(replace(CODING.report, regions=(Region(0, 999, "body", ""),)),)),
            f"report r body: expected 'text' at 0-999 of r, found {TEXT[:57] + '...'!r}",
        ),
        (
            replace(RECORD, events=(replace(EVENT, attribution="a-0"),)),
            f"event {EVENT.id}: attribution a-0 is not in the record",
        ),
        (
            replace(RECORD, attributions=(replace(ATTRIBUTION, via="a-0"),)),
            f"attribution {ATTRIBUTION.id}: via a-0 is not in the record",
        ),
        (
            replace(RECORD, attributions=(replace(ATTRIBUTION, source=Source(0, 2, "On", ("n-0",))),)),
            f"attribution {ATTRIBUTION.id}: entities n-0 is not in the record",
        ),
        (
            replace(RECORD, events=(replace(EVENT, actors=(Mention("r", 0, 2, "On", "n-0"),)),)),
            f"event {EVENT.id}: entity n-0 is not in the record",
        ),
        (
            replace(RECORD, stories=(replace(RECORD.stories[0], reports=("r", "zz")),)),
            "story s-1: reports zz is not in the record",
        ),
        (
            replace(RECORD, reports=(replace(CODING.report, supersedes="zz"),)),
            "report r: supersedes zz is not in the record",
        ),
        (
            replace(RECORD, findings=(Finding("f-1", "s-0", "single", "event", "x", "y", 1, (Member("r", EVENT.id, None),)),)),
            "finding f-1: story s-0 is not in the record",
        ),
        (
            replace(RECORD, findings=(Finding("f-1", "s-1", "single", "event", "x", "y", 1, (Member("r", "e-0", None),)),)),
            "finding f-1: record e-0 is not in the record",
        ),
        (
            replace(RECORD, issues=(Issue("i-1", "no-date", "why", "r", Evidence("r", 0, 2, "no")),)),
            "issue i-1: expected 'no' at 0-2 of r, found 'On'",
        ),
        (
            replace(RECORD, entities=(*RECORD.entities, Entity("n-9", "A", "person", offices=(
                Office("envoy", None, None, None, Evidence("r", 0, 2, "on")),)))),
            "entity n-9: expected 'on' at 0-2 of r, found 'On'",
        ),
        (replace(RECORD, events=(EVENT, EVENT)), f"event {EVENT.id}: expected one row of this id, found 2"),
        (
            replace(RECORD, commitments=(COMMITMENT,), reports=(CODING.report, replace(OTHER, text="The pact ends in May."))),
            "commitment c-1 time: expected 'by June' at 14-21 of r, found 'itania '",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(record: Record, problem: str) -> None:
    assert check_record(record) == [problem]


def test_an_event_may_repeat_the_id_of_another_kind() -> None:
    event = Event(**{name: getattr(EVENT, name) for name in Event.__slots__ if name != "id"}, id=ATTRIBUTION.id)
    assert check_record(replace(RECORD, events=(event,))) == []
