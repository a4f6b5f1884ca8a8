"""Record -> Brief: one page a story, the best evidenced lines first, every line with its footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from detente.brief.agreements import choose_agreements
from detente.brief.dates import plain_day, plain_span
from detente.brief.footnotes import Footnotes, shorten
from detente.brief.happenings import gather, write_happenings
from detente.brief.letters import letter_reports, name_report
from detente.brief.matrix import write_matrix
from detente.brief.names import Namer
from detente.brief.pages import Brief, Page
from detente.brief.room import EVERYTHING, PAGE
from detente.brief.rules import BriefRules, Layer, load_brief_rules
from detente.brief.sayings import write_promises, write_statements
from detente.brief.sides import choose_differences, write_alone, write_differences, write_issues
from detente.brief.wordings import write_agreements
from detente.errors import InputError
from detente.records.coding import Record
from detente.records.kinds import Attribution, Commitment, Finding, Issue, Report, Story

Row = TypeVar("Row", Attribution, Commitment, Finding, Issue)
TITLE = 120
"""Characters of a report's title."""


def build_brief(record: Record, *, story: str | None = None, only: frozenset[str] | None = None) -> Brief:
    """Pages of all stories, or of the one with the id ``story``; raises InputError where there is none.

    ``only`` are ids of the facts and findings to tell, all of them; without it the best evidenced that one page has room for.
    """
    rules = load_brief_rules()
    stories = [s for s in record.stories if story in (None, s.id)] or _uncompared(record, story)
    if story is not None and not stories:
        raise InputError(f"expected the id of a story in the record, found {story!r}")
    pages = tuple(_page(record, held, rules, only) for held in stories)
    header = record.header
    made_by = f"detente {header.detente}, lexicon {header.lexicon}, {', '.join(header.models) or 'no model'}"
    return Brief(pages, accuracy_lines(rules.layers), rules.cautions, made_by)


def _chosen(rows: Sequence[Row], only: frozenset[str]) -> list[Row]:
    return [row for row in rows if row.id in only]


def _uncompared(record: Record, story: str | None) -> list[Story]:
    """Without comparison every report is a page of its own."""
    if story is not None or record.stories:
        return []
    return [Story(r.id, r.title or r.outlet, (r.id,), r.published_day, r.published_day) for r in record.reports]


def _page(record: Record, story: Story, rules: BriefRules, only: frozenset[str] | None) -> Page:
    group = set(story.reports)
    known = {r.id: r for r in record.reports}
    reports = {r: known[r] for r in story.reports if r in known}
    lettered = letter_reports(reports)
    origins = {r.id: r.origin or r.id for r in reports.values()}
    findings = [f for f in record.findings if f.story == story.id]
    attributions = [a for a in record.attributions if a.report in group]
    by_id = {a.id: a for a in attributions}
    namer, notes = Namer({e.id: e for e in record.entities}), Footnotes(reports)
    shared = frozenset(m.record for f in findings if f.verdict != "single" for m in f.members if m.record)
    happenings = gather([e for e in record.events if e.report in group], findings, origins)
    promises = [c for c in record.commitments if any(e.report in group for e in c.evidence)]
    issues = [i for i in record.issues if i.report in group]
    room = PAGE
    if only is not None:
        room = EVERYTHING
        happenings = tuple(h for h in happenings if any(e.id in only for e in h.events))
        attributions, promises = _chosen(attributions, only), _chosen(promises, only)
        findings, issues = _chosen(findings, only), _chosen(issues, only)
    agreements = choose_agreements(findings, reports=reports, origins=origins, notes=notes, room=room)
    differences = choose_differences(findings, room)
    sections = (
        write_happenings(happenings, attributions=by_id, namer=namer, notes=notes, rules=rules, room=room),
        write_statements(
            attributions,
            texts={r.id: r.text for r in reports.values()},
            shared=shared,
            namer=namer,
            notes=notes,
            rules=rules,
            room=room,
        ),
        write_promises(promises, attributions=by_id, namer=namer, notes=notes, rules=rules, room=room),
        write_agreements(
            agreements,
            findings,
            reports=reports,
            lettered=lettered,
            origins=len(set(origins.values())),
            notes=notes,
        ),
        write_differences(differences, findings, reports=reports, lettered=lettered, notes=notes, rules=rules),
        write_matrix(agreements, differences, reports=reports, lettered=lettered, rules=rules),
        write_alone(findings, reports=reports, lettered=lettered, notes=notes, room=room),
        write_issues(issues, rules),
    )
    kept = tuple(s for s in sections if s.groups or s.table or (only is None and s.id in _always(len(group))))
    return Page(story.id, story.title, _span(story), _reports(reports, origins, lettered), kept, notes.all())


def _always(reports: int) -> frozenset[str]:
    """Sections that say "nothing found" rather than go missing."""
    return frozenset({"events", "statements", "commitments", *({"agree", "differ"} if reports > 1 else set())})


def _span(story: Story) -> str:
    return plain_span(story.from_, story.until) or "no day of publication known"


def _reports(reports: Mapping[str, Report], origins: Mapping[str, str], lettered: Mapping[str, str]) -> tuple[str, ...]:
    """Each report as "A: Outlet, day: title", with the report whose copy it prints; no letter where there is one report."""
    lines = []
    for report in reports.values():
        letter = f"{lettered[report.id]}: " if lettered else ""
        day = plain_day(report.published_day) or "no date"
        title = f": {_headline(report)}" if _headline(report) else ""
        source = reports.get(origins[report.id])
        copy = f" (same copy as {name_report(source, lettered)})" if source and source.id != report.id else ""
        lines.append(f"{letter}{report.outlet}, {day}{title}{copy}")
    return tuple(lines)


def _headline(report: Report) -> str:
    """The title a report brought, else its headline."""
    regions = [r for r in report.regions if r.role == "headline"]
    return shorten(report.title or "".join(report.text[r.start : r.end] for r in regions[:1]), TITLE)


def accuracy_lines(layers: tuple[Layer, ...]) -> tuple[str, ...]:
    """One line a layer: "Events: about one in 4 is missing or wrong: ..."."""
    by_layer: dict[str, list[str]] = {}
    for layer in layers:
        by_layer.setdefault(layer.layer, []).append(_figure(layer))
    sets = sorted({layer.set for layer in layers if layer.right is not None})
    lines = [f"{name}: {'; '.join(figures)}." for name, figures in by_layer.items()]
    return (*lines, *(f"Measured on {'; '.join(sets)}." for _ in sets[:1]))


def _figure(layer: Layer) -> str:
    if layer.right is None:
        return f"{layer.says}: not measured yet"
    return f"{layer.says}: {round(100 * layer.right)} in 100 (n={layer.n}{_one_in(layer.right)})"


def _one_in(right: float) -> str:
    wrong = 1 - right
    return f", about one in {max(2, round(1 / wrong))} is not" if wrong >= 0.005 else ""
