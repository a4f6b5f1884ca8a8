"""Phrase books: the longest phrase of a table that stands at a place of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from detente.records.ids import PLAIN_LETTERS

ValueT = TypeVar("ValueT")

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "–": "-", "‑": "-"})


class Word(NamedTuple):
    """A word or sign of a text, without accents, with its characters ``start`` to ``end``."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words and signs of a text in order; case is kept, accents are dropped, quotes and dashes made plain."""
    if text.isascii():
        return [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]
    return [Word(_fold(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words and signs of a phrase."""
    if text.isascii():
        return tuple(_WORD.findall(text))
    return tuple(word.text for word in words_of(text))


def _fold(word: str) -> str:
    plain = word.translate(_QUOTES)
    if plain.isascii():
        return plain
    plain = plain.translate(PLAIN_LETTERS)
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return letters or plain  # a lone combining accent stays a word, so that no word is empty


@dataclass(frozen=True)
class PhraseBook(Generic[ValueT]):
    """Phrases by their first word, longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], ValueT], ...]]
    exact: Mapping[str, ValueT]
    """Phrases as plain text, words and signs a space apart: for quick questions about one or two words."""

    def longest_at(self, words: Sequence[str], place: int) -> tuple[int, ValueT] | None:
        """Length in words and value of the longest phrase that starts at ``place``, or None."""
        phrases = self.by_first.get(words[place])
        if phrases is None:
            return None
        for phrase, value in phrases:
            length = len(phrase)
            if length == 1 or tuple(words[place : place + length]) == phrase:
                return length, value
        return None

    def get(self, phrase: str) -> ValueT | None:
        """The value of exactly this phrase, or None."""
        words = fold_words(phrase)
        found = self.longest_at(words, 0) if words else None
        return found[1] if found and found[0] == len(words) else None


def build_phrases(rows: Iterable[tuple[str, ValueT, bool]]) -> PhraseBook[ValueT]:
    """A book of ``(phrase, value, capitals)``; the first value of a phrase stands.

    With ``capitals`` the phrase is also found set in capitals, as in headlines and datelines, unless it is one word of at most
    two letters.
    """
    found: dict[tuple[str, ...], ValueT] = {}
    capitals: dict[tuple[str, ...], ValueT] = {}
    for phrase, value, in_capitals in rows:
        words = fold_words(phrase)
        if not words:
            continue
        found.setdefault(words, value)
        if words[0] == "the":
            found.setdefault(("The", *words[1:]), value)
        upper = tuple(word.upper() for word in words)
        if in_capitals and len("".join(words)) > 2:
            capitals.setdefault(upper, value)
    for words, value in capitals.items():
        found.setdefault(words, value)
    by_first: dict[str, list[tuple[tuple[str, ...], ValueT]]] = {}
    for words, value in found.items():
        by_first.setdefault(words[0], []).append((words, value))
    return PhraseBook(
        {first: tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))) for first, pairs in by_first.items()},
        {" ".join(words): value for words, value in found.items()},
    )
