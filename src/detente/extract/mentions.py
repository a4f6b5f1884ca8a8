"""Where a report names, describes or refers to entities: the table that every later stage asks for its parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.records.kinds import Entity
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.parsed import Paragraph


@dataclass(frozen=True, slots=True)
class Reference:
    """One stretch of tokens that stands for one or more entities.

    ``first`` and ``last`` are token positions (half-open) in paragraph ``paragraph``; ``head`` is the syntactic head's
    position. ``mentions`` has one Mention an entity (several for "the two sides", "Kerry and Lavrov" stays two
    References). ``acts`` is False for a place that is only a place ("in Moscow"). ``kind`` is how it refers.
    """

    paragraph: int
    first: int
    last: int
    head: int
    mentions: tuple[Mention, ...]
    kind: str  # name | role | demonym | metonym | pronoun | description | group | place
    acts: bool = True


@dataclass(frozen=True)
class References:
    """All references of a report in text order, with the entities they stand for."""

    entities: Mapping[str, Entity]
    items: tuple[Reference, ...]
    _by_token: Mapping[tuple[int, int], Reference] = field(repr=False, default_factory=dict)

    def at(self, paragraph: Paragraph, token: Token | int) -> Reference | None:
        """The longest reference that covers a token of a paragraph, or None."""
        position = token if isinstance(token, int) else token.i
        return self._by_token.get((paragraph.index, position))


def build_references(entities: Mapping[str, Entity], items: tuple[Reference, ...]) -> References:
    """References with their index; where two overlap the longer wins a token."""
    by_token: dict[tuple[int, int], Reference] = {}
    for item in sorted(items, key=lambda r: (r.last - r.first, -r.paragraph, -r.first)):
        by_token.update({(item.paragraph, position): item for position in range(item.first, item.last)})
    return References(entities, tuple(sorted(items, key=lambda r: (r.paragraph, r.first, r.last))), by_token)
