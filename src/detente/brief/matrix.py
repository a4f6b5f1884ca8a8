"""The agreement matrix of a page: facts down, reports across, each cell whether that report tells, differs or is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.brief.agreements import Agreement, name_of
from detente.brief.footnotes import shorten
from detente.brief.letters import name_dated
from detente.brief.pages import Column, Row, Section, Table
from detente.brief.rules import BriefRules
from detente.brief.sides import name_field
from detente.brief.stretch import cut_stretch
from detente.brief.wordings import side_words
from detente.records.kinds import Finding, Report

ACROSS = 8
"""Reports that have a column each; of more the letters are listed."""
LABEL = 10
"""Words of a report by which a row is known."""
CHARACTERS = 40
"""Of a value."""
TELLS, DIFFERS, ITSELF, SILENT = "tells", "differs", "differs from itself", "–"
_HINT = (
    "One row a fact of the two lists above. “tells”: as the others of its row do. “differs”: otherwise than another "
    "report. “–”: silent; nothing was found in that report, which is no denial."
)
_MANY = (
    "One row a fact of the two lists above, with the letters of the reports. “Silent”: in how many nothing was found, "
    "which is no denial."
)


def write_matrix(
    agreements: Sequence[Agreement],
    differences: Sequence[Finding],
    *,
    reports: Mapping[str, Report],
    lettered: Mapping[str, str],
    rules: BriefRules,
) -> Section:
    """A row for each agreement and difference that the page prints; without a table where there is one report or no row."""
    told = [(_agreed(a, rules), {m.report: TELLS for m in a.members}) for a in agreements]
    told += [(_differing(f, rules), _sides(f)) for f in differences]
    if len(lettered) < 2 or not told:
        return Section("matrix", "", ())
    many = len(lettered) > ACROSS
    rows = tuple(Row(label, _counts(does, lettered) if many else _cells(does, lettered)) for label, does in told)
    columns = tuple(Column(letter, name_dated(reports[report], {})) for report, letter in lettered.items())
    if many:
        columns = (Column("Tells it"), Column("Differs"), Column("Silent"))
    table = Table("Facts down, reports across", "Fact", columns, rows)
    return Section("matrix", "Who tells what", (), hint=_MANY if many else _HINT, table=table)


def _agreed(agreement: Agreement, rules: BriefRules) -> str:
    """ "Klow accord"; "Number, killed: “ten”, “about ten”"; else "“ten sailors were held”", the words of the first report."""
    values = _values(agreement.finding) if agreement.finding.field == "number" else ""
    if values:
        return f"{name_field(agreement.finding, rules)}: {values}"
    return name_of(agreement) or f"“{side_words(agreement, longest=LABEL)[0][1]}”"


def _differing(finding: Finding, rules: BriefRules) -> str:
    """ "Place: “the talks in Klow”"; a number by what the reports say, and a slip."""
    over = ", changed over time" if finding.verdict == "changed" else ""
    values = _values(finding) if finding.field == "number" or finding.verdict == "slip" else ""
    first = next((e.quote for m in finding.members for e in m.evidence), finding.subject)
    return f"{name_field(finding, rules)}{over}: {values or f'“{cut_stretch(first, frozenset(), words=LABEL)}”'}"


def _values(finding: Finding) -> str:
    """The values that the sides give, each once; empty where one gives none."""
    told = [m.value or "" for m in finding.members]
    return ", ".join(f"“{shorten(value, CHARACTERS)}”" for value in dict.fromkeys(told)) if all(told) else ""


def _sides(finding: Finding) -> dict[str, str]:
    alone = finding.verdict == "slip"
    return {m.report: ITSELF if alone else DIFFERS for m in finding.members}


def _cells(does: Mapping[str, str], lettered: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(does.get(report, SILENT) for report in lettered)


def _counts(does: Mapping[str, str], lettered: Mapping[str, str]) -> tuple[str, ...]:
    """ "3 of 12: A, C, H" that tell it, that differ, and how many are silent."""
    cells = []
    for wanted in ({TELLS}, {DIFFERS, ITSELF}):
        held = [letter for report, letter in lettered.items() if does.get(report) in wanted]
        cells.append(f"{len(held)} of {len(lettered)}: {', '.join(held)}" if held else SILENT)
    return (*cells, str(sum(report not in does for report in lettered)))
