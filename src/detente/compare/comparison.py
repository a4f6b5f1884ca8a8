"""Codings -> a compared Record: one set of entities and commitments, stories, origins, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from detente.compare.commitments import expire_by_date, merge_commitments
from detente.compare.corrected import Applied, correct_codings, lost_issues
from detente.compare.corrected_entities import correct_entities
from detente.compare.entities import merge_entities
from detente.compare.inputs import Gathered, Judged
from detente.compare.origins import find_origins
from detente.compare.passages import cut_sentences
from detente.compare.rewrite import restate_mentions, rewrite_entities
from detente.compare.stories import group_reports
from detente.language.senses import NAME, load_senses, spelled
from detente.records.coding import Coding, Record
from detente.records.corrections import Correction
from detente.records.ids import make_id
from detente.records.kinds import Commitment, Entity, Finding, Header, Report, Story

TITLE = 120
"""Characters of a first sentence that stands for a missing headline."""
NOTHING = Judged()
"""No earlier findings."""


def compare_codings(
    codings: Iterable[Coding],
    *,
    header: Header,
    batches: Iterable[frozenset[str]] = (),
    one_story: bool = False,
    compare: bool = True,
) -> Record:
    """One Record of all codings: entities and commitments merged, stories grouped, findings judged.

    ``batches`` are sets of report ids (at most 20 each) that one command line named together: each is one story.
    The order of the codings never matters. Without ``compare`` there are no stories, origins and findings.
    """
    return compare_corrected(codings, (), header=header, batches=batches, one_story=one_story, compare=compare).record


@dataclass(frozen=True, slots=True)
class Compared:
    """A compared record and what became of each correction in force; ``judged`` has story id -> digest of what its findings were made from."""

    record: Record
    applied: tuple[Applied, ...] = ()
    judged: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def compare_corrected(
    codings: Iterable[Coding],
    corrections: Iterable[Correction],
    *,
    header: Header,
    newer: Mapping[str, str] = MappingProxyType({}),
    batches: Iterable[frozenset[str]] = (),
    one_story: bool = False,
    compare: bool = True,
    known: Judged = NOTHING,
) -> Compared:
    """What `compare_codings` gives, with corrections replayed first; ``newer`` is report id -> id of the version after it.

    A story that is made of the same as one of ``known`` has its findings; the outcome is that of judging all anew.
    """
    corrections = tuple(corrections)
    ordered = sorted({c.report.id: c for c in codings}.values(), key=lambda c: (c.report.published or "", c.report.id))
    ordered, applied = correct_codings(ordered, corrections, newer=newer)
    ids, entities = merge_entities(entity for coding in ordered for entity in coding.entities)
    placed = correct_entities(ids, entities, ordered, corrections)
    held = [_placed(c, ids, placed.moved.get(c.report.id, {})) for c in ordered]
    record, judged = _compared(
        held, placed.entities, header, batches=batches, one_story=one_story, compare=compare, known=known
    )
    applied = (*_in_rows(applied, ordered, record.commitments), *placed.applied)
    lost = lost_issues(applied, (c.report.id for c in held))
    return Compared(replace(record, issues=(*record.issues, *lost)), applied, judged)


def _placed(coding: Coding, ids: Mapping[str, str], moved: Mapping[str, Entity]) -> Coding:
    """The coding with the ids of merged entities, or of those that corrections made of them."""
    return rewrite_entities(restate_mentions(coding, moved), {**ids, **{old: new.id for old, new in moved.items()}})


def _in_rows(applied: Sequence[Applied], codings: Sequence[Coding], rows: Sequence[Commitment]) -> tuple[Applied, ...]:
    """What was applied to a report's commitment that became part of another row touches that row."""
    if not any(a.correction.record == "commitment" and a.records for a in applied):
        return tuple(applied)
    row_of = {evidence: row.id for row in rows for evidence in row.evidence}
    known = {c.id: row_of.get(c.evidence[0], c.id) for coding in codings for c in coding.commitments}
    return tuple(replace(a, records=tuple(known.get(i, i) for i in a.records)) for a in applied)


def _compared(
    held: Sequence[Coding],
    entities: tuple[Entity, ...],
    header: Header,
    *,
    batches: Iterable[frozenset[str]],
    one_story: bool,
    compare: bool,
    known: Judged,
) -> tuple[Record, dict[str, str]]:
    record = Record(
        header,
        tuple(c.report for c in held),
        entities,
        tuple(x for c in held for x in c.attributions),
        tuple(x for c in held for x in c.opinions),
        tuple(x for c in held for x in c.events),
        tuple(x for c in held for x in c.quantities),
        tuple(x for c in held for x in c.commitments),
        issues=tuple(x for c in held for x in c.issues),
    )
    if not compare:
        return replace(record, commitments=merge_commitments(record.commitments, stories=())), {}
    grouped = group_reports(held, batches=batches, one_story=one_story)
    reports = {c.report.id: c.report for c in held}
    origins = find_origins(grouped, reports)
    last_days = {r: max(filter(None, (reports[x].published_day for x in g)), default=None) for g in grouped for r in g}
    commitments = expire_by_date(merge_commitments(record.commitments, stories=grouped), last_days)
    by_report = {c.report.id: c for c in held}
    stories = tuple(_story(group, by_report) for group in grouped)
    findings, judged = _judge(stories, Gathered(by_report, commitments, origins, entities), header, known)
    reports_of_origin = tuple(replace(c.report, origin=origins[c.report.id]) for c in held)
    return replace(
        record, reports=reports_of_origin, commitments=commitments, stories=stories, findings=findings
    ), judged


def _judge(
    stories: Sequence[Story], gathered: Gathered, header: Header, known: Judged
) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """The findings of all stories and, where they are to be known again, the digests of what they were made from."""
    senses = load_senses() if NAME in header.models else spelled()
    findings: list[Finding] = []
    judged: dict[str, str] = {}
    for story in stories:
        inputs = gathered.of(story)
        held = None
        if known.by:
            judged[story.id] = inputs.digest(known.by)
            held = known.findings.get(judged[story.id])
        findings += inputs.find(senses) if held is None else held
    return tuple(findings), judged


def merged_codings(codings: Iterable[Coding]) -> tuple[list[Coding], dict[str, Entity]]:
    """The codings by day of publication and id, one entity for each thing that several of them name; the entities by id."""
    ordered = sorted({c.report.id: c for c in codings}.values(), key=lambda c: (c.report.published or "", c.report.id))
    ids, entities = merge_entities(entity for coding in ordered for entity in coding.entities)
    return [rewrite_entities(c, ids) for c in ordered], {e.id: e for e in entities}


def _story(group: Sequence[str], codings: Mapping[str, Coding]) -> Story:
    reports = [codings[r].report for r in group]
    days = sorted(r.published_day for r in reports if r.published_day)
    return Story(
        make_id("story", group[0]),
        _title(reports[0]),
        tuple(group),
        days[0] if days else None,
        days[-1] if days else None,
        _entities([codings[r] for r in group]),
    )


def _title(report: Report) -> str:
    """The title a report brought, else its headline, else its first sentence."""
    if report.title:
        return " ".join(report.title.split())
    for region in report.regions:
        if region.role == "headline":
            return " ".join(report.text[region.start : region.end].split())
    spans = cut_sentences(report).spans
    first = " ".join(report.text[spans[0][0] : spans[0][1]].split()) if spans else report.id
    return first if len(first) <= TITLE else first[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def _entities(codings: Sequence[Coding]) -> tuple[str, ...]:
    """Entities that act, receive or speak: those of most reports first, then those told most often."""
    reports: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for coding in codings:
        told = list(_acting(coding))
        times.update(told)
        reports.update(set(told))
    return tuple(sorted(reports, key=lambda e: (-reports[e], -times[e], e)))


def _acting(coding: Coding) -> Iterable[str]:
    for event in coding.events:
        yield from (m.entity for m in (*event.actors, *event.recipients) if m.entity)
    for attribution in coding.attributions:
        yield from attribution.source.entities if attribution.source else ()
