"""What the event model is trained on: marked pairs with their type, sentences with their class, words with their tags."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.language.event_model import CLASSES, TAGS, TYPES
from detente.language.masking import CLOSE, SOURCE, TARGET, Pair, cut_pair
from detente.language.wordpieces import CLS, SEP, Encode
from training.overlap import find_overlaps

if TYPE_CHECKING:
    from detente.lexicon.events import EventRules
    from detente.records.kinds import Event

_SIDES = tuple(
    types | ({"CONCEDE"} if number in (1, 2) else {"SANCTION"} if number == 4 else set())
    for number, types in enumerate(CLASSES)
)
"""Types that a sentence of each class may have."""
IGNORED = -100
_MARK = re.compile(r"<([st])>(.*?)</\1>")
_JOINED = 220
"""Characters; of longer sentences two in one would be cut."""
_JOINTS = (", while ", "; ", ", and ", " after ", " as ", ", a day before ", ". ")
_UNTAGGED = frozenset({"AGREE", "COOPERATE"})
_WORDS = re.compile(r"\w+|[^\w\s]")
_OWN = re.compile(r"\{([ST]):([^{}]*)\}")


@dataclass(frozen=True)
class Lesson:
    """One sentence to learn from: pieces, the types that count as right (empty: not taught), the class, and a tag a piece (or none).

    ``others`` are further rows of pieces of the same sentence, with its trigger marked.
    """

    pieces: tuple[int, ...]
    types: frozenset[int] = frozenset()
    class_: int = IGNORED
    tags: tuple[int, ...] = ()
    others: tuple[tuple[int, ...], ...] = ()

    @property
    def readings(self) -> tuple[tuple[int, ...], ...]:
        """All rows of pieces; the plain one counts for a third at most."""
        return (self.pieces, *self.others, *self.others[:1])


@dataclass(frozen=True)
class Row:
    """A sentence of one of the sources; ``pair`` has the marks taken out."""

    pair: Pair
    types: frozenset[str] = frozenset()
    class_: int | None = None
    triggers: tuple[int, ...] = ()


def class_of(type_: str) -> int:
    """The class of a type as CAMEO counts it."""
    return next((number for number, types in enumerate(CLASSES) if type_ in types), IGNORED)


def read_plv(path: Path, kept: frozenset[str]) -> Iterator[Row]:
    """Zero-Shot-PLOVER's rows: marked pairs with a root type, YIELD being CONCEDE or RETREAT."""
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            root = row["gold_root"].strip().upper()
            types = frozenset({"CONCEDE", "RETREAT"} if root == "YIELD" else {root})
            yield Row(_unmarked(row["marked_sentence"], _MARK, kept), types)


def read_own(folder: Path, kept: frozenset[str]) -> Iterator[Row]:
    """Sentences written for the project: JSON lines with text, type and mode."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                yield Row(_unmarked(row["text"], _OWN, kept), frozenset({row["type"]}))


def read_examples(code: Callable[[str], tuple[Event, ...]], rules: EventRules, kept: frozenset[str]) -> Iterator[Row]:
    """The examples of the program's own patterns, with the sides that its rules find; ``code`` reads a text by rules alone.

    News sentences are long: without these the model knows little of "Ruritania recalled its ambassador to Freedonia".
    """
    for type_, example in rules.examples:
        for event in code(example.text):
            spans = [tuple((m.start, m.end) for m in side) for side in (event.actors, event.recipients)]
            if event.type == (example.type or type_) and event.status == "actual" and all(spans):
                yield Row(Pair(example.text, spans[0], spans[1], kept), frozenset({event.type}))
                break


def read_classes(path: Path) -> Iterator[Row]:
    """ConfliBERT's cameo_class rows: a sentence and one of five classes."""
    for line in path.read_text(encoding="utf-8").splitlines():
        text, _, number = line.rpartition("\t")
        yield Row(Pair(text), class_=int(number))


def read_tagged(path: Path) -> Iterator[tuple[list[str], list[int]]]:
    """ConfliBERT's cameo_ner rows: words with source, target and reciprocal spans."""
    words: list[str] = []
    tags: list[int] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            word, _, tag = line.rpartition(" ")
            words.append(word)
            tags.append(TAGS.index(tag))
        elif words:
            yield words, tags
            words, tags = [], []


def marked_by_tags(words: list[str], tags: list[int], class_: int, kept: frozenset[str]) -> Row:
    """A tagged sentence whose class is known, as a marked pair; of two reciprocal parties the first is the source."""
    text, ends = " ".join(words), 0
    sides: dict[str, list[tuple[int, int]]] = {"S": [], "T": [], "R": []}
    held: list[tuple[str, int, int]] = []
    for word, tag in zip(words, tags, strict=True):
        start, ends = ends, ends + len(word) + 1
        name = TAGS[tag]
        if name.startswith("B") or (name != "O" and (not held or held[-1][0] != name[2:] or held[-1][2] != start - 1)):
            held.append((name[2:], start, start + len(word)))
        elif name != "O":
            held[-1] = (held[-1][0], held[-1][1], start + len(word))
    for name, start, end in held:
        sides[name].append((start, end))
    source, target = sides["S"] + sides["R"][:1], sides["T"] + sides["R"][1:]
    return Row(Pair(text, tuple(source), tuple(target), kept), class_=class_)


def _unmarked(text: str, mark: re.Pattern[str], kept: frozenset[str]) -> Pair:
    sides: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    plain, at = "", 0
    for found in mark.finditer(text):
        plain += text[at : found.start()]
        sides[found.group(1).lower()].append((len(plain), len(plain) + len(found.group(2))))
        plain += found.group(2)
        at = found.end()
    return Pair(plain + text[at:], tuple(sides["s"]), tuple(sides["t"]), kept)


def lesson_of(row: Row, encode: Encode) -> Lesson:
    """The pieces of a row with what they teach."""
    names = row.types if row.class_ is None else _SIDES[row.class_]
    types = frozenset(TYPES.index(type_) for type_ in names)
    class_ = row.class_ if row.class_ is not None else class_of(next(iter(row.types)) if len(row.types) == 1 else "")
    others = (cut_pair(replace(row.pair, trigger=trigger), encode) for trigger in row.triggers)
    return Lesson(tuple(cut_pair(row.pair, encode)), types, class_, others=tuple(map(tuple, others)))


def joined_rows(rows: Sequence[Row], rng: random.Random) -> Iterator[Row]:
    """Pairs of short sentences as one, the trigger of one of them marked: "X hit Y, while Z met with W".

    Where both begin with who does it, half of them get one subject: "X hit Y and met with W". So the model learns to read the marked word's deed.
    """
    short = [row for row in rows if row.types and row.triggers and len(row.pair.text) < _JOINED]
    order = rng.sample(range(len(short)), len(short))
    for one, two in zip(order[::2], order[1::2], strict=False):
        first, second = short[one], short[two]
        if first.types == second.types:
            continue
        if _begins(first) and _begins(second) and rng.random() < 0.7:
            yield from _with_one_subject(first, second)
        else:
            yield from _side_by_side(first, second, rng.choice(_JOINTS))


def _begins(row: Row) -> bool:
    return len(row.pair.source) == 1 and row.pair.source[0][0] < 5 and row.triggers[0] > row.pair.source[0][1]


def _side_by_side(first: Row, second: Row, joint: str) -> Iterator[Row]:
    """Each with its own sides marked; the other's are left as they stand."""
    head = first.pair.text.rstrip(" .") + joint
    text = head + second.pair.text
    yield _one_reading(replace(first.pair, text=text), first.types, first.triggers[0])
    yield _one_reading(_moved(second.pair, len(head), text), second.types, second.triggers[0] + len(head))


def _with_one_subject(first: Row, second: Row) -> Iterator[Row]:
    """What the second did is told of the first's subject; all recipients are marked, whoever's deed is asked for."""
    start = second.pair.source[0][1]
    head = first.pair.text.rstrip(" .") + " and"
    text = head + second.pair.text[start:]
    moved = _moved(replace(second.pair, source=()), len(head) - start, text)
    pair = replace(first.pair, text=text, target=first.pair.target + moved.target)
    yield _one_reading(pair, first.types, first.triggers[0])
    yield _one_reading(pair, second.types, second.triggers[0] + len(head) - start)


def _moved(pair: Pair, by: int, text: str) -> Pair:
    source, target = (tuple((start + by, end + by) for start, end in side) for side in (pair.source, pair.target))
    return replace(pair, text=text, source=source, target=target)


def _one_reading(pair: Pair, types: frozenset[str], trigger: int) -> Row:
    return Row(replace(pair, trigger=trigger), types)


def tags_of_pair(row: Row, encode: Encode) -> Lesson | None:
    """The sides of a typed pair as a tagged sentence in the way of cameo_ner: those who meet are reciprocal, and nothing is told of who agrees."""
    if row.types & _UNTAGGED or not row.pair.source:
        return None
    kinds = "RR" if "CONSULT" in row.types else "ST"
    found = list(_WORDS.finditer(row.pair.text))
    tags = [0] * len(found)
    for kind, spans in zip(kinds, (row.pair.source, row.pair.target), strict=True):
        for start, end in spans:
            inside = [n for n, word in enumerate(found) if start <= word.start() < end]
            for n in inside:
                tags[n] = TAGS.index(("B-" if n == inside[0] else "I-") + kind)
    return tagged_lesson([word.group() for word in found], tags, encode)


def tagged_lesson(words: list[str], tags: list[int], encode: Encode) -> Lesson:
    """The first piece of each word carries its tag."""
    pieces, given = [CLS], [IGNORED]
    for word, tag in zip(words, tags, strict=True):
        ids = list(next(iter(encode([word])))[0]) or [100]
        pieces += ids
        given += [tag] + [IGNORED] * (len(ids) - 1)
    return Lesson((*pieces[:127], SEP), tags=(*given[:127], IGNORED))


def without_mark(lesson: Lesson, mark: int) -> Lesson:
    """The same with one side unmarked, its names still masked: parties are often untold."""
    kept: list[int] = []
    inside = False
    for piece in lesson.pieces:
        if piece in (SOURCE, TARGET):
            inside = piece == mark
            if inside:
                continue
        elif piece == CLOSE and inside:
            inside = False
            continue
        kept.append(piece)
    return replace(lesson, pieces=tuple(kept), others=())


def is_free(text: str, prefixes: frozenset[str], hashes: frozenset[str]) -> bool:
    """Whether no sentence of a text stands in a test part."""
    return not find_overlaps([text], prefixes, hashes)
