"""Relations of two parties: what happened between them, by cooperation and conflict, what they said of one another and promised.

A view of a record, no kind of row in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.compare.parties import Pair, Parties, pair_of
from detente.compare.words import fold
from detente.records.kinds import Attribution, Commitment, Entity, Event, Finding

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""What `Event.quad` 1 to 4 mean."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One happening: first and last day (ISO, None where none is told), quad 1 to 4, type, how many origins tell it, ids of its events, the surest first."""

    day: str | None
    until: str | None
    quad: int
    type: str
    origins: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Two parties, their names, and what there is between them.

    ``quads`` counts ``events`` by quad; these are in order of days, undated ones last. ``said`` has ids of statements of the first
    about the second and of the second about the first, ``commitments`` ids of what one promised the other or both agreed.
    """

    parties: Pair
    names: Pair
    from_: str | None
    until: str | None
    quads: tuple[int, int, int, int]
    events: tuple[Happened, ...]
    said: tuple[tuple[str, ...], tuple[str, ...]]
    commitments: tuple[str, ...]

    @property
    def told(self) -> tuple[tuple[int, int], ...]:
        """How many happenings were told by how many origins, as (origins, happenings)."""
        return tuple(sorted(Counter(event.origins for event in self.events).items()))


def relations_of(
    events: Iterable[Event],
    attributions: Iterable[Attribution],
    commitments: Iterable[Commitment],
    origins: Mapping[str, str],
    *,
    entities: Iterable[Entity] = (),
    findings: Iterable[Finding] = (),
) -> tuple[Relation, ...]:
    """All pairs of parties, those with most happenings first, then by name.

    ``origins`` is report id -> id of its origin's report (`Report.origin`). Only events that are actual and not historical count, and
    one happening counts once: what reports of one origin tell alike, and what a corroborated finding joins. Statements are counted
    likewise. ``entities`` name the parties and say for whom a speaker speaks; without them only codes are known.
    """
    parties, joined = Parties(entities), _joined(findings)
    told = sorted(events, key=lambda event: event.id)
    happened = _happened(told, parties, origins, joined)
    said = _said(attributions, told, parties, origins, joined)
    promised: dict[Pair, list[str]] = {}
    for row in commitments:
        for pair in parties.promised(row):
            promised.setdefault(pair, []).append(row.id)
    found = []
    for pair in {*happened, *promised, *(pair_of(*sides) for sides in said)}:
        statements = tuple(tuple(said.get(sides, ())) for sides in (pair, pair[::-1]))
        found.append(_relation(pair, parties, happened.get(pair, ()), statements, promised.get(pair, ())))
    return tuple(sorted(found, key=lambda relation: (-len(relation.events), relation.names, relation.parties)))


def _relation(
    pair: Pair,
    parties: Parties,
    events: Sequence[Happened],
    said: tuple[tuple[str, ...], ...],
    promised: Sequence[str],
) -> Relation:
    days = [day for event in events for day in (event.day, event.until) if day]
    quads = Counter(event.quad for event in events)
    return Relation(
        pair,
        (parties.name(pair[0]), parties.name(pair[1])),
        min(days, default=None),
        max(days, default=None),
        (quads[1], quads[2], quads[3], quads[4]),
        tuple(sorted(events, key=lambda event: (event.day is None, event.day or "", event.ids))),
        (said[0], said[1]),
        tuple(sorted(set(promised))),
    )


def _joined(findings: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """Record id -> the corroborated findings it is a member of."""
    held: dict[str, list[str]] = {}
    for finding in findings:
        if finding.verdict == "corroborated":
            for member in finding.members:
                held.setdefault(member.record or "", []).append(finding.id)
    return {record: tuple(ids) for record, ids in held.items() if record}


def _happened(
    events: Sequence[Event], parties: Parties, origins: Mapping[str, str], joined: Mapping[str, tuple[str, ...]]
) -> dict[Pair, list[Happened]]:
    """Pair -> its happenings; tellings are made one among the events of the pair, so that what others did joins nothing."""
    acted: dict[Pair, list[Event]] = {}
    for event in events:
        if event.status == "actual" and not event.historical:
            for pair in parties.acted(event):
                acted.setdefault(pair, []).append(event)
    found: dict[Pair, list[Happened]] = {}
    for pair, held in acted.items():
        keys = [[*_terms(event, parties, origins), *joined.get(event.id, ())] for event in held]
        found[pair] = [_one([held[n] for n in places], origins) for places in _groups(keys)]
    return found


def _one(told: Sequence[Event], origins: Mapping[str, str]) -> Happened:
    """One happening of its tellings, as the surest tells it."""
    held = sorted(told, key=lambda event: (-event.confidence, event.id))
    first, last = next((span for span in map(_days, held) if span[0]), (None, None))
    reports = {origins.get(event.report) or event.report for event in held}
    return Happened(first, last, held[0].quad, held[0].type, len(reports), tuple(event.id for event in held))


def _terms(event: Event, parties: Parties, origins: Mapping[str, str]) -> list[object]:
    """What two tellings of one origin share if they are one: type, sides and day, or type and the very words."""
    base = (origins.get(event.report) or event.report, event.type, event.modes)
    sides = (parties.of(event.actors), parties.of(event.recipients))
    words = tuple(fold(" ".join(e.quote.split())) for e in event.evidence[:1])
    return [("words", *base, words), *([("sides", *base, sides, _days(event))] if all(sides) else [])]


def _days(event: Event) -> tuple[str | None, str | None]:
    """First and last day; a time that is open to one side is its one day."""
    when = event.when
    if when is None:
        return None, None
    return when.start or when.end, when.end or when.start


def _said(
    attributions: Iterable[Attribution],
    events: Sequence[Event],
    parties: Parties,
    origins: Mapping[str, str],
    joined: Mapping[str, tuple[str, ...]],
) -> dict[tuple[str, str], list[str]]:
    """(speaker, about whom) -> ids of statements, one of each group that is one statement."""
    inside: dict[str, list[Event]] = {}
    for event in events:
        inside.setdefault(event.attribution or "", []).append(event)
    rows = sorted(attributions, key=lambda row: (row.report != origins.get(row.report, row.report), row.id))
    sides = [parties.spoke(row, inside.get(row.id, ())) for row in rows]
    keys: list[list[object]] = []
    for row, spoke in zip(rows, sides, strict=True):
        words = tuple(fold(" ".join(e.quote.split())) for e in row.content)
        keys.append([(origins.get(row.report) or row.report, spoke, words), *joined.get(row.id, ())])
    found: dict[tuple[str, str], list[str]] = {}
    for places in _groups(keys):
        for pair in sorted({pair for n in places for pair in sides[n]}):
            found.setdefault(pair, []).append(next(rows[n].id for n in places if pair in sides[n]))
    return {pair: sorted(ids) for pair, ids in found.items()}


def _groups(keys: Sequence[Sequence[object]]) -> list[list[int]]:
    """Places joined where they share a key, directly or over others; each group in order."""
    group_of: dict[object, list[int]] = {}
    for place, held in enumerate(keys):
        group = [place]
        for other in {id(g): g for key in held if (g := group_of.get(key))}.values():
            group += other
        for n in group:
            group_of |= dict.fromkeys(keys[n], group)
    return sorted({id(g): sorted(g) for g in group_of.values()}.values())
