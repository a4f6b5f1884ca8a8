"""Made-up pairs of reports with the values that stand in the same slot marked: `training/pairs/*.txt`.

python -m training.pair_corpus FILE...      says what breaks the format, and counts

A story starts with "= topic"; its sentences follow, one a line, "A: ..." and then "B: ...". ``{n1:eleven}`` marks a value; the letter
is its kind, the same id in A and in B says that both answer the same question about the same happening. A happening carries, after
a bar, words that tell the opposite: ``{e1:was freed|remains in prison}``. In marked real reports there may be sides up to E, and
``{n1x:12}`` is a value that is at odds with what the others tell.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from detente.records.raw import RawReport
from eval.planting import hash_of

FOLDER = Path(__file__).parent / "pairs"
KINDS = {"n": "number", "d": "day", "p": "place", "o": "party", "s": "speaker", "e": "happening"}
MARK = re.compile(r"\{([a-z])(\d+)(x?):([^{}|]+)(?:\|([^{}|]+))?\}")


@dataclass(frozen=True)
class Value:
    """Words ``start`` to ``end`` of a sentence that fill the slot ``slot``; ``opposite`` for happenings only; ``apart``: at odds with the other reports."""

    start: int
    end: int
    slot: str
    opposite: str = ""
    apart: bool = False

    @property
    def kind(self) -> str:
        """The letter of its kind."""
        return self.slot[0]


@dataclass(frozen=True)
class Sentence:
    """One sentence of a report without its marks, the values in it by order, and of a real report its id and where the sentence stands."""

    text: str
    values: tuple[Value, ...]
    place: tuple[str, int, int] | None = None


@dataclass
class Story:
    """Two reports that agree wherever both tell."""

    topic: str
    sides: dict[str, list[Sentence]] = field(default_factory=lambda: {"A": [], "B": []})


class BadLineError(ValueError):
    """A line that is not in the format; says what is wrong with it."""


def read_sentence(line: str) -> Sentence:
    """A line without its "A: "; raises `BadLineError`."""
    text, values, at = "", [], 0
    for mark in MARK.finditer(line):
        kind, number, apart, words, opposite = mark.groups()
        if kind not in KINDS:
            raise BadLineError(f"kind {kind!r} is none of {', '.join(KINDS)}")
        if kind == "e" and not opposite:
            raise BadLineError(f"happening {kind}{number} has no opposite after a bar")
        text += line[at : mark.start()]
        values.append(Value(len(text), len(text) + len(words), kind + number, opposite or "", bool(apart)))
        text += words
        at = mark.end()
    text += line[at:]
    if set(text) & set("{}|"):
        raise BadLineError(f"a brace or bar outside a mark in {text!r}")
    return Sentence(text, tuple(values))


def read_stories(lines: Iterable[str], where: str = "?") -> Iterator[Story]:
    """The stories of a file; raises `BadLineError` with the file and the line."""
    story: Story | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if not line:
            continue
        try:
            if line.startswith("="):
                if story:
                    yield checked(story)
                story = Story(line[1:].strip())
            elif story and re.match(r"[A-E]:", line):
                story.sides.setdefault(line[0], []).append(read_sentence(line[2:].strip()))
            else:
                raise BadLineError("neither '= topic', 'A: ...' nor 'B: ...'")
        except BadLineError as bad:
            raise BadLineError(f"{where}, line {number}: {bad}") from None
    if story:
        yield checked(story)


def checked(story: Story) -> Story:
    """The story, if both reports have sentences and share slots; raises `BadLineError`."""
    if min(len(side) for side in story.sides.values()) < 2:
        raise BadLineError(f"story {story.topic!r} above has fewer than two sentences in A or in B")
    if len(shared(story)) < 2:
        raise BadLineError(f"story {story.topic!r} above shares fewer than two slots")
    return story


def shared(story: Story) -> set[str]:
    """The slots that both reports fill."""
    told = Counter(
        slot for side in story.sides.values() for slot in {value.slot for sentence in side for value in sentence.values}
    )
    return {slot for slot, times in told.items() if times > 1}


def load(folder: Path = FOLDER) -> list[Story]:
    """All stories, by file name and order."""
    return [
        story
        for path in sorted(folder.glob("*.txt"))
        for story in read_stories(path.read_text(encoding="utf-8").splitlines(), path.name)
    ]


def as_reports(story: Story, name: str, day: str) -> tuple[Story, list[RawReport]]:
    """A made-up story as reports published on ``day`` (ISO), and the story with each sentence's place in them."""
    placed, raws = Story(story.topic), []
    for side, sentences in sorted(story.sides.items()):
        identity, text, held = f"{name}{side}", "", []
        for sentence in sentences:
            start = len(text)
            text += sentence.text + ("" if sentence.text.endswith((".", "!", "?", "”", '"')) else ".")
            held.append(replace(sentence, place=(identity, start, start + len(sentence.text))))
            text += "\n\n"
        placed.sides[side] = held
        raws.append(RawReport(identity, f"Paper {side}", None, day, None, text, "jsonl", name))
    return placed, raws


def load_news(shared: Path, path: Path = FOLDER / "news.jsonl") -> list[Story]:
    """The marked reports of `gold/news`: their words are in ``shared``, places and slots in ``path``; one story a group, by its name.

    Raises ValueError where a sentence is not the one that was marked.
    """
    texts = {row["id"]: row["text"] for row in _rows(shared / "gold/news/reports.jsonl")}
    stories: dict[str, Story] = {}
    for row in _rows(path):
        story = stories.setdefault(row["group"], Story(row["group"], {}))
        side = story.sides.setdefault("ABCDE"[len(story.sides)], [])
        for start, end, was, values in row["sentences"]:
            text = " ".join(texts[row["report"]][start:end].split())
            if hash_of(text) != was:
                raise ValueError(
                    f"{path.name}: expected the sentence that was marked at {start} of {row['report']}, found other words"
                )
            held = [Value(a, b, slot.rstrip("x"), "".join(more), slot.endswith("x")) for a, b, slot, *more in values]
            side.append(Sentence(text, tuple(held), (row["report"], start, end)))
    return [stories[group] for group in sorted(stories)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def main() -> None:
    """Check files."""
    for name in sys.argv[1:]:
        try:
            stories = list(read_stories(Path(name).read_text(encoding="utf-8").splitlines(), name))
        except BadLineError as bad:
            sys.exit(str(bad))
        kinds = Counter(KINDS[slot[0]] for story in stories for slot in shared(story))
        sentences = sum(len(side) for story in stories for side in story.sides.values())
        print(f"{name}: {len(stories)} stories, {sentences} sentences, shared slots: {dict(sorted(kinds.items()))}")


if __name__ == "__main__":
    main()
