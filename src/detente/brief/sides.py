"""What comparing found besides agreements, as lines: where reports differ, what only one tells, what was not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detente.brief.footnotes import Footnotes, shorten
from detente.brief.letters import name_dated
from detente.brief.pages import Group, Line, Section
from detente.brief.room import PAGE, Room
from detente.brief.rules import BriefRules
from detente.records.kinds import Finding, Issue, Report
from detente.records.shapes import Member

APART = frozenset({"conflict", "changed", "slip"})
WORDS = 150
NAME = 3
"""Words; shorter evidence says too little to be shown."""


def choose_differences(findings: Sequence[Finding], room: Room = PAGE) -> tuple[Finding, ...]:
    """The differences that a page prints, conflicts before changes."""
    held = [f for f in findings if f.verdict in APART]
    return tuple(sorted(held, key=lambda f: (f.verdict == "changed", -f.origins, held.index(f)))[: room.differ])


def write_differences(
    chosen: Sequence[Finding],
    findings: Sequence[Finding],
    *,
    reports: Mapping[str, Report],
    lettered: Mapping[str, str],
    notes: Footnotes,
    rules: BriefRules,
) -> Section:
    """Both sides of every difference that is printed; ``findings`` are all of the page."""
    lines = tuple(Line(_difference(f, reports, lettered, rules), _notes(f, notes)) for f in chosen)
    left = sum(f.verdict in APART for f in findings) - len(chosen)
    more = f"and {left} more (detente findings FILE.db)" if left else ""
    return Section("differ", "Where they differ", _grouped(lines), more=more)


def _difference(finding: Finding, reports: Mapping[str, Report], lettered: Mapping[str, str], rules: BriefRules) -> str:
    """ "Number, killed. Wire (A), 1 May: “ten killed”. Paper (B), 2 May: “twelve”. The numbers differ." """
    told = " ".join(f"{name_dated(reports[m.report], lettered)}: “{_value(m, finding)}”." for m in finding.members)
    return f"{name_field(finding, rules)}. {told} {finding.reason[:1].upper()}{finding.reason[1:]}."


def name_field(finding: Finding, rules: BriefRules) -> str:
    """ "Place"; "Number, killed"."""
    field = rules.word("fields", finding.field)
    return f"{field}, {finding.subject}" if finding.field == "number" else field


def _value(member: Member, finding: Finding) -> str:
    """The words that differ: the number, the quotation; else the evidence."""
    if finding.field in {"number", "quote"} and member.value:
        return shorten(member.value, WORDS)
    return _words(member)


def write_alone(
    findings: Sequence[Finding],
    *,
    reports: Mapping[str, Report],
    lettered: Mapping[str, str],
    notes: Footnotes,
    room: Room = PAGE,
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
        groups.append(Group(f"Only {name_dated(reports[report], lettered)}", lines))
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


def _grouped(lines: tuple[Line, ...]) -> tuple[Group, ...]:
    return (Group("", lines),) if lines else ()
