"""Names in a sentence as they are printed, known to the program or not, and whether two of them are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.compare.clauses import number_of
from detente.compare.hours import MONTHS, WEEKDAYS
from detente.compare.names import Names
from detente.compare.slips import one_letter_off
from detente.compare.words import fold, load_words

_RUN = re.compile(
    r"(?<![\w’'])(?:[A-Z][\w’'.-]*|[A-Z]&[A-Z])(?:\s(?:(?:of|de|la|al|bin|du|van|von|den)\s(?:the\s)?)?(?:(?:[A-Z]\.)+|[A-Z][\w’'-]*))*"
)
_PLACED = re.compile(r"\b(?:in|at|near|off|from|to|into|of|around|outside|towards?|over)\s+(?:the\s+)?$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "foreign", "secretary", "general", "chancellor", "king", "queen", "prince",
     "chief", "vice", "deputy", "senior", "the", "a", "an", "st", "sen", "rep", "gov", "col", "gen", "ambassador", "spokesman", "spokeswoman", "officer", "professor", "h", "e", "none", "story"]
)  # fmt: skip
"""Words before or in a name that do not tell one bearer from another."""
_CALENDAR = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | {m[:3] for m in MONTHS}
    | frozenset(["sept", "eve", "easter", "christmas", "new"])
)

SHOUTED = 7
"""Capitals of a word that is a heading ("COMPETITION: ..."), not initials."""

Kind = Literal["place", "name"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its half-open span in the sentence, its telling words, those of them that are its own ("Terrigal", not "Beach"), the parties and people it is known to stand for, and whether it tells a place."""

    start: int
    end: int
    words: frozenset[str]
    own: frozenset[str]
    known: frozenset[str]
    kind: Kind


def names_at(text: str, names: Names, plain: frozenset[str]) -> list[Named]:
    """Every name of a sentence in order; ``plain`` are words that the reports also print in small letters: one that opens a sentence is no name."""
    found = []
    for start, end in _runs(text, plain):
        run = text[start:end]
        words = [_POSSESSIVE.sub("", w).replace(".", "") for w in fold(run).split()]
        telling = frozenset(w for w in words if w and w not in _TITLES and w not in load_words().stop)
        states = frozenset(w for w in telling if names.read(w).states)
        telling = telling - states or telling or frozenset(w for w in words if w and names.read(run).states)
        read = names.read(run)
        known = read.persons or (read.parties if not read.words else frozenset())
        opens = not text[:start].strip(" “\"'‘(«")
        shouted = run.isupper() and len(run) > SHOUTED
        counts = all(number_of(w.split("-")[0]) is not None for w in telling)
        if (
            not telling
            or telling <= _CALENDAR
            or shouted
            or counts
            or (opens and not known and len(words) == 1 and words[0] in plain)
        ):
            continue
        kind: Kind = "place" if _PLACED.search(text[:start]) else "name"
        found.append(Named(start, end, telling, telling - plain or telling, known, kind))
    return found


def _runs(text: str, plain: frozenset[str]) -> list[tuple[int, int]]:
    """Stretches of words in capitals, without words before the name: "In Abuja", "Both Korean leaders"."""
    found = []
    for match in _RUN.finditer(text):
        start = match.start()
        if re.match(r"I['’]", match[0]):
            continue
        while (gap := text.find(" ", start, match.end())) > 0:
            first = fold(text[start:gap])
            if first not in load_words().stop and first not in _CALENDAR and not (start == 0 and first in plain):
                break
            start = gap + 1
        found.append((start, match.end()))
    return found


def is_same(one: Named, two: Named) -> bool:
    """Whether two names may stand for one thing: known as one, or the words of one among those of the other."""
    if one.known & two.known:
        return True
    if _part(one, two) or _part(two, one) or _initials(one, two) or _initials(two, one):
        return True
    return len(one.words) == len(two.words) == 1 and one_letter_off(min(one.words), min(two.words))


def _part(short: Named, long: Named) -> bool:
    """ "Osinbajo" is Yemi Osinbajo, "Klow Harbour" may be the Klow Harbour Fire Station; "Klow" alone is not."""
    return short.words <= long.words and (len(short.words) > 1 or len(long.words) <= 2)


def _initials(short: Named, long: Named) -> bool:
    """ "DPRK" and "Democratic People's Republic of Korea" are one, so far as letters tell."""
    (word,) = short.words if len(short.words) == 1 else ("",)
    return len(word) >= 2 and len(long.words) >= 2 and all(any(w.startswith(c) for w in long.words) for c in word)


def told_in(one: Named, others: Sequence[Named]) -> bool:
    """Whether a report with these names names it too."""
    return any(is_same(one, other) for other in others)
