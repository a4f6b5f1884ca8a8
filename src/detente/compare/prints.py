"""Two prints of one sentence that differ in a number, a day, a name or a "not": found word by word, also between copies of one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.compare.clauses import Clause, number_of
from detente.compare.hours import MONTHS, WEEKDAYS
from detente.compare.words import fold, load_words
from detente.records.kinds import Field

ALIKE = 0.7
"""Share of words in common at which two sentences may be prints of one."""
SAME = 0.8
"""The same in order."""
LEAST = 6
"""Words of a sentence; shorter ones are alike by chance."""
HELD = 300
"""Sentences that hold a word at most for it to bring two together."""
LONGEST = 5
"""Words that may stand in place of others."""
_TOKEN = re.compile(r"[\w$€£%]+(?:[.,:’'-]\w+)*")
_NO = frozenset(
    [
        "not",
        "no",
        "never",
        "nobody",
        "none",
        "without",
        "denied",
        "denies",
        "deny",
        "refused",
        "failed",
        "neither",
        "nor",
        "unhurt",
        "unharmed",
    ]
)
_DAYS = (
    frozenset(WEEKDAYS)
    | frozenset(MONTHS)
    | frozenset(m[:3] for m in MONTHS)
    | frozenset(["sept", "today", "yesterday", "tomorrow"])
)
_PLACED = frozenset(["in", "at", "near", "off", "from", "to", "into", "of", "around", "outside"])
_REASONS: dict[Field, str] = {
    "number": "prints of one sentence give different numbers",
    "date": "prints of one sentence give different days",
    "place": "prints of one sentence name different places",
    "person": "prints of one sentence name different people or parties",
    "status": "one print of a sentence says that it was so, the other that it was not",
}


@dataclass(frozen=True, slots=True)
class Misprint:
    """Two sentences that are prints of one, the field in which they differ, and the words that stand in place of one another."""

    one: Clause
    two: Clause
    field: Field
    words: tuple[str, str]

    @property
    def reason(self) -> str:
        """The difference in plain words."""
        return _REASONS[self.field]


@dataclass(frozen=True, slots=True)
class _Line:
    clause: Clause
    words: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self.folded)


def find_misprints(clauses: Sequence[Clause]) -> tuple[Misprint, ...]:
    """Every difference between prints of one sentence in two reports, in text order; a sentence has one print a report, its likest."""
    lines = [_line(c) for c in clauses if c.whole]
    lines = [line for line in lines if len(line.words) >= LEAST]
    holding: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        for word in line.known:
            holding.setdefault(word, []).append(i)
    found: list[Misprint] = []
    for i, line in enumerate(lines):
        for j in _like(i, lines, holding):
            if line.folded != lines[j].folded:
                found += _differences(line, lines[j])
    return tuple(found)


def _line(clause: Clause) -> _Line:
    words = tuple(_TOKEN.findall(clause.evidence.quote))
    return _Line(clause, words, tuple(fold(w).replace("’", "'") for w in words))


def _like(i: int, lines: Sequence[_Line], holding: dict[str, list[int]]) -> list[int]:
    """For each other report the later line that is a print of this one."""
    line = lines[i]
    shared: set[int] = set()
    for word in line.known:
        for j in holding[word] if len(holding[word]) <= HELD else ():
            if j > i and lines[j].clause.evidence.report != line.clause.evidence.report:
                shared.add(j)
    best: dict[str, tuple[float, int]] = {}
    for j in sorted(shared):
        count = len(line.known & lines[j].known)
        if count >= ALIKE * max(len(line.known), len(lines[j].known)):
            ratio = SequenceMatcher(None, line.folded, lines[j].folded, autojunk=False).ratio()
            report = lines[j].clause.evidence.report
            if ratio >= SAME and ratio > best.get(report, (0.0, 0))[0]:
                best[report] = ratio, j
    return [j for _, j in sorted(best.values(), key=lambda held: held[1])]


def _differences(one: _Line, two: _Line) -> Iterable[Misprint]:
    matcher = SequenceMatcher(None, one.folded, two.folded, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or max(b - a, d - c) > LONGEST:
            continue
        field = _field(one, two, (a, b), (c, d))
        if field:
            yield Misprint(one.clause, two.clause, field, (" ".join(one.words[a:b]), " ".join(two.words[c:d])))


def _field(one: _Line, two: _Line, first: tuple[int, int], second: tuple[int, int]) -> Field | None:
    a, b = one.folded[slice(*first)], two.folded[slice(*second)]
    if _says_no(a) != _says_no(b):
        return "status"
    if not a or not b:
        return None
    if any(w in _DAYS for w in a) and any(w in _DAYS for w in b):
        return "date"
    if _months(one, first) and _months(two, second) and _numbers(a) and _numbers(b):
        return "date"
    if len(_numbers(a)) == 1 and len(_numbers(b)) == 1:
        return "number" if _numbers(a) != _numbers(b) else None
    if _is_name(one, first) and _is_name(two, second) and not (set(a) <= set(b) or set(b) <= set(a)):
        placed = bool(first[0]) and one.folded[first[0] - 1] in _PLACED
        if placed and _may_hold(one.clause, two.clause):
            return None
        return "place" if placed else "person"
    return None


def _may_hold(one: Clause, two: Clause) -> bool:
    """ "In Klow", "in Syldavia": one of the places may lie in the other."""
    coded = [any(p[:1] == "=" for p in c.places) for c in (one, two)]
    return coded[0] != coded[1] or bool(one.places & two.places)


def _says_no(words: Sequence[str]) -> bool:
    return any(w in _NO or w.endswith("n't") for w in words)


def _numbers(words: Sequence[str]) -> list[float]:
    """The numbers among words; "$28,156" and "5%" are numbers too."""
    return [n for w in words if (n := number_of(w.strip("$€£%"))) is not None]


def _months(line: _Line, span: tuple[int, int]) -> bool:
    """Whether a month stands right beside the words: "October 9"."""
    return any(line.folded[i] in _DAYS for i in (span[0] - 1, span[1]) if 0 <= i < len(line.folded))


def _is_name(line: _Line, span: tuple[int, int]) -> bool:
    words = line.words[slice(*span)]
    telling = [w for w in words if fold(w) not in load_words().stop]
    return bool(telling) and all(w[:1].isupper() for w in telling) and (span[0] > 0 or len(telling) > 1)
