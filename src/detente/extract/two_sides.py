"""The other side: in a report about two states at odds, whom an act is aimed at that names nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from detente.extract.mentions import References
from detente.extract.merging import Told
from detente.records.kinds import EventType
from detente.records.shapes import Mention

_HOSTILE: frozenset[EventType] = frozenset({"ASSAULT", "THREATEN", "COERCE", "MOBILIZE"})
_AT_ODDS: frozenset[EventType] = _HOSTILE | {"ACCUSE", "SANCTION", "REJECT"}
_AIMED: frozenset[EventType] = _HOSTILE | {"AGREE", "CONCEDE", "REQUEST", "REJECT", "RETREAT"}
_OFFERED: frozenset[EventType] = frozenset({"AGREE", "AID", "REQUEST"})
"""What a third party addresses to both sides: it offers to mediate, sends help, calls for restraint."""
_DOMESTIC = frozenset({"CVL", "OPP", "PTY", "LAB", "REB", "SOC", "LEG", "JUD", "COP", "EDU", "REL"})
"""Sectors whose acts are as often aimed at their own government."""
_LEAST = 3
"""Points before two states count as a report's two sides."""


def aim_at_other_side(told: Sequence[Told], references: References) -> list[Told]:
    """Tellings with the other of the report's two sides as recipient where an act of one side, by its officials, names none.

    "Ruritanian soldiers opened fire first" and "Ruritania promised to pull back its guns" in a report on fighting between Ruritania and
    Freedonia; both sides where a third state or body offers, helps or calls ("Sylvania offered to mediate"). The mention is a side's nearest
    one before, with the rule ``opponent-inferred``; a report with no clear pair of opponents is left as it is.
    """
    pair = _opponents(told, references)
    if pair is None:
        return list(told)
    return [_aimed(item, pair, references) for item in told]


def _opponents(told: Sequence[Told], references: References) -> frozenset[str] | None:
    """The two states that most of what is told lies between, where some of it is hostile.

    Counted are tellings that name both, hostile ones twice where they happened; attacks by the one beside attacks on the other, three times; and whether they are
    the two states that the report names most.
    """
    pairs: Counter[frozenset[str]] = Counter()
    hostile: set[frozenset[str]] = set()
    attackers: Counter[str] = Counter()
    attacked: Counter[str] = Counter()
    for item in told:
        left, right = _states(item.actors), _states(item.recipients)
        if item.type in _AT_ODDS and len(left) == len(right) == 1 and left != right:
            pairs[left | right] += 2 if item.status in {"actual", "planned"} else 1
        elif len(left) == 2 and not right:
            pairs[left] += 1
        if item.type in _AT_ODDS and 0 < len(left | right) <= 2:
            hostile.add(left | right)
        if item.type == "ASSAULT":
            attackers.update(left if len(left) == 1 else ())
            attacked.update(right if len(right) == 1 else ())
    for one in attackers:
        for other in attacked:
            if one != other:
                pairs[frozenset({one, other})] += 3 * min(attackers[one], attacked[other])
    named = Counter(m.iso3 for r in references.items for m in r.mentions if m.iso3 and r.kind != "place")
    first = (
        [state for state in named if named[state] > sorted(named.values(), reverse=True)[2:3][0]]
        if len(named) > 2
        else [*named]
    )
    pairs[frozenset(first)] += len(first) == 2
    ranked = sorted(pairs, key=lambda found: (-pairs[found], sorted(found)))
    best, next_best = pairs[ranked[0]], pairs[ranked[1]] if len(ranked) > 1 else 0
    at_odds = any(states <= ranked[0] for states in hostile)
    return ranked[0] if at_odds and best >= _LEAST and best > next_best else None


def _states(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.iso3 for mention in mentions if mention.iso3)


def _aimed(item: Told, pair: frozenset[str], references: References) -> Told:
    own = _states(item.actors)
    if item.recipients or item.voice == "opinion" or item.match.pattern.row.reciprocal or not _is_official(item):
        return item
    if item.type in _AIMED and len(own) == 1 and own <= pair:
        others = pair - own
    elif item.type in _OFFERED and item.actors and not own & pair:
        others = pair
    else:
        return item
    nearest = [_nearest(other, item, references) for other in sorted(others)]
    if None in nearest:
        return item
    return replace(
        item,
        recipients=tuple(sorted((replace(m, rule="opponent-inferred") for m in nearest if m), key=lambda m: m.start)),
        confidence=round(max(0.05, item.confidence - 0.1), 2),
    )


def _is_official(item: Told) -> bool:
    """Whether somebody with a state or body of their own acts; a crowd's demands are made at home."""
    return any(m.iso3 or m.code for m in item.actors) and not any(m.sector in _DOMESTIC for m in item.actors)


def _nearest(state: str, item: Told, references: References) -> Mention | None:
    """The last mention of a state before a telling, else the first one after it."""
    held = [
        mention
        for reference in references.items
        for mention in reference.mentions
        if mention.iso3 == state and mention.entity and reference.kind != "place"
    ]
    before = [mention for mention in held if mention.start < item.evidence.start]
    if before:
        return max(before, key=lambda mention: (mention.start, mention.end))
    return min(held, key=lambda mention: (mention.start, mention.end), default=None)
