"""Typed rules of ``data/commitments``: words of promising, demanding, threatening and offering, conditions, agreements, statuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.lexicon.times import Iso
from detente.records.kinds import CommitmentStatus, CommitmentType

Takes = Literal["to", "that", "object", "of", "object-to", "object-with", "for", "to-doing", "to-object", "doing"]
InstrumentClass = Literal["accord", "truce", "weak"]


class CommitmentExample(Row):
    """A sentence and the row it must give, or ``none``; only the fields that are given are checked."""

    text: str
    none: bool = False
    published: Iso = None
    type: CommitmentType | None = None
    holder: tuple[str, ...] | None = None
    to: tuple[str, ...] | None = None
    parties: tuple[str, ...] | None = None
    instrument: str | None = None
    condition: str | None = None
    consequence: str | None = None
    term: str | None = None
    deadline: Iso = None
    status: CommitmentStatus | None = None


class UndertakingRow(Row):
    """A word that promises, demands, threatens or offers; see ``data/commitments/undertakings.yaml``.

    ``volition``: counts only where the clause it governs has a will or would of the holder's own; ``own``: that clause's subject must be
    the speaker's side; ``foreign``: the other side must be another state; ``state``: the holder must be a state or body; ``needs``: one of these
    prepositions must follow; ``beside``: one of these nouns must stand in a phrase of the verb ("on the table"); ``timed``: a deadline or duration must stand in it; ``subjunctive``: the clause must ask, not state; ``passive``: counts only in the passive, whose subject is
    bound; ``joint``: said of several sides it is an agreement (``only``: counts of several sides alone).
    """

    id: str
    type: CommitmentType
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    takes: tuple[Takes, ...]
    to: tuple[str, ...]
    never: tuple[str, ...] = ()
    volition: bool = False
    own: bool = False
    foreign: bool = False
    state: bool = False
    timed: bool = False
    passive: bool = False
    joint: Literal["also", "only"] | None = None
    needs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    subjunctive: bool = False
    examples: tuple[CommitmentExample, ...]


class ConditionRow(Row):
    """Words that open a condition; ``modal`` lets the consequence be a "could", ``strict`` wants a "will" of an actor, ``own`` a "we will" of the speaker, ``opening`` that it opens its clause."""

    id: str
    kind: Literal["clause", "phrase", "inverted", "alternative"]
    words: tuple[str, ...]
    modal: bool = False
    strict: bool = False
    own: bool = False
    opening: bool = False
    examples: tuple[CommitmentExample, ...]


class InstrumentRow(Row):
    """Nouns of agreement of one group, and names of agreements that hold no such noun ("New START")."""

    id: str
    group: InstrumentClass
    nouns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    examples: tuple[CommitmentExample, ...]


class StatusRow(Row):
    """Words that say what has become of an agreement, and what their negation says."""

    id: str
    status: CommitmentStatus
    negated: CommitmentStatus | None = None
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    adjectives: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    examples: tuple[CommitmentExample, ...]


class CommitmentWordRow(Row):
    """The lists of ``data/commitments/words.yaml``."""

    volition: tuple[str, ...]
    weak_modals: tuple[str, ...]
    fates: tuple[str, ...]
    suffered: tuple[str, ...]
    speech: tuple[str, ...]
    making: tuple[str, ...]
    agreeing: tuple[str, ...]
    refusing: tuple[str, ...]
    joining: tuple[str, ...]
    binding: tuple[str, ...]
    lasting: tuple[str, ...]
    evaluative: tuple[str, ...]
    term_nouns: tuple[str, ...]
    one_paper: tuple[str, ...]
    officials: tuple[str, ...]
    entry: tuple[str, ...]
    deeds: tuple[str, ...]
    deed_nouns: tuple[str, ...]
    granted: tuple[str, ...]
    hostile: tuple[str, ...]
    own_nouns: tuple[str, ...]
    wishing: tuple[str, ...]
    seasons: tuple[str, ...]
    things: tuple[str, ...]
    business: tuple[str, ...]
    sectors: tuple[str, ...]


@dataclass(frozen=True)
class CommitmentRules:
    """Rules of ``data/commitments``; words are lower-case lemmas, ``conditions`` longest first."""

    verbs: Mapping[str, tuple[UndertakingRow, ...]]
    nouns: Mapping[str, UndertakingRow]
    adjectives: Mapping[str, UndertakingRow]
    conditions: tuple[tuple[tuple[str, ...], ConditionRow], ...]
    openers: frozenset[str]
    instruments: Mapping[str, InstrumentClass]
    names: frozenset[tuple[str, ...]]
    statuses: tuple[StatusRow, ...]
    volition: frozenset[str]
    weak_modals: frozenset[str]
    fates: frozenset[str]
    suffered: frozenset[str]
    speech: frozenset[str]
    making: frozenset[str]
    agreeing: frozenset[str]
    refusing: frozenset[str]
    joining: frozenset[str]
    binding: frozenset[str]
    lasting: frozenset[str]
    evaluative: frozenset[str]
    term_nouns: frozenset[str]
    one_paper: frozenset[str]
    officials: frozenset[str]
    entry: frozenset[str]
    deeds: frozenset[str]
    deed_nouns: frozenset[str]
    granted: frozenset[str]
    hostile: frozenset[str]
    own_nouns: frozenset[str]
    wishing: frozenset[str]
    seasons: frozenset[str]
    things: frozenset[str]
    business: frozenset[str]
    sectors: frozenset[str]
    examples: tuple[tuple[str, CommitmentExample], ...]


def load_commitments(folder: DataFolder) -> CommitmentRules:
    """Load ``data/commitments``; raises LexiconError."""
    undertakings = merge_rows(folder.yaml_rows("commitments/undertakings.yaml", UndertakingRow), lambda r: r.id)
    conditions = merge_rows(folder.yaml_rows("commitments/conditions.yaml", ConditionRow), lambda r: r.id)
    instruments = merge_rows(folder.yaml_rows("commitments/instruments.yaml", InstrumentRow), lambda r: r.id)
    statuses = merge_rows(folder.yaml_rows("commitments/statuses.yaml", StatusRow), lambda r: r.id)
    *_, words = (row for _, row in folder.yaml_rows("commitments/words.yaml", CommitmentWordRow))
    rows: tuple[UndertakingRow | ConditionRow | InstrumentRow | StatusRow, ...] = (
        *undertakings,
        *conditions,
        *instruments,
        *statuses,
    )
    for row in rows:
        if not row.examples:
            raise LexiconError(f"commitments:{row.line} (rule {row.id}): expected at least one example, found none")
    opened = [(tuple(w.split()), row) for row in conditions for w in row.words]
    return CommitmentRules(
        verbs=_by_verb(undertakings),
        nouns={noun: row for row in undertakings for noun in row.nouns},
        adjectives={word: row for row in undertakings for word in row.adjectives},
        conditions=tuple(sorted(opened, key=lambda pair: (-len(pair[0]), pair[0]))),
        openers=frozenset(spelled[0] for spelled, _ in opened),
        instruments={noun: row.group for row in instruments for noun in row.nouns},
        names=frozenset(tuple(name.split()) for row in instruments for name in row.names),
        statuses=statuses,
        volition=frozenset(words.volition),
        weak_modals=frozenset(words.weak_modals),
        fates=frozenset(words.fates),
        suffered=frozenset(words.suffered),
        speech=frozenset(words.speech),
        making=frozenset(words.making),
        agreeing=frozenset(words.agreeing),
        refusing=frozenset(words.refusing),
        joining=frozenset(words.joining),
        binding=frozenset(words.binding),
        lasting=frozenset(words.lasting),
        evaluative=frozenset(words.evaluative),
        term_nouns=frozenset(words.term_nouns),
        one_paper=frozenset(words.one_paper),
        officials=frozenset(words.officials),
        entry=frozenset(words.entry),
        deeds=frozenset(words.deeds) | frozenset(words.hostile),
        deed_nouns=frozenset(words.deed_nouns),
        granted=frozenset(words.granted),
        hostile=frozenset(words.hostile),
        own_nouns=frozenset(words.own_nouns),
        wishing=frozenset(words.wishing),
        seasons=frozenset(words.seasons),
        things=frozenset(words.things),
        business=frozenset(words.business),
        sectors=frozenset(words.sectors),
        examples=tuple((row.id, example) for row in rows for example in row.examples),
    )


def _by_verb(rows: Iterable[UndertakingRow]) -> dict[str, tuple[UndertakingRow, ...]]:
    found: dict[str, tuple[UndertakingRow, ...]] = {}
    for row in rows:
        for verb in row.verbs:
            found[verb] = (*found.get(verb, ()), row)
    return found
