"""Differences planted in the marked reports of `gold/news` (open half), to fit scales on: one shared value of one report exchanged."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from detente.records.raw import RawReport
from eval.planting import Span
from training.pair_changes import another
from training.pair_corpus import Sentence, Story, Value

EACH = {"n": 7, "d": 6, "p": 4, "o": 5, "s": 3, "e": 8}
"""Plants of one kind in a group of marked reports at most."""
FEW = {"n": 1, "d": 1, "p": 1, "o": 1, "s": 1, "e": 1}
"""The same in a made-up story."""


@dataclass(frozen=True)
class Planted:
    """``raw`` is the report with the value exchanged; ``new`` the places of the new words in it, ``told`` those of the value in the sister."""

    group: str
    kind: str
    raw: RawReport
    sister: str
    new: tuple[Span, ...]
    told: tuple[Span, ...]


def plant_all(
    stories: Sequence[Story], news: Mapping[str, RawReport], each: Mapping[str, int] = EACH, seed: int = 0
) -> Iterator[Planted]:
    """Plants of every group, drawn by ``seed``."""
    rng, everywhere = random.Random(seed), pool_of(stories)
    for story in stories:
        pool, left = {**everywhere, **near_words(story)}, dict(each)
        shared = [
            (one, two, slot)
            for one, two in permutations(sorted(story.sides), 2)
            for slot in sorted(slots_of(story.sides[one]).keys() & slots_of(story.sides[two]).keys())
        ]
        rng.shuffle(shared)
        for one, two, slot in shared:
            held, told = slots_of(story.sides[one])[slot], slots_of(story.sides[two])[slot]
            if not left[slot[0]] or any(v.apart for _, v in (*held, *told)):
                continue
            sentence, value = held[0]
            words = another(value, sentence.text[value.start : value.end], pool, rng)
            if words is None or sentence.place is None or told[0][0].place is None:
                continue
            left[slot[0]] -= 1
            name = f"{story.topic[:20]} {one}{two} {slot}"
            report, sister = sentence.place[0], told[0][0].place[0]
            places = sorted(raw_place(s, v, news[report].text) for s, v in held)
            text, new = exchanged(
                news[report].text,
                places,
                [v.opposite or words for _, v in sorted(held, key=lambda h: (h[0].place, h[1].start))],
            )
            raw = replace(news[report], id=name, text=text)
            yield Planted(
                story.topic, slot[0], raw, sister, new, tuple(raw_place(s, v, news[sister].text) for s, v in told)
            )


def pool_of(stories: Sequence[Story]) -> dict[str, list[str]]:
    """All words of values by kind."""
    pool: dict[str, list[str]] = {}
    for story in stories:
        for kind, words in near_words(story).items():
            pool.setdefault(kind.removeprefix("near "), []).extend(words)
    return pool


def near_words(story: Story) -> dict[str, list[str]]:
    """The words of a story's own values, as ``near`` a kind."""
    near: dict[str, set[str]] = {}
    for sentence in (s for side in story.sides.values() for s in side):
        for value in sentence.values:
            near.setdefault(f"near {value.kind}", set()).add(sentence.text[value.start : value.end])
    return {kind: sorted(words) for kind, words in near.items()}


def slots_of(side: Sequence[Sentence]) -> dict[str, list[tuple[Sentence, Value]]]:
    """The places of a report that fill each slot."""
    found: dict[str, list[tuple[Sentence, Value]]] = {}
    for sentence in side:
        for value in sentence.values:
            found.setdefault(value.slot, []).append((sentence, value))
    return found


def raw_place(sentence: Sentence, value: Value, text: str) -> Span:
    """Where a value of a marked sentence, white space made single, stands in the report."""
    assert sentence.place
    _, start, end = sentence.place
    at, places = 0, []
    words = text[start:end].split()
    for word in words:
        begin = text.index(word, start)
        places += [begin + n for n in range(len(word))] + [begin + len(word)]
        start, at = begin + len(word), at + len(word) + 1
    return places[value.start], places[value.end - 1] + 1


def exchanged(text: str, places: Sequence[Span], words: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The text with other words at places in order, and where these then stand."""
    found, new, at = "", [], 0
    for (start, end), other in zip(places, words, strict=True):
        found += text[at:start]
        new.append((len(found), len(found) + len(other)))
        found += other
        at = end
    return found + text[at:], tuple(new)
