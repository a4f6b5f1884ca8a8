"""What was promised to follow if something comes true: conditions and consequences of a record as a small graph.

A condition is met by words for the same thing with the same polarity: "the Minsk agreement is met" meets "if the Minsk accords are fully respected",
since both are names of one agreement. Nothing is inferred beyond that: cycles and contradictions are shown, not resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.compare.words import is_negated, stems
from detente.lexicon.files import DataFolder, Row
from detente.records.kinds import Commitment

_MET = re.compile(r"\b(?:is |are |be )?met\b", re.IGNORECASE)
"""In a question "met" means fulfilled; in reports it is mostly who met whom."""
DEEPEST = 6
"""Steps that are followed."""
_ENOUGH = 0.5
"""Share of the weighty words of the shorter side that must be common."""


class FollowingRow(Row):
    """The one mapping of ``data/compare/following.yaml``."""

    against: tuple[str, ...]
    failing: str
    fulfilling: str
    marks: str


@dataclass(frozen=True, slots=True)
class FollowingRules:
    """Openings of conditions whose failing brings the consequence, and stems that say how it went."""

    against: tuple[str, ...]
    failing: frozenset[str]
    aside: frozenset[str]


@cache
def load_following() -> FollowingRules:
    """The shipped lists; raises LexiconError."""
    *_, row = (row for _, row in DataFolder().yaml_rows("compare/following.yaml", FollowingRow))
    failing = frozenset(stems(row.failing))
    return FollowingRules(row.against, failing, failing | frozenset(stems(f"{row.fulfilling} {row.marks}")))


@dataclass(frozen=True, slots=True)
class Step:
    """A commitment that follows, at a distance of ``depth`` from what was asked; ``follows`` is False where the condition's failing is what brings it."""

    row: Commitment
    depth: int
    follows: bool


@dataclass(frozen=True, slots=True)
class Following:
    """All that follows, in order of distance; cycles as rows of ids; pairs of ids that promise the opposite of one another."""

    steps: tuple[Step, ...]
    cycles: tuple[tuple[str, ...], ...]
    contradictions: tuple[tuple[str, str], ...]


def find_following(asked: str, commitments: Sequence[Commitment]) -> Following:
    """What was promised to follow if the words of ``asked`` come true, and what follows from that in turn."""
    conditional = sorted((c for c in commitments if c.condition is not None), key=lambda c: c.id)
    names = _names(commitments)
    steps: dict[str, Step] = {}
    cycles: list[tuple[str, ...]] = []

    def walk(text: str, depth: int, path: tuple[str, ...]) -> None:
        for row in conditional:
            follows = _meets(text, row, names)
            if follows is None:
                continue
            if row.id in path:
                cycles.append((*path[path.index(row.id) :], row.id))
                continue
            held = steps.get(row.id)
            if held is None or depth < held.depth:
                steps[row.id] = Step(row, depth, follows)
            if follows and depth < DEEPEST:
                walk(_consequence(row), depth + 1, (*path, row.id))

    walk(_MET.sub("fulfilled", asked), 1, ())
    ordered = tuple(sorted(steps.values(), key=lambda s: (s.depth, not s.follows, s.row.id)))
    return Following(ordered, tuple(sorted(set(cycles))), _contradictions(ordered))


def _names(commitments: Sequence[Commitment]) -> Mapping[str, frozenset[frozenset[str]]]:
    """Agreement id -> the stems of each of its names."""
    return {
        c.id: frozenset(frozenset(_about(name)) for name in (c.instrument.label, *c.instrument.aliases) if _about(name))
        for c in commitments
        if c.instrument is not None
    }


def _consequence(row: Commitment) -> str:
    held = row.consequence or row.term
    return held.quote if held else ""


def _about(text: str) -> frozenset[str]:
    """The stems of what a text is about."""
    return frozenset(stems(text)) - load_following().aside


def _meets(text: str, row: Commitment, names: Mapping[str, frozenset[frozenset[str]]]) -> bool | None:
    """Whether the text meets the condition of a row (True), is what the condition excludes (False), or is about something else (None)."""
    assert row.condition is not None
    condition, against = _opened(row.condition.quote)
    one, two = _about(text), _about(condition)
    if not one or not two:
        return None
    alike = len(one & two) >= _ENOUGH * min(len(one), len(two)) and (len(one & two) > 1 or min(len(one), len(two)) == 1)
    if not alike and not _same_agreement(one, two, names):
        return None
    return (_is_good(text) == _is_good(condition)) != against


def _opened(condition: str) -> tuple[str, bool]:
    """A condition without its opening words, and whether its failing brings what follows: "unless", "without"."""
    low = condition.lower()
    opening = next((o for o in load_following().against if low.startswith(f"{o} ")), "")
    return condition[len(opening) :], bool(opening)


def _same_agreement(one: frozenset[str], two: frozenset[str], names: Mapping[str, frozenset[frozenset[str]]]) -> bool:
    """Whether both name one agreement, by whichever of its names."""
    return any(any(n <= one for n in held) and any(n <= two for n in held) for held in names.values())


def _is_good(text: str) -> bool:
    """Whether the words tell that it comes about: "is respected", not "is broken", "is not respected"."""
    failing = bool(set(stems(text)) & load_following().failing)
    return failing == is_negated(text)


def _contradictions(steps: Sequence[Step]) -> tuple[tuple[str, str], ...]:
    """Pairs of one holder of which one says that it will and the other that it will not."""
    found = []
    for place, one in enumerate(steps):
        for two in steps[place + 1 :]:
            a, b = _consequence(one.row), _consequence(two.row)
            both = _about(a) & _about(b)
            if (
                one.follows == two.follows
                and _shares_holder(one.row, two.row)
                and len(both) > 1
                and is_negated(a) != is_negated(b)
            ):
                found.append((one.row.id, two.row.id))
    return tuple(found)


def _shares_holder(one: Commitment, two: Commitment) -> bool:
    def keys(row: Commitment) -> set[str]:
        return {key for m in row.holder for key in (m.entity, m.iso3, m.code) if key}

    return bool(keys(one) & keys(two))
