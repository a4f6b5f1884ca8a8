"""Who is said to be at the head of something that has one head: a delegation, an inquiry, talks, a commission."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from detente.compare.named import is_same
from detente.compare.names import Names
from detente.compare.slot_pairs import Apart
from detente.compare.slots import Slot
from detente.compare.words import fold
from detente.lexicon.files import DataFolder, Row

_VERB = r"(?:led|lead|leads|leading|headed|head|heads|heading|chaired|chair|chairs|chairing|runs?|ran|running|presid(?:ed|es?|ing) over)"
_POST = r"(?:head|leader|chief|chair|chairman|chairwoman)"
_NAME = "§"
"""Stands for the name in the sentence."""
_BESIDE = rf"(?:,[^.;{_NAME}]{{0,60}}?)?"
"""What may stand beside a name: ", the veteran prosecutor"."""


class HeadExample(Row):
    """Two sentences that put different people at the head of one thing."""

    one: str
    two: str


class HeadRow(Row):
    """A thing that has one head, a row of ``data/compare/heads.yaml``."""

    id: str
    groups: str
    example: HeadExample


@dataclass(frozen=True, slots=True)
class Head:
    """A name at the head of a thing (``group``, a row's id) of some parties; ``owners`` is empty where none is named."""

    slot: Slot
    group: str
    owners: frozenset[str]


def _thing(way: int, words: str) -> str:
    """A thing that has a head, with what stands before it."""
    return rf"(?P<of{way}>(?:[\w’'.-]+\s){{0,4}}?)(?P<it{way}>{words})\b"


@cache
def _groups() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Word -> the thing it stands for, and the ways to tell whose head somebody is; the thing's own words are the groups ``of`` and ``it``."""
    things = {
        word: row.id for _, row in DataFolder().yaml_rows("compare/heads.yaml", HeadRow) for word in row.groups.split()
    }
    words = "|".join(sorted(things))
    ways = (
        rf"{_NAME}{_BESIDE},?\s(?:who\s)?(?:(?:is|was|has|had|will|were|to|be|been)\s){{0,3}}{_VERB}\s<it>",
        rf"{_NAME}{_BESIDE},?\s(?:(?:is|was|as|at|the)\s){{0,3}}{_POST}\sof\s<it>",
        rf"<it>(?:,?\s[^.;,{_NAME}]{{0,30}}?)?,?\s{_VERB}\sby\s(?:[\w’'-]+\s){{0,6}}{_NAME}",
        rf"{_POST}\sof\s<it>(?:,\s|\s)(?:[\w’'-]+\s){{0,4}}{_NAME}",
    )
    told = "|".join(f"(?:{way.replace('<it>', _thing(n, words))})" for n, way in enumerate(ways))
    return things, re.compile(told)


def find_heads(slots: Sequence[Slot], names: Names) -> tuple[Head, ...]:
    """Every name that a sentence puts at the head of something."""
    return tuple(head for slot in slots if slot.named for head in _told_of(slot, names))


def _told_of(slot: Slot, names: Names) -> Iterable[Head]:
    things, told = _groups()
    text, start = slot.clause.evidence.quote, slot.told.start - slot.clause.evidence.start
    shown = text[:start] + _NAME + text[start + len(slot.told.quote) :]
    for match in told.finditer(shown):
        held = next(n for n in range(4) if match[f"it{n}"])
        whose = names.read(match[f"of{held}"])
        yield Head(slot, things[fold(match[f"it{held}"])], whose.parties)


def heads_apart(slots: Sequence[Slot], names: Names) -> tuple[Apart, ...]:
    """Names of different people at the head of one thing, in two reports each of which names one head of such a thing; of two the parties must agree where both are told."""
    heads = find_heads(slots, names)
    held: dict[tuple[str, str], list[Head]] = {}
    for head in heads:
        held.setdefault((head.slot.told.report, head.group), []).append(head)
    found = []
    for (report, group), (other, same) in combinations(sorted(held), 2):
        if group != same or report == other:
            continue
        pairs = [(a, b) for a in held[report, group] for b in held[other, same] if not _of_others(a, b)]
        if pairs and not any(_one(a.slot, b.slot) for a, b in pairs):
            one, two = (head.slot for head in pairs[0])
            found.append(Apart(one, two, "person", f"the reports put different people at the head of the {group}"))
    return tuple(found)


def _of_others(one: Head, two: Head) -> bool:
    return bool(one.owners and two.owners and not one.owners & two.owners)


def _one(one: Slot, two: Slot) -> bool:
    return bool(one.named and two.named and is_same(one.named, two.named)) or one.clause.origin == two.clause.origin
