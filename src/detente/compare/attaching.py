"""Which fact of a coding a correction is about: the one of its id, else the one its words tell."""

from __future__ import annotations

from collections.abc import Sequence

from detente.records.coding import Coding
from detente.records.corrections import Correction
from detente.records.kinds import Attribution, Fact, Opinion
from detente.records.lines import FACTS, PLURALS
from detente.records.marking import place_words
from detente.records.shapes import Evidence

SAME = 0.5
"""Share of the characters of both that a fact's words and a correction's have in common at least, if the fact has another id."""


class NotFoundError(Exception):
    """The fact is not there any more; the message says what was looked for."""


def words_of(fact: Fact) -> tuple[Evidence, ...]:
    """The words a fact rests on: what was said, or what tells it."""
    return fact.content if isinstance(fact, Attribution | Opinion) else fact.evidence


def find_fact(coding: Coding, correction: Correction) -> Fact:
    """The fact of a coding that a correction is about; raises NotFoundError.

    Without a fact of the id it is the one whose words overlap most with the correction's, of the type it was read as or was given. A fact of
    another type is taken only where it is the only one there and the correction does not reject it: what is rejected is this reading, not the words.
    """
    if correction.record not in FACTS:
        raise NotFoundError(f"a {correction.record} is no fact")
    facts: Sequence[Fact] = getattr(coding, PLURALS[correction.record])
    same = next((fact for fact in facts if fact.id == correction.about), None)
    if same is not None:
        return same
    place = place_words(correction.words, coding.report.text) if correction.words else None
    if place is None:
        raise NotFoundError(f"words not found in report {coding.report.id}")
    scored = [(score, fact) for fact in facts if (score := _shared(fact, place)) >= SAME]
    wanted = {correction.type, *(correction.value[:1] if correction.kind == "retype" else ())}
    typed = [pair for pair in scored if getattr(pair[1], "type", None) in wanted]
    if not typed and correction.kind != "reject" and len(scored) == 1:
        typed = scored
    if not typed:
        told = f"{correction.record} of type {correction.type}" if correction.type else correction.record
        raise NotFoundError(f"no {told} is read from its words in report {coding.report.id} any more")
    return min(typed, key=lambda pair: (-pair[0], pair[1].id))[1]


def _shared(fact: Fact, place: tuple[int, int]) -> float:
    """Share of common characters of the fact's likest words."""
    return max((_overlap((e.start, e.end), place) for e in words_of(fact)), default=0.0)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / max(max(one[1], other[1]) - min(one[0], other[0]), 1)
