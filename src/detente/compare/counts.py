"""What a quantity counts, whose it is, and the words around it, read from the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.compare.names import Names
from detente.compare.passages import Passages
from detente.compare.words import load_words, stems
from detente.records.kinds import Quantity

AROUND = 90
"""Characters on either side of a number whose words belong to it at most."""
SIDE = 4
"""Words to the right and left of a number that may name what is counted."""
_BREAK = re.compile(r"[;:.]\s|,\s+(?=(?:and|but|while|with)\s)|\s(?:and|but|while)\s+(?=(?:[\w-]+\s+){0,3}\d)")
"""Where the words around a number end: "31 were killed and 154 wounded"."""
_OURS = re.compile(r"\b(?:our|us|we|its|their)\b", re.IGNORECASE)
_PART = re.compile(r"^\W*(?:[\w-]+\s+){1,3}(?:of|among)\s+(?:them|whom|these|those|which)\b", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Counted:
    """``of``: what is counted; ``core``: words close by; ``near``: words around; ``owners``: parties whose thing it is;
    ``people``: entity ids of people named around; ``background``: told of an earlier happening.
    """

    of: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    background: bool = False


Speaker = tuple[int, int, frozenset[str]]
"""Start and end of words said, and the side that says them."""


def read_count(fact: Quantity, passages: Passages, names: Names, speakers: Sequence[Speaker]) -> Counted:
    """What one quantity counts; "our citizens" belong to the side that speaks."""
    text, told = passages.report.text, fact.evidence[0]
    low, high = passages.around(told.start, told.end)
    left = text[max(low, told.start - AROUND) : told.start]
    right = text[told.end : min(high, told.end + AROUND)]
    for cut in list(_BREAK.finditer(left))[-1:]:
        left = left[cut.end() :]
    for cut in list(_BREAK.finditer(right))[:1]:
        right = right[: cut.start()]
    named = f"{told.quote} {fact.of or ''} {fact.unit or ''}"
    close = names.read(f"{' '.join(left.split()[-SIDE:])} {named} {' '.join(right.split()[:SIDE])}")
    wide = names.read(f"{left} {named} {right}")
    owners = _owners(fact, names, f"{left} {named} {right}", text[low:high])
    if of_people(fact) and (not owners or _OURS.search(left + right)):
        said = [sides for start, end, sides in speakers if start <= told.start and told.end <= end and sides]
        owners = said[0] if said else owners
    return Counted(
        frozenset(stems(fact.of or "")),
        _no_digits(close.words),
        _no_digits(wide.words),
        owners,
        wide.persons,
        is_background(text[low:high], passages.report.published_day),
    )


def of_people(fact: Quantity) -> bool:
    """Whether people who belong to a side are counted: killed, wounded, soldiers, prisoners."""
    return bool(frozenset(stems(f"{fact.of or ''} {fact.unit or ''}")) & load_words().people)


def _owners(fact: Quantity, names: Names, clause: str, sentence: str) -> frozenset[str]:
    """Whose people are counted, or what a thing belongs to where its name stands right beside it.

    "Elbonia's army said two missiles fell" tells who says so, not whose missiles they are.
    """
    if of_people(fact):
        return names.read(clause).states or names.read(sentence).states
    return names.read(f"{fact.evidence[0].quote} {fact.of or ''}").states


_MONTH = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?",
    re.ASCII,
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b(?!,\d|\s*(?:people|soldiers|troops))")
_EARLIER = re.compile(
    r"\b(?:last (?:year|month|spring|summer|autumn|fall|winter)|(?:years?|months?) (?:ago|earlier|before)"
    r"|earlier this year|previous(?:ly)?|since then|in the past)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|until)\b[^.;]{0,80}")
"""What began then goes on: "grain stuck there since the invasion in February"."""
AHEAD = 9
"""A month told in the three months before it lies ahead: "on 20 June" in a report of April."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_background(sentence: str, published: str | None) -> bool:
    """Whether a sentence tells of another time than the report's: another year, a month long past, "last year"."""
    sentence = _SINCE.sub(" ", sentence)
    if _EARLIER.search(sentence):
        return True
    if published is None:
        return False
    if any(year != published[:4] for year in _YEAR.findall(sentence)):
        return True
    month = int(published[5:7]) if published[5:7].isdigit() else 0
    told = [_MONTHS.index(name) + 1 for name in _MONTH.findall(sentence)]
    return bool(month and told) and all(1 < (month - m) % 12 < AHEAD for m in told)


_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|tens|handful|several|few|score)\b", re.IGNORECASE)


def is_comparable(fact: Quantity) -> bool:
    """Whether a number can be laid beside another: no part, no "dozens", nothing that may be a year or a name."""
    quote = fact.evidence[0].quote
    yearly = fact.type == "count" and 1900 <= (fact.low or 0) <= 2100 and "," not in quote
    return not (is_part(fact) or yearly or (_VAGUE.search(quote) and not _DIGITS.search(quote)))


def is_part(fact: Quantity) -> bool:
    """Whether a number is a part of another one: "ten were killed, seven of them civilians"."""
    return bool(_PART.search(fact.evidence[0].quote[:60]))


def _no_digits(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not _DIGITS.search(word))
