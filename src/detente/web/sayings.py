"""Who said what, by speaker; the ledger of commitments; what one report alone has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.brief.dates import plain_day, plain_time
from detente.brief.footnotes import shorten
from detente.brief.names import Namer
from detente.brief.rules import load_brief_rules
from detente.brief.sayings import tell_statement
from detente.records.kinds import Attribution, Commitment, Finding
from detente.records.shapes import Deadline, Member
from detente.web import addresses
from detente.web.telling import Line, Paper, corrected_marks, told_by
from detente.web.words import day_words

WORDS = 260
LEDGER = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker, or several who speak as one, with every statement in text order."""

    name: str
    href: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger of commitments."""

    line: Line
    type: str
    holder: str
    to: str
    condition: str
    due: str
    due_date: str | None
    due_note: str
    status: str
    status_word: str
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """What one report tells and no other does."""

    paper: Paper
    lines: tuple[Line, ...]


def build_speakers(
    attributions: Sequence[Attribution], texts: Mapping[str, str], papers: Mapping[str, Paper], namer: Namer
) -> tuple[Speaker, ...]:
    """The speakers heard in most reports first; statements whose speaker is not named come under their own words."""
    groups: dict[object, list[Attribution]] = {}
    for held in attributions:
        if held.source and held.content:
            groups.setdefault(held.source.entities or held.source.quote.casefold(), []).append(held)
    ranked = sorted(groups.values(), key=lambda g: (not _named(g), -len({a.report for a in g}), -len(g), g[0].id))
    return tuple(_speaker(group, texts, papers, namer) for group in ranked)


def _named(group: Sequence[Attribution]) -> bool:
    return bool(group[0].source and group[0].source.entities)


def _speaker(
    group: Sequence[Attribution], texts: Mapping[str, str], papers: Mapping[str, Paper], namer: Namer
) -> Speaker:
    source = group[0].source
    assert source is not None  # groups are made by source
    href = addresses.entity(source.entities[0]) if len(source.entities) == 1 else None
    lines = tuple(statement_line(a, texts.get(a.report, ""), papers) for a in group)
    return Speaker(namer.heading(source), href, lines)


def statement_line(held: Attribution, text: str, papers: Mapping[str, Paper]) -> Line:
    """A statement as one line: quotation marks where it is quoted, the report's words otherwise."""
    return Line(
        held.id,
        "attribution",
        tell_statement(held, text, load_brief_rules()) if held.content else "",
        addresses.fact(held.id),
        told_by([(held.report, held.id)], papers),
        plain_time(held.when) if held.when else "",
        corrected_marks(held.rule),
    )


def build_ledger(commitments: Iterable[Commitment], papers: Mapping[str, Paper], namer: Namer) -> tuple[Entry, ...]:
    """The commitments by deadline, those without one after them, told by most reports first."""
    ranked = sorted(commitments, key=lambda c: (_due(c.deadline) or "9999", -len({e.report for e in c.evidence}), c.id))
    return tuple(ledger_entry(c, papers, namer) for c in ranked)


def ledger_entry(held: Commitment, papers: Mapping[str, Paper], namer: Namer) -> Entry:
    """One commitment: who to whom, the words, on what condition, by when, and what became of it."""
    rules = load_brief_rules()
    label = rules.word("commitments", held.type) + (f": {held.instrument.label}" if held.instrument else "")
    part = held.consequence or held.term
    words = part.quote if part else next((e.quote for e in held.evidence), "")
    line = Line(
        held.id,
        "commitment",
        shorten(words, LEDGER),
        addresses.fact(held.id),
        told_by(((e.report, held.id) for e in (*held.evidence, *held.status_evidence)), papers),
        marks=corrected_marks(held.rule),
    )
    return Entry(
        line,
        label,
        namer.joined(held.holder or held.parties),
        namer.joined(held.to),
        shorten(held.condition.quote, LEDGER) if held.condition else "",
        _due_words(held.deadline),
        _due(held.deadline),
        day_words(held.deadline),
        held.status,
        rules.word("statuses", held.status),
        tuple(dict.fromkeys(shorten(e.quote, LEDGER) for e in held.status_evidence)),
    )


def _due(deadline: Deadline | None) -> str | None:
    return deadline.date if deadline else None


def _due_words(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    if deadline.date:
        return plain_day(deadline.date)
    return plain_time(deadline)


def build_alone(findings: Sequence[Finding], papers: Mapping[str, Paper]) -> tuple[Alone, ...]:
    """By report: what no other report of the story tells, in the order of its text."""
    held: dict[str, list[tuple[Finding, Member]]] = {}
    for finding in findings:
        if finding.verdict == "single" and finding.members:
            held.setdefault(finding.members[0].report, []).append((finding, finding.members[0]))
    return tuple(
        Alone(paper, tuple(_alone(f, m, papers) for f, m in sorted(held[report], key=_by_place)))
        for report, paper in papers.items()
        if report in held
    )


def _by_place(pair: tuple[Finding, Member]) -> tuple[int, str]:
    return (min((e.start for e in pair[1].evidence), default=0), pair[0].id)


def _alone(finding: Finding, member: Member, papers: Mapping[str, Paper]) -> Line:
    words = shorten(" … ".join(e.quote for e in member.evidence), WORDS)
    fact = member.record or finding.id
    href = addresses.fact(member.record) if member.record else addresses.finding(finding.id)
    field = load_brief_rules().word("fields", finding.field)
    return Line(finding.id, "finding", words, href, told_by([(member.report, fact)], papers), field)
