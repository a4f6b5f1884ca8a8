"""What comparing found, as lines: where reports agree, where they differ, what only one tells, what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detente.brief.dates import plain_day
from detente.brief.footnotes import Footnotes, shorten
from detente.brief.pages import Group, Line, Section
from detente.brief.room import PAGE, Room
from detente.brief.rules import BriefRules
from detente.records.kinds import Finding, Issue, Report
from detente.records.shapes import Member

WORDS = 150
NAME = 3
"""Words; shorter evidence says too little to be shown."""


def write_agreements(findings: Sequence[Finding], *, origins: int, notes: Footnotes, room: Room = PAGE) -> Section:
    """Facts that two or more origins tell, those most tell first."""
    held = [f for f in findings if f.verdict in {"corroborated", "compatible"}]
    ranked = sorted(held, key=lambda f: (-f.origins, f.verdict != "corroborated", held.index(f)))[: room.agree]
    lines = tuple(Line(_agreement(f, origins), _notes(f, notes)) for f in ranked)
    return Section("agree", "Where the reports agree", _grouped(lines), more=_left(held, ranked))


def _agreement(finding: Finding, origins: int) -> str:
    everyone = "both" if origins == 2 else f"all {origins}"
    told = f"Told by {finding.origins} of {origins}" if finding.origins < origins else f"Told by {everyone}"
    first = _words(finding.members[0])
    if finding.verdict == "corroborated":
        return f"{told}: “{first}”"
    sides = "; ".join(f"“{_value(m, finding)}”" for m in finding.members)
    return f"{told}, in words that do not exclude each other ({finding.reason}): {sides}"


def write_differences(
    findings: Sequence[Finding],
    *,
    reports: Mapping[str, Report],
    notes: Footnotes,
    rules: BriefRules,
    room: Room = PAGE,
) -> Section:
    """Both sides of every difference, conflicts before changes."""
    held = [f for f in findings if f.verdict in {"conflict", "changed", "slip"}]
    ranked = sorted(held, key=lambda f: (f.verdict == "changed", -f.origins, held.index(f)))[: room.differ]
    lines = tuple(Line(_difference(f, reports, rules), _notes(f, notes)) for f in ranked)
    return Section("differ", "Where they differ", _grouped(lines), more=_left(held, ranked))


def _difference(finding: Finding, reports: Mapping[str, Report], rules: BriefRules) -> str:
    """ "Number, killed. Wire, 1 May: “ten killed”. Paper, 2 May: “twelve”. The numbers differ." """
    field = rules.word("fields", finding.field)
    label = f"{field}, {finding.subject}" if finding.field == "number" else field
    sides = " ".join(f"{_outlet(reports[m.report])}: “{_value(m, finding)}”." for m in finding.members)
    return f"{label}. {sides} {finding.reason[:1].upper()}{finding.reason[1:]}."


def _value(member: Member, finding: Finding) -> str:
    """The words that differ: the number, the quotation; else the evidence."""
    if finding.field in {"number", "quote"} and member.value:
        return shorten(member.value, WORDS)
    return _words(member)


def write_alone(
    findings: Sequence[Finding], *, reports: Mapping[str, Report], notes: Footnotes, room: Room = PAGE
) -> Section:
    """What only one report tells, a few lines a report: promises and events before statements and numbers."""
    held = [f for f in findings if f.verdict == "single"]
    order = {"commitment": 0, "event": 1, "attribution": 2}
    groups, shown = [], 0
    for report in dict.fromkeys(m.report for f in held for m in f.members[:1]):
        mine = [f for f in held if f.members[0].report == report]
        chosen = sorted(mine, key=lambda f: (order.get(f.field, 3), held.index(f)))[: room.alone]
        shown += len(chosen)
        lines = tuple(Line(f"“{_words(f.members[0])}”", _notes(f, notes)) for f in chosen)
        groups.append(Group(f"Only {_outlet(reports[report])}", lines))
    left = f"and {len(held) - shown} more (detente findings FILE.db)" if len(held) > shown else ""
    return Section("alone", "What only one report tells", tuple(groups), more=left)


def write_issues(issues: Sequence[Issue], rules: BriefRules) -> Section:
    """How much was not understood, by kind."""
    counts = Counter(issue.code for issue in issues)
    lines = tuple(
        Line(f"{n} × {rules.word('issues', code)}") for code, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))
    )
    return Section("issues", "What was not understood", _grouped(lines))


def _notes(finding: Finding, notes: Footnotes) -> tuple[int, ...]:
    return notes.of([e for m in finding.members for e in m.evidence])


def _words(member: Member) -> str:
    """The report's words; of several places the first that is more than a name."""
    told = [e.quote for e in member.evidence]
    long = [quote for quote in told if len(quote.split()) > NAME] or told[:1]
    return shorten(long[0] if long else "", WORDS)


def _outlet(report: Report) -> str:
    day = plain_day(report.published_day)
    return f"{report.outlet}, {day}" if day else report.outlet


def _grouped(lines: tuple[Line, ...]) -> tuple[Group, ...]:
    return (Group("", lines),) if lines else ()


def _left(held: Sequence[Finding], shown: Sequence[Finding]) -> str:
    return f"and {len(held) - len(shown)} more (detente findings FILE.db)" if len(held) > len(shown) else ""
