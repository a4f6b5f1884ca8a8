"""Train the event model, score it on the visible test parts and write it as int8 ONNX.

python -m training.events [--out FOLDER] [--device cuda] [--bf16] [--epochs N] [--seed N] [--steps N] [--without-own]

Needs what `requirements/training.in` names and the measuring material in ../shared. Sentences that stand in a test part are left out first; it refuses to start where one is left.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from safetensors.torch import load as load_tensors

from detente.language.event_model import TYPES
from detente.language.masking import SOURCE, TARGET
from detente.language.parser import Parse, load_parser
from detente.language.reader_model import FOLDER, load_encode
from detente.language.wordpieces import Encode
from detente.lexicon.lexicon import load_lexicon
from detente.pipeline import Settings, code_report, load_reader
from detente.records.kinds import Event
from detente.records.raw import RawReport
from training.attributions import SHARED, unpack_base
from training.event_corpus import (
    Lesson,
    Row,
    is_free,
    joined_rows,
    lesson_of,
    marked_by_tags,
    read_classes,
    read_examples,
    read_own,
    read_plv,
    read_tagged,
    tagged_lesson,
    tags_of_pair,
    without_mark,
)
from training.event_export import export_events
from training.event_fitting import RECIPE, fit_events
from training.event_network import start_events_from
from training.network import Shape
from training.overlap import find_overlaps, held_hashes, held_prefixes, prefix_of
from training.triggers import triggers_of

OWN = Path(__file__).resolve().parent / "sentences"
SHAPE = Shape(depth=4, turns=2)
JOININGS = (0, 1)
"""Seeds by which sentences are joined in pairs."""
TAGGED_TIMES = 3
"""How often a tagged sentence counts in a pass."""


@dataclass(frozen=True)
class Guard:
    """What may not be trained on."""

    prefixes: frozenset[str]
    hashes: frozenset[str]

    def allows(self, text: str) -> bool:
        """Whether no sentence of a text stands in a test part."""
        return is_free(text, self.prefixes, self.hashes)


def build_guard(shared: Path) -> Guard:
    """Every visible test part, the tagged one too, and the hashes of what is held back."""
    tagged = {prefix_of("".join(words)) for words, _ in read_tagged(shared / "gold/cameo_ner/test_visible.txt")}
    return Guard(held_prefixes(shared) | tagged, held_hashes(shared))


def build_lessons(
    shared: Path, encode: Encode, parse: Parse, guard: Guard, own: Path | None
) -> tuple[list[Lesson], list[str]]:
    """All lessons and the texts they come from, without any that a test part holds."""
    gold, kept = shared / "gold", kept_words()
    typed = [*read_plv(gold / "plv/train.tsv", kept), *(read_own(own, kept) if own else ())]
    typed += read_examples(code_by_rules(), load_lexicon().events, kept)
    typed = with_triggers([row for row in typed if guard.allows(row.pair.text)], parse)
    classed = [row for row in read_classes(gold / "cameo_class/train.tsv") if guard.allows(row.pair.text)]
    tagged = [
        (words, tags) for words, tags in read_tagged(gold / "cameo_ner/train.txt") if guard.allows(" ".join(words))
    ]
    texts = [row.pair.text for row in (*typed, *classed)] + [" ".join(words) for words, _ in tagged]
    lessons = [lesson for row in typed for lesson in _lessons_of(row, encode)]
    lessons += [lesson_of(row, encode) for seed in JOININGS for row in joined_rows(typed, random.Random(seed))]
    lessons += [lesson_of(row, encode) for row in classed]
    classes = {prefix_of(row.pair.text): row.class_ for row in classed}
    for words, tags in tagged:
        class_ = classes.get(prefix_of("".join(words)))
        if class_ is not None:
            lessons.append(lesson_of(marked_by_tags(words, tags, class_, kept), encode))
        lessons += [tagged_lesson(words, tags, encode)] * TAGGED_TIMES
    print(f"{len(typed)} typed, {len(classed)} classed, {len(tagged)} tagged, {len(lessons)} lessons", flush=True)
    return lessons, texts


def code_by_rules() -> Callable[[str], tuple[Event, ...]]:
    """The program without its models: a text -> its events."""
    reader = load_reader(Settings(model=False))

    def code(text: str) -> tuple[Event, ...]:
        return code_report(
            RawReport("example", "training", None, "2015-05-13", None, text, "jsonl", "example"), reader
        ).events

    return code


def with_triggers(rows: Sequence[Row], parse: Parse) -> list[Row]:
    """Typed rows with the words that may tell the deed."""
    docs = parse(row.pair.text for row in rows)
    return [replace(row, triggers=triggers_of(row.pair, doc)) for row, doc in zip(rows, docs, strict=True)]


def _lessons_of(row: Row, encode: Encode) -> Iterator[Lesson]:
    """A typed row, its sides as tags, and for every fourth of them the same with one side unmarked."""
    lesson = lesson_of(row, encode)
    yield lesson
    tags = tags_of_pair(row, encode)
    if tags:
        yield tags
    if len(lesson.pieces) % 4 == 0:
        yield without_mark(lesson, SOURCE if len(lesson.pieces) % 8 == 0 else TARGET)


def kept_words() -> frozenset[str]:
    """Words that stay readable in a masked party, as in the program."""
    return load_lexicon().events.sets["agents"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 where training texts and test parts overlap."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--bf16", action="store_true", help="for processors that compute in it")
    parser.add_argument("--epochs", type=int, default=RECIPE.epochs)
    parser.add_argument("--seed", type=int, default=RECIPE.seed)
    parser.add_argument("--steps", type=int, help="stop after so many steps, for a trial")
    parser.add_argument("--without-own", action="store_true", help="leave out training/sentences")
    args = parser.parse_args(arguments)
    recipe = replace(RECIPE, epochs=args.epochs, seed=args.seed, device=args.device, bf16=args.bf16)
    guard = build_guard(args.shared)
    with TemporaryDirectory() as work:
        tokenizer, weights = unpack_base(Path(work))
        encode = load_encode(tokenizer)
        lessons, texts = build_lessons(
            args.shared, encode, load_parser().parse, guard, None if args.without_own else OWN
        )
        if left := find_overlaps(texts, guard.prefixes, guard.hashes):
            print(f"training: refused, expected no text of a test part, found {left[:3]}", file=sys.stderr)
            return 1
        say = lambda line: print(line, flush=True)  # noqa: E731
        model = fit_events(start_events_from(load_tensors(weights), SHAPE), lessons, recipe, say=say, steps=args.steps)
        export_events(model, args.out)
    print(json.dumps({"types": TYPES, "lessons": len(lessons)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
