from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.records.codec import from_line, from_row, to_line, to_row
from detente.records.kinds import KINDS, AnyRecord, Entity, Event, Story
from detente.records.shapes import Evidence, Mention, Office, Time

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))

EVIDENCE = Evidence("r-1", 4, 9, "Klimo")
EVENT = Event(
    "e-1", "r-1", "CONSULT", ("meet",), (), 1, 7.0, (Mention("r-1", 0, 9, "Ruritania", None, "XRU"),), (),
    Time("Tuesday", (10, 17), "2015-05-12", "2015-05-12", "day", "Tuesday; published 2015-05-13"),
    None, "actual", False, "reported", None, (EVIDENCE,), "meet", 0.85,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_kind_comes_back_as_it_was(kind: str, data: st.DataObject) -> None:
    record: AnyRecord = data.draw(st.from_type(KINDS[kind]))
    line = to_line(record)
    assert "\n" not in line
    assert from_line(line) == record
    assert to_line(from_line(line)) == line
    assert next(iter(json.loads(line))) == "kind"


def test_fields_are_written_in_their_order_and_lists_are_never_null() -> None:
    row = to_row(Story("s-1", "Talks", ("r-1",), "2015-05-12", None))
    assert list(row) == ["kind", "id", "title", "reports", "from", "until", "entities"]
    assert row["entities"] == []
    assert row["until"] is None


def test_a_line_in_full() -> None:
    entity = Entity("n-1", "Zoë", "person", aliases=("Z.",), offices=(Office("envoy", "XRU", None, None, EVIDENCE),))
    assert to_line(entity) == (
        '{"kind":"entity","id":"n-1","label":"Zoë","type":"person","iso3":null,"code":null,"sector":null,'
        '"wikidata":null,"aliases":["Z."],"offices":[{"title":"envoy","of":"XRU","from":null,"until":null,'
        '"evidence":{"report":"r-1","start":4,"end":9,"quote":"Klimo"}}]}'
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "rumour"}, "expected a record kind .*, found 'rumour'"),
        ({"kind": None}, "expected a record kind .*, found None"),
        ({"mood": "bad"}, r"event: unknown fields \['mood'\], missing fields \[\]"),
        ({"type": "GOSSIP"}, "event.type: expected one of AGREE, .*, found 'GOSSIP'"),
        ({"quad": "1"}, "event.quad: expected int, found '1'"),
        ({"quad": True}, "event.quad: expected int, found True"),
        ({"historical": 1}, "event.historical: expected bool, found 1"),
        ({"modes": "meet"}, "event.modes: expected a list, found 'meet'"),
        ({"modes": ["meet", 3]}, r"event.modes\[1\]: expected str, found 3"),
        ({"report": None}, "event.report: expected str, found None"),
        ({"actors": [["r-1", 0]]}, r"event.actors\[0\]: expected an object"),
        ({"evidence": [{"report": "r-1"}]}, r"event.evidence\[0\]: unknown fields \[\], missing fields \['end'"),
        ({"when": {**to_row(EVENT)["when"], "at": [1, 2, 3]}}, "event.when.at: expected 2 items, found 3"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_row({**to_row(EVENT), **changes})


@pytest.mark.parametrize("line", ["", "Dear reader", "[1, 2]", "null", '{"kind":"event"', "\x00"])
def test_what_is_no_row(line: str) -> None:
    with pytest.raises(InputError):
        from_line(line)


@pytest.mark.parametrize("cls", [*KINDS.values(), Evidence, Mention, Time])
def test_records_are_frozen(cls: type) -> None:
    assert dataclasses.fields(cls)
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert hasattr(cls, "__slots__")


def test_an_int_will_do_for_a_float() -> None:
    row = {**to_row(EVENT), "intensity": 7}
    assert from_row(row) == EVENT
