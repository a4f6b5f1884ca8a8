"""Where the reports agree, as lines: the words of every report that tells it, those with nearly the same words together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.brief.agreements import TOGETHER, Agreement, name_of, shared_with, told_of
from detente.brief.footnotes import Footnotes
from detente.brief.letters import name_report
from detente.brief.names import join
from detente.brief.pages import Group, Line, Section
from detente.brief.stretch import WORDS, cut_stretch, same_words
from detente.compare.words import plain_words
from detente.records.kinds import Finding, Report

WORDINGS = 4
"""Wordings that a line shows."""


def write_agreements(
    chosen: Sequence[Agreement],
    findings: Sequence[Finding],
    *,
    reports: Mapping[str, Report],
    lettered: Mapping[str, str],
    origins: int,
    notes: Footnotes,
) -> Section:
    """One line an agreement; ``findings`` are all of the page, ``origins`` counts its independent texts."""
    lines = tuple(
        Line(tell_agreement(a, reports, lettered, origins), notes.of([e for m in a.members for e in m.evidence]))
        for a in chosen
    )
    left = sum(f.verdict in TOGETHER for f in findings) - sum(a.covers for a in chosen)
    more = f"and {left} more (detente findings FILE.db)" if left else ""
    return Section("agree", "Where the reports agree", (Group("", lines),) if lines else (), more=more)


def tell_agreement(
    agreement: Agreement, reports: Mapping[str, Report], lettered: Mapping[str, str], origins: int
) -> str:
    """ "Told by both. Wire (A): “ten sailors were held”. Paper (B): “the ten seamen are in custody”."."""
    everyone = "both" if origins == 2 else f"all {origins}"
    few = agreement.origins < origins
    told = f"Told by {agreement.origins} of {origins}" if few else f"Told by {everyone}"
    if name := name_of(agreement):
        told = f"{name}: {told[:1].lower()}{told[1:]}"
    if agreement.finding.verdict == "compatible":
        told += f", in words that do not exclude each other ({agreement.finding.reason})"
    wordings = _wordings(agreement)
    if len(wordings) == 1:
        words = [words for _, words in wordings[0]]
        nearly = "" if all(plain_words(w) == plain_words(words[0]) for w in words) else "nearly "
        who = f" ({', '.join(lettered.get(r, r) for r, _ in wordings[0])})" if few else ""
        return f"{told}{who} in {nearly}the same words: “{words[0]}”"
    sides = [f"{join(name_report(reports[r], lettered) for r, _ in w)}: “{w[0][1]}”." for w in wordings[:WORDINGS]]
    more = sum(map(len, wordings[WORDINGS:]))
    rest = [f"In other words by {more} more."] if more else []
    return " ".join([f"{told}.", *sides, *rest])


def _wordings(agreement: Agreement) -> list[list[tuple[str, str]]]:
    """The reports with their words, those with nearly the same words together."""
    held: list[list[tuple[str, str]]] = []
    apart = agreement.finding.verdict == "compatible"
    for report, words in side_words(agreement):
        same = next((w for w in held if not apart and same_words(w[0][1], words)), None)
        if same is None:
            held.append([(report, words)])
        else:
            same.append((report, words))
    return held


def side_words(agreement: Agreement, *, longest: int = WORDS) -> list[tuple[str, str]]:
    """Each report with its words, cut to the stretch around those that the others share."""
    sides = []
    for member in agreement.members:
        others = [m for m in agreement.members if m is not member]
        told = told_of(member, others)
        must = member.value if agreement.finding.field in {"number", "quote"} else None
        sides.append((member.report, cut_stretch(told, shared_with(told, others), must=must or "", words=longest)))
    return sides
