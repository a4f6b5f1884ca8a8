"""Scoring of single events: which of the events counts, and which of its fields are right."""

from __future__ import annotations

from typing import Any

import pytest

from eval.coding import codes_of, judge

ENTITIES: dict[str, dict[str, Any]] = {"brom": {"iso3": "XRU", "code": None}, "body": {"iso3": None, "code": "UNO"}}


def _party(iso3: str | None = None, *, code: str | None = None, entity: str | None = None) -> dict[str, Any]:
    return {"iso3": iso3, "code": code, "entity": entity}


def _item(**changed: object) -> dict[str, Any]:
    item: dict[str, Any] = {
        "type": ["ACCUSE"],
        "actors": ["XRU"],
        "recipients": ["XFR"],
        "status": "actual",
        "status_ok": [],
        "voice": "reported",
        "date": "2015-05-12",
        "place": "Klow",
    }
    return {**item, **changed}


def _event(**changed: object) -> dict[str, Any]:
    event: dict[str, Any] = {
        "type": "ACCUSE",
        "actors": [_party("XRU")],
        "recipients": [_party("XFR")],
        "status": "actual",
        "voice": "reported",
        "when": {"start": "2015-05-12"},
        "where": {"quote": "the port of Klow"},
        "confidence": 0.8,
    }
    return {**event, **changed}


FIELDS = ("found", "actors", "recipients", "status", "voice", "date", "place")


def test_codes_are_of_the_party_and_its_entity() -> None:
    parties = [_party("XFR"), _party(code="NAT"), _party(entity="brom"), _party(entity="body"), _party(entity="none")]
    assert codes_of(parties, ENTITIES) == {"XFR", "NAT", "XRU", "UNO"}
    assert codes_of([_party()], ENTITIES) == set()


def test_everything_may_be_right() -> None:
    assert judge(_item(), [_event()], ENTITIES) == dict.fromkeys(FIELDS, True)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"actors": [_party("XFR")]}, {"actors"}),
        ({"actors": [_party(entity="brom")]}, set()),
        ({"recipients": []}, {"recipients"}),
        ({"status": "denied"}, {"status"}),
        ({"voice": "attributed"}, {"voice"}),
        ({"when": None}, {"date"}),
        ({"when": {"start": None}}, {"date"}),
        ({"when": {"start": "2015-05-13"}}, {"date"}),
        ({"where": None}, {"place"}),
        ({"where": {"quote": "Dorn"}}, {"place"}),
    ],
)
def test_each_field_may_be_wrong(changed: dict[str, Any], wrong: set[str]) -> None:
    judged = judge(_item(), [_event(**changed)], ENTITIES)
    assert {name for name, right in judged.items() if not right} == wrong


@pytest.mark.parametrize("events", [[], [_event(type="AID")]])
def test_only_found_is_told_where_no_event_fits(events: list[dict[str, Any]]) -> None:
    assert judge(_item(), events, ENTITIES) == {"found": False}


def test_a_companion_is_found_but_its_status_is_not_judged() -> None:
    item = _item(companion={"type": ["AID"]}, status="denied")
    judged = judge(item, [_event(type="AID")], ENTITIES)
    assert judged["found"]
    assert not {"status", "voice"} & set(judged)


def test_an_event_of_the_type_goes_before_its_companion() -> None:
    item = _item(companion={"type": ["AID"]})
    judged = judge(item, [_event(type="AID"), _event(actors=[], confidence=0.1)], ENTITIES)
    assert judged["found"]
    assert not judged["actors"]


def test_of_several_events_the_one_that_agrees_most_counts() -> None:
    events = [_event(actors=[_party("XSY")], confidence=0.9), _event(confidence=0.3)]
    assert judge(_item(), events, ENTITIES)["actors"]


def test_what_an_item_does_not_tell_is_not_judged() -> None:
    bare = _item(actors=[], recipients=[], date=None, place=None)
    assert judge(bare, [_event(actors=[])], ENTITIES) == {
        "found": True,
        "untold actor": True,
        "status": True,
        "voice": True,
    }
    assert not judge(bare, [_event()], ENTITIES)["untold actor"]


def test_other_statuses_and_recipients_may_be_allowed() -> None:
    item = _item(status_ok=["denied"], recipients_ok=[["XSY"]])
    judged = judge(item, [_event(status="denied", recipients=[_party("XSY")])], ENTITIES)
    assert judged["status"]
    assert judged["recipients"]


def test_the_first_day_of_an_interval_counts() -> None:
    assert judge(_item(date="2015-05-12/2015-05-14"), [_event()], ENTITIES)["date"]
