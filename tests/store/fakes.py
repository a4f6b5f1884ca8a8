"""A reader that needs no parser: "Ruritania met Freedonia." is a meeting, 'Ruritania said: "..."' an attribution."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.records.coding import Coding, Record
from detente.records.ids import entity_id, make_id
from detente.records.kinds import SCHEMA, Attribution, Entity, Event, Header, Issue, Report
from detente.records.raw import RawReport, Skipped
from detente.records.shapes import Evidence, Mention, Region, Source
from detente.store.database import Store
from detente.store.intake import Outcome, take_reports
from detente.store.making import Making

STATES = {"Ruritania": "XRU", "Freedonia": "XFR", "Sylvania": "XSY", "Borduria": "XBO"}
MAKING = Making(Header(SCHEMA, "0.0-test", "lexicon-1", ("fake 1",)))

_MET = re.compile(r"(\w+) met (\w+)\.")
_SAID = re.compile(r'(\w+) said: "([^"]*)"')


def raw(
    text: str,
    *,
    identity: str | None = None,
    outlet: str = "wire",
    title: str | None = None,
    published: str | None = "2031-05-04",
    url: str | None = None,
) -> RawReport:
    """A raw report."""
    return RawReport(identity, outlet, title, published, url, text, "txt", f"{outlet}.txt")


def fake_code(given: RawReport) -> Coding:
    """A coding with every kind of link between its rows."""
    report = Report(
        given.id or "none",
        given.outlet,
        given.title,
        given.published,
        "en",
        "news",
        given.url,
        given.text,
        (Region(0, len(given.text), "body", "all of it"),) if given.text else (),
    )
    entities: dict[str, Entity] = {}

    def mention(found: re.Match[str], group: int) -> Mention:
        name = found[group]
        iso3 = STATES.get(name)
        identity = entity_id(iso3=iso3, name=name)
        entities[identity] = Entity(identity, name, "state" if iso3 else "organisation", iso3)
        return Mention(report.id, found.start(group), found.end(group), name, identity, iso3, rule="name")

    events, attributions = [], []
    for found in _MET.finditer(given.text):
        evidence = report.evidence(found.start(), found.end())
        events.append(
            Event(
                make_id("event", report.id, evidence.start, evidence.end), report.id, "CONSULT", ("meet",), (), 1, 1.0,
                (mention(found, 1),), (mention(found, 2),), None, None, "actual", False, "reported", None, (evidence,),
                "fake-meet", 0.9,
            )
        )  # fmt: skip
    for found in _SAID.finditer(given.text):
        said = mention(found, 1)
        source = Source(said.start, said.end, said.quote, (said.entity or "",))
        content = report.evidence(found.start(2), found.end(2)) if found[2] else report.evidence(*found.span())
        attributions.append(
            Attribution(
                make_id("attribution", report.id, content.start), report.id, "direct", source, None, (content,), "says",
                rule="fake-said", confidence=0.8,
            )
        )  # fmt: skip
    issues = () if given.published else (_undated(report),)
    held = tuple(entity for _, entity in sorted(entities.items()))
    return Coding(report, held, tuple(attributions), (), tuple(events), (), (), issues)


def _undated(report: Report) -> Issue:
    evidence = Evidence(report.id, 0, 1, report.text[:1]) if report.text else None
    return Issue(
        make_id("issue", report.id, "no-publication-date"), "no-publication-date", "undated", report.id, evidence
    )


def read(store: Store, *raws: RawReport | Skipped, making: Making = MAKING) -> Outcome:
    """One command that reads these reports."""
    return take_reports(store, raws, code=fake_code, making=making)


def read_each(store: Store, raws: Iterable[RawReport], making: Making = MAKING) -> Record:
    """One command a report; the record after the last."""
    record = read(store, making=making).record
    for one in raws:
        record = read(store, one, making=making).record
    return record
