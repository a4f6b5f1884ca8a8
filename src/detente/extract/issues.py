"""What was not understood, said openly: one issue a kind and place, never an exception and never a silent drop."""

from __future__ import annotations

from collections.abc import Iterator

from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.records.ids import make_id
from detente.records.kinds import Attribution, Event, Issue, Report
from detente.records.raw import Note
from detente.records.shapes import Evidence


def find_issues(
    parsed: ParsedReport,
    times: tuple[TimeSpan, ...],
    attributions: tuple[Attribution, ...],
    events: tuple[Event, ...],
    *,
    notes: tuple[Note, ...] = (),
) -> tuple[Issue, ...]:
    """Every issue of a report: the reader's ``notes`` and those of the whole report first, then in text order."""
    report = parsed.report
    noted = (Issue(make_id("issue", report.id, n.code, n.message), n.code, n.message, report.id, None) for n in notes)
    placed = [
        *_unresolved_sources(report, attributions),
        *_unresolved_parties(report, events),
        *_unresolved_times(report, times),
        *_unclosed_quotations(parsed),
    ]
    placed.sort(key=lambda issue: (issue.evidence.start if issue.evidence else 0, issue.code))
    found = (*noted, *_whole_report(parsed), *placed)
    return tuple({issue.id: issue for issue in found}.values())  # two attributions may share one unresolved source


def _issue(report: Report, code: str, message: str, evidence: Evidence | None = None) -> Issue:
    place = (evidence.start, evidence.end) if evidence else ()
    return Issue(make_id("issue", report.id, code, *place), code, message, report.id, evidence)


def _whole_report(parsed: ParsedReport) -> Iterator[Issue]:
    report = parsed.report
    if report.language not in (None, "en"):
        yield _issue(report, "skipped-language", f"expected English, found {report.language}: no facts were read")
    elif not parsed.paragraphs:
        yield _issue(report, "no-body", "expected a headline or a body, found none: no facts were read")
    if report.published is None:
        yield _issue(report, "no-publication-date", "no publication date is known: relative dates stay unresolved")


def _unresolved_sources(report: Report, attributions: tuple[Attribution, ...]) -> Iterator[Issue]:
    for attribution in attributions:
        source = attribution.source
        if source is None:
            if attribution.content:
                evidence = attribution.content[0]
                yield _issue(report, "unresolved-speaker", "these words are quoted and nobody is named", evidence)
        elif not source.entities and not source.anonymous:
            evidence = report.evidence(source.start, source.end)
            message = f"who {source.quote[:60]!r} stands for is not known"
            yield _issue(report, "unresolved-speaker", message, evidence)


def _unresolved_parties(report: Report, events: tuple[Event, ...]) -> Iterator[Issue]:
    seen: set[tuple[int, int]] = set()
    for event in events:
        for mention in (*event.actors, *event.recipients):
            if mention.entity or mention.iso3 or mention.code or (mention.start, mention.end) in seen:
                continue
            seen.add((mention.start, mention.end))
            message = f"who {mention.quote[:60]!r} stands for is not known"
            yield _issue(report, "unresolved-mention", message, report.evidence(mention.start, mention.end))


def _unresolved_times(report: Report, times: tuple[TimeSpan, ...]) -> Iterator[Issue]:
    for span in times:
        if span.kind == "duration" or span.time.start or span.time.end or span.time.at is None:
            continue
        evidence = report.evidence(*span.time.at)
        yield _issue(report, "no-date", f"the day of {span.time.text[:60]!r} cannot be computed", evidence)


def _unclosed_quotations(parsed: ParsedReport) -> Iterator[Issue]:
    """A paragraph that opens a quotation it does not close, unless the next one opens again, as news style has it."""
    for place, paragraph in enumerate(parsed.paragraphs):
        text = paragraph.text
        for opening, closing in (("“", "”"), ("«", "»")):
            at = text.rfind(opening)
            following = parsed.paragraphs[place + 1].text if place + 1 < len(parsed.paragraphs) else ""
            if at < 0 or closing in text[at:] or following.startswith(opening):
                continue
            start = paragraph.start + at
            evidence = parsed.report.evidence(start, min(paragraph.end, start + 80))
            yield _issue(parsed.report, "unclosed-quote", "a quotation is opened and not closed", evidence)
