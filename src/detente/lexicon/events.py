"""Typed rules of ``data/events``: the 16 PLOVER types with their patterns, word sets, light verbs and contexts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import field_validator

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.records.kinds import EventType, Status

TYPES: tuple[EventType, ...] = get_args(EventType)

Words = frozenset[str]

SLOTS: frozenset[str] = frozenset(
    {"subject", "object", "dative", "owner", "modifier", "complement", "instrument", "any"}
)
"""What a role may name besides a preposition: the logical arguments of a trigger."""


class Example(Row):
    """A sentence with what must be read from it."""

    text: str
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    status: Status = "actual"
    type: EventType | None = None
    rule: str


class Pattern(Row):
    """One way of telling an event: trigger words, what must stand beside them, and who fills which role.

    ``verb`` entries may carry a particle ("pull back"). ``object``, ``subject``, ``complement`` and the values of
    ``prepositions`` are lemmas or ``$set`` names; an empty tuple asks for nothing, ``[any]`` for any word. ``actor`` and
    ``recipient`` are paths: a slot or a preposition, then optionally slots of the word found there ("object.of"). The first path that
    yields a party is taken. ``needs`` lists roles without which there is no event. ``content`` is what the event is about, told in a
    complement or object: other triggers there are no events of their own. ``alone`` events need no party at all ("two missiles hit
    the port"). ``seen`` lists statuses that cues around the trigger must give ("will not accept" is planned and negated). Patterns with
    the same ``same`` tell one kind of act in other words.
    """

    id: str
    mode: str | None = None
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    supported: bool = False
    passive: bool | None = None
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    no_object: tuple[str, ...] = ()
    prepositions: Mapping[str, tuple[str, ...]] = {}
    complement: tuple[str, ...] = ()
    no_complement: tuple[str, ...] = ()
    complement_type: tuple[EventType, ...] = ()
    complement_status: tuple[Status, ...] = ()
    modifier: tuple[str, ...] = ()
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    reciprocal: bool = False
    needs: tuple[str, ...] = ()
    content: bool | None = None
    alone: bool = False
    seen: tuple[Status, ...] = ()
    same: str | None = None
    becomes: Mapping[str, EventType] = {}
    status: Status | None = None
    confidence: float = 0.8

    @field_validator("prepositions", "becomes", mode="before")
    @classmethod
    def _without_line(cls, value: Any) -> Any:
        return _plain(value)


class EventFile(Row):
    """One ``TYPE.yaml``; an overlay's file of the same type adds patterns and replaces those of the same id."""

    type: EventType
    definition: str = ""
    quad: int = 0
    intensity: float = 0.0
    modes: Mapping[str, float | None] = {}
    planned: EventType | None = None
    declined: EventType | None = None
    content: bool = False
    content_modes: Mapping[str, str] = {}
    places: bool = False
    patterns: tuple[Pattern, ...] = ()
    examples: tuple[Example, ...] = ()

    @field_validator("modes", "content_modes", mode="before")
    @classmethod
    def _without_line(cls, value: Any) -> Any:
        return _plain(value)


class WordSet(Row):
    """A named set of lemmas that patterns refer to as ``$name``; ``include`` names further sets."""

    set: str
    include: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Context(Row):
    """A PLOVER context and the words that show it."""

    context: str
    words: tuple[str, ...] = ()


def _plain(value: Any) -> Any:
    """A mapping without the loader's line number."""
    return {k: v for k, v in value.items() if k != "__line__"} if isinstance(value, Mapping) else value


@dataclass(frozen=True)
class TypeRules:
    """What holds for a whole PLOVER type; ``planned`` and ``declined`` are the types its planned or declined events become."""

    type: EventType
    definition: str
    quad: int
    intensity: float
    modes: Mapping[str, float | None]
    planned: EventType | None
    declined: EventType | None
    content: bool
    content_modes: Mapping[str, str]
    places: bool

    def score(self, mode: str | None) -> float:
        """The PLOVER conflict-cooperation score of this type, in this mode where the manual has one for it."""
        own = self.modes.get(mode) if mode else None
        return self.intensity if own is None else own


@dataclass(frozen=True)
class EventPattern:
    """A Pattern with its word sets filled in and its type known; ``rank`` counts how much it asks for."""

    type: EventType
    row: Pattern
    subject: Words
    object: Words
    no_object: Words
    prepositions: Mapping[str, Words]
    complement: Words
    modifier: Words
    rank: int

    @property
    def id(self) -> str:
        """The rule's id, unique over all types."""
        return self.row.id


@dataclass(frozen=True)
class EventRules:
    """Rules of ``data/events``: patterns by trigger lemma, word sets by name, contexts in order."""

    types: Mapping[str, TypeRules] = field(default_factory=dict)
    patterns: tuple[EventPattern, ...] = ()
    verbs: Mapping[str, tuple[tuple[str, EventPattern], ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[EventPattern, ...]] = field(default_factory=dict)
    adjectives: Mapping[str, tuple[EventPattern, ...]] = field(default_factory=dict)
    sets: Mapping[str, Words] = field(default_factory=dict)
    contexts: tuple[tuple[str, Words], ...] = ()
    examples: tuple[tuple[EventType, Example], ...] = ()


def load_events(folder: DataFolder) -> EventRules:
    """Load ``data/events``; raises LexiconError for an unknown key, set, slot or mode, a double id or a pattern without example."""
    sets = _sets(folder)
    files = folder.yaml_rows("events/[A-Z]*.yaml", EventFile)
    types = {row.type: _type_rules(row) for _, row in reversed(files) if row.definition}
    pairs = [(path, _typed(pattern, file)) for path, file in files for pattern in file.patterns]
    merged = merge_rows(((path, row) for path, (row, _) in pairs), key=lambda row: row.id)
    type_of = {row.id: type_ for _, (row, type_) in pairs}
    examples = tuple((file.type, example) for _, file in files for example in file.examples)
    _check(files, type_of, examples)
    patterns = tuple(_compiled(row, type_of[row.id], sets) for row in merged)
    return EventRules(
        types=dict(sorted(types.items())),
        patterns=patterns,
        verbs=_verb_index(patterns),
        nouns=_index(patterns, "noun"),
        adjectives=_index(patterns, "adjective"),
        sets=sets,
        contexts=_contexts(folder, sets),
        examples=examples,
    )


def load_type(folder: DataFolder, name: str) -> TypeRules | None:
    """What holds for one type, without its patterns; None where no file defines it."""
    if name not in TYPES:
        return None
    rows = [row for _, row in folder.yaml_rows(f"events/{name}.yaml", EventFile) if row.definition]
    return _type_rules(rows[0]) if rows else None


def _typed(row: Pattern, file: EventFile) -> tuple[Pattern, EventType]:
    return row, file.type


def _type_rules(row: EventFile) -> TypeRules:
    return TypeRules(
        row.type, row.definition, row.quad, row.intensity, row.modes, row.planned, row.declined,
        row.content, row.content_modes, row.places,
    )  # fmt: skip


def _sets(folder: DataFolder) -> dict[str, Words]:
    rows = {row.set: row for row in merge_rows(folder.yaml_rows("events/words.yaml", WordSet), key=lambda row: row.set)}

    def members(name: str, seen: tuple[str, ...]) -> Words:
        if name not in rows or name in seen:
            raise LexiconError(f"words.yaml: expected the name of a word set, found {name!r}")
        row = rows[name]
        return frozenset(row.words).union(*(members(other, (*seen, name)) for other in row.include))

    return {name: members(name, ()) for name in sorted(rows)}


def _contexts(folder: DataFolder, sets: Mapping[str, Words]) -> tuple[tuple[str, Words], ...]:
    rows = merge_rows(folder.yaml_rows("events/contexts.yaml", Context), key=lambda row: row.context)
    return tuple((row.context, _words(row.words, sets, row.context)) for row in rows)


def _words(entries: Iterable[str], sets: Mapping[str, Words], rule: str) -> Words:
    found: set[str] = set()
    for entry in entries:
        if entry.startswith("$"):
            if entry[1:] not in sets:
                raise LexiconError(f"rule {rule}: expected a word set of words.yaml, found {entry!r}")
            found |= sets[entry[1:]]
        else:
            found.add(entry)
    return frozenset(found)


def _compiled(row: Pattern, type_: EventType, sets: Mapping[str, Words]) -> EventPattern:
    rank = sum(
        map(bool, (row.subject, row.object, row.prepositions, row.complement, row.modifier, row.supported, row.seen))
    ) + 2 * bool(row.complement_type or row.complement_status)
    return EventPattern(
        type=type_,
        row=row,
        subject=_words(row.subject, sets, row.id),
        object=_words(row.object, sets, row.id),
        no_object=_words(row.no_object, sets, row.id),
        prepositions={name: _words(words, sets, row.id) for name, words in row.prepositions.items()},
        complement=_words(row.complement, sets, row.id),
        modifier=_words(row.modifier, sets, row.id),
        rank=rank,
    )


def _verb_index(patterns: Iterable[EventPattern]) -> dict[str, tuple[tuple[str, EventPattern], ...]]:
    index: dict[str, list[tuple[str, EventPattern]]] = {}
    for pattern in patterns:
        for entry in pattern.row.verb:
            lemma, _, particle = entry.partition(" ")
            index.setdefault(lemma, []).append((particle, pattern))
    return {lemma: tuple(held) for lemma, held in index.items()}


def _index(patterns: Iterable[EventPattern], kind: str) -> dict[str, tuple[EventPattern, ...]]:
    index: dict[str, list[EventPattern]] = {}
    for pattern in patterns:
        for entry in getattr(pattern.row, kind):
            index.setdefault(entry, []).append(pattern)
    return {lemma: tuple(held) for lemma, held in index.items()}


def _check(
    files: Iterable[tuple[Path, EventFile]],
    type_of: Mapping[str, EventType],
    examples: Iterable[tuple[EventType, Example]],
) -> None:
    named = {example.rule for _, example in examples}
    modes: dict[str, set[str]] = {}
    for _, file in files:
        modes.setdefault(file.type, set()).update(file.modes)
    for path, file in files:
        for row in file.patterns:
            where = f"{path.name}:{row.line} (rule {row.id})"
            if row.id not in named:
                raise LexiconError(f"{where}: expected an example that names this rule, found none")
            if row.mode is not None and row.mode not in modes[file.type]:
                raise LexiconError(f"{where}: mode: expected a mode of {file.type}, found {row.mode!r}")
            if not (row.verb or row.noun or row.adjective):
                raise LexiconError(f"{where}: expected verb, noun or adjective, found none of them")
        for example in file.examples:
            if example.rule not in type_of:
                raise LexiconError(f"{path.name}:{example.line}: rule: expected a rule's id, found {example.rule!r}")
