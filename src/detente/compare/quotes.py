"""One utterance as several reports print it: in other words, or from another mouth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from detente.compare.coverage import Vocabulary, both_ways, words_of
from detente.compare.in_context import InContext
from detente.compare.names import Names
from detente.compare.slips import one_letter_off
from detente.compare.words import load_words, plain_words
from detente.language.senses import Senses
from detente.records.kinds import Attribution, Field, Report
from detente.records.shapes import FACT_ROLES, Evidence

SAME = 0.63
"""How far two printed parts of sentences must cover one another to be one utterance: "We have put down the gun", "We lay down the rifle" have .66."""
REWORDED = 0.58
"""The same where words are taken for what they mean in the quotation, too (the mean of both ways): "it seats us at one table", "it gathers us round a single table" have .59."""
SURELY = 0.75
"""The same of two that the reports give to different speakers."""
NEAR, HALF = 0.5, 0.6
"""Likeness of two words at which one may stand for the other in another wording, and the share of telling words that must have one."""
FEW = 2
"""Telling words below which nothing is said of a rewording, unless both have one alone: "under any circumstances", "in any circumstance"."""
LEAST = 3
"""Words of a part; fewer are a name or a catchword in quotation marks."""
LETTERS = 4
"""Letters of a word in which one more or another is a misprint; of "do they" and "do we" it is not."""
SURE = 5
"""Words two equal parts must have for their speakers to be laid side by side: "God willing" is said by many."""
_MARKED = re.compile(r"[“\"«]([^“”\"«»\n]{1,2000}?)[”\"»](?!\w)")
_PART = re.compile(r"[^.!?,;…]+")


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """A part of a quotation with the attribution it stands in, if one was read, and its speakers (people, else parties)."""

    part: Evidence
    whole: Evidence
    origin: str
    said: Attribution | None
    persons: frozenset[str]
    sides: frozenset[str]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Printings of one utterance, at most one a report, that differ in their words (``quote``) or their speaker (``attribution``)."""

    printed: tuple[Printed, ...]
    field: Field
    reason: str


def find_printed(report: Report, origin: str, attributions: Sequence[Attribution], names: Names) -> tuple[Printed, ...]:
    """Every part of a quotation in the fact-bearing regions of a report, in text order; ``attributions`` are its own."""
    found = []
    for start, end in _regions(report):
        for match in _MARKED.finditer(report.text, start, end):
            said = next((a for a in attributions if _holds(a, match.start(1), match.end(1))), None)
            entities = said.source.entities if said and said.source else ()
            whole = report.evidence(match.start(1), match.end(1))
            for part in _PART.finditer(match[1]):
                left = len(part[0]) - len(part[0].lstrip())
                a, b = match.start(1) + part.start() + left, match.start(1) + part.start() + len(part[0].rstrip())
                if len(words_of(report.text[a:b])) >= LEAST:
                    people = names.people((), entities)
                    told = Printed(report.evidence(a, b), whole, origin, said, people, names.sides((), entities))
                    found.append(told)
    return tuple(found)


def _regions(report: Report) -> Iterable[tuple[int, int]]:
    if not report.regions:
        return [(0, len(report.text))]
    return sorted((r.start, r.end) for r in report.regions if r.role in FACT_ROLES)


def _holds(said: Attribution, start: int, end: int) -> bool:
    return any(part.start < end and start < part.end for part in said.content)


def same_utterances(printed: Sequence[Printed], senses: Senses) -> tuple[Utterance, ...]:
    """Utterances that origins print in other words or give to other speakers, likest first."""
    if not printed:
        return ()
    vocabulary = Vocabulary([p.part.quote for p in printed], senses)
    covered, least = vocabulary.cover([[(word, 1.0) for word in words_of(p.part.quote)] for p in printed]), SAME
    if senses.contexts:
        covered, least = (covered + InContext([p.part.quote for p in printed], senses).cover()) / 2, REWORDED
    found: list[tuple[float, int, int]] = []
    for i, j in combinations(range(len(printed)), 2):
        if printed[i].origin != printed[j].origin:
            mutual = both_ways(covered, i, j)[1]
            one, two, read = printed[i], printed[j], senses.contexts is not None
            if mutual >= least and _told_alike(one, two, mutual, vocabulary, in_context=read):
                found.append((-mutual, i, j))
    pairs = [(printed[i], printed[j]) for _, i, j in sorted(found)]
    other = _joined([pair for pair in pairs if _excerpt(*pair) and _speakers_apart(*pair)])
    drift = _joined([pair for pair in pairs if not _excerpt(*pair)])
    return (
        *(Utterance(held, "attribution", "the reports give the same words to different speakers") for held in other),
        *(Utterance(held, "quote", "the reports print the quotation in different words") for held in drift),
    )


def _told_alike(one: Printed, two: Printed, mutual: float, vocabulary: Vocabulary, *, in_context: bool) -> bool:
    """Whether the telling words of each find one like them in the other: "But I was scared" is not "but I was more worried about crying".

    Of two that both have a known speaker, another one, nearly all words must be the same.
    """
    a, b = (_telling(p) for p in (one, two))
    if not a or not b or (min(len(a), len(b)) < FEW and len(a) + len(b) > 2):
        return _excerpt(one, two)
    if one.persons and two.persons and not one.persons & two.persons and mutual < SURELY and not _excerpt(one, two):
        return False
    if one.persons & two.persons and in_context:
        return (
            True  # "The Caspian does not divide us", "The sea does not part us": few single words stand for one another
        )
    met = [sum(vocabulary.likeness([w], other) >= NEAR for w in words) for words, other in ((a, b), (b, a))]
    return met[0] >= HALF * len(a) and met[1] >= HALF * len(b)


def _telling(printed: Printed) -> tuple[str, ...]:
    return tuple(w for w in words_of(printed.part.quote) if w not in load_words().stop and len(w) > 2)


def _joined(pairs: Sequence[tuple[Printed, Printed]]) -> list[tuple[Printed, ...]]:
    """Pairs that share a quotation made one, at most one printing of a report."""
    groups: list[dict[str, Printed]] = []
    for pair in pairs:
        mine = next(
            (g for g in groups if any(p in g.values() or p.whole in [x.whole for x in g.values()] for p in pair)), None
        )
        if mine is None:
            mine = {}
            groups.append(mine)
        for one in pair:
            mine.setdefault(one.part.report, one)
    return [tuple(held[report] for report in sorted(held)) for held in groups if len(held) > 1]


def _excerpt(one: Printed, two: Printed) -> bool:
    """Whether one is an excerpt of the other, word for word but for articles and hyphens."""
    a, b = (_bare(p.part.quote) for p in (one, two))
    return _within(a, b) or _within(b, a) or _misprinted(a, b)


def _misprinted(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one letter of one word is all that differs: "the slopping edge", "the sloping edge"."""
    apart = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(apart) != 1:
        return False
    one, two = sorted(apart[0], key=len)
    return len(one) > LETTERS and (
        one_letter_off(one, two) or any(two[:i] + two[i + 1 :] == one for i in range(len(two)))
    )


def _bare(text: str) -> list[str]:
    return [w for w in plain_words(text.replace("-", "").replace("&", " and ")) if w not in {"the", "a", "an"}]


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether one is an excerpt of the other."""
    return any(list(whole[i : i + len(part)]) == list(part) for i in range(len(whole) - len(part) + 1))


def _speakers_apart(one: Printed, two: Printed) -> bool:
    if min(len(words_of(p.part.quote)) for p in (one, two)) < SURE:
        return False
    if one.persons and two.persons:
        return not one.persons & two.persons
    return bool(one.sides and two.sides and not one.sides & two.sides)


def speaker_of(printed: Printed, names: Names) -> str | None:
    """The name of who says it, else the words that stand for him; None where nobody was found."""
    known = sorted(names.label(person) for person in printed.persons)
    source = printed.said.source if printed.said else None
    return known[0] if known else source.quote if source and source.quote else None
