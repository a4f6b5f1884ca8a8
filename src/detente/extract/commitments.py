"""The ledger of one report: agreements with their terms and statuses; promises, demands, threats and offers; conditions; deadlines."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from detente.extract.agreements import Place, Told, read_agreement
from detente.extract.bound import Draft, Scene
from detente.extract.clauses import Stretch, union
from detente.extract.instruments import Agreement, find_agreements
from detente.extract.mentions import References
from detente.extract.undertakings import find_undertakings
from detente.language.calendars import add, last_day, read_iso
from detente.language.dates import find_anchor, find_deadline, times_in
from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.numbers import read_number
from detente.records.ids import make_id
from detente.records.kinds import Attribution, Commitment, CommitmentStatus
from detente.records.shapes import Deadline, Evidence, Instrument


def find_commitments(
    parsed: ParsedReport,
    references: References,
    times: tuple[TimeSpan, ...],
    attributions: tuple[Attribution, ...],
    lexicon: Lexicon,
) -> tuple[Commitment, ...]:
    """Every commitment in text order; none without a holder, parties or an instrument."""
    scenes = [Scene(parsed, p, references, attributions, lexicon.commitments, times) for p in parsed.paragraphs]
    by_index = {scene.paragraph.index: scene for scene in scenes}
    read = [(a, read_agreement(a, by_index, times)) for a in find_agreements(scenes)]
    agreements = [(agreement, told) for agreement, told in read if _is_one(agreement, told)]
    rows = [_agreement_row(agreement, told, parsed, times, lexicon) for agreement, told in agreements]
    signed = next((told.signed for _, told in agreements if told.signed is not None), None)
    for scene in scenes:
        for draft in find_undertakings(scene):
            if not _told_by_agreement(draft, [told for _, told in agreements]):
                rows.append(_undertaking_row(_with_lead(draft, scene), scene, times, signed, lexicon))
    unique = {row.id: row for row in sorted(rows, key=lambda r: (r.evidence[0].start, r.evidence[0].end, r.rule))}
    kept = [row for row in unique.values() if _counts(row, references, lexicon)]
    return tuple(row for place, row in enumerate(kept) if not _told_before(row, kept[:place], kept))


def _counts(row: Commitment, references: References, lexicon: Lexicon) -> bool:
    """Whether a state, body, official or armed group is bound; what a film star promised is no commitment between states."""
    if row.instrument is not None or row.type == "deadline":
        return True
    sides = (*row.holder, *row.parties)
    entities = [references.entities.get(m.entity or "") for m in sides]
    known = {m.sector for m in sides} | {e.sector for e in entities if e is not None}
    return any(m.iso3 or m.code for m in sides) or bool(known & lexicon.commitments.sectors)


def _told_before(row: Commitment, before: list[Commitment], every: list[Commitment]) -> bool:
    """A deadline of its own only where no other row of the report has that day."""
    if row.type != "deadline":
        return False
    day = row.deadline.date if row.deadline else None
    others = [r for r in every if r.type != "deadline"] + [r for r in before if r.type == "deadline"]
    return day is None or any(r.deadline is not None and r.deadline.date == day for r in others)


def _is_one(agreement: Agreement, told: Told) -> bool:
    """A proper name, a verb that brings it about, two parties, or a term, condition or fate; a mere "peace deal" is talk."""
    made = any(n.made is not None for n in agreement.namings)
    return made or agreement.proper is not None or len(agreement.parties) >= 2 or told.something


def _told_by_agreement(draft: Draft, told: list[Told]) -> bool:
    """A condition on what an agreement does stands in the agreement's own row."""
    return draft.condition is not None and any(t.condition == (draft.paragraph, draft.condition) for t in told)


def _evidence(parsed: ParsedReport, place: Place | None) -> Evidence | None:
    if place is None:
        return None
    paragraph = next(p for p in parsed.paragraphs if p.index == place[0])
    return parsed.evidence(paragraph, *place[1])


# Agreements


def _agreement_row(
    agreement: Agreement, told: Told, parsed: ParsedReport, times: tuple[TimeSpan, ...], lexicon: Lexicon
) -> Commitment:
    first = agreement.proper or next((n for n in agreement.namings if n.key), agreement.namings[0])
    names = dict.fromkeys(n.label for n in agreement.namings if n.definite or n.group != "weak")
    instrument = Instrument(first.label, tuple(name for name in names if name != first.label))
    evidence = tuple(e for e in (_evidence(parsed, place) for place in told.evidence) if e is not None)
    proper = agreement.proper
    paper = "accord" if proper and proper.noun.lower_ in lexicon.commitments.one_paper else first.noun.lemma_.lower()
    identity = (
        make_id("commitment", paper, *sorted(proper.key))
        if proper
        else make_id("commitment", parsed.report.id, evidence[0].start, evidence[0].end, "agreement")
    )
    statuses = {status for status, _ in told.statuses}
    status: CommitmentStatus = statuses.pop() if len(statuses) == 1 else "unknown"
    made = any(n.made is not None for n in agreement.namings)
    attribution = first.scene.attribution_of(first.noun.i)
    deadline = _agreement_deadline(told, lexicon)
    if deadline is None and not made and len(agreement.parties) > 1:
        deadline = _last_weeks(agreement, parsed, times, lexicon)
    return Commitment(
        identity, parsed.report.id, "agreement", (), (), agreement.parties, instrument,
        _evidence(parsed, told.condition), _evidence(parsed, told.consequence), _evidence(parsed, told.term),
        deadline, status,
        tuple(dict.fromkeys(e for e in (_evidence(parsed, place) for _, place in told.statuses) if e is not None)),
        attribution.id if attribution else None, tuple(dict.fromkeys(evidence)),
        f"agreement.{'made' if made else 'named'}", 0.8 if made else 0.6,
    )  # fmt: skip


def _agreement_deadline(told: Told, lexicon: Lexicon) -> Deadline | None:
    if told.lasting is not None:
        return _counted(told.lasting, told.signed, lexicon)
    if told.deadline is None:
        return None
    if told.deadline.rule == "within" and told.deadline.time.end is None:
        return _counted(told.deadline, told.signed, lexicon)  # "within 30 days of signing"
    return _deadline(told.deadline)


def _last_weeks(
    agreement: Agreement, parsed: ParsedReport, times: tuple[TimeSpan, ...], lexicon: Lexicon
) -> Deadline | None:
    """ "The last three weeks of the talks", said of an agreement still to be reached: the end of these weeks."""
    naming = agreement.namings[0]
    start = naming.scene.paragraph.index
    for span in times:
        paragraph = next((p for p in parsed.paragraphs if p.index == span.paragraph), None)
        if paragraph is None or not start <= span.paragraph <= start + 2 or span.kind != "duration":
            continue
        following = [t.lower_ for t in paragraph.doc[span.last : span.last + 3]]
        if (
            span.time.text.lower().startswith(("the last ", "the final "))
            and following[:1] == ["of"]
            and set(following) & _TALKS
        ):
            return _from_telling(span, parsed, lexicon)
    return None


_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_TALKS = frozenset({"negotiations", "talks", "bargaining", "process"})


def _from_telling(span: TimeSpan, parsed: ParsedReport, lexicon: Lexicon) -> Deadline:
    anchor = find_anchor(parsed.report, lexicon.times)
    last = _after(span, anchor.day, lexicon) if anchor is not None else None
    iso = last.isoformat() if last else None
    return Deadline(
        span.time.text,
        span.time.at,
        None,
        iso,
        "before" if iso else None,
        anchor.basis if anchor and iso else None,
        iso,
    )


def _deadline(span: TimeSpan) -> Deadline:
    time = span.time
    return Deadline(
        time.text, time.at, time.start, time.end, time.precision, time.computed_from, last_day(time.end or time.start)
    )


def _counted(span: TimeSpan, signed: TimeSpan | None, lexicon: Lexicon) -> Deadline:
    """A term of so many days counted from the signing where that day is told: "runs for 120 days", signed on 22 July."""
    day = read_iso(signed.time.start) if signed else None
    last = _after(span, day, lexicon) if day is not None else None
    iso = last.isoformat() if last else None
    basis = f"signed {signed.time.text} {day.isoformat()}" if signed and day and iso else None
    return Deadline(span.time.text, span.time.at, iso, iso, "before" if iso else None, basis, iso)


def _after(span: TimeSpan, day: date, lexicon: Lexicon) -> date | None:
    """The day that lies the length of a duration after another."""
    words = span.time.text.lower().replace("-", " ").split()
    numbers = (read_number(words, at, lexicon.times.words.numbers) for at in range(len(words)))
    number = next((read[0] for read in numbers if read is not None), 1.0)
    unit = next((w.rstrip("s") for w in words if w.rstrip("s") in {"day", "week", "month", "year", "hour"}), None)
    try:
        return add(day, unit, number) if unit is not None else None
    except (OverflowError, ValueError):
        return None


# Promises, demands, threats, offers, conditionals


def _with_lead(draft: Draft, scene: Scene) -> Draft:
    """ "If it does not" says what the sentence before asked for: that sentence is evidence too, and its deadline counts."""
    if draft.condition is None:
        return draft
    doc = scene.paragraph.doc
    if draft.consequence is not None and draft.condition[1] <= doc[draft.consequence[0]].sent.start:
        # "They have until Sunday to pull back. Otherwise, our planes will strike."
        asked = doc[draft.condition[0]].sent
        return replace(draft, lead=((draft.paragraph, (asked.start, asked.end)),))
    words = [t.lower_ for t in doc[draft.condition[0] : draft.condition[1]]]
    sentence = doc[draft.condition[0]].sent
    if len(words) > 5 or not {"not", "n't", "n’t"} & set(words) or sentence.start == 0:
        return draft
    before = doc[sentence.start - 1].sent
    return replace(draft, lead=((draft.paragraph, (before.start, before.end)),))


def _undertaking_row(
    draft: Draft, scene: Scene, times: tuple[TimeSpan, ...], signed: TimeSpan | None, lexicon: Lexicon
) -> Commitment:
    parsed, report = scene.parsed, scene.parsed.report
    evidence = (*draft.lead, (draft.paragraph, draft.evidence))
    quotes = tuple(e for e in (_evidence(parsed, place) for place in evidence) if e is not None)
    attribution = scene.attribution_of(draft.anchor)
    deadline = _ahead(_draft_deadline(draft, scene, times, signed, lexicon), draft, scene)
    joint = draft.type == "agreement"
    return Commitment(
        make_id("commitment", *sorted(m.entity or m.quote for m in draft.holder), report.id, quotes[-1].start, quotes[-1].end),
        report.id, draft.type, () if joint else draft.holder, draft.to, draft.holder if joint else (), None,
        _place(draft.condition, scene), _place(draft.consequence, scene), _place(draft.term, scene),
        deadline, "unknown", (), attribution.id if attribution else None, quotes, draft.rule, draft.confidence,
    )  # fmt: skip


def _place(stretch: Stretch | None, scene: Scene) -> Evidence | None:
    return scene.parsed.evidence(scene.paragraph, *stretch) if stretch else None


def _draft_deadline(
    draft: Draft, scene: Scene, times: tuple[TimeSpan, ...], signed: TimeSpan | None, lexicon: Lexicon
) -> Deadline | None:
    places = ((draft.paragraph, union(draft.evidence, draft.condition)), *draft.lead)
    for index, stretch in places:
        span = find_deadline(times, index, *stretch)
        if span is not None:
            return _deadline(span)
    given = _counted_deadline(draft, scene, places, signed, lexicon) if draft.type == "deadline" else None
    if given is not None:
        return given  # "issued a 60-day ultimatum on Wednesday"
    if draft.type == "deadline":
        dated = [t for index, stretch in places for t in times_in(times, index, *stretch) if t.kind == "date"]
        if dated:
            return _deadline(dated[0])
    for index, stretch in draft.lead:
        told = [t for t in times_in(times, index, *stretch) if (t.first, t.last) == stretch]
        if told:
            return _deadline(told[0])  # "the offer expires on 1 July"
    return _counted_deadline(draft, scene, places, signed, lexicon)


_LONG_PAST = 60
"""Days; a day told without its year that lies further back was meant for the year to come."""


def _ahead(deadline: Deadline | None, draft: Draft, scene: Scene) -> Deadline | None:
    """A deadline lies ahead of what sets it: a weekday or a day without a year that was read as past is the next one.

    "Denmark insisted that he withdraw it ahead of the meeting on 3 January", published in August; not of "last year it promised to leave by December".
    """
    day, published = read_iso(deadline.date) if deadline else None, read_iso(scene.parsed.report.published)
    if deadline is None or day is None or published is None or day >= published:
        return deadline
    if not (deadline.computed_from or "").startswith(("published", "dateline")) or _looks_back(
        deadline, draft, scene, published
    ):
        return deadline
    past = (published - day).days
    if past < 7 and _WEEKDAY.search(deadline.text):
        day += timedelta(days=7)
    elif past > _LONG_PAST:
        day = add(day, "year", 1)
    else:
        return deadline
    iso = day.isoformat()
    start, end = (told and iso[: len(told)] for told in (deadline.start, deadline.end))
    return replace(deadline, start=start, end=end, date=iso)


def _looks_back(deadline: Deadline, draft: Draft, scene: Scene, published: date) -> bool:
    """Whether the sentence tells another day of long ago."""
    low, high = deadline.at or (0, 0)
    sentence = scene.paragraph.doc[draft.anchor].sent
    told = times_in(scene.times, scene.paragraph.index, sentence.start, sentence.end)
    others = (t for t in told if t.kind == "date" and t.time.at and not (low <= t.time.at[0] < high))
    ends = (read_iso(last_day(t.time.end)) for t in others)
    return any(end is not None and (published - end).days > _LONG_PAST for end in ends)


def _counted_deadline(
    draft: Draft, scene: Scene, places: tuple[Place, ...], signed: TimeSpan | None, lexicon: Lexicon
) -> Deadline | None:
    """A deadline told as a span of time, or as the day of what it lies before."""
    inside = [span for index, stretch in places for span in times_in(scene.times, index, *stretch)]
    for span in inside:
        if span.kind == "duration" and span.rule == "expiry":
            return _counted(span, signed, lexicon)
        if span.kind == "duration" and _counts_from_telling(draft, span, scene):
            return _from_telling(span, scene.parsed, lexicon)
        if span.rule == "next-span" and span.time.end:
            return _deadline(span)  # "over the next two years"
    found = (_before_event(span, scene) for span in inside if span.paragraph == scene.paragraph.index)
    return next((deadline for deadline in found if deadline is not None), None)


def _counts_from_telling(draft: Draft, span: TimeSpan, scene: Scene) -> bool:
    """ "Gave them 48 hours to leave", "has 72 hours to quit", "a 48-hour ultimatum"."""
    if draft.rule.startswith(("undertaking.give-until", "duty.span")):
        return True
    doc = scene.paragraph.doc
    following = {t.lower_ for t in doc[span.first : span.last + 1]}
    return span.paragraph == scene.paragraph.index and bool(following & {"ultimatum", "deadline"})


def _before_event(span: TimeSpan, scene: Scene) -> Deadline | None:
    """ "Before the summit on 30 November": the day before it; "by the vote of 3 May": that day."""
    doc, start = scene.paragraph.doc, read_iso(span.time.start)
    if span.kind != "date" or span.time.precision != "day" or start is None:
        return None
    near = doc[max(0, span.first - 10) : span.first]
    opener = next((t for t in reversed(near) if t.lower_ in {"before", "ahead", "by"}), None)
    # The parser hangs "on 30 November" on the verb as often as on the summit.
    if (
        opener is None
        or near[-1].lower_ not in {"on", "of"}
        or any(t.pos_ == "VERB" or t.text == "," for t in doc[opener.i : span.first])
    ):
        return None
    last = start if opener.lower_ == "by" else start - timedelta(days=1)
    low, high = scene.paragraph.offsets(opener.i, span.last)
    text, iso = scene.parsed.report.text[low:high], last.isoformat()
    return Deadline(text, (low, high), None, iso, "before", span.time.computed_from, iso)
