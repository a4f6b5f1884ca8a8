"""One finding: what two reports say, side by side, with the words marked in which they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.brief.dates import plain_day
from detente.brief.rules import load_brief_rules
from detente.compare.passages import cut_sentences
from detente.records.kinds import Finding, Report
from detente.records.shapes import Evidence, Member
from detente.store.database import Store
from detente.store.views import find_one
from detente.web import addresses
from detente.web.ask import Ask, NotHereError, Page
from detente.web.differ import Piece, mark_differences
from detente.web.matrix import HEADINGS, side_words
from detente.web.pages.fact import find_fact
from detente.web.pages.stories import Link
from detente.web.reading import SINGLE


@dataclass(frozen=True, slots=True)
class Side:
    """What one report says: the sentence before, the words themselves with what differs marked, the sentence after."""

    outlet: str
    day: str
    value: str
    before: str
    pieces: tuple[Piece, ...]
    after: str
    words_href: str
    fact_href: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the other reports to compare with."""

    label: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with two of its sides; ``left`` and ``right`` list whom else to put there."""

    finding: Finding
    heading: str
    field: str
    story: Link
    sides: tuple[Side, ...]
    left: tuple[Choice, ...]
    right: tuple[Choice, ...]


def show_finding(ask: Ask) -> Page:
    """The page of a finding: ``report`` chooses the left side, ``with`` the right one, by report or by number."""
    finding = find_one(ask.store, ask.parts["id"], Finding)
    if finding is None or not finding.members:
        raise NotHereError(f"expected the id of a finding of this record, found {ask.parts['id']!r}")
    left = _chosen(finding, ask.get("report"), 0)
    right = _chosen(finding, ask.get("with"), _opposite(finding, left))
    reports = {m.report: find_one(ask.store, m.report, Report) for m in finding.members}
    known = {name: report for name, report in reports.items() if report}
    pair = (left, right) if len(finding.members) > 1 else (left,)
    words = load_brief_rules().word("fields", finding.field)
    view = FindingView(
        finding,
        SINGLE if finding.verdict == "single" else HEADINGS[finding.verdict],
        words,
        Link("the story", addresses.story(finding.story)),
        tuple(_sides(ask.store, finding, [finding.members[n] for n in pair], known)),
        _choices(finding, known, left, right, "report"),
        _choices(finding, known, right, left, "with"),
    )
    return Page(f"{words}: {finding.subject}", "finding.html.jinja", view, "findings")


def _chosen(finding: Finding, told: str | None, otherwise: int) -> int:
    """A member by its number in the finding, counted from 1, or the first of a report."""
    for number, member in enumerate(finding.members):
        if told in (member.report, str(number + 1)):
            return number
    return otherwise


def _opposite(finding: Finding, left: int) -> int:
    """The first side of another report, one with another value if there is one."""
    mine = finding.members[left]
    others = [n for n, m in enumerate(finding.members) if n != left]
    return min(
        others,
        key=lambda n: (finding.members[n].report == mine.report, finding.members[n].value == mine.value, n),
        default=left,
    )


def _sides(store: Store, finding: Finding, members: list[Member], reports: Mapping[str, Report]) -> list[Side]:
    spans = [_span(member) for member in members]
    told = [
        reports[m.report].text[s.start : s.end] if s and m.report in reports else m.value or ""
        for m, s in zip(members, spans, strict=True)
    ]
    marked = mark_differences(told[0], told[1]) if len(told) == 2 else ((Piece(told[0], False),),)
    return [
        _side(store, finding, member, span, pieces, reports)
        for member, span, pieces in zip(members, spans, marked, strict=True)
    ]


def _side(
    store: Store,
    finding: Finding,
    member: Member,
    span: Evidence | None,
    pieces: tuple[Piece, ...],
    reports: Mapping[str, Report],
) -> Side:
    report = reports.get(member.report)
    before = after = ""
    if report and span:
        start, end = cut_sentences(report).around(span.start, span.end)
        before, after = report.text[start : span.start], report.text[span.end : max(end, span.end)]
    fact = find_fact(store, member.record) if member.record else None
    return Side(
        report.outlet if report else member.report,
        plain_day(report.published_day) if report else "",
        side_words(finding, member, fact),
        before,
        pieces,
        after,
        addresses.report(member.report, member.record or ""),
        addresses.fact(member.record) if member.record else None,
    )


def _span(member: Member) -> Evidence | None:
    """From the first to the last word of the first place; several places far apart are not joined."""
    return member.evidence[0] if member.evidence else None


def _choices(finding: Finding, reports: Mapping[str, Report], chosen: int, other: int, name: str) -> tuple[Choice, ...]:
    fixed = {"report": "with", "with": "report"}[name]
    choices = []
    for number, member in enumerate(finding.members):
        if number == other:
            continue
        report = reports.get(member.report)
        label = f"{report.outlet}, {plain_day(report.published_day)}" if report else member.report
        query = addresses.listed("", **{name: str(number + 1), fixed: str(other + 1)})
        choices.append(Choice(label.rstrip(", "), query.removeprefix("/"), number == chosen))
    return tuple(choices) if len(choices) > 1 else ()
