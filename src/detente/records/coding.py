"""What comes out of reading: a Coding for each report, a Record for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.records.kinds import (
    AnyRecord,
    Attribution,
    Commitment,
    Entity,
    Event,
    Finding,
    Header,
    Issue,
    Opinion,
    Quantity,
    Report,
    Story,
)


@dataclass(frozen=True, slots=True)
class Coding:
    """One report and everything read from it alone; each tuple is in text order, entities by id."""

    report: Report
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known: reports and facts of every report, and what comparing them found."""

    header: Header
    reports: tuple[Report, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    events: tuple[Event, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    stories: tuple[Story, ...] = ()
    findings: tuple[Finding, ...] = ()
    issues: tuple[Issue, ...] = ()

    def rows(self) -> Iterator[AnyRecord]:
        """Every row in the order it is written: header, then kind by kind."""
        yield self.header
        yield from self.reports
        yield from self.entities
        yield from self.attributions
        yield from self.opinions
        yield from self.events
        yield from self.quantities
        yield from self.commitments
        yield from self.stories
        yield from self.findings
        yield from self.issues
