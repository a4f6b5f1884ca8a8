"""A sentence with its two sides marked and their names masked, so that what happened is judged and not who they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.language.wordpieces import CLS, SEP, Encode

SOURCE, TARGET, CLOSE, NAME, TRIGGER = 1, 2, 3, 4, 5
"""Word pieces that no text holds: who does it, to whom, the end of either, a masked name, and the word that tells the deed."""
LONGEST = 126
"""Pieces that are read; of a longer sentence those around the first mark."""
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with who does it and to whom, as character spans in it (either may be missing), and where the word begins that tells the deed.

    ``kept`` are lower-case words that stay readable in a name: "Police" and "President" tell what kind of party it is, "Ruritania" must not.
    """

    text: str
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    kept: frozenset[str] = frozenset()
    trigger: int | None = None


def mask_names(words: str, kept: frozenset[str] = frozenset()) -> list[str | None]:
    """The words of a party in order, each run of names in it as None.

    >>> mask_names("the Ruritanian President Karl Brom", frozenset({"president"}))
    ['the', None, 'President', None]
    """
    found: list[str | None] = []
    for word in _WORD.findall(words):
        stem = _LETTERS.search(word)
        if stem and any(letter.isupper() for letter in word) and stem.group().lower() not in kept:
            if not found or found[-1] is not None:
                found.append(None)
        else:
            found.append(word)
    return found


def cut_pair(pair: Pair, encode: Encode) -> list[int]:
    """The word pieces of a pair's sentence, between CLS and SEP, at most LONGEST of them."""
    pieces: list[int] = []
    first, at = 0, 0
    for start, end, mark in _marks(pair):
        pieces += _encoded(pair.text[at:start], encode)
        if mark == TRIGGER:
            pieces.append(TRIGGER)
        else:
            first = first or len(pieces)
            pieces += [mark, *_party(pair.text[start:end], pair.kept, encode), CLOSE]
        at = end
    pieces += _encoded(pair.text[at:], encode)
    low = max(0, min(first - LONGEST // 2, len(pieces) - LONGEST))
    return [CLS, *pieces[low : low + LONGEST], SEP]


def _marks(pair: Pair) -> list[tuple[int, int, int]]:
    """Start, end and mark of both sides and of the trigger, none inside another; the trigger's mark has no width."""
    marks = [(start, end, SOURCE) for start, end in pair.source] + [(start, end, TARGET) for start, end in pair.target]
    if pair.trigger is not None and not any(start <= pair.trigger < end for start, end, _ in marks):
        marks.append((pair.trigger, pair.trigger, TRIGGER))
    held: list[tuple[int, int, int]] = []
    for mark in sorted(marks):
        if not held or mark[0] >= held[-1][1]:
            held.append(mark)
    return held


def show_pair(pair: Pair) -> str:
    """The sentence as the model reads it, for people: both sides in brackets, an underscore for each masked name, an arrow before the deed.

    >>> show_pair(Pair("Ruritania accused the Freedonian army.", ((0, 9),), ((18, 37),), frozenset({"army"}), trigger=10))
    '[who: _] →accused [whom: the _ army].'
    """
    text, at = "", 0
    for start, end, mark in _marks(pair):
        text += pair.text[at:start]
        if mark == TRIGGER:
            text += "→"
        else:
            words = " ".join(word or "_" for word in mask_names(pair.text[start:end], pair.kept))
            text += f"[{'who' if mark == SOURCE else 'whom'}: {words}]"
        at = end
    return text + pair.text[at:]


def _party(words: str, kept: frozenset[str], encode: Encode) -> list[int]:
    found: list[int] = []
    for word in mask_names(words, kept):
        found += [NAME] if word is None else _encoded(word, encode)
    return found


def _encoded(text: str, encode: Encode) -> Sequence[int]:
    return next(iter(encode([text])))[0] if text.strip() else []
