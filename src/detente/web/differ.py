"""Two wordings side by side with the words marked in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.records.ids import name_key

_WORD = re.compile(r"\S+\s*")
MOST = 600
"""Words a side: what is longer is compared no further."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a side, and whether the other side has others in their place."""

    text: str
    differs: bool


def mark_differences(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings cut into pieces; joined, the pieces of a side are its wording. Case and punctuation make no difference."""
    one, two = _WORD.findall(left)[:MOST], _WORD.findall(right)[:MOST]
    blocks = SequenceMatcher(None, [_key(w) for w in one], [_key(w) for w in two], autojunk=False).get_opcodes()
    first = [(tag != "equal", "".join(one[a:b])) for tag, a, b, _, _ in blocks]
    second = [(tag != "equal", "".join(two[a:b])) for tag, _, _, a, b in blocks]
    return tuple(_pieces(first, left)), tuple(_pieces(second, right))


def _key(word: str) -> str:
    return name_key(word) or word.strip()


def _pieces(told: list[tuple[bool, str]], whole: str) -> Iterator[Piece]:
    """Leading space and what lies beyond the compared words are kept as they are."""
    start = len(whole) - len(whole.lstrip())
    if start:
        yield Piece(whole[:start], False)
    at = start
    for differs, text in told:
        if text:
            yield Piece(text, differs)
            at += len(text)
    if at < len(whole):
        yield Piece(whole[at:], False)
