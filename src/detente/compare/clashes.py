"""What differs between facts that look like one: numbers, days, people, sides, whether it happened, wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from detente.compare.align import Aligned
from detente.compare.likeness import NONE, Likeness, compare_events, negated
from detente.compare.tellings import Telling
from detente.compare.values import interval, interval_day, judge_quantities
from detente.compare.words import Weights, plain_words, stem_words
from detente.records.kinds import Attribution, Event, Field, Quantity, Verdict


@dataclass(frozen=True, slots=True)
class Clash:
    """A verdict on a group with its field and reason; agreement by number is told here too."""

    verdict: Verdict
    field: Field
    reason: str


def count_clash(group: Aligned, published: Mapping[str, str | None]) -> Clash:
    """Numbers of one thing: the same, compatible, changed over time, or in conflict."""
    facts = [t.fact for t in group.tellings if isinstance(t.fact, Quantity)]
    judged = [judge_quantities(a, b) for a, b in combinations(facts, 2)]
    if all(j.judged != "differ" for j in judged):
        reason = next((j.why for j in judged if j.why), "")
        if reason:
            return Clash("compatible", "number", reason)
        return Clash("corroborated", "number", f"{group.origins} independent reports give the same number")
    if _rose(group, published):
        return Clash("changed", "number", "the later report gives the higher number")
    return Clash("conflict", "number", "the numbers differ and no hedge, range or rounding explains it")


def _rose(group: Aligned, published: Mapping[str, str | None]) -> bool:
    told = [(published.get(t.report), t.fact.low) for t in group.tellings if isinstance(t.fact, Quantity)]
    known = sorted((day, low) for day, low in told if day and low is not None)
    if len(known) < len(told) or known[0][0] == known[-1][0]:
        return False
    return all(a[1] <= b[1] for a, b in pairwise(known))


SHARED = 0.4
"""Share of words two events must have in common before they are said to differ."""
CLAIM = 0.15
"""How much more of a short claim than of a long denial must be shared."""
_FIELDS: Mapping[str, tuple[Field, str]] = {
    "sides": ("attribution", "the reports name opposite sides as the one that acted"),
    "person": ("person", "the reports name different people"),
    "date": ("date", "the reports give different days"),
    "place": ("place", "the reports name different places"),
    "status": ("status", "one report tells it as having happened, the other as not"),
}


def event_clash_score(a: Telling, b: Telling, weights: Weights) -> float:
    """The likeness of two events that differ in exactly one field, with enough words in common to be one."""
    found = _likeness(a, b, weights)
    return found.score if len(found.clashes) == 1 else 0.0


def event_clash(group: Aligned, weights: Weights, published: Mapping[str, str | None]) -> Clash | None:
    """The field on which the two events of a pair differ; planned first and done later is a change."""
    one, two = group.tellings
    found = _likeness(one, two, weights)
    if "stage" in found.clashes:
        return _moved_on(one, two, published)
    for name, (field, reason) in _FIELDS.items():
        if name in found.clashes:
            if name == "date" and _each_its_own(one, two, published):
                return None
            return Clash("conflict", field, reason)
    return None


def _each_its_own(one: Telling, two: Telling, published: Mapping[str, str | None]) -> bool:
    """Reports of different weeks that each tell of the day before: two launches, not one with two days."""
    issued = [interval_day(published.get(t.report)) for t in (one, two)]
    told = [interval(t.fact.when) for t in (one, two) if isinstance(t.fact, Event)]
    if None in issued or None in told:
        return False
    gap = abs((issued[0] - issued[1]).days)  # type: ignore[operator]
    return gap > LATER and all(abs((i - t[0]).days) < gap for i, t in zip(issued, told, strict=True))  # type: ignore[operator,index]


LATER = 4
"""Days between reports above which each is taken to tell of its own day."""


def _moved_on(one: Telling, two: Telling, published: Mapping[str, str | None]) -> Clash | None:
    days = [(published.get(t.report), t.fact.status) for t in (one, two) if isinstance(t.fact, Event)]
    told = sorted((day, status) for day, status in days if day)
    if len(told) == 2 and told[0][0] < told[1][0] and [status for _, status in told] == ["planned", "actual"]:
        return Clash("changed", "status", "planned in the earlier report, told as done in the later one")
    return None


def _likeness(a: Telling, b: Telling, weights: Weights) -> Likeness:
    one, two = a.fact, b.fact
    if not isinstance(one, Event) or not isinstance(two, Event) or one.type != two.type:
        return NONE
    if len(a.words & b.words) < 2 or weights.shared(a.words, b.words) < SHARED:
        return NONE
    found = compare_events(a, b, weights)
    if len(a.words & b.words) < 3 and not _plainly_elsewhere(a, b, found, weights):
        return NONE
    clashes = found.clashes - ({"idle"} if "status" in found.clashes else set())
    if "date" in clashes and not (_dated_in(one) and _dated_in(two)):
        return NONE
    if "idle" in clashes or one.historical or two.historical:
        return NONE
    return Likeness(found.score, clashes)


def _plainly_elsewhere(a: Telling, b: Telling, found: Likeness, weights: Weights) -> bool:
    """Short tellings that differ in nothing but the place: "signed a protocol in Klow", "signed the protocol in Szohod"."""
    return found.clashes == {"place"} and bool(a.sides & b.sides) and weights.shared(a.words, b.words) > ALL_BUT


ALL_BUT = 0.8
"""Share of a short telling's words that the other must have."""


def _dated_in(event: Event) -> bool:
    """Whether the day stands in the words of the event: a day taken over from elsewhere makes no conflict."""
    at = event.when.at if event.when else None
    return at is not None and any(e.start <= at[0] and at[1] <= e.end for e in event.evidence)


def denial_score(a: Telling, b: Telling, weights: Weights) -> float:
    """How much of what one report gives as a denial the other tells as fact (0..1)."""
    denied = [t for t in (a, b) if denies(t)]
    if len(denied) != 1:
        return 0.0
    denial, claim = denied[0], b if denied[0] is a else a
    if not isinstance(claim.fact, Event) and not (isinstance(claim.fact, Attribution) and claim.fact.stance == "says"):
        return 0.0
    if isinstance(claim.fact, Event) and (claim.fact.status != "actual" or claim.fact.type == "ACCUSE"):
        return 0.0  # who denies an allegation does not deny that it was made
    if negated(claim.evidence) or (isinstance(denial.fact, Attribution) and negated(denial.fact.content)):
        return 0.0
    shared = denial.words & claim.words
    concerned = frozenset(s for s in denial.sides if not s.startswith("n-")) or denial.parties
    if len(shared) < 2 or (concerned and not concerned & (claim.sides | claim.parties)):
        return 0.0
    return max(weights.sum(shared) / weights.sum(denial.words), weights.shared(denial.words, claim.words) - CLAIM)


def denies(telling: Telling) -> bool:
    """Whether a telling says that something did not happen."""
    fact = telling.fact
    if isinstance(fact, Event):
        return fact.status == "denied"
    return isinstance(fact, Attribution) and fact.stance == "denies"


def wording_clashes(group: Aligned) -> tuple[Aligned, ...]:
    """One utterance printed in two wordings, both in quotation marks, neither an excerpt of the other: those that differ."""
    printed = [t for t in group.tellings if isinstance(t.fact, Attribution) and t.fact.form in {"direct", "mixed"}]
    apart = []
    for a, b in combinations(printed, 2):
        if a.origin != b.origin and _reworded(quoted(a), quoted(b), bool(a.tellers & b.tellers)):
            apart += [t for t in (a, b) if t not in apart]
    return (Aligned(tuple(t for t in printed if t in apart)),) if apart else ()


def _reworded(one: str, two: str, surely: bool) -> bool:
    """Whether a sentence of one quotation stands in other words in the other; ``surely`` where both relay one utterance.

    A quotation that the other holds word for word, however its parts are cut, is an excerpt of it.
    """
    whole = tuple(plain_words(text.replace("-", "").replace("&", " and ")) for text in (one, two))
    if _within(whole[0], whole[1]) or _within(whole[1], whole[0]):
        return False
    for first in _SENTENCE.split(one):
        for second in _SENTENCE.split(two):
            a, b = plain_words(first), plain_words(second)
            if a and b and not _within(a, b) and not _within(b, a) and (surely or _alike(a, b)):
                return True
    return False


def _alike(a: list[str], b: list[str]) -> bool:
    common = len(set(a) & set(b))
    return (common >= 4 and 2 * common >= DRIFT * (len(set(a)) + len(set(b)))) or _retold(a, b)


def _retold(a: list[str], b: list[str]) -> bool:
    """ "Trust is not rebuilt with one handshake", "trust isn't rebuilt by a handshake": short, and of the same telling words."""
    one, two = set(stem_words(a)), set(stem_words(b))
    common = len(one & two)
    return common >= 3 and max(len(one), len(two)) <= BRIEF and 2 * common >= RETOLD * (len(one) + len(two))


DRIFT = 0.65
"""Share of words two printed sentences have in common to be one sentence in two wordings."""
RETOLD = 0.7
"""The same of telling words in a translation told twice."""
BRIEF = 10
"""Telling words of a sentence short enough for that."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*…\s*")
_MARKED = re.compile(r"[“\"«‘]([^“”\"«»\n]{1,2000}?)[”\"»’](?!\w)")


def quoted(telling: Telling) -> str:
    """The words inside quotation marks; all words of a direct quotation."""
    fact = telling.fact
    if not isinstance(fact, Attribution):
        return ""
    text = " … ".join(" ".join(e.quote.split()) for e in fact.content if e.report == telling.report)
    if fact.form == "mixed":
        return " … ".join(_MARKED.findall(text))
    return text.strip('“”«»"‘’ ,')


def _within(part: list[str], whole: list[str]) -> bool:
    return any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))
