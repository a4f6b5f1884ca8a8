"""Which agreements a page prints: findings that tell the same joined, those first whose words show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.brief.footnotes import Footnotes
from detente.brief.room import PAGE, Room
from detente.brief.stretch import ARTICLES, telling_words
from detente.compare.words import plain_words
from detente.records.kinds import Finding, Report
from detente.records.shapes import Evidence, Member

TOGETHER = frozenset({"corroborated", "compatible"})
COMPATIBLE = 3
"""Agreements in words that do not exclude each other: so many are printed, however many others there are."""
NAME = 3
"""Words; shorter evidence says too little to be shown where there is more."""
ENOUGH = 2
"""Telling words in common by which a reader can see that two wordings tell one thing."""
USUAL, MANY = 0.3, 8
"""A word is usual where this share of the findings of a story hold it, and so many."""
PLAIN = 4
"""The same by which it is plain to see; more make no difference."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What several reports tell: one finding, or those of them that tell the same as one telling in them."""

    finding: Finding
    members: tuple[Member, ...]
    origins: int
    covers: int


def choose_agreements(
    findings: Sequence[Finding],
    *,
    reports: Mapping[str, Report],
    origins: Mapping[str, str],
    notes: Footnotes,
    room: Room = PAGE,
) -> tuple[Agreement, ...]:
    """The agreements that a page prints: those whose words show it first, of these those most tell, then the plainest.

    ``origins`` maps each report to the one whose text it prints.
    """
    usual = usual_words(findings)
    held = _joined([f for f in findings if f.verdict in TOGETHER], origins, usual)
    order = {a.finding.id: (*_rank(a, reports, usual), at) for at, a in enumerate(held)}
    ranked = _repeated_last(sorted(held, key=lambda a: order[a.finding.id]), reports, notes)
    kept = [a for a in ranked if a.finding.verdict == "compatible"][: min(COMPATIBLE, room.agree)]
    rest = sorted((a for a in ranked if a not in kept), key=lambda a: a.finding.verdict == "compatible")
    kept += rest[: room.agree - len(kept)]
    at = {report: number for number, report in enumerate(reports)}
    return tuple(replace(a, members=tuple(sorted(a.members, key=lambda m: at[m.report]))) for a in ranked if a in kept)


def usual_words(findings: Sequence[Finding]) -> frozenset[str]:
    """The words that a large part of a story's findings hold, mostly the names of its parties: they show of no two wordings that they tell one thing."""
    holding = Counter(
        word
        for finding in findings
        for word in frozenset[str]().union(*(telling_words(e.quote) for m in finding.members for e in m.evidence))
    )
    return frozenset(word for word, held in holding.items() if held >= max(MANY, USUAL * len(findings)))


def _rank(agreement: Agreement, reports: Mapping[str, Report], usual: frozenset[str]) -> tuple[bool, int, int, bool]:
    strength = _strength(agreement, usual)
    headline = any(_is_headline(e, reports) for m in agreement.members for e in m.evidence)
    return strength < ENOUGH, -agreement.origins, -strength, headline


def _is_headline(evidence: Evidence, reports: Mapping[str, Report]) -> bool:
    """Whether words stand in a headline, which tells once more what the text tells."""
    regions = reports[evidence.report].regions
    return any(r.role == "headline" and r.start <= evidence.start < r.end for r in regions)


def _joined(findings: Sequence[Finding], origins: Mapping[str, str], usual: frozenset[str]) -> list[Agreement]:
    """Findings that lay tellings of other reports beside the very same words are one agreement of all of them."""
    held: list[Agreement] = []
    by_words: dict[tuple[Evidence, ...], list[int]] = {}
    for finding in findings:
        beside = [i for m in finding.members for i in by_words.get(m.evidence[:1], ())]
        at = next((i for i in sorted(beside) if _is_of(finding, held[i], usual)), None)
        if at is None:
            members = _by_report(finding.members)
            by_words.setdefault(members[0].evidence[:1], []).append(len(held))
            held.append(Agreement(finding, members, finding.origins, 1))
            continue
        members = _by_report((*held[at].members, *finding.members))
        told_by = len({origins.get(m.report, m.report) for m in members})
        held[at] = replace(held[at], members=members, origins=told_by, covers=held[at].covers + 1)
    return held


def _is_of(finding: Finding, agreement: Agreement, usual: frozenset[str]) -> bool:
    """Whether a finding says of new reports that they tell what the agreement's first words tell, and all their words show it."""
    hub, *told = agreement.members
    alike = finding.verdict == agreement.finding.verdict == "corroborated" and finding.field == agreement.finding.field
    others = [m for m in finding.members if m.evidence[:1] != hub.evidence[:1]]
    new = {m.report for m in others}.isdisjoint(m.report for m in agreement.members)
    return (
        alike
        and new
        and bool(others)
        and all(_in_common(m, [hub], finding.field, usual) >= ENOUGH for m in (*told, *others))
    )


def _by_report(members: Sequence[Member]) -> tuple[Member, ...]:
    """One member a report, with all its words."""
    held: dict[str, Member] = {}
    for member in members:
        first = held.setdefault(member.report, member)
        more = tuple(e for e in member.evidence if e not in first.evidence)
        held[member.report] = replace(first, evidence=(*first.evidence, *more))
    return tuple(held.values())


def _in_common(member: Member, others: Sequence[Member], field: str, usual: frozenset[str]) -> int:
    """How many words a report has of the others, usual ones left out; of a number every word counts, as the "two" of "two sailors"."""
    shared = shared_with(told_of(member, others), others) - usual
    if field == "number":
        values = set(plain_words(member.value or "")) & set(plain_words(" ".join(m.value or "" for m in others)))
        shared |= values - ARTICLES
    return len(shared)


def _strength(agreement: Agreement, usual: frozenset[str]) -> int:
    """The words that even the report with fewest has of the others, up to PLAIN; below ENOUGH a reader cannot see why it stands here."""
    if name_of(agreement):
        return PLAIN
    members, field = agreement.members, agreement.finding.field
    return min([PLAIN, *(_in_common(m, [o for o in members if o is not m], field, usual) for m in members)])


def name_of(agreement: Agreement) -> str:
    """The name of the promise or agreement that is told of; empty where the record has only the reports' words for it."""
    finding = agreement.finding
    first = next((e.quote for m in finding.members for e in m.evidence), "")
    told = " ".join(first.split())
    words = finding.subject.removesuffix(" …")
    return finding.subject if finding.field == "commitment" and not told.startswith(words) else ""


def _repeated_last(ranked: Sequence[Agreement], reports: Mapping[str, Report], notes: Footnotes) -> list[Agreement]:
    """The agreements with those behind that show no sentence which one before did not; a headline is none."""
    shown: set[tuple[str, int]] = set()
    new: list[Agreement] = []
    again: list[Agreement] = []
    for agreement in ranked:
        told = [e for m in agreement.members for e in m.evidence]
        sentences = {notes.sentence(e) for e in told if not _is_headline(e, reports)}
        (again if sentences <= shown and agreement.finding.verdict == "corroborated" else new).append(agreement)
        shown |= sentences
    return [*new, *again]


def told_of(member: Member, others: Sequence[Member]) -> str:
    """Of several places where a report tells it the one with most words of the others; more than a name where there is more."""
    quotes = [e.quote for e in member.evidence]
    long = [quote for quote in quotes if len(quote.split()) > NAME] or quotes[:1] or [""]
    return max(long, key=lambda quote: (len(shared_with(quote, others)), -long.index(quote)))


def shared_with(told: str, others: Sequence[Member]) -> frozenset[str]:
    """The telling words of a text that other reports have too."""
    return telling_words(told) & frozenset[str]().union(*(telling_words(e.quote) for m in others for e in m.evidence))
