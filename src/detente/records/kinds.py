"""The record kinds, one class each, fields in the order they are written (DESIGN 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from detente.records.shapes import (
    Deadline,
    Evidence,
    Instrument,
    Member,
    Mention,
    Office,
    Region,
    Source,
    Time,
)

SCHEMA = 1

Genre = Literal["news", "opinion", "press-release", "transcript", "live", "unknown"]
EntityType = Literal["person", "state", "igo", "organisation", "group", "place", "document"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["says", "denies", "confirms", "promises", "threatens", "demands", "allows", "declines"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["actual", "planned", "conditional", "hypothetical", "demanded", "negated", "denied"]
Voice = Literal["reported", "attributed", "opinion"]
QuantityType = Literal["count", "duration", "money", "percent", "ratio"]
CommitmentType = Literal["agreement", "promise", "demand", "threat", "offer", "conditional", "deadline"]
CommitmentStatus = Literal["open", "met", "breached", "expired", "unknown"]
Verdict = Literal["corroborated", "compatible", "changed", "conflict", "single", "slip"]
Field = Literal["number", "date", "place", "person", "outcome", "quote", "attribution", "status", "event", "commitment"]


@dataclass(frozen=True, slots=True)
class Header:
    """First line of a record: which schema, program, lexicon and models made it."""

    kind: ClassVar[str] = "record"
    schema: int
    detente: str
    lexicon: str
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A text as an outlet published it, whole, with the roles of its parts."""

    kind: ClassVar[str] = "report"
    id: str
    outlet: str
    title: str | None
    published: str | None
    language: str | None
    genre: Genre
    url: str | None
    text: str
    regions: tuple[Region, ...] = ()
    origin: str | None = None
    supersedes: str | None = None

    def evidence(self, start: int, end: int) -> Evidence:
        """The words from ``start`` to ``end`` as Evidence."""
        return Evidence(self.id, start, end, self.text[start:end])

    @property
    def published_day(self) -> str | None:
        """The day of publication as ``YYYY-MM-DD``, or None."""
        return self.published[:10] if self.published else None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, state, body, group, place or document; aliases are other names of it, never metonyms or roles."""

    kind: ClassVar[str] = "entity"
    id: str
    label: str
    type: EntityType
    iso3: str | None = None
    code: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, in which form and with which stance."""

    kind: ClassVar[str] = "attribution"
    id: str
    report: str
    form: Form
    source: Source | None
    cue: Evidence | None
    content: tuple[Evidence, ...]
    stance: Stance
    addressee: tuple[Mention, ...] = ()
    occasion: Evidence | None = None
    when: Time | None = None
    via: str | None = None
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """A view the writer of an op-ed gives as his or her own."""

    kind: ClassVar[str] = "opinion"
    id: str
    report: str
    author: Mention | None
    content: tuple[Evidence, ...]
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom (PLOVER), whether it happened, and in whose voice it is told."""

    kind: ClassVar[str] = "event"
    id: str
    report: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    intensity: float
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    when: Time | None
    where: Mention | None
    status: Status
    historical: bool
    voice: Voice
    attribution: str | None
    evidence: tuple[Evidence, ...]
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, hedge and what is counted; ``low == high`` unless a range is told."""

    kind: ClassVar[str] = "quantity"
    id: str
    report: str
    type: QuantityType
    low: float | None
    high: float | None
    unit: str | None
    hedge: str | None
    of: str | None
    evidence: tuple[Evidence, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was promised, agreed, demanded or threatened: by whom, on what condition, by when."""

    kind: ClassVar[str] = "commitment"
    id: str
    report: str
    type: CommitmentType
    holder: tuple[Mention, ...]
    to: tuple[Mention, ...]
    parties: tuple[Mention, ...]
    instrument: Instrument | None
    condition: Evidence | None
    consequence: Evidence | None
    term: Evidence | None
    deadline: Deadline | None
    status: CommitmentStatus
    status_evidence: tuple[Evidence, ...]
    attribution: str | None
    evidence: tuple[Evidence, ...]
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of the same happenings."""

    kind: ClassVar[str] = "story"
    id: str
    title: str
    reports: tuple[str, ...]
    from_: str | None
    until: str | None
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the reports of a story agree, differ, change or are alone; ``origins`` counts independent origins."""

    kind: ClassVar[str] = "finding"
    id: str
    story: str
    verdict: Verdict
    field: Field
    subject: str
    reason: str
    origins: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was not understood, said openly."""

    kind: ClassVar[str] = "issue"
    id: str
    code: str
    message: str
    report: str | None
    evidence: Evidence | None


Fact = Attribution | Opinion | Event | Quantity | Commitment
AnyRecord = Header | Report | Entity | Attribution | Opinion | Event | Quantity | Commitment | Story | Finding | Issue

KINDS: dict[str, type] = {
    cls.kind: cls
    for cls in (
        Header, Report, Entity, Attribution, Opinion, Event, Quantity, Commitment, Story, Finding, Issue,
    )
}  # fmt: skip
"""Kind name -> class, in the order a record is written."""
