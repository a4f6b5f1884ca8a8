"""A fact as a correction says it is: other type, other speaker, other parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast, get_args

from detente.compare.attaching import NotFoundError, words_of
from detente.compare.commitments import CORRECTED
from detente.compare.names import state_names
from detente.compare.passages import cut_sentences
from detente.lexicon.events import TypeRules, load_type
from detente.lexicon.files import DataFolder
from detente.records.corrections import Correction
from detente.records.kinds import Attribution, Commitment, CommitmentType, Entity, Event, Fact, Report
from detente.records.shapes import Evidence, Mention, Source

ACCEPTED = "+accepted"
"""What the rule of a fact ends in that a user found right; its confidence is 1.0, as that of a fact that was changed."""

_SIDES = {"actor": "actors", "recipient": "recipients", "holder": "holder"}
"""Kind of a correction -> the field it sets."""

FactT = TypeVar("FactT", bound=Fact)


@cache
def type_rules(name: str) -> TypeRules | None:
    """The shipped rules of an event type, None where it is none."""
    return load_type(DataFolder(), name)


def changed(fact: Fact, correction: Correction, report: Report) -> Fact:
    """The fact after a correction that does not reject it; raises NotFoundError where it does not fit the fact."""
    if correction.kind == "accept":
        return _sure(fact, ACCEPTED)
    if correction.kind == "retype":
        return _sure(_retyped(fact, correction.value), CORRECTED)
    if correction.kind == "speaker" and isinstance(fact, Attribution):
        return _sure(replace(fact, source=_source(fact, correction.entities, report)), CORRECTED)
    field = _SIDES.get(correction.kind)
    if field is None or not hasattr(fact, field):
        raise NotFoundError(f"a {fact.kind} has no {correction.kind}")
    parties: dict[str, Any] = {field: _mentions(fact, field, correction.entities, report)}
    return _sure(replace(fact, **parties), CORRECTED)


def _sure(fact: FactT, mark: str) -> FactT:
    """Confidence 1.0 and the mark at the end of the rule; what was corrected says so even where it was accepted, too."""
    rule = fact.rule.removesuffix(ACCEPTED)
    rule = rule if rule.endswith(CORRECTED) else f"{rule}{mark}"
    sure: dict[str, Any] = {"rule": rule} | ({"confidence": 1.0} if hasattr(fact, "confidence") else {})
    return replace(fact, **sure)


def _retyped(fact: Fact, value: Sequence[str]) -> Fact:
    if isinstance(fact, Commitment) and value[0] in get_args(CommitmentType):
        return replace(fact, type=cast("CommitmentType", value[0]))
    rules = type_rules(value[0]) if isinstance(fact, Event) and value else None
    if not isinstance(fact, Event) or rules is None:
        raise NotFoundError(f"a {fact.kind} has no type {' '.join(value)}".rstrip())
    modes = tuple(value[1:])
    return replace(
        fact, type=rules.type, modes=modes, quad=rules.quad, intensity=rules.score(modes[0] if modes else None)
    )


def _source(fact: Attribution, entities: Sequence[Entity], report: Report) -> Source | None:
    """Who is quoted now: at a name of theirs in the sentence, else at the words that were taken for the source, else at the statement."""
    if not entities:
        return None
    near = words_of(fact)[0]
    first, last = cut_sentences(report).around(near.start, near.end)
    found = next(
        (place for e in entities for place in _named(e, report, [(first, near.start), (near.end, last)])), None
    )
    old = (fact.source.start, fact.source.end) if fact.source else (near.start, near.end)
    start, end = found or old
    ids = tuple(dict.fromkeys(entity.id for entity in entities))
    return Source(start, end, report.text[start:end], ids, None, len(ids) > 1)


def _mentions(fact: Fact, field: str, entities: Sequence[Entity], report: Report) -> tuple[Mention, ...]:
    """The parties now: each at its name in the fact's words or sentence, else where the old party stood, else at the fact's words."""
    near = words_of(fact)[0]
    around = cut_sentences(report).around(near.start, near.end)
    old: tuple[Mention, ...] = tuple(m for m in getattr(fact, field) if m.report == report.id)
    told = []
    for n, entity in enumerate(entities):
        held: Evidence | Mention = old[min(n, len(old) - 1)] if old else near
        places = _named(entity, report, [(near.start, near.end), around])
        start, end = places[0] if places else (held.start, held.end)
        words = report.text[start:end]
        told.append(
            Mention(report.id, start, end, words, entity.id, entity.iso3, entity.code, entity.sector, CORRECTED[1:])
        )
    return tuple(told)


def _named(entity: Entity, report: Report, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where an entity is named, by its longest name first, in these stretches in order."""
    names = {entity.label, *entity.aliases}
    if entity.type == "person":
        names |= set(entity.label.split()[-1:])
    if entity.type == "state":
        names |= {name for name, iso3 in state_names() if iso3 == entity.iso3}
    found = []
    for start, end in stretches:
        for name in sorted(names, key=lambda name: (-len(name), name)):
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            found += [match.span() for match in pattern.finditer(report.text, start, max(start, end))]
    return found
