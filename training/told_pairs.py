"""Pairs of reports with what each sentence tells: `training/told/*.txt`, and the marked pairs of `training/pairs` as such.

python -m training.told_pairs FILE...      says what breaks the format, and counts

A story starts with "= topic"; then one sentence a line: "A 1 2: words". The numbers are the facts that the sentence tells; the same number in
A and in B says that both tell one thing, ``3x`` that they are at odds on it, ``-`` that it tells nothing the other report tells.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.pair_corpus import BadLineError, load

FOLDER = Path(__file__).parent / "told"
LINE = re.compile(r"([A-E]) ((?:\d+x?(?: |(?=:)))+|-):\s+(\S.*)")


@dataclass(frozen=True)
class Line:
    """A sentence of report ``side`` and the facts it tells."""

    side: str
    text: str
    facts: frozenset[str]


@dataclass
class Told:
    """Reports of one happening."""

    topic: str
    lines: list[Line] = field(default_factory=list)

    @property
    def shared(self) -> set[str]:
        """Facts that more than one report tells."""
        sides: dict[str, set[str]] = {}
        for line in self.lines:
            for fact in line.facts:
                sides.setdefault(fact, set()).add(line.side)
        return {fact for fact, held in sides.items() if len(held) > 1}


def read_told(lines: Iterable[str], where: str = "?") -> Iterator[Told]:
    """The stories of a file; raises `BadLineError` with the file and the line."""
    story: Told | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("="):
            if story:
                yield story
            story = Told(line[1:].strip())
            continue
        found = LINE.fullmatch(line)
        if story is None or found is None:
            raise BadLineError(f"{where}, line {number}: expected 'A 1 2: words' below '= topic', found {line[:40]!r}")
        side, facts, text = found.groups()
        story.lines.append(Line(side, text, frozenset(f.rstrip("x") for f in facts.split() if f != "-")))
    if story:
        yield story


def load_told(folder: Path = FOLDER) -> list[Told]:
    """All stories of the folder, by file name and order."""
    return [
        story
        for path in sorted(folder.glob("*.txt"))
        for story in read_told(path.read_text(encoding="utf-8").splitlines(), path.name)
    ]


def from_marks() -> list[Told]:
    """The marked pairs: two sentences tell one thing where they fill a slot of the same id."""
    return [
        Told(
            story.topic,
            [
                Line(side, sentence.text, frozenset(value.slot for value in sentence.values))
                for side, sentences in sorted(story.sides.items())
                for sentence in sentences
            ],
        )
        for story in load()
    ]


def main() -> None:
    """Check files."""
    for name in sys.argv[1:]:
        try:
            stories = list(read_told(Path(name).read_text(encoding="utf-8").splitlines(), name))
        except BadLineError as bad:
            sys.exit(str(bad))
        few = [story.topic for story in stories if len(story.shared) < 3]
        lines = sum(len(story.lines) for story in stories)
        print(f"{name}: {len(stories)} stories, {lines} sentences, {sum(len(s.shared) for s in stories)} shared facts")
        if few:
            print(f"  fewer than three shared facts: {'; '.join(few)}")


if __name__ == "__main__":
    main()
