"""Drafts -> attribution records: form by the marks round the words, ids, and which one reports which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from detente.extract.mentions import References
from detente.extract.pronouns import source_of
from detente.extract.said import Draft
from detente.extract.stance import addressees_of, occasion_of, stance_of, time_of
from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.cues import CueRules
from detente.records.ids import make_id
from detente.records.kinds import Attribution, Form, Stance

_NEAR = 60
"""Records before and after in which the one that reports a record is looked for."""
_THIN = frozenset({"describe/object", "discuss/object", "blame/object", "state/object"})
"""Rules whose finds are left out where they stand inside another's words."""


def build_attributions(
    drafts: Sequence[Draft],
    parsed: ParsedReport,
    references: References,
    times: Sequence[TimeSpan],
    cues: CueRules,
    *,
    issuer: str | None = None,
) -> tuple[Attribution, ...]:
    """The records in text order; ``issuer`` is the entity that says "we" in a press release."""
    built: list[tuple[Draft, Attribution]] = []
    seen: Counter[tuple[int, int]] = Counter()
    for draft in sorted(drafts, key=lambda d: (d.place, d.verb or -1)):
        offsets = draft.offsets()
        cue = parsed.evidence(draft.at.paragraph, *draft.cue) if draft.cue and draft.speaker_at is draft.at else None
        if draft.cue and cue is None:
            cue = parsed.evidence(draft.speaker_at.paragraph, *draft.cue)
        key = offsets[0] if offsets else (cue.start, cue.end) if cue else (0, 0)
        seen[key] += 1
        source = source_of(draft, parsed, references, cues, [a for _, a in built], issuer=issuer)
        record = Attribution(
            make_id("attribution", parsed.report.id, *key, seen[key] - 1),
            parsed.report.id,
            form_of(draft),
            source,
            cue,
            tuple(parsed.report.evidence(*part) for part in offsets),
            cast(Stance, stance_of(draft)),
            addressees_of(draft, parsed, references),
            occasion_of(draft, parsed, cues),
            time_of(draft, times),
            None,
            draft.rule,
            round(draft.confidence, 2),
        )
        built.append((draft, record))
    records = [record for _, record in built]
    linked = [
        replace(record, via=_reporter(record, records[max(0, place - _NEAR) : place + _NEAR]))
        for place, record in enumerate(records)
    ]
    # "Klow condemned the raid, its envoy said": the envoy's words; that they tell of another's words adds nothing.
    dropped = {record.id: record.via for record in linked if record.via and record.rule in _THIN}
    return tuple(_past_dropped(record, dropped) for record in linked if record.id not in dropped)


def _past_dropped(record: Attribution, dropped: Mapping[str, str | None]) -> Attribution:
    """The record reported by whoever reported the dropped one that reported it."""
    via, seen = record.via, {record.id}
    while via is not None and via in dropped and via not in seen:
        seen.add(via)
        via = dropped[via]
    return replace(record, via=None if via in seen or via in dropped else via) if via != record.via else record


def form_of(draft: Draft) -> Form:
    """Direct if all words stand in quotation marks, indirect if none, mixed if some."""
    inside = outside = 0
    pieces = [(draft.at, first, last) for first, last in draft.parts] + list(draft.later)
    for marked, first, last in pieces:
        for token in marked.doc[first:last]:
            if token.is_punct or token.is_space:
                continue
            held = marked.inside[token.i] >= 0
            inside, outside = inside + held, outside + (not held)
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"


def _reporter(record: Attribution, records: Sequence[Attribution]) -> str | None:
    """The id of the narrowest attribution whose content holds this one's cue and words."""
    if record.cue is None or not record.content:
        return None
    best: tuple[int, str] | None = None
    for other in records:
        if other.id == record.id or not any(p.start <= record.cue.start < p.end for p in other.content):
            continue
        if not all(any(p.start <= c.start < p.end for p in other.content) for c in record.content):
            continue
        size = sum(p.end - p.start for p in other.content)
        if best is None or (size, other.id) < best:
            best = (size, other.id)
    return best[1] if best else None
