"""A correction: what a user says of a fact, an entity or a part of a report, with who said it, when, and the words it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from detente.errors import InputError
from detente.records.codec import from_fields, to_fields
from detente.records.ids import make_id
from detente.records.kinds import Entity
from detente.records.shapes import Evidence

CorrectionKind = Literal[
    "accept", "reject", "retype", "speaker", "actor", "recipient", "holder", "merge", "split", "region", "withdraw"
]
PARTY_KINDS = frozenset({"speaker", "actor", "recipient", "holder"})
"""Kinds whose new value is ``entities``; none of them means nobody."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the log of corrections.

    ``at`` is UTC (ISO 8601); ``about`` is the id of the row it is about, ``record`` that row's kind, ``type`` the type it was read as and
    ``words`` its first words, by which it is found again when ids change (None for entities). ``value`` is the new value: type and modes
    (retype), ``name`` or ``report`` and which ones (split), a role (region). ``entities`` are the new parties; for a merge the one that goes and
    the one that stays; for a split the one that is taken apart. ``was`` is what stood there before.
    """

    kind: CorrectionKind
    id: str
    by: str
    at: str
    about: str
    record: str
    type: str | None
    words: Evidence | None
    value: tuple[str, ...]
    entities: tuple[Entity, ...]
    was: tuple[str, ...]
    note: str


def named(correction: Correction) -> Correction:
    """The correction with the id that hashes all it says."""
    fields = {name: value for name, value in to_fields(correction).items() if name != "id"}
    return replace(correction, id=make_id("correction", json.dumps(fields, ensure_ascii=True, sort_keys=True)))


def to_correction_line(correction: Correction) -> str:
    """One JSON line without its line break."""
    return json.dumps(to_fields(correction), ensure_ascii=False, separators=(",", ":"))


def from_correction_line(line: str) -> Correction:
    """The correction of a line; raises InputError where it is none."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"expected a JSON line, found {line[:40]!r}: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"expected a JSON object, found {line[:40]!r}")
    return from_fields(Correction, row, "correction")


def in_order(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Corrections by time, one an id; in which order they stand in a file never matters."""
    unique: dict[str, Correction] = {}
    for correction in corrections:
        unique.setdefault(correction.id, correction)
    return tuple(sorted(unique.values(), key=lambda c: (c.at, c.id)))


def in_force(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections that no later one in force withdraws, in order, withdrawals themselves left out."""
    withdrawn: set[str] = set()
    kept = []
    for correction in reversed(in_order(corrections)):
        if correction.id in withdrawn:
            continue
        if correction.kind == "withdraw":
            withdrawn.add(correction.about)
        else:
            kept.append(correction)
    return tuple(reversed(kept))
