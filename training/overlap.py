"""No text that a measurement uses may be trained on: sentences are compared by the first 60 letters and digits."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+|[\r\n]+")
_SHORT = 30
"""Letters; a shorter sentence ("He did not elaborate.") is nobody's in particular."""


def prefix_of(sentence: str) -> str:
    """The first 60 letters and digits, in lower case."""
    return re.sub(r"[^a-z0-9]", "", sentence.lower())[:60]


def sentences_of(text: str) -> list[str]:
    """A text cut after full stops and at line ends."""
    return [part for part in _SENTENCE.split(text) if part and part.strip()]


def held_prefixes(shared: Path) -> frozenset[str]:
    """Prefixes of every sentence of the visible test parts."""
    texts: list[str] = []
    for folder in ("polnear/dev/text", "meantime"):
        texts += [
            path.read_text(encoding="utf-8", errors="replace")
            for path in sorted((shared / "gold" / folder).rglob("*.txt"))
        ]
    for path in sorted((shared / "gold").glob("*/*visible*")):
        texts += list(_strings(path))
    for path in sorted(shared.glob("stories/*/reports.jsonl")) + sorted((shared / "gold").glob("newswcl50/*.json*")):
        texts += list(_strings(path))
    found = {prefix_of(sentence) for text in texts for sentence in [*sentences_of(text), text]}
    return frozenset(p for p in found if len(p) >= _SHORT)


def held_hashes(shared: Path) -> frozenset[str]:
    """SHA-1 of the prefixes of what is held back."""
    return frozenset((shared / "gold/held_back.sha1").read_text(encoding="utf-8").split())


def _strings(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix in (".json", ".jsonl"):
        blocks = [text] if path.suffix == ".json" else text.splitlines()
        for block in blocks:
            yield from _values(json.loads(block))
    else:
        for line in text.splitlines():
            yield from line.split("\t")


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)


def find_overlaps(paragraphs: Iterable[str], prefixes: frozenset[str], hashes: frozenset[str]) -> list[str]:
    """The paragraphs that hold, or are, a sentence of a test part."""
    return [p for p in paragraphs if any(_is_held(s, prefixes, hashes) for s in [*sentences_of(p), p])]


def _is_held(sentence: str, prefixes: frozenset[str], hashes: frozenset[str]) -> bool:
    prefix = prefix_of(sentence)
    if len(prefix) < _SHORT:
        return False
    return prefix in prefixes or hashlib.sha1(prefix.encode()).hexdigest() in hashes
