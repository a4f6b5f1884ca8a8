"""A small language of token patterns, as used in ``data/times``: compiled once, matched without regular expressions.

Items are separated by spaces: ``word`` or ``a|b`` (lower case), ``{class}`` or ``{name=class}`` for a class of words, ``<kind>``
or ``<name=kind|kind>`` for something found on a lower level; a question mark at the end makes an item optional. A pattern has no
repetition, so that matching is bounded by its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from detente.errors import LexiconError

_ITEM = re.compile(
    r"(?P<open>[{<])(?:(?P<name>[a-z0-9]+)=)?(?P<body>[a-z|]+)[}>](?P<optional>\??)|(?P<word>[^{}<>\s]+?)(?P<also>\??)"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One item of a pattern: a literal word, a class of words or a nested find."""

    kind: Literal["word", "class", "nested"]
    options: frozenset[str]
    name: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern and the text it was written as."""

    text: str
    slots: tuple[Slot, ...]


def openings(pattern: Pattern) -> frozenset[str]:
    """What a pattern may open with: words as they are, classes as ``{class}``, ``<>`` for anything of a lower level."""
    found: set[str] = set()
    for slot in pattern.slots:
        if slot.kind == "nested":
            found.add("<>")
        else:
            found |= slot.options if slot.kind == "word" else {f"{{{option}}}" for option in slot.options}
        if not slot.optional:
            break
    return frozenset(found)


class Source(Protocol):
    """What a pattern is matched against: words, classes of words, and finds of lower levels."""

    @property
    def words(self) -> Sequence[str]:
        """The words, lower case."""

    def read(self, kind: str, at: int) -> tuple[object, int] | None:
        """The value of a word class at a position and the position after it."""

    def nested(self, kinds: frozenset[str], at: int) -> Sequence[tuple[object, int]]:
        """What lower levels found at a position, longest first, each with the position after it."""


@dataclass(frozen=True, slots=True)
class Match:
    """Positions from ``first`` up to but not including ``last`` and the named captures."""

    first: int
    last: int
    captures: Mapping[str, object]


def compile_pattern(text: str) -> Pattern:
    """Compile a pattern; raises LexiconError where an item is malformed or all are optional."""
    slots = tuple(_slot(item, text) for item in text.split())
    if not any(not slot.optional for slot in slots):
        raise LexiconError(f"expected a pattern with at least one item that must be there, found {text!r}")
    return Pattern(text, slots)


def _slot(item: str, text: str) -> Slot:
    found = _ITEM.fullmatch(item)
    if found is None:
        raise LexiconError(f"expected word, a|b, {{class}} or <kind>, found {item!r} in pattern {text!r}")
    if found["word"]:
        return Slot("word", frozenset(found["word"].split("|")), "", bool(found["also"]))
    options = frozenset(found["body"].split("|"))
    kind: Literal["class", "nested"] = "class" if found["open"] == "{" else "nested"
    return Slot(kind, options, found["name"] or found["body"].split("|")[0], bool(found["optional"]))


def match_pattern(pattern: Pattern, source: Source, first: int) -> Match | None:
    """The match of a pattern at a position that takes the earliest choice at every item, or None."""
    for last, captures in _match(pattern.slots, 0, source, first):
        return Match(first, last, dict(captures)) if last > first else None
    return None


Captures = tuple[tuple[str, object], ...]


def _match(slots: tuple[Slot, ...], index: int, source: Source, at: int) -> Iterator[tuple[int, Captures]]:
    if index == len(slots):
        yield at, ()
        return
    slot = slots[index]
    for value, after in _readings(slot, source, at):
        for last, captures in _match(slots, index + 1, source, after):
            yield last, ((slot.name, value), *captures) if slot.name else captures
    if slot.optional:
        yield from _match(slots, index + 1, source, at)


def _readings(slot: Slot, source: Source, at: int) -> Iterator[tuple[object, int]]:
    if at >= len(source.words):
        return
    if slot.kind == "word":
        if source.words[at] in slot.options:
            yield source.words[at], at + 1
    elif slot.kind == "class":
        for option in sorted(slot.options):
            read = source.read(option, at)
            if read is not None:
                yield read
    else:
        yield from source.nested(slot.options, at)
