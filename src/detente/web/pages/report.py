"""One report: the text as printed, with every fact marked in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.brief.dates import plain_day
from detente.brief.names import Namer
from detente.brief.rules import load_brief_rules
from detente.records.coding import Record
from detente.records.kinds import Attribution, Commitment, Event, Issue, Report
from detente.records.shapes import Evidence
from detente.store.views import load_report
from detente.web import addresses
from detente.web.ask import Ask, NotHereError, Page, Turn, turn
from detente.web.marks import Mark, Stretch, cut_stretches
from detente.web.pages.corrections import Corrected
from detente.web.pages.fact import history_of
from detente.web.pages.stories import Link
from detente.web.reading import LAYER, Reading, index_others, mentions, read_fact
from detente.web.telling import AnyFact, headline, places

PART = 60_000
"""Characters of a text on one page."""


@dataclass(frozen=True, slots=True)
class NameLine:
    """An entity that the report names, and how often it is marked."""

    id: str
    label: str
    type: str
    times: int
    href: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """An issue, with its words where it has some."""

    id: str
    what: str
    message: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its text cut at the marks, the reading of every fact, and what was not understood."""

    id: str
    outlet: str
    day: str
    genre: str
    language: str | None
    url: str | None
    story: Link | None
    origin: Link | None
    supersedes: Link | None
    stretches: tuple[Stretch, ...]
    readings: tuple[Reading, ...]
    names: tuple[NameLine, ...]
    issues: tuple[NotUnderstood, ...]
    turn: Turn
    hit: str | None
    history: tuple[Corrected, ...]


def show_report(ask: Ask) -> Page:
    """The page of a report, at the part of its text where a fact stands if one is asked for."""
    record = load_report(ask.store, ask.parts["id"])
    if record is None:
        raise NotHereError(f"expected the id of a report of this record, found {ask.parts['id']!r}")
    (report,) = record.reports
    hit = ask.get("fact")
    view = build_view(record, report, _part(ask, report, record, hit), hit, history_of(ask.store, report.id))
    title = headline(report) or report.outlet
    return Page(f"{title} – {report.outlet}", "report.html.jinja", view, "stories")


def build_view(
    record: Record, report: Report, where: Turn, hit: str | None, history: tuple[Corrected, ...]
) -> ReportView:
    """The view of one part of a report's text; facts of other parts are listed with theirs."""
    facts = facts_of(record)
    marks = [mark for fact in facts for mark in marks_of(fact, report.id)]
    namer, others = Namer({e.id: e for e in record.entities}), index_others(record.findings)
    start, end = where.first, where.first + PART
    shown = [f for f in facts if any(start <= e.start < end for e in _in_report(f, report.id))]
    return ReportView(
        report.id,
        report.outlet,
        plain_day(report.published_day) or "no date",
        report.genre,
        report.language,
        _safe_url(report.url),
        next((Link(s.title, addresses.story(s.id)) for s in record.stories), None),
        Link(report.origin, addresses.report(report.origin)) if report.origin and report.origin != report.id else None,
        Link(report.supersedes, addresses.report(report.supersedes)) if report.supersedes else None,
        cut_stretches(report, marks, first=start, last=end, hit=hit),
        tuple(read_fact(fact, namer, others.get(fact.id, ())) for fact in shown),
        _names(record, marks),
        tuple(_issue(issue) for issue in record.issues if issue.report == report.id),
        where,
        hit,
        history,
    )


def facts_of(record: Record) -> list[AnyFact]:
    """All facts of a report in the order of their words."""
    facts: Sequence[AnyFact] = (
        *record.attributions,
        *record.opinions,
        *record.events,
        *record.quantities,
        *record.commitments,
    )
    return sorted(facts, key=lambda f: (min((e.start for e in places(f)), default=0), f.kind, f.id))


def marks_of(fact: AnyFact, report: str) -> Iterator[Mark]:
    """The marks of a fact in a report's text: its own words, and the names in it."""
    if isinstance(fact, Attribution):
        if fact.source:
            yield Mark(fact.source.start, fact.source.end, "said", fact.id, "source")
            if len(fact.source.entities) == 1:
                yield Mark(fact.source.start, fact.source.end, "name", fact.source.entities[0])
        if fact.cue:
            yield Mark(fact.cue.start, fact.cue.end, "said", fact.id, "cue")
    layer = LAYER[fact.kind]
    for words in _in_report(fact, report) if layer else ():
        yield Mark(words.start, words.end, layer, fact.id, "content" if layer == "said" else layer)
    if isinstance(fact, Event | Commitment | Attribution):
        for mention in mentions(fact):
            if mention.entity and mention.report == report:
                yield Mark(mention.start, mention.end, "name", mention.entity)


def _in_report(fact: AnyFact, report: str) -> list[Evidence]:
    told = places(fact) + (fact.status_evidence if isinstance(fact, Commitment) else ())
    return [e for e in told if e.report == report]


def _part(ask: Ask, report: Report, record: Record, hit: str | None) -> Turn:
    """The part that is asked for, else the one in which the fact stands."""
    where = turn(ask, len(report.text), PART)
    if hit is None or ask.get("page"):
        return where
    fact = next((f for f in facts_of(record) if f.id == hit), None)
    start = min((e.start for e in _in_report(fact, report.id)), default=0) if fact else 0
    return replace(where, page=start // PART + 1)


def _names(record: Record, marks: Sequence[Mark]) -> tuple[NameLine, ...]:
    times: dict[str, set[int]] = {}
    for mark in marks:
        if mark.layer == "name":
            times.setdefault(mark.id, set()).add(mark.start)
    named = [
        NameLine(e.id, e.label, e.type, len(times[e.id]), addresses.entity(e.id))
        for e in record.entities
        if e.id in times
    ]
    return tuple(sorted(named, key=lambda n: (-n.times, n.label, n.id)))


def _issue(issue: Issue) -> NotUnderstood:
    words = " ".join(issue.evidence.quote.split()) if issue.evidence else ""
    return NotUnderstood(issue.id, load_brief_rules().word("issues", issue.code), issue.message, words)


def _safe_url(url: str | None) -> str | None:
    """An address that a click may follow; anything else stays text that nobody can click."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
