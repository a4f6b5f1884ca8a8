"""PolNeAR as word pieces with, for each attribution, what every piece is to its cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.extract.quotations import find_quotations, join_paragraphs
from detente.language.roles import CONTENT, CUE, SOURCE
from detente.language.wordpieces import Encode, Passage, Pieces, cut_pieces

ROLES = {"Source": SOURCE, "Cue": CUE, "Content": CONTENT}
_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"^E\d+\t(\S+:T\d+(?: \S+:T\d+)*)\s*$")
_LINE = re.compile(r"[^\r\n]+")
_LIGHT = frozenset(
    [
        "has",
        "have",
        "had",
        "is",
        "was",
        "were",
        "be",
        "been",
        "being",
        "also",
        "to",
        "not",
        "n't",
        "will",
        "would",
        "did",
        "do",
        "does",
        "in",
        "a",
        "an",
        "the",
        "as",
        "that",
        "of",
        "on",
        "by",
        "for",
        "it",
        "later",
        "then",
        "at",
        "and",
        "this",
        "his",
        "her",
        "their",
        "its",
        "could",
        "should",
        "may",
        "might",
        "can",
        "more",
        "first",
        "s",
        "t",
        "'",
        "’",
    ]
)
"""Words of a cue that are not its anchor while another one is there."""


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution in pieces: the anchor (a piece of its cue) and the role of each piece that has one."""

    anchor: int
    roles: dict[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """A document: its name, its pieces, its attributions and the pieces about which the annotators left no verdict."""

    name: str
    pieces: Pieces
    told: tuple[Told, ...]
    open: frozenset[int]


def read_text(path: Path) -> str:
    """The text with its line ends as they are, on which the offsets of the annotation stand."""
    return path.read_bytes().decode("utf-8")


def passages_of(text: str) -> list[Passage]:
    """The paragraphs of a text with their quotations, as the reader model sees them."""
    found = [(m.start(), m.group()) for m in _LINE.finditer(text) if m.group().strip()]
    texts = [line for _, line in found]
    quoted = join_paragraphs([find_quotations(line) for line in texts], texts)
    return [
        Passage(start, line, tuple((q.start, q.end) for q in marks))
        for (start, line), marks in zip(found, quoted, strict=True)
    ]


def read_standoff(data: str) -> tuple[list[dict[int, list[tuple[int, int]]]], list[tuple[int, int]]]:
    """Attributions as role -> spans, and the spans left open, of a brat annotation file."""
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events: list[dict[int, list[tuple[int, int]]]] = []
    used: set[str] = set()
    for line in data.split("\n"):
        if match := _SPAN.match(line.rstrip("\r")):
            name, label, offsets = match.groups()
            pairs = [tuple(map(int, one.split())) for one in offsets.split(";")]
            spans[name] = (label, [(a, b) for a, b in pairs])
    for line in data.split("\n"):
        if match := _EVENT.match(line.rstrip("\r")):
            roles: dict[int, list[tuple[int, int]]] = {}
            for part in match.group(1).split():
                role, name = part.split(":")
                used.add(name)
                key = role.rstrip("0123456789")
                if key in ROLES and name in spans:
                    roles.setdefault(ROLES[key], []).extend(spans[name][1])
            if roles:
                events.append(roles)
    left = [
        span
        for name, (label, where) in spans.items()
        if label in ("Discuss", "Discard") and name not in used
        for span in where
    ]
    return events, left


def read_articles(
    folder: Path, encode: Encode, *, drop: frozenset[str] = frozenset(), names: Sequence[str] | None = None
) -> Iterator[Article]:
    """Every document of a PolNeAR part in order of name, by its first annotator; paragraphs in ``drop`` are left out."""
    by_name: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann"), reverse=True):
        by_name[path.stem.rsplit("_", 1)[0]] = path
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem not in by_name or (names is not None and path.stem not in names):
            continue
        passages = [p for p in passages_of(read_text(path)) if p.text not in drop]
        pieces = cut_pieces(passages, encode)
        events, left = read_standoff(read_text(by_name[path.stem]))
        told = [t for t in (_told(roles, pieces, passages) for roles in events) if t is not None]
        yield Article(path.stem, pieces, tuple(_merged(told)), frozenset(_touched(left, pieces)))


def _touched(spans: Sequence[tuple[int, int]], pieces: Pieces) -> list[int]:
    return [
        at
        for at, (a, b) in enumerate(zip(pieces.starts, pieces.ends, strict=True))
        if a >= 0 and any(a < y and x < b for x, y in spans)
    ]


def _told(roles: dict[int, list[tuple[int, int]]], pieces: Pieces, passages: Sequence[Passage]) -> Told | None:
    found = {role: _touched(spans, pieces) for role, spans in roles.items()}
    cue = found.get(CUE) or []
    if not cue or not found.get(CONTENT):
        return None
    by_piece: dict[int, int] = {}
    for role in (CONTENT, SOURCE, CUE):
        by_piece.update(dict.fromkeys(found.get(role, ()), role))
    heads = [at for at in cue if pieces.heads[at]] or cue
    weighty = [at for at in heads if _word(at, pieces, passages) not in _LIGHT]
    return Told((weighty or heads)[0], by_piece)


def _word(at: int, pieces: Pieces, passages: Sequence[Passage]) -> str:
    start, end = pieces.starts[at], pieces.ends[at]
    passage = next(p for p in reversed(passages) if p.start <= start)
    return passage.text[start - passage.start : end - passage.start].lower()


def _merged(told: Sequence[Told]) -> list[Told]:
    """One for each anchor: two contents of one cue become one."""
    held: dict[int, dict[int, int]] = {}
    for one in told:
        held.setdefault(one.anchor, {}).update(one.roles)
    return [Told(anchor, roles) for anchor, roles in sorted(held.items())]
