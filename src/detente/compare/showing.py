"""What a finding shows of facts: which words, about what, with which value, and whether they are worth it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.compare.align import Aligned
from detente.compare.clashes import quoted
from detente.compare.clauses import SAYING, Clause
from detente.compare.counts import of_people
from detente.compare.tellings import Telling
from detente.records.kinds import Attribution, Commitment, Event, Finding, Quantity
from detente.records.shapes import Evidence

TELLING = 8
"""Words of a sentence without a fact that is shown as told by one report alone."""
FEW_WORDS = 6
"""Words of an event without any side that are too few to agree on."""


def overlap(a: Telling, b: Telling) -> bool:
    """Whether two tellings share words of a report."""
    return any(x.report == y.report and x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)


def overlap_of(clause: Clause, report: str, start: int, end: int) -> bool:
    """Whether a clause holds words of a half-open span of a report."""
    told = clause.evidence
    return told.report == report and told.start < end and start < told.end


def shares_much(part: Telling, whole: Telling) -> bool:
    """Whether a telling makes up more than a third of the words of another."""
    shared = sum(
        max(0, min(x.end, y.end) - max(x.start, y.start))
        for x in part.evidence
        for y in whole.evidence
        if x.report == y.report
    )
    return 3 * shared > sum(e.end - e.start for e in whole.evidence)


def shows_telling(finding: Finding, telling: Telling) -> bool:
    """Whether a finding rests on words of a telling."""
    return any(
        x.report == y.report and x.start < y.end and y.start < x.end
        for member in finding.members
        for x in member.evidence
        for y in telling.evidence
    )


def is_trivial(group: Aligned) -> bool:
    """Whether only a few words of no side are told: "killed in the war"."""
    told = [t for t in group.tellings if isinstance(t.fact, Event)]
    return any(sum(len(e.quote.split()) for e in t.evidence) <= FEW_WORDS for t in told) and not any(
        t.sides or t.parties for t in told
    )


def rest_of(clause: Clause, facts: Sequence[tuple[int, int]]) -> Evidence:
    """What stands in a sentence behind its facts: "..., he did not even utter a word about Klow"; all of one without a fact."""
    told = clause.evidence
    ends = [end for start, end in facts if told.start <= start and end < told.end]
    if not clause.whole or not ends:
        return told
    text = told.quote[max(ends) - told.start :]
    left = len(text) - len(text.lstrip(" ,;:–—-”\"’'"))
    return replace(told, start=max(ends) + left, quote=text[left:])


def without(telling: Telling, others: Sequence[Telling], apart: Sequence[Telling]) -> Telling:
    """A shown sentence cut to what it tells besides ``apart``: "the talks lasted four hours", not "and followed a separate meeting with the minister"."""
    told = telling.evidence[0]
    rest = [
        e
        for other in others
        for e in other.evidence
        if e.report == told.report and told.start <= e.start and e.end <= told.end
        and not any(overlap(replace(other, evidence=(e,)), a) for a in apart)
    ]  # fmt: skip
    if not apart or not rest:
        return telling
    start, end = min(e.start for e in rest), max(e.end for e in rest)
    if any(a.start < end and start < a.end for t in apart for a in t.evidence):
        return telling
    return replace(
        telling,
        evidence=(replace(told, start=start, end=end, quote=told.quote[start - told.start : end - told.start]),),
    )


def tells_much(words: Evidence) -> bool:
    """Whether words without a fact tell something of somebody or something by name or number: not a question, not a few words."""
    told = words.quote.split()
    if told and told[0].lower() in SAYING:  # "said Admiral Voss, the chief of staff": who said what stands before it
        return False
    named = any(w[:1].isupper() or w[:1].isdigit() for w in told[1:])
    return len(told) >= TELLING and named and not words.quote.rstrip().endswith("?")


def is_worth_telling(telling: Telling) -> bool:
    """Whether a fact that one report alone tells says enough to be listed."""
    fact = telling.fact
    if isinstance(fact, Attribution):
        return fact.source is not None and len(telling.words) >= 3
    if isinstance(fact, Quantity):
        return fact.type in {"money", "percent"} or ((fact.low or 0) > 2 and of_people(fact))
    return len(telling.words) >= 2


def subject_of(group: Aligned) -> str:
    """What a finding is about, in few words."""
    fact = group.tellings[0].fact
    if isinstance(fact, Quantity):
        return fact.of or fact.unit or fact.type
    if isinstance(fact, Commitment) and fact.instrument:
        return fact.instrument.label
    return in_short(group.tellings[0].evidence[0].quote)


def in_short(text: str) -> str:
    """The first twelve words of a text."""
    words = text.split()
    return " ".join(words) if len(words) <= 12 else " ".join(words[:12]) + " …"


def value_of(telling: Telling) -> str | None:
    """What one side says, in a word or two."""
    fact = telling.fact
    if isinstance(fact, Quantity):
        return in_short(" ".join(e.quote for e in fact.evidence))
    if isinstance(fact, Event):
        return fact.status
    if isinstance(fact, Attribution) and fact.form in {"direct", "mixed"}:
        return quoted(telling)
    return None
