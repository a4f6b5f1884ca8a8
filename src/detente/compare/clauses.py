"""Sentences and their clauses read for comparing: acts, counted things, names, days, hours, spots, and what is denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.compare.counts import is_background
from detente.compare.hours import MONTHS, Bounds, Hour, bounds_told, days_told, hours_told, months_told, weekdays_told
from detente.compare.kin import Kin, common_form, load_kin
from detente.compare.names import Names
from detente.compare.passages import Passages
from detente.compare.words import fold, load_words, stem
from detente.records.shapes import Evidence

_CUT = re.compile(
    r"[;:]\s|\s[–—-]\s|,\s+(?=(?:and|but|while|which|who|whose|where|when|as|after|before|though|unless|if|or)\s)"
    r"|\s(?=(?:but|while|when|which|who|unless|after|before|because|although|that)\s)|\band that\b"
)
"""Where one happening may end and the next begin: "the crew held fire, but the trawler sank"."""
_LEANS = re.compile(
    r"(?:The|They|It|This|That|These|Those|He|She|Both|Under it)\b[^.]{0,160}\.?$|(?:\S+ ){1,4}(?:denie[sd]|rejects?|rejected|confirm\w*|disputes?d?) (?:it|both|this|that|all this)\b"
)
_SAME = re.compile(
    r"\b(?:[Oo]ne|[Bb]oth|[Tt]wo|[Ss]ome) of the|\b[Tt]he other\b|\b[Tt]hey\b|\b[Tt]he (?:\w+ )?(?:ships|vessels|troops|soldiers)\b"
)
BACK = 6
"""Sentences back in which the doer of an act is looked for."""
_LEAST = 2
"""Tokens a clause must hold to be laid beside others by itself."""
_NOT = frozenset(
    [
        "not",
        "no",
        "never",
        "nobody",
        "none",
        "nothing",
        "neither",
        "nor",
        "didn",
        "don",
        "doesn",
        "wasn",
        "weren",
        "isn",
        "hadn",
        "hasn",
    ]
)
_NOBODY = frozenset({"nobody", "none", "nothing", "no"})
"""Negations that stand behind an act: "hit no one", "dead there were none"."""
_AUXILIARIES = [[word] for word in ("was", "were", "is", "are", "had", "has", "have", "will", "would", "could")]
"""Words behind a "nobody" that is the doer of what follows: "during the arrest nobody was hurt" denies no arrest."""
SAYING = frozenset(
    [
        "said",
        "says",
        "saying",
        "told",
        "tells",
        "reported",
        "reports",
        "according",
        "condemned",
        "condemns",
        "accused",
        "accuses",
        "denied",
        "denies",
        "warned",
        "warns",
        "threatened",
        "demanded",
        "praised",
        "described",
        "called",
        "blamed",
        "claimed",
        "claims",
    ]
)
"""Words between a party and an act that make the party one who speaks of it, not the doer."""
_OPENERS = frozenset({"that", "but", "and", "said", "says"})
"""Words before a negation that opens a clause."""
SUBJECT = 20
"""Words within which a subject has its verb."""
_REACH = 3
"""Words after a negation that it may deny."""
_NUMBERS: Mapping[str, int] = {
    word: i
    for i, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        2,
    )
} | {
    w: n
    for n, w in zip(
        range(20, 100, 10), ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], strict=True
    )
}
_OTHERS = frozenset({"other", "others", "more", "further"})
_OPEN = re.compile(
    r"\b(?:if|unless|whether|would|could|should|may|might|will|shall|must|cannot|request(?:s|ed|ing)|demand\w*|urg(?:es?|ed|ing)|propos\w*|"
    r"call(?:s|ed|ing)? (?:on|for)|ready to|wants?|wanted|threat\w*|warn\w*|to be|(?:is|are|due) to|expect\w*|promis\w*|"
    r"plan\w*|scheduled|due|intends?|allow\w*|upcoming)\b",
    re.IGNORECASE,
)
"""Signs of what has not happened yet, or may never."""
_PLACE = re.compile(
    r"\b([Ii]n|[Aa]t|[Oo]n|near|off|into|from|to)\s+((?:the\s+)?(?:(?:port|village|town|city|island|district|province) of\s+)?"
    r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or a part of it; ``at`` is the sentence's position in its report.

    ``tokens`` are common forms and families, "p:" parties, "q:" people, "n:" numbers with what they count, "d:" days;
    ``plain`` those of them that are neither names nor days. ``acts`` happen, ``denied`` are acts said not to have happened.
    ``doers`` are (act, party before it, party after it), "" where none stands there; ``outcomes`` (family, the thing that
    stands before it), ``open`` tells of what is asked, planned or merely possible,
    ``past`` of another time than the report's; ``places`` folded names behind "in", "at", "on".
    """

    evidence: Evidence
    origin: str
    at: int
    whole: bool
    tokens: frozenset[str]
    lent: frozenset[str]
    acts: frozenset[str]
    denied: frozenset[str]
    doers: frozenset[tuple[str, str, str]]
    days: frozenset[str]
    hours: tuple[Hour, ...]
    spots: frozenset[str]
    places: frozenset[str]
    families: frozenset[str]
    outcomes: frozenset[tuple[str, str]]
    open: bool
    past: bool
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class _Reader:
    names: Names
    published: str | None
    origin: str
    kin: Kin


def read_clauses(passages: Passages, names: Names, origin: str) -> tuple[Clause, ...]:
    """Every sentence and every clause of a report's fact-bearing regions, in text order, a sentence before its clauses."""
    reader = _Reader(names, passages.report.published_day, origin, load_kin())
    found: list[Clause] = []
    counted = ""
    last: Clause | None = None
    doers: dict[str, tuple[int, str]] = {}
    for at, (start, end) in enumerate(passages.spans):
        whole = _read(reader, passages.report.evidence(start, end), at, counted)
        whole = _same_doers(whole, doers, at)
        found.append(whole)
        counted = next((t.split(":")[2] for t in sorted(whole.tokens) if t.startswith("n:")), counted)
        if at and _LEANS.match(whole.evidence.quote):
            found.append(_leaning(whole, last))
        last = whole
        spans = _clauses(whole.evidence)
        parts = [replace(_read(reader, passages.report.evidence(a, b), at, counted), whole=False) for a, b in spans]
        parts = [_same_doers(part, doers, at) for part in parts]
        found += [part for part in parts if len(part.tokens) >= _LEAST]
    return tuple(found)


def _same_doers(clause: Clause, doers: dict[str, tuple[int, str]], at: int) -> Clause:
    """ "One of the boats fired on it": the ships told before to have done the same; ``doers`` keeps act -> (sentence, party)."""
    given = set()
    for act, doer, sufferer in sorted(clause.doers):
        held = doers.get(act)
        if not doer and held and at - held[0] <= BACK and held[1] != sufferer and _SAME.search(clause.evidence.quote):
            given.add((act, held[1], sufferer))
        else:
            given.add((act, doer, sufferer))
        if doer:
            doers[act] = at, doer
    return replace(clause, doers=frozenset(given))


def _leaning(clause: Clause, last: Clause | None) -> Clause:
    """A sentence that points back with the words of the one before: "The next meeting is due on 3 June." """
    lent = (last.tokens if last else frozenset()) - clause.tokens
    return replace(clause, whole=False, tokens=clause.tokens | lent, lent=lent)


def _clauses(told: Evidence) -> list[tuple[int, int]]:
    """Half-open spans of the clauses of a sentence; none where it is one clause."""
    cuts = [0, *(m.end() for m in _CUT.finditer(told.quote)), len(told.quote)]
    if len(cuts) == 2:
        return []
    spans = []
    for a, b in pairwise(cuts):
        text = told.quote[a:b]
        left, right = len(text) - len(text.lstrip()), len(text) - len(text.rstrip(" ,;:–—-"))
        if a + left < b - right:
            spans.append((told.start + a + left, told.start + b - right))
    return spans


def _read(reader: _Reader, told: Evidence, at: int, counted: str) -> Clause:
    text = told.quote
    words, places = reader.names.spell(text)
    kin = reader.kin
    held: dict[int, str] = {}
    stems = [stem(w) for w in words]
    named = {i for start, size, _ in places for i in range(start, start + size)}
    families: list[tuple[int, str]] = []
    for start, size, family in kin.phrases.find(stems):
        if size > 1 or (start not in named and words[start] not in load_words().stop):
            families.append((start, family))
            held |= {i: family if i == start else "" for i in range(start, start + size)}
    for i, word in enumerate(words):
        if i not in held and i not in named:
            held[i] = common_form(word) or ""
    known = [(start, e, reader.names.party(e)) for start, _, e in places]
    parties = [(start, party) for start, e, party in known if party != e or not reader.names.is_person(e)]
    people = [(start, e) for start, e, _ in known if reader.names.is_person(e)]
    acts = [(i, f) for i, f in families if f in kin.acts]
    days = days_told(text, reader.published)
    tokens = {t for t in held.values() if t and not t.isdigit() and t not in _NUMBERS}
    tokens |= {f"p:{party}" for _, party in parties} | {f"q:{e}" for _, e in people}
    tokens |= {f"d:{day}" for day in days | weekdays_told(text, reader.published)}
    hours = hours_told(text)
    tokens |= {f"h:{start}" for start, end in hours if start == end}
    tokens |= set(_counts(words, held, kin, counted))
    spots = _places(text, reader.names, _THERE)
    tokens |= {f"l:{name}" for name in spots | _places(text, reader.names, _THITHER)}
    tokens |= {f"m:{month}" for month in months_told(text)}
    return Clause(
        told,
        reader.origin,
        at,
        True,
        frozenset(tokens),
        frozenset(),
        frozenset(f for _, f in acts),
        _denied(words, acts),
        frozenset(_doers(words, [(i, f) for i, f in acts if f in kin.ways], parties)),
        days,
        hours,
        frozenset(name for _, _, name in kin.spots.find(stems)),
        spots,
        frozenset(f for _, f in families),
        frozenset(_outcomes(families, held, kin)),
        bool(_OPEN.search(text)),
        is_background(text, reader.published),
        bounds_told(text, reader.published),
    )


def _counts(words: Sequence[str], held: Mapping[int, str], kin: Kin, counted: str) -> Iterable[str]:
    """Numbers with what they count: "twelve fishermen"; "two others" count what was counted before."""
    for i, word in enumerate(words):
        number = number_of(word)
        if number is None or number < 2 or 1900 <= number <= 2100:
            continue
        after = [held.get(j, "") for j in range(i + 1, min(len(words), i + 5))]
        if any(w in _OTHERS for w in words[i + 1 : i + 2]):
            yield f"n:{number}:{counted or 'people'}"
            continue
        if (after[:1] == [""] and number_of(words[i + 1]) is not None) or words[i + 1 : i + 2] in (
            ["hundred"],
            ["thousand"],
        ):
            continue
        things = [t for t in after if t and t not in kin.acts] or [t for t in after if t]
        known = [t for t in things if t in kin.people] or things
        if known and known[0] not in {"side", "sid"}:  # "the two sides", "both sides" are counted in every report
            yield f"n:{number}:{'people' if known[0] in kin.people else known[0]}"


def number_of(word: str) -> float | None:
    """The number that a word or figure stands for; None where it is none."""
    if word == "both":
        return 2
    plain = word.replace(",", "")
    if plain.replace(".", "", 1).isdigit() and len(plain) < 12:
        return float(plain) if "." in plain else int(plain)
    return _NUMBERS.get(word)


def _denied(words: Sequence[str], acts: Sequence[tuple[int, str]]) -> frozenset[str]:
    """Acts all of whose words stand right behind a negation ("did not collide") or right before "no one" ("hit no one")."""
    at = [i for i, word in enumerate(words) if word in _NOT]
    at += [verb for i in at if (verb := _verb_of_nobody(words, i))]
    behind = [n for n in at if words[n] in _NOBODY and words[n + 1 : n + 2] not in _AUXILIARIES]
    said = {f for i, f in acts if not any(n < i <= n + _REACH for n in at) and not any(i < n <= i + 3 for n in behind)}
    return frozenset(f for _, f in acts) - said


def _verb_of_nobody(words: Sequence[str], at: int) -> int | None:
    """Where the verb begins whose subject a negation opens: "None of the members of the crew has been taken into custody"."""
    opens = at == 0 or words[at - 1] in _OPENERS
    if not opens or not (
        words[at] in _NOBODY or words[at : at + 2] in (["not", "one"], ["not", "a"], ["neither", "of"])
    ):
        return None
    verb = next((i for i in range(at + 1, min(len(words), at + SUBJECT)) if [words[i]] in _AUXILIARIES), None)
    return verb + 1 if verb and words[verb + 1 : verb + 2] == ["been"] else verb


def _doers(
    words: Sequence[str], acts: Sequence[tuple[int, str]], parties: Sequence[tuple[int, str]]
) -> Iterable[tuple[str, str, str]]:
    """Who stands before an act and who after it; "was hit by" turns them round."""
    for i, family in acts:
        before = [party for at, party in parties if at < i]
        after = [party for at, party in parties if at > i]
        one, two = (before[-1:] or [""])[0], (after[:1] or [""])[0]
        first = max((at for at, _ in parties if at < i), default=i)
        one = "" if SAYING & set(words[first:i]) else one
        passive = (
            any(w in {"was", "were", "been", "being"} for w in words[max(0, i - 2) : i]) and "by" in words[i : i + 4]
        )
        yield (family, two, one) if passive else (family, one, two)


def _outcomes(families: Sequence[tuple[int, str]], held: Mapping[int, str], kin: Kin) -> Iterable[tuple[str, str]]:
    """Families that others contradict, each with the thing that stands before it: "the grain silos were undamaged"."""
    contested = {a for a, _ in kin.against}
    for i, family in families:
        if family in contested:
            before = [held[j] for j in range(max(0, i - 5), i) if held.get(j) and held[j] not in kin.acts]
            yield family, (before[-1:] or [""])[0]


_THERE = frozenset({"in", "at", "on"})
_THITHER = frozenset({"to", "into", "near", "off"})


def _places(text: str, names: Names, prepositions: frozenset[str]) -> frozenset[str]:
    """Names of places behind prepositions, folded, without days and months; "=" and its code for a state or capital."""
    told = [fold(m[2]).removeprefix("the ") for m in _PLACE.finditer(text) if m[1].lower() in prepositions]
    coded = {name: sorted(names.read(name).states) for name in told if not _CALENDAR.match(name)}
    return frozenset(f"={states[0]}" if states else name for name, states in coded.items())


_CALENDAR = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|" + "|".join(MONTHS))
