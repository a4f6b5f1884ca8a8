"""One happening told several times in a report is one event with several pieces of evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.extract.logical import lemma
from detente.lexicon.events import EventRules
from detente.records.ids import make_id
from detente.records.kinds import Event, EventType, Report, Status, Voice
from detente.records.shapes import Evidence, Mention, Role, Time

if TYPE_CHECKING:
    from detente.extract.triggers import Match

_VERBAL = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
"""Types of which one party does several in a report: merged only where the same word tells them."""

_OF_STATES = frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "COERCE", "SANCTION", "AID"})
"""Types whose parties are compared by state: "missiles hit Klow" and "missiles struck the Syldavian port" may be one strike."""


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an event; ``sentence`` begins at character ``opens`` of the report."""

    match: Match
    type: EventType
    mode: str | None
    status: Status
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    when: Time | None
    where: Mention | None
    evidence: Evidence
    sentence: str
    opens: int
    voice: Voice
    attribution: str | None
    historical: bool
    confidence: float
    role: Role
    paragraph: int = 0


def build_events(told: Iterable[Told], report: Report, rules: EventRules) -> tuple[Event, ...]:
    """Events from tellings, in text order of their first evidence."""
    groups: list[list[Told]] = []
    for item in told:
        for group in groups:
            if all(_is_same(item, other) for other in group):
                group.append(item)
                break
        else:
            groups.append([item])
    events = []
    seen: dict[tuple[int, int, str], int] = {}
    for group in groups:
        first = group[0].evidence
        key = (first.start, first.end, group[0].type)
        seen[key] = seen.get(key, -1) + 1
        events.append(_event(group, report, rules, seen[key]))
    return tuple(sorted(events, key=lambda e: (e.evidence[0].start, e.evidence[0].end, e.type, e.id)))


def _is_same(one: Told, other: Told) -> bool:
    if one.type != other.type or one.status != other.status or (one.voice == "opinion") != (other.voice == "opinion"):
        return False
    coarse = one.type in _OF_STATES
    actors, recipients = (one.actors, other.actors), (one.recipients, other.recipients)
    if not is_compatible(*actors, coarse=coarse) or not is_compatible(*recipients, coarse=coarse):
        return False
    if not _same_time(one.when, other.when):
        return False
    if one.evidence == other.evidence:
        return True
    if not (one.actors or one.recipients) or not (other.actors or other.recipients):
        return is_same_act(one, other) and not _is_of_others(one, other)
    if not (
        _keys(one.actors, coarse) & _keys(other.actors, coarse)
        or _keys(one.recipients, coarse) & _keys(other.recipients, coarse)
    ):
        return False
    words = lemma(one.match.frame.trigger), lemma(other.match.frame.trigger)
    if "headline" in (one.role, other.role) or "standfirst" in (one.role, other.role):
        return one.match.pattern.id == other.match.pattern.id or one.mode == other.mode
    if one.type in _VERBAL:
        return words[0] == words[1] and one.evidence.quote == other.evidence.quote
    if one.type == "CONSULT":
        return True
    return one.match.pattern.id == other.match.pattern.id or words[0] == words[1] or one.mode == other.mode


def _is_of_others(one: Told, other: Told) -> bool:
    """Who did it and what it was done to both go by other words: "the cutter rammed the pier" and "the ferry rammed the yacht"."""
    left, right = one.match.frame, other.match.frame
    sides = ((left.subjects, right.subjects), (left.objects, right.objects))
    return all(a and b and not {lemma(t) for t in a} & {lemma(t) for t in b} for a, b in sides)


def is_same_act(one: Told, other: Told) -> bool:
    """Whether the same word, or patterns of the same kind of act, tell both."""
    left, right = one.match.pattern.row.same, other.match.pattern.row.same
    if left and right:
        return left == right
    return lemma(one.match.frame.trigger) == lemma(other.match.frame.trigger)


def _keys(mentions: Iterable[Mention], coarse: bool = False) -> set[object]:
    if coarse:
        return {m.iso3 or m.code or m.entity or m.quote.lower() for m in mentions}
    return {m.entity or m.iso3 or m.code or m.quote.lower() for m in mentions}


def is_compatible(one: tuple[Mention, ...], other: tuple[Mention, ...], *, coarse: bool = False) -> bool:
    """Whether two lists of parties may be the same: one is part of the other, or empty; ``coarse`` compares their states."""
    left, right = _keys(one, coarse), _keys(other, coarse)
    return not left or not right or left <= right or right <= left


def _same_time(one: Time | None, other: Time | None) -> bool:
    if one is None or other is None:
        return True
    if one.start is None or other.start is None:
        # Undated, "signed last February" is still another signing than "signed in June 2012".
        return one.text.lower() == other.text.lower() or (one.start is None and other.start is None)
    short, long_ = sorted((one.start, other.start), key=len)
    return long_.startswith(short)


def _event(group: list[Told], report: Report, rules: EventRules, ordinal: int) -> Event:
    best = max(group, key=lambda item: (item.confidence, -item.evidence.start))
    fullest = max(group, key=lambda item: (len(_keys(item.actors)) + len(_keys(item.recipients)), item.confidence))
    when = next((item.when for item in sorted(group, key=_precision) if item.when), None)
    where = next((item.where for item in group if item.where), None)
    evidence = tuple(dict.fromkeys(item.evidence for item in group))
    first = group[0]
    voice = next((item for item in group if item.voice == "reported"), best)
    type_rules = rules.types[best.type]
    return Event(
        id=make_id("event", report.id, first.evidence.start, first.evidence.end, first.type, ordinal),
        report=report.id,
        type=best.type,
        modes=tuple(dict.fromkeys(item.mode for item in group if item.mode)),
        contexts=_contexts(group, rules),
        quad=type_rules.quad,
        intensity=type_rules.score(best.mode),
        actors=fullest.actors,
        recipients=fullest.recipients,
        when=when,
        where=where,
        status=best.status,
        historical=all(item.historical for item in group),
        voice=voice.voice,
        attribution=voice.attribution,
        evidence=evidence,
        rule=best.match.pattern.id,
        confidence=best.confidence,
    )


def _precision(item: Told) -> tuple[int, int]:
    order = {"day": 0, "interval": 1, "week": 2, "month": 3, "year": 4}
    precision = item.when.precision if item.when and item.when.start else None
    return order.get(precision or "", 9), item.evidence.start


def _contexts(group: list[Told], rules: EventRules) -> tuple[str, ...]:
    """Contexts whose words stand in the sentences that tell the event."""
    words = set()
    for item in group:
        lowered = [lemma(token) for token in item.match.frame.trigger.sent if token.is_alpha]
        words |= set(lowered) | {f"{a} {b}" for a, b in pairwise(lowered)}
    return tuple(name for name, cues in rules.contexts if cues & words)


def without_parties(told: Told) -> Told:
    """The same telling with nobody in it, for tests."""
    return replace(told, actors=(), recipients=())
