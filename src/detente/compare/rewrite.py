"""Giving facts the ids of merged entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from detente.records.coding import Coding
from detente.records.kinds import Attribution, Commitment, Entity, Event, Opinion
from detente.records.shapes import Mention, Source


def rewrite_entities(coding: Coding, ids: Mapping[str, str]) -> Coding:
    """The coding with every entity id replaced by the one it was merged into; ids not in ``ids`` stay."""
    if not any(ids.get(entity.id, entity.id) != entity.id for entity in coding.entities):
        return coding
    return replace(
        coding,
        attributions=tuple(_attribution(x, ids) for x in coding.attributions),
        opinions=tuple(_opinion(x, ids) for x in coding.opinions),
        events=tuple(_event(x, ids) for x in coding.events),
        commitments=tuple(_commitment(x, ids) for x in coding.commitments),
    )


def restate_mentions(coding: Coding, moved: Mapping[str, Entity]) -> Coding:
    """The coding whose mentions have state, code and sector of the entity that their own (by its id) stands for now; ids stay."""
    if not moved:
        return coding

    def restated(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(_restated(m, moved) for m in mentions)

    return replace(
        coding,
        events=tuple(replace(x, actors=restated(x.actors), recipients=restated(x.recipients)) for x in coding.events),
        commitments=tuple(
            replace(x, holder=restated(x.holder), to=restated(x.to), parties=restated(x.parties))
            for x in coding.commitments
        ),
    )


def _restated(mention: Mention, moved: Mapping[str, Entity]) -> Mention:
    now = moved.get(mention.entity or "")
    if now is None:
        return mention
    return replace(mention, iso3=now.iso3, code=now.code, sector=now.sector or mention.sector)


def _mention(mention: Mention, ids: Mapping[str, str]) -> Mention:
    new = ids.get(mention.entity, mention.entity) if mention.entity else None
    return mention if new == mention.entity else replace(mention, entity=new)


def _mentions(mentions: tuple[Mention, ...], ids: Mapping[str, str]) -> tuple[Mention, ...]:
    return tuple(_mention(m, ids) for m in mentions)


def _source(source: Source | None, ids: Mapping[str, str]) -> Source | None:
    if source is None:
        return None
    new = tuple(dict.fromkeys(ids.get(e, e) for e in source.entities))
    return source if new == source.entities else replace(source, entities=new)


def _attribution(fact: Attribution, ids: Mapping[str, str]) -> Attribution:
    return replace(fact, source=_source(fact.source, ids), addressee=_mentions(fact.addressee, ids))


def _opinion(fact: Opinion, ids: Mapping[str, str]) -> Opinion:
    return replace(fact, author=_mention(fact.author, ids)) if fact.author else fact


def _event(fact: Event, ids: Mapping[str, str]) -> Event:
    where = _mention(fact.where, ids) if fact.where else None
    return replace(fact, actors=_mentions(fact.actors, ids), recipients=_mentions(fact.recipients, ids), where=where)


def _commitment(fact: Commitment, ids: Mapping[str, str]) -> Commitment:
    return replace(
        fact,
        holder=_mentions(fact.holder, ids),
        to=_mentions(fact.to, ids),
        parties=_mentions(fact.parties, ids),
    )
