"""What the model was asked of an event is heard again: its sentence, sides and the word of the deed."""

from __future__ import annotations

from dataclasses import replace

from detente.extract.hearing import Heard, find_heard, listen
from detente.language.event_model import EventModel
from detente.language.masking import show_pair
from detente.pipeline import Reader, code_report, judge_event
from detente.records.raw import RawReport
from tests.extract.factory import PUBLISHED, FakeJudge

TEXT = "Ruritania accused Freedonia of espionage and expelled its ambassador. Freedonia attacked Ruritania."


def test_an_event_is_explained_by_the_pair_that_was_judged(reader: Reader) -> None:
    with_model = replace(reader, events=EventModel("fake", FakeJudge({"ACCUSE": 0.9})))
    coding = code_report(RawReport("r", "test", None, PUBLISHED, None, TEXT, "jsonl", "r"), with_model)
    shown = {}
    for event in coding.events:
        judged = judge_event(event, coding.report, with_model)
        shown[event.evidence[0].quote] = judged[0] if judged else None
    assert any(masked and "→accused" in masked for masked in shown.values()), shown
    assert any(masked and "→attacked" in masked for masked in shown.values()), shown


def test_without_the_model_nothing_was_asked(reader: Reader) -> None:
    coding = code_report(RawReport("r", "test", None, PUBLISHED, None, TEXT, "jsonl", "r"), reader)
    assert coding.events
    assert judge_event(coding.events[0], coding.report, reader) is None


def test_of_other_sides_nothing_is_found(reader: Reader) -> None:
    heard: list[Heard] = []
    with_model = replace(reader, events=EventModel("fake", listen(FakeJudge({"ACCUSE": 0.9}), heard)))
    coding = code_report(RawReport("r", "test", None, PUBLISHED, None, TEXT, "jsonl", "r"), with_model)
    assert heard
    assert all(show_pair(pair) for pair, _ in heard)
    assert find_heard(replace(coding.events[0], actors=(), recipients=()), coding.report.text, heard) is None
