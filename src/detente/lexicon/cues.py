"""Typed rules of ``data/cues``: the words that tell that somebody says something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.records.kinds import Stance

Frame = Literal[
    "clause", "paren", "quote", "to", "object-to", "gerund", "object", "object-as", "object-predicate", "object-prep",
    "prep", "on-to", "none",
]  # fmt: skip
"""Shapes of a complement: see ``data/cues/README.md``."""


class CueExample(Row):
    """A sentence with what must be read from it; an empty list means that nothing may be."""

    text: str
    source: str | None = None
    cue: str | None = None
    content: list[str] = Field(default_factory=list)
    stance: Stance | None = None
    none: bool = False


class VerbRow(Row):
    """Verbs of one kind: what they say about the stance, and which complements hold the words reported."""

    id: str
    lemmas: list[str]
    stance: Stance = "says"
    frames: list[Frame]
    prepositions: list[str] = Field(default_factory=list)
    speaker: Literal["any", "likely"] = "any"
    confidence: float = 0.9
    examples: list[CueExample]


class NounRow(Row):
    """Nouns that name an act of saying and take a clause ("the claim that ..."), or one of ``prepositions`` ("the call for ...")."""

    id: str
    lemmas: list[str]
    stance: Stance = "says"
    prepositions: list[str] = Field(default_factory=list)
    examples: list[CueExample]


class PhraseRow(Row):
    """Fixed words that name a source ("according to X"), mark hearsay ("reportedly"), or have their source between them.

    With ``owner`` the words are a preposition and a noun with the source as its owner: "by the ministry's account".
    """

    id: str
    words: list[str]
    source: bool = True
    owner: bool = False
    examples: list[CueExample]


class ActRow(Row):
    """Verbs that with one of ``words`` tell of saying: "gave assurances that", "made it clear that".

    ``openers`` are words besides "that" that may open the content ("to": an infinitive; "to-noun": also a noun after "to");
    ``bare`` lets a clause follow without "that".
    """

    id: str
    verbs: list[str]
    words: list[str]
    stance: Stance = "says"
    openers: list[Literal["to", "to-noun"]] = Field(default_factory=list)
    bare: bool = False
    examples: list[CueExample]


class ImpersonalRow(Row):
    """Verbs that report in the passive without a speaker: "it was announced that"; ``raised``: also "is said to have left"."""

    id: str
    lemmas: list[str]
    raised: bool = False
    examples: list[CueExample]


class DenialRow(Row):
    """Nouns for what others say, and words of a predicate that call it untrue; read in press releases only."""

    id: str
    nouns: list[str]
    predicates: list[list[str]]
    examples: list[CueExample]


class SourceRow(Row):
    """Nouns for speakers: the class of an unnamed one, or of what speaks (``document``, ``body``)."""

    id: str
    nouns: list[str]
    anonymous: str | None = None
    likely: bool = True


class OccasionRow(Row):
    """Nouns that name an occasion of speaking, with the prepositions that lead to them."""

    id: str
    prepositions: list[str]
    nouns: list[str]
    examples: list[str]


class OpinionRow(Row):
    """Words that mark a sentence of an op-ed as its writer's own view."""

    id: str
    words: list[str]
    examples: list[str]


@dataclass(frozen=True)
class CueRules:
    """Rules of ``data/cues``; mappings go from a lemma or noun to the rules that hold it."""

    verbs: Mapping[str, VerbRow] = field(default_factory=dict)
    nouns: Mapping[str, NounRow] = field(default_factory=dict)
    phrases: tuple[PhraseRow, ...] = ()
    acts: Mapping[str, tuple[ActRow, ...]] = field(default_factory=dict)
    impersonal: Mapping[str, ImpersonalRow] = field(default_factory=dict)
    denials: Mapping[str, DenialRow] = field(default_factory=dict)
    sources: Mapping[str, SourceRow] = field(default_factory=dict)
    occasions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    opinions: Mapping[str, OpinionRow] = field(default_factory=dict)

    def source(self, noun: str, lemma: str) -> SourceRow | None:
        """The rule for a noun that speaks; capitals keep some plurals whole ("the two Ministers")."""
        word = noun.lower()
        return self.sources.get(lemma.lower()) or self.sources.get(word) or self.sources.get(word.removesuffix("s"))

    def verb(self, lemma: str) -> VerbRow | None:
        """The rule for a verb's lemma, or None."""
        return self.verbs.get(lemma.lower())


def load_cues(folder: DataFolder) -> CueRules:
    """Load ``data/cues``; raises LexiconError naming file, line and rule."""
    verbs = _rows(folder, "cues/verbs*.yaml", VerbRow)
    nouns = _rows(folder, "cues/nouns*.yaml", NounRow)
    phrases = _rows(folder, "cues/phrases*.yaml", PhraseRow)
    sources = _rows(folder, "cues/sources*.yaml", SourceRow)
    occasions = _rows(folder, "cues/occasions*.yaml", OccasionRow)
    opinions = _rows(folder, "cues/opinions*.yaml", OpinionRow)
    acts = _rows(folder, "cues/acts*.yaml", ActRow)
    impersonal = _rows(folder, "cues/impersonal*.yaml", ImpersonalRow)
    denials = _rows(folder, "cues/denials*.yaml", DenialRow)
    by_noun: dict[str, frozenset[str]] = {}
    for occasion in occasions:
        for noun in occasion.nouns:
            by_noun[noun] = by_noun.get(noun, frozenset()) | frozenset(occasion.prepositions)
    return CueRules(
        verbs=_by_word((lemma, row) for row in verbs for lemma in row.lemmas),
        nouns=_by_word((lemma, row) for row in nouns for lemma in row.lemmas),
        phrases=phrases,
        acts={verb: tuple(row for row in acts if verb in row.verbs) for row in acts for verb in row.verbs},
        impersonal=_by_word((lemma, row) for row in impersonal for lemma in row.lemmas),
        denials=_by_word((noun, row) for row in denials for noun in row.nouns),
        sources=_by_word((noun, row) for row in sources for noun in row.nouns),
        occasions=by_noun,
        opinions=_by_word((word, row) for row in opinions for word in row.words),
    )


WordT = TypeVar("WordT", VerbRow, NounRow, ImpersonalRow, DenialRow, SourceRow, OpinionRow)


def _by_word(pairs: Iterable[tuple[str, WordT]]) -> dict[str, WordT]:
    found: dict[str, WordT] = {}
    for word, row in pairs:
        held = found.setdefault(word, row)
        if held is not row:
            raise LexiconError(f"data/cues (rule {row.id}, line {row.line}): {word!r} stands in rule {held.id} too")
    return found


RuleT = TypeVar(
    "RuleT", VerbRow, NounRow, PhraseRow, ActRow, ImpersonalRow, DenialRow, SourceRow, OccasionRow, OpinionRow
)


def _rows(folder: DataFolder, name: str, row: type[RuleT]) -> tuple[RuleT, ...]:
    pairs = folder.yaml_rows(name, row)
    _check_examples(pairs)
    return merge_rows(pairs, lambda held: held.id)


def _check_examples(pairs: Iterable[tuple[Path, Row]]) -> None:
    for path, row in pairs:
        if getattr(row, "examples", True) == []:
            name = getattr(row, "id", "?")
            raise LexiconError(f"{path.name}:{row.line} (rule {name}): expected an example, found none")
