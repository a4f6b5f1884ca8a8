"""Rules of ``data/regions``: which lines are no running text, signs of a genre, words that tell languages apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field

from detente.errors import LexiconError
from detente.lexicon.files import DataFolder, Row, merge_rows
from detente.records.kinds import Genre
from detente.records.shapes import Role

Place = Literal["any", "top", "body", "inside", "tail"]
"""Where a rule holds: everywhere, before the first paragraph, below the first line, with a paragraph to follow, at the end."""

STRUCTURE_IDS = frozenset(
    {
        "title", "first-line", "above-byline", "standfirst", "bare-name", "head", "dateline", "date-line", "paragraph",
        "crosshead", "pull-quote", "repeated", "repeated-title", "below-credit", "present-tense", "tail-fragment",
        "boilerplate-run", "author-below", "other-language",
    }
)  # fmt: skip
"""What the code of language/regions.py decides by; each has a row in structure.yaml."""

_NAME_WORD = (
    r"(?:[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐİŞĞŌÇ][\w.'-]*|d'[A-Z]\w+|al-[A-Z]\w+|de|van|von|der|den|da|dos|el|al|bin|ibn|la|le|di|zu)"
)


class LineRow(Row):
    """A row of boilerplate.yaml, credit.yaml, caption.yaml or byline.yaml."""

    id: str
    role: Role
    reason: str
    match: tuple[str, ...] = Field(min_length=1)
    at: Place = "any"
    most: int = Field(default=30, ge=1)
    open: bool = False
    speech: bool = False
    case: bool = False
    examples: tuple[str, ...] = Field(min_length=1)
    body: tuple[str, ...] = ()


class StructureRow(Row):
    """A row of structure.yaml."""

    id: str
    role: Role
    reason: str


class LanguageRow(Row):
    """A row of languages.yaml: stop words of a language with spaces between them ("no", "on" and "y" alone are truth values in YAML)."""

    code: str = Field(pattern="^[a-z]{2}$")
    words: str


class GenreRow(Row):
    """A row of genre.yaml: a sign of a genre."""

    id: str
    genre: Genre
    where: Literal["text", "lines", "outlet"] = Field(alias="in")
    weight: int = Field(ge=1)
    most: int = Field(default=1, ge=1)
    match: str


class WordsRow(Row):
    """words.yaml."""

    agencies: tuple[str, ...]
    not_author: tuple[str, ...]
    captions: tuple[str, ...]
    speech: tuple[str, ...]


@dataclass(frozen=True)
class LineRule:
    """A rule for one line; ``pattern`` is searched in its squeezed text."""

    id: str
    role: Role
    reason: str
    pattern: re.Pattern[str]
    at: Place
    most: int
    open: bool
    speech: bool
    examples: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True)
class Sign:
    """A sign of a genre."""

    id: str
    genre: Genre
    where: Literal["text", "lines", "outlet"]
    weight: int
    most: int
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class RegionRules:
    """Rules of ``data/regions``, compiled."""

    lines: tuple[LineRule, ...]
    structure: Mapping[str, tuple[Role, str]]
    signs: tuple[Sign, ...]
    stop_words: Mapping[str, frozenset[str]]
    agencies: frozenset[str]
    captions: re.Pattern[str]
    speech: re.Pattern[str]

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Rule id -> the reason written into a region."""
        told = {rule.id: f"{rule.id}: {rule.reason}" for rule in self.lines}
        return told | {name: f"{name}: {reason}" for name, (_, reason) in self.structure.items()}


def load_regions(folder: DataFolder) -> RegionRules:
    """Load ``data/regions``; raises LexiconError naming file, line and rule."""
    (words,) = [row for _, row in folder.yaml_rows("regions/words.yaml", WordsRow)][-1:]
    pairs = [
        pair
        for name in ("byline", "credit", "caption", "boilerplate")
        for pair in folder.yaml_rows(f"regions/{name}.yaml", LineRow)
    ]
    structure = merge_rows(folder.yaml_rows("regions/structure.yaml", StructureRow), lambda row: row.id)
    _check_structure(structure, {row.id for _, row in pairs})
    signs = folder.yaml_rows("regions/genre.yaml", GenreRow)
    files = {row.id: path for path, row in pairs} | {row.id: path for path, row in signs}
    languages = merge_rows(folder.yaml_rows("regions/languages.yaml", LanguageRow), lambda row: row.code)
    return RegionRules(
        lines=tuple(_line_rule(row, files[row.id], words) for row in merge_rows(pairs, lambda row: row.id)),
        structure={row.id: (row.role, row.reason) for row in structure},
        signs=tuple(_sign(row, files[row.id]) for row in merge_rows(signs, lambda row: row.id)),
        stop_words={row.code: frozenset(row.words.split()) for row in languages},
        agencies=frozenset(words.agencies),
        captions=re.compile(rf"(?:\b[A-Z]\w*[’'”\")]*|\w+s|\)),? (?:{_either(words.captions)})\b"),
        speech=re.compile(rf"\b(?:{_either(words.speech)})\b"),
    )


def _check_structure(rows: Iterable[StructureRow], taken: set[str]) -> None:
    ids = {row.id for row in rows}
    if ids != STRUCTURE_IDS:
        raise LexiconError(
            f"structure.yaml: expected the ids the program decides by, found {sorted(ids ^ STRUCTURE_IDS)}"
        )
    if ids & taken:
        raise LexiconError(f"structure.yaml: expected ids no line rule has, found {sorted(ids & taken)}")


def _line_rule(row: LineRow, path: Path, words: WordsRow) -> LineRule:
    pattern = "|".join(f"(?:{part})" for part in row.match)
    agency = f"(?:{_either(words.agencies)})"
    for name, replacement in (
        ("{agency_or_name}", rf"(?:{agency}|(?:[A-Z][\w.'&-]*)(?:\s[A-Za-z][\w.'&-]*){{0,3}})"),
        ("{agency}", agency),
        ("{name_word}", _NAME_WORD),
        ("{not_author}", _either(words.not_author)),
    ):
        pattern = pattern.replace(name, replacement)
    compiled = _compile(pattern, 0 if row.case else re.IGNORECASE, f"{path.name}:{row.line} (rule {row.id})")
    return LineRule(
        row.id, row.role, row.reason, compiled, row.at, row.most, row.open, row.speech, row.examples, row.body
    )


def _sign(row: GenreRow, path: Path) -> Sign:
    flags = 0 if row.where == "text" else re.IGNORECASE | re.MULTILINE
    compiled = _compile(row.match, flags, f"{path.name}:{row.line} (rule {row.id})")
    return Sign(row.id, row.genre, row.where, row.weight, row.most, compiled)


def _compile(pattern: str, flags: int, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise LexiconError(f"{where}: expected a regular expression, found {error}") from error


def _either(words: Iterable[str]) -> str:
    """Alternatives with the longest first, so that "Getty Images" wins over "Getty"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
