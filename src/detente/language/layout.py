"""A text's units with the roles found so far, and what the look of the whole text tells about them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.language.dateline import find_dateline
from detente.language.paragraphs import Unit
from detente.lexicon.regions import LineRule, RegionRules

TOP_UNITS = 8
"""Headline, standfirst, byline, date and credits take no more lines than this."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Layout:
    """Units with the id of the rule that gave each its role (None where none has yet).

    ``first`` and ``last`` are the first and last unit that look like paragraphs; ``style`` tells whether paragraphs end with
    a full stop throughout, mostly or not at all, ``gaps`` whether blank lines stand between them.
    """

    units: Sequence[Unit]
    marks: Sequence[str | None]
    first: int
    last: int
    style: Literal["always", "mostly", "no"]
    gaps: bool

    def is_paragraph(self, index: int) -> bool:
        """Whether a unit without a role looks like a paragraph."""
        return 0 <= index < len(self.units) and self.marks[index] is None and self.units[index].running


def find_layout(units: Sequence[Unit], marks: Sequence[str | None]) -> Layout:
    """The look of a text whose obvious lines are marked."""
    plain = [i for i, mark in enumerate(marks) if mark is None]
    running = [i for i in plain if units[i].running]
    begins = next((i for i in plain if units[i].running or _has_dateline(units[i])), len(units))
    long = [units[i] for i in plain if units[i].words >= 12]
    share = sum(unit.ended for unit in long) / len(long) if len(long) >= 3 else 0.0
    return Layout(
        units,
        marks,
        begins,
        running[-1] if running else -1,
        "always" if share >= 0.95 else "mostly" if share >= 0.7 else "no",
        sum(unit.gap for unit in units) > len(units) / 4,
    )


def _has_dateline(unit: Unit) -> bool:
    return unit.words >= 8 and find_dateline(unit.raw) > 0


def match_line(unit: Unit, rules: Iterable[LineRule], speech: re.Pattern[str]) -> str | None:
    """The id of the first rule that holds for a line, or None."""
    text = unit.text
    if not text:
        return None
    for rule in rules:
        if unit.words > rule.most or (rule.open and unit.ended):
            continue
        if rule.pattern.search(text) and (rule.speech or not speech.search(text)):
            return rule.id
    return None


def apply_rules(layout: Layout, rules: RegionRules) -> list[str | None]:
    """Marks after the rules that depend on where a line stands: at the top, inside, at the end."""
    marks = list(layout.marks)
    for place, indexes in (
        ("top", _top(layout)),
        ("inside", range(max(layout.last, 0))),
        ("tail", _tail(layout)),
    ):
        held = [rule for rule in rules.lines if rule.at == place]
        for i in indexes:
            if marks[i] is None or (place == "top" and i < layout.first and marks[i] == "bar-line"):
                marks[i] = match_line(layout.units[i], held, rules.speech) or marks[i]
    return marks


def _top(layout: Layout) -> range:
    """The lines above the first paragraph; below a short first line a standfirst, which is a sentence too, may come first."""
    if layout.last < 0:
        return range(0)
    return range(min(max(layout.first, 4 if layout.units[0].words <= 20 else 0), TOP_UNITS, len(layout.units)))


def _tail(layout: Layout) -> range:
    """The last paragraph and what follows it; nothing where the text is too short to have a tail."""
    running = sum(layout.is_paragraph(i) for i in range(len(layout.units)))
    return range(layout.last, len(layout.units)) if running >= 3 else range(0)


def find_repeats(layout: Layout, among: Sequence[int]) -> set[int]:
    """Units of ``among`` whose words all stand in another of them: a shorter one in a longer one, a later one like an earlier.

    Compared by runs of four words; one word that differs ("31 dead" here, "33 dead" there) makes it no repeat. A run that stands
    in more than a few units tells nothing, which also keeps this linear.
    """
    runs = {i: _runs(layout.units[i].raw) for i in among}
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, found in runs.items():
        for run in found:
            if len(where[run]) < 4:
                where[run].append(i)
    repeated = set()
    for i, found in runs.items():
        if len(found) < (2 if layout.units[i].open else 5):
            continue
        shared = Counter(j for run in found for j in where[run] if j != i)
        for j, count in shared.items():
            shorter = layout.units[i].words * 1.3 < layout.units[j].words and layout.units[i].words <= 40
            if count == len(found) and (shorter or j < i):
                repeated.add(i)
    return repeated


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


class Echo:
    """Finds whether the words of a short line stand together in one paragraph, as those of a pull quote do."""

    def __init__(self, layout: Layout, among: Iterable[int]) -> None:
        self._where: dict[str, list[int]] = defaultdict(list)
        for i in among:
            for word in content_words(layout.units[i].raw):
                if len(self._where[word]) < 60:
                    self._where[word].append(i)

    def share(self, text: str, index: int) -> float:
        """The largest share of the line's content words that one other paragraph has; 0 where the line has too few."""
        words = content_words(text)
        if len(words) < 3:
            return 0.0
        counted = Counter(i for word in words for i in self._where.get(word, ()) if i != index)
        return max(counted.values(), default=0) / len(words)


def content_words(text: str) -> set[str]:
    """Words of four letters and more, and names, cut to their first six letters so that endings do not matter."""
    return {word.lower()[:6] for word in _WORD.findall(text) if len(word) > 3 or (len(word) > 1 and word[0].isupper())}
