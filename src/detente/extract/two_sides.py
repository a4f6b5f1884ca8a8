"""The other side: in a report about two states at odds, whom a hostile act without a named target is aimed at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from detente.extract.mentions import References
from detente.extract.merging import Told
from detente.records.kinds import EventType
from detente.records.shapes import Mention

_AIMED: frozenset[EventType] = frozenset({"ASSAULT", "THREATEN", "COERCE", "MOBILIZE"})
_AT_ODDS: frozenset[EventType] = _AIMED | {"ACCUSE", "SANCTION", "REJECT"}
_LEAST = 2
"""Tellings of hostile acts between the two before they count as the report's two sides."""


def aim_at_other_side(told: Sequence[Told], references: References) -> list[Told]:
    """Tellings with the other of the report's two sides as recipient where a hostile act of one side names none.

    "Ruritanian soldiers opened fire first" in a report on fighting between Ruritania and Freedonia. The mention is the other side's
    nearest one before, with the rule ``opponent-inferred``; a report with no clear pair of opponents is left as it is.
    """
    pair = _opponents(told)
    if pair is None:
        return list(told)
    return [_aimed(item, pair, references) for item in told]


def _opponents(told: Sequence[Told]) -> frozenset[str] | None:
    """The two states that act against one another in most tellings that name two."""
    pairs: Counter[frozenset[str]] = Counter()
    for item in told:
        left, right = _states(item.actors), _states(item.recipients)
        if item.type in _AT_ODDS and len(left) == len(right) == 1 and left != right:
            pairs[left | right] += 1
        elif item.match.pattern.row.reciprocal and len(left) == 2:
            pairs[left] += 1
    if not pairs:
        return None
    pair, times = min(pairs.items(), key=lambda found: (-found[1], sorted(found[0])))
    hostile = any(i.type in _AT_ODDS and _states(i.actors) | _states(i.recipients) == pair for i in told)
    return pair if hostile and times >= _LEAST and times * 2 > pairs.total() else None


def _states(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.iso3 for mention in mentions if mention.iso3)


def _aimed(item: Told, pair: frozenset[str], references: References) -> Told:
    own = _states(item.actors)
    if item.type not in _AIMED or item.recipients or item.voice == "opinion" or len(own) != 1 or not own <= pair:
        return item
    (other,) = pair - own
    before = [
        mention
        for reference in references.items
        for mention in reference.mentions
        if mention.iso3 == other
        and mention.entity
        and mention.start < item.evidence.start
        and reference.kind != "place"
    ]
    if not before:
        return item
    nearest = max(before, key=lambda mention: (mention.start, mention.end))
    return replace(
        item,
        recipients=(replace(nearest, rule="opponent-inferred"),),
        confidence=round(max(0.05, item.confidence - 0.1), 2),
    )
