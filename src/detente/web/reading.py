"""How a fact was read: what it says, its rule and confidence, and what other reports say."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.brief.dates import plain_day, plain_time
from detente.brief.names import Namer
from detente.brief.rules import load_brief_rules
from detente.records.kinds import Attribution, Commitment, Event, Finding, Opinion, Quantity
from detente.records.shapes import Mention
from detente.web import addresses
from detente.web.matrix import HEADINGS
from detente.web.telling import AnyFact, places
from detente.web.words import day_reasons, kind_word, sure_word

LAYER = {"attribution": "said", "opinion": "said", "event": "event", "commitment": "commitment", "quantity": ""}
"""Kind -> the layer of marks it is shown in."""
SINGLE = "Only this report tells it"


@dataclass(frozen=True, slots=True)
class Named:
    """Words that stand for somebody, whom they were read as, and by which rule."""

    words: str
    label: str
    href: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Other:
    """What comparing found about a fact."""

    verdict: str
    heading: str
    reason: str
    href: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact as it was read; ``told`` are headings with what stands under them."""

    id: str
    kind: str
    layer: str
    heading: str
    words: str
    told: tuple[tuple[str, str], ...]
    named: tuple[Named, ...]
    rule: str
    sure: str
    others: tuple[Other, ...]
    href: str
    words_href: str


def read_fact(fact: AnyFact, namer: Namer, findings: Iterable[Finding]) -> Reading:
    """The reading of a fact; ``findings`` are those that may name it."""
    confidence = getattr(fact, "confidence", None)
    return Reading(
        fact.id,
        fact.kind,
        LAYER[fact.kind],
        _heading(fact, namer),
        " … ".join(" ".join(e.quote.split()) for e in places(fact)),
        tuple((name, words) for name, words in _told(fact, namer) if words),
        tuple(dict.fromkeys(_named(m, namer) for m in mentions(fact) if m.rule)),
        fact.rule,
        sure_word(confidence) if confidence is not None else "",
        tuple(_others(fact.id, findings)),
        addresses.fact(fact.id),
        addresses.report(fact.report, fact.id),
    )


def mentions(value: Any) -> Iterator[Mention]:
    """Every mention in a fact."""
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from mentions(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from mentions(getattr(value, field.name))


def _named(mention: Mention, namer: Namer) -> Named:
    href = addresses.entity(mention.entity) if mention.entity else None
    return Named(" ".join(mention.quote.split()), namer.joined((mention,)), href, mention.rule or "")


def _others(identity: str, findings: Iterable[Finding]) -> Iterator[Other]:
    for finding in findings:
        if any(m.record == identity for m in finding.members):
            heading = SINGLE if finding.verdict == "single" else HEADINGS[finding.verdict]
            yield Other(finding.verdict, heading, finding.reason, addresses.finding(finding.id))


def _heading(fact: AnyFact, namer: Namer) -> str:
    """ "Statement: A", "Event: CONSULT", "Commitment: promise"."""
    word = kind_word(fact.kind).capitalize()
    match fact:
        case Attribution():
            return f"{word}: {namer.speaker(fact.source) if fact.source else 'no speaker found'}"
        case Commitment():
            return load_brief_rules().word("commitments", fact.type)
        case Event():
            return f"{word}: {fact.type.lower()}{f' ({fact.modes[0]})' if fact.modes else ''}"
        case _:
            return word


def _told(fact: AnyFact, namer: Namer) -> Iterator[tuple[str, str]]:
    match fact:
        case Attribution():
            yield from _statement(fact, namer)
        case Event():
            yield from _event(fact, namer)
        case Commitment():
            yield from _commitment(fact, namer)
        case Quantity():
            yield from _quantity(fact)
        case Opinion():
            yield "writer", namer.joined((fact.author,)) if fact.author else "not named"


def _statement(fact: Attribution, namer: Namer) -> Iterator[tuple[str, str]]:
    if fact.source and not fact.source.entities:
        yield "source", f"not named ({fact.source.anonymous})" if fact.source.anonymous else "not identified"
    yield "stance", fact.stance
    yield "form", f"{fact.form} speech"
    yield "to", namer.joined(fact.addressee)
    yield "occasion", fact.occasion.quote if fact.occasion else ""
    yield "when", _when(plain_time(fact.when), day_reasons(fact.when))
    yield "word of saying", fact.cue.quote if fact.cue else ""


def _event(fact: Event, namer: Namer) -> Iterator[tuple[str, str]]:
    yield "who", namer.joined(fact.actors) or "not told"
    yield "to whom", namer.joined(fact.recipients)
    yield "when", _when(plain_time(fact.when), day_reasons(fact.when)) or "no day told"
    yield "where", fact.where.quote if fact.where else ""
    yield "status", fact.status + (", earlier than the news" if fact.historical else "")
    yield "voice", {"reported": "the report's own", "attributed": "a source's", "opinion": "the writer's"}[fact.voice]
    yield "about", ", ".join(context.replace("_", " ") for context in fact.contexts)
    yield "intensity", f"{fact.intensity:+g} of −10 to +10"


def _commitment(fact: Commitment, namer: Namer) -> Iterator[tuple[str, str]]:
    yield "by", namer.joined(fact.holder or fact.parties)
    yield "to", namer.joined(fact.to)
    yield "agreement", fact.instrument.label if fact.instrument else ""
    yield "condition", fact.condition.quote if fact.condition else ""
    yield "what follows", fact.consequence.quote if fact.consequence else ""
    if fact.deadline:
        day = plain_day(fact.deadline.date) if fact.deadline.date else plain_time(fact.deadline)
        yield "last day", _when(day, day_reasons(fact.deadline))
    yield "status", load_brief_rules().word("statuses", fact.status)


def _quantity(fact: Quantity) -> Iterator[tuple[str, str]]:
    low, high = (f"{n:,g}" if n is not None else "" for n in (fact.low, fact.high))
    yield "number", low if low == high else f"{low} to {high}"
    yield "unit", fact.unit or ""
    yield "of", fact.of or ""
    yield "hedge", fact.hedge or ""


def _when(day: str, note: str) -> str:
    return f"{day} ({note})" if day and note else day or note


def index_others(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """Fact -> the findings that name it."""
    held: dict[str, list[Finding]] = {}
    for finding in findings:
        for record in dict.fromkeys(m.record for m in finding.members if m.record):
            held.setdefault(record, []).append(finding)
    return held
