"""Where two sentences that tell one thing differ: status, doer, hour, day, place, outcome, people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.compare.clause_likeness import WORDS, Pair, Weigher
from detente.compare.clauses import Clause
from detente.compare.hours import bounds_apart, hours_apart
from detente.compare.kin import load_kin
from detente.records.kinds import Field

ALIKE = 0.06
"""Chance of telling one thing of a pair whose fields are judged at all."""
CLOSE = 0.4
"""Likeness of two clauses of which one says yes and one no to one thing."""
DATED = 0.36
"""Likeness of two clauses that give different days for one thing."""
COVERED = 0.65
"""Share of a denial's weight that a claim must have."""
FULLY = 0.85
"""The same of a denial that names no side: "no ransom was paid"."""
RARE_WORD = 4
"""Sentences of a story that hold a word at most for it to tell what a denial is about."""
RARE = 6
"""Sentences of a story that name a thing at most for two outcomes of it to be those of one thing."""
WEAK = frozenset(
    ["agree", "deny", "promise", "demand", "accuse", "talk", "meet", "threaten", "explain", "free", "open"]
)
"""Acts that a story tells many times over: they alone make no happening."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with the reason in plain words; ``minor`` where the two still agree that it happened."""

    field: Field
    reason: str
    minor: bool = False


def differences(pair: Pair) -> tuple[Difference, ...]:
    """The fields in which two clauses that look like one differ; none where nothing speaks against their being one."""
    if pair.one.past or pair.two.past:
        return ()
    if pair.chance < ALIKE and pair.strength < WORDS:
        return tuple(_hour(pair)) if at_other_hours(pair) else ()
    return tuple(
        found for judge in (_status, _sides, _outcome, _hour, _date, _spot, _place, _people) for found in judge(pair)
    )


def _days_apart(pair: Pair) -> bool:
    one, two = ({t for t in c.tokens - c.lent if t.startswith("d:")} for c in (pair.one, pair.two))
    return bool(one and two and not one & two)


def _status(pair: Pair) -> Iterable[Difference]:
    for act in sorted(pair.one.acts & pair.two.acts - WEAK):
        if pair.one.open or pair.two.open or pair.score < CLOSE or "deny" in pair.one.acts | pair.two.acts:
            return
        if (act in pair.one.denied) != (act in pair.two.denied) and not _days_apart(pair):
            yield Difference("status", "one report tells it as having happened, the other as not")
            return


def _sides(pair: Pair) -> Iterable[Difference]:
    if pair.one.open or pair.two.open:
        return
    for act, doer, sufferer in sorted(pair.one.doers):
        for other, doer_two, sufferer_two in sorted(pair.two.doers):
            swapped = bool(doer and doer_two and doer != doer_two) and (doer == sufferer_two or doer_two == sufferer)
            swapped |= bool(doer and doer_two and doer != doer_two) and len(pair.one.acts & pair.two.acts - WEAK) > 1
            if act == other and swapped and not {act} & (pair.one.denied | pair.two.denied) and not _days_apart(pair):
                yield Difference("attribution", "the reports name opposite sides as the one that acted")
                return


def _things(pair: Pair) -> set[str]:
    return {t for t in pair.shared if t[1:2] != ":"}


def _outcome(pair: Pair) -> Iterable[Difference]:
    """ "He came at his own request" is another manner of one visit; "they were freed" is another end than "they are held"."""
    kin = load_kin()
    if pair.one.denied | pair.two.denied or pair.one.open or pair.two.open:
        return
    one, two = pair.one.families, pair.two.families
    apart = {(a, b) for a in one for b in two if (a, b) in kin.against and not {a, b} <= one & two}
    apart = {(a, b) for a, b in apart if not ({a, b} <= one and {a, b} <= two)}
    if any({a, b} & kin.manners for a, b in apart):
        yield Difference("status", "the reports tell in different ways how it came about", minor=True)
    elif any(a not in two and b not in one for a, b in apart):
        yield Difference("outcome", "the reports tell outcomes that exclude each other")


def at_other_hours(pair: Pair) -> bool:
    """Whether two clauses name one day and hours of it that exclude each other."""
    return any(t.startswith("d:") for t in pair.shared) and hours_apart(pair.one.hours, pair.two.hours)


def _hour(pair: Pair) -> Iterable[Difference]:
    same = any(t.startswith("d:") for t in pair.shared) or not _days_apart(pair)
    if same and hours_apart(pair.one.hours, pair.two.hours):
        yield Difference("date", "the reports give different hours of the day", minor=True)


def _date(pair: Pair) -> Iterable[Difference]:
    one, two = pair.one.days, pair.two.days
    if pair.one.acts & pair.two.acts and bounds_apart(pair.one.bounds, pair.two.bounds):
        yield Difference("date", "what one report sets as the earliest day is past the latest of the other")
        return
    if one and two and not one & two and not any(t.startswith("d:") for t in pair.shared):
        plain = [t for t in pair.shared if t[1:2] != ":"]
        if pair.one.acts & pair.two.acts and len(plain) >= 2 and pair.score >= DATED:
            yield Difference("date", "the reports give different days")


def _spot(pair: Pair) -> Iterable[Difference]:
    for spot in sorted(pair.one.spots):
        kind = spot.split(":")[0]
        others = {s for s in pair.two.spots if s.split(":")[0] == kind}
        mine = {s for s in pair.one.spots if s.split(":")[0] == kind}
        if others and not others & mine:
            yield Difference("place", "the reports name different spots or areas", minor=True)
            return


def _place(pair: Pair) -> Iterable[Difference]:
    """Different places for one counted thing and one act: "twelve men are held in Klow", "in Szohod"."""
    counted = any(t.startswith("n:") for t in pair.shared)
    one, two = pair.one.places, pair.two.places
    if not (counted and pair.one.acts & pair.two.acts and one and two):
        return
    nested = any(a in b or b in a for a in one for b in two)
    coded = [{p[:1] == "=" for p in held} for held in (one, two)]
    if not nested and coded[0] == coded[1]:
        yield Difference("place", "the reports name different places", minor=True)


def _people(pair: Pair) -> Iterable[Difference]:
    one, two = ({t for t in c.tokens - c.lent if t.startswith("q:")} for c in (pair.one, pair.two))
    fixed = any(t.startswith("h:") for t in pair.shared)
    if fixed and one and two and not one & two and pair.one.acts & pair.two.acts:
        yield Difference("person", "the reports name different people")


def denials(clauses: Sequence[Clause], weigher: Weigher) -> tuple[Pair, ...]:
    """Each clause that denies an act with the claim of every other origin that is most like it."""
    claims: dict[str, list[Clause]] = {}
    for clause in clauses:
        for act in clause.acts - clause.denied - WEAK:
            claims.setdefault(act, []).append(clause)
    claims_of_things = [c for c in clauses if c.tokens & load_kin().things]
    found: list[Pair] = []
    for denial in clauses:
        best: dict[str, Pair] = {}
        for act in sorted(denial.denied - WEAK):
            for claim in claims.get(act, ()):
                pair = _denied_by(denial, claim, weigher)
                if pair and (claim.origin not in best or pair.weight > best[claim.origin].weight):
                    best[claim.origin] = pair
        for claim in claims_of_things if _SAYS_NO.search(denial.evidence.quote) else ():
            pair = _named_in(denial, claim, weigher)
            if pair and (claim.origin not in best or pair.weight > best[claim.origin].weight):
                best[claim.origin] = pair
        found += [best[origin] for origin in sorted(best)]
    return tuple(found)


_SAYS_NO = re.compile(
    r"\b(?:den(?:ies|ied)|rejects?|rejected|refute[sd]?)(?:\s(?:any\s)?\w+ing\b|\sany\b|\shaving\b"
    r"|(?:\s\w+){0,3}?\s(?:reports?|claims?|allegations?|accusations?|that)\b)"
)
"""A denial that says what is denied: "denies the reports that drones took part"."""


def _named_in(denial: Clause, claim: Clause, weigher: Weigher) -> Pair | None:
    """The pair where a claim names the rare thing, and a party, of which a denial says that it was not so."""
    if claim.origin == denial.origin or claim.open or claim.past or "deny" in claim.acts or claim.denied:
        return None
    shared = (denial.tokens - denial.lent) & (claim.tokens - claim.lent)
    kin = load_kin()
    rare = {t for t in shared - kin.acts if t[1:2] != ":" and weigher.counts.get(t, 0) <= RARE}
    if not (rare & kin.things or len(rare) > 1) or not any(t[:2] in {"p:", "q:"} for t in shared):
        return None
    return Pair(denial, claim, 1.0, weigher.sum(shared), shared)


def _denied_by(denial: Clause, claim: Clause, weigher: Weigher) -> Pair | None:
    """The pair where a claim holds nearly all that a denial names, a party or person and a thing among it."""
    if claim.origin == denial.origin or denial.open or denial.past or claim.open or claim.past or "deny" in claim.acts:
        return None
    shared = (denial.tokens - denial.lent) & (claim.tokens - claim.lent)
    plain = [t for t in shared if t[1:2] != ":"]
    named = any(t[:2] in {"p:", "q:"} for t in shared)
    weight = weigher.sum(shared)
    told = any(doer and act in denial.denied for act, doer, _ in claim.doers)
    share = weight / (weigher.sum(denial.tokens - denial.lent) or 1.0)
    rare = any(weigher.counts.get(t, 0) <= RARE_WORD for t in plain if t not in denial.denied)
    if len(plain) < 2 or share < (COVERED if named else FULLY) or not (named or rare):
        return None
    return Pair(denial, claim, 1.0, round(weight + told + 0.5 * bool(claim.at), 4), shared)


def outcomes(clauses: Sequence[Clause], weigher: Weigher) -> tuple[Pair, ...]:
    """Clauses of different origins that tell outcomes of one rare or counted thing that exclude each other."""
    against = load_kin().against
    told: dict[tuple[str, str], list[Clause]] = {}
    for clause in (c for c in clauses if not c.lent):
        for family, thing in sorted(clause.outcomes):
            for subject in _subjects(clause, thing, weigher):
                told.setdefault((subject, family), []).append(clause)
    pairs: dict[tuple[Clause, Clause], Pair] = {}
    for (subject, family), held in sorted(told.items(), key=lambda item: item[0]):
        for other_family in sorted(b for a, b in against if a == family and b > family):
            for one in held:
                for two in told.get((subject, other_family), ()):
                    if one.origin != two.origin and _plain_outcome(one, family) and _plain_outcome(two, other_family):
                        pairs[one, two] = Pair(one, two, 1.0, weigher.of(subject), frozenset({subject}))
    return tuple(pairs.values())


def _plain_outcome(clause: Clause, family: str) -> bool:
    """Told as such and once: "the missing men were rescued" tells an end, not that they are missing."""
    against = load_kin().against
    return (
        family not in clause.denied
        and not (clause.open or clause.past)
        and not any((family, other) in against for other in clause.families)
    )


def _subjects(clause: Clause, thing: str, weigher: Weigher) -> set[str]:
    numbers = {t for t in clause.tokens if t.startswith("n:") and t.endswith(":people")}
    counted = numbers if len(numbers) == 1 and weigher.counts.get(min(numbers), 0) <= RARE else set()
    kin = load_kin()
    rare = {thing} if thing in kin.things - kin.people and weigher.counts.get(thing, 0) <= RARE else set()
    return counted | rare
