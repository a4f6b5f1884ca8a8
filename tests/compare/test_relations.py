"""Pairs of parties: what counts as one happening, and in whose name who acts and speaks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from detente.compare.comparison import compare_codings
from detente.compare.relations import Relation, relations_of
from detente.records.coding import Coding, Record
from detente.records.kinds import Event
from tests.compare.factory import (
    FREEDONIA,
    HEADER,
    KARR,
    RURITANIA,
    SYLVANIA,
    border_story,
    coding,
    event,
    mention,
    promise,
    report,
    said,
)


def relate(*codings: Coding) -> tuple[Relation, ...]:
    record = compare_codings(codings, header=HEADER, one_story=True)
    return of_record(record)


def of_record(record: Record) -> tuple[Relation, ...]:
    origins = {r.id: r.origin or r.id for r in record.reports}
    rows = (record.events, record.attributions, record.commitments)
    return relations_of(*rows, origins, entities=record.entities, findings=record.findings)


def test_the_border_story() -> None:
    (found,) = relate(*border_story())
    assert (found.parties, found.names) == (("XFR", "XRU"), ("Freedonia", "Ruritania"))
    assert (found.from_, found.until) == ("2021-04-29", "2021-04-30")
    meetings = [e for e in found.events if e.type == "CONSULT"]
    assert [(e.day, e.origins, len(e.ids)) for e in meetings] == [("2021-04-30", 2, 2)]
    assert sum(found.quads) == len(found.events) == sum(count for _, count in found.told)


SHELLED = "Ruritania shelled Freedonia on 29 April."
SIDES = {"actors": (("Ruritania", RURITANIA),), "recipients": (("Freedonia", FREEDONIA),)}


def shelling(name: str, changes: Mapping[str, Any] = MappingProxyType({})) -> Coding:
    held = report(name, f"{name} tells\n{SHELLED}")
    told = event(held, "ASSAULT", SHELLED, when="2021-04-29", **SIDES)  # type: ignore[arg-type]
    return coding(held, events=(replace(told, **({"quad": 4} | dict(changes))),))


@pytest.mark.parametrize(
    ("changes", "quads"),
    [
        ({}, (0, 0, 0, 1)),
        ({"status": "planned"}, None),
        ({"status": "denied"}, None),
        ({"historical": True}, None),
        ({"actors": ()}, None),
        ({"quad": 2}, (0, 1, 0, 0)),
    ],
)
def test_what_counts(changes: dict[str, Any], quads: tuple[int, ...] | None) -> None:
    found = relate(shelling("wire", changes))
    assert [r.quads for r in found] == ([quads] if quads else [])


def test_copies_of_one_origin_count_once_and_two_origins_do_not() -> None:
    events = [*shelling("wire").events, *shelling("copy").events, *shelling("paper").events]
    origins = {"wire": "wire", "copy": "wire", "paper": "paper"}
    (found,) = relations_of(events, (), (), origins)
    assert [(e.origins, len(e.ids)) for e in found.events] == [(1, 2), (1, 1)]
    assert found.told == ((1, 2),)
    (copied,) = relations_of(events[:2], (), (), origins)
    assert copied.quads == (0, 0, 0, 1)


@pytest.mark.parametrize(
    ("kind", "quad", "count"),
    [("AGREE", 1, 3), ("COOPERATE", 2, 3), ("ACCUSE", 3, 0), ("ASSAULT", 4, 0)],
)
def test_who_acts_together_does_so_with_one_another_only_in_peace(kind: str, quad: int, count: int) -> None:
    held = report("wire", "Talks\nRuritania, Freedonia and Sylvania acted.")
    actors = (("Ruritania", RURITANIA), ("Freedonia", FREEDONIA), ("Sylvania", SYLVANIA))
    told: Event = replace(event(held, kind, "acted", actors=actors), quad=quad)  # type: ignore[arg-type]
    assert len(relate(coding(held, events=(told,)))) == count


def test_statements_and_commitments_between_two() -> None:
    held = report(
        "wire",
        "Talks\nKarr said Freedonia broke its word. Freedonia promised to pay. Freedonia told Ruritania it was sorry.",
    )
    rows = coding(
        held,
        attributions=(said(held, "Freedonia broke its word", "Karr", KARR), said(held, "sorry", "Talks", KARR)),
        commitments=(
            replace(
                promise(held, "promised to pay", holder=("Freedonia", FREEDONIA)),
                to=(mention(held, "Ruritania", RURITANIA),),
            ),
        ),
    )
    (found,) = relate(rows)
    assert found.parties == ("XFR", "XRU")
    assert [len(ids) for ids in found.said] == [0, 1]
    assert found.said[1] == (rows.attributions[0].id,)
    assert found.commitments == (rows.commitments[0].id,)
    assert (found.quads, found.from_, found.events) == ((0, 0, 0, 0), None, ())


@pytest.mark.parametrize("seed", range(5))
def test_order_changes_nothing(seed: int) -> None:
    record = compare_codings(border_story(), header=HEADER, one_story=True)
    wanted = of_record(record)
    drawn = random.Random(seed)
    rows: dict[str, Any] = {
        name: tuple(drawn.sample(held, len(held)))
        for name in ("events", "attributions", "commitments", "entities", "findings")
        for held in (getattr(record, name),)
    }
    assert of_record(replace(record, **rows)) == wanted
