"""Commitments that several reports tell become one row with the evidence of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.compare.words import plain_words, stems
from detente.records.kinds import Commitment, CommitmentStatus
from detente.records.shapes import Evidence, Instrument, Mention

SAME_WORDS = 0.6
"""Share of the shorter term's telling words that two reports of one undertaking have in common."""
GENERIC = (
    "agreement agreements deal accord pact treaty memorandum protocol document documents text process package plan paper papers "
    "complete full lasting permanent temporary new final peace joint bilateral brokered first second third fourth i ii iii iv"
)
"""Words of instrument labels that name nothing by themselves."""
PASSED = "+passed"
"""What the rule of a row ends in whose status only the date tells."""
CORRECTED = "+corrected"
"""What the rule of a row ends in that a user changed; the rule of a mention set so is the word alone."""
ORDINALS = frozenset({"first", "second", "third", "fourth", "i", "ii", "iii", "iv"})
"""Words that tell one agreement of a name from the next."""


def merge_commitments(commitments: Sequence[Commitment], *, stories: Sequence[Sequence[str]]) -> tuple[Commitment, ...]:
    """Rows of the same instrument, or of the same holder and the same words, made one within a story.

    Rows come in the record's order, so the earliest report of a row is its first. Two rows with one id are one row anyway.
    """
    story = {report: i for i, group in enumerate(stories) for report in group}
    rows: list[Commitment] = []
    by_story: dict[int | str, list[int]] = {}
    by_id: dict[str, int] = {}
    for row in commitments:
        near = by_story.setdefault(story.get(row.report, row.report), [])
        at = by_id.get(row.id)
        if at is None:
            at = next((i for i in near if rows[i].report != row.report and same_commitment(rows[i], row)), None)
        if at is None:
            at = len(rows)
            rows.append(row)
        else:
            rows[at] = _merged(rows[at], row)
        by_id[row.id] = at
        if at not in near:
            near.append(at)
    return tuple(rows)


def expire_by_date(commitments: Sequence[Commitment], last_days: Mapping[str, str | None]) -> tuple[Commitment, ...]:
    """Offers and deadlines whose last day lies before the last publication of their story are expired, unless a report says what became of them.

    ``last_days`` has that day by report. The rule of such a row ends in ``+passed``: it is the date that says so, and no report.
    """
    return tuple(_expired(row) if _has_passed(row, last_days.get(row.report)) else row for row in commitments)


def _has_passed(row: Commitment, last: str | None) -> bool:
    day = row.deadline.date if row.deadline else None
    return row.type in {"offer", "deadline"} and row.status == "unknown" and bool(day and last and day < last)


def _expired(row: Commitment) -> Commitment:
    return replace(row, status="expired", rule=f"{row.rule}{PASSED}")


def same_commitment(a: Commitment, b: Commitment) -> bool:
    """Whether two reports tell one undertaking."""
    if a.instrument and b.instrument:
        return _same_instrument(a, b)
    if a.instrument or b.instrument or a.type != b.type or not _shared(a.holder, b.holder):
        return False
    return _same_words(a, b)


def _same_instrument(a: Commitment, b: Commitment) -> bool:
    """One name in common; "the accord" is the agreement whose parties it shares or whose terms it repeats."""
    if not a.instrument or not b.instrument or _apart(a.parties, b.parties):
        return False
    named = [any(_name(label) for label in _labels(i)) for i in (a.instrument, b.instrument)]
    if all(named):
        return any(_one_name(x, y) for x in _labels(a.instrument) for y in _labels(b.instrument))
    return len(_parties(a.parties) & _parties(b.parties)) >= 2 or _same_terms(a, b)


def _one_name(a: str, b: str) -> bool:
    """Labels with one name: "the Minsk accords" and "the second Minsk agreement", but not a first and a second one."""
    one, two = _name(a), _name(b)
    counted = set(plain_words(a)) & ORDINALS, set(plain_words(b)) & ORDINALS
    return bool(one and two) and (one <= two or two <= one) and not (all(counted) and counted[0] != counted[1])


def _name(label: str) -> frozenset[str]:
    """The words of a label that tell it from other agreements."""
    return frozenset(stems(label)) - frozenset(stems(GENERIC))


def _labels(instrument: Instrument) -> tuple[str, ...]:
    return (instrument.label, *instrument.aliases)


def _same_terms(a: Commitment, b: Commitment) -> bool:
    """ "It runs 90 days and rolls over" and "valid for 90 days, with a rolling term": a number and a word in common."""
    one, two = (frozenset(stems(" ".join(e.quote for e in row.evidence))) for row in (a, b))
    shared = one & two
    return len(shared) >= 2 and any(word.isdigit() for word in shared)


def _parties(mentions: Sequence[Mention]) -> set[str]:
    return {p for m in mentions if (p := m.iso3 or m.code)}


def _shared(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    return bool(_parties(a) & _parties(b))


def _apart(a: Sequence[Mention], b: Sequence[Mention]) -> bool:
    return bool(_parties(a) and _parties(b)) and not _shared(a, b)


def _same_words(a: Commitment, b: Commitment) -> bool:
    left, right = _words(a), _words(b)
    shared = len(left & right)
    return shared >= 3 and shared >= SAME_WORDS * min(len(left), len(right))


def _words(row: Commitment) -> frozenset[str]:
    parts = [p for p in (row.condition, row.consequence, row.term) if p] or list(row.evidence)
    return frozenset(stems(" ".join(p.quote for p in parts)))


def _merged(first: Commitment, other: Commitment) -> Commitment:
    """The first row with what the other adds; what the first says stays, but what a user corrected comes before both."""
    if CORRECTED in other.rule and CORRECTED not in first.rule:
        return replace(_merged(other, first), id=first.id, report=first.report)
    instrument = first.instrument
    if instrument and other.instrument:
        names = dict.fromkeys((*instrument.aliases, other.instrument.label, *other.instrument.aliases))
        instrument = Instrument(instrument.label, tuple(n for n in names if n != instrument.label))
    return replace(
        first,
        holder=_more(first.holder, other.holder),
        to=_more(first.to, other.to),
        parties=_more(first.parties, other.parties),
        instrument=instrument or other.instrument,
        condition=first.condition or other.condition,
        consequence=first.consequence or other.consequence,
        term=first.term or other.term,
        deadline=first.deadline or (replace(other.deadline, at=None) if other.deadline else None),
        status=_joint_status(first, other),
        status_evidence=_union(first.status_evidence, other.status_evidence),
        evidence=_union(first.evidence, other.evidence),
        confidence=max(first.confidence, other.confidence),
    )


def _joint_status(first: Commitment, other: Commitment) -> CommitmentStatus:
    """What the reports that say anything agree on; where they do not, it is unknown and their words stand side by side."""
    told = {row.status for row in (first, other) if row.status != "unknown"}
    torn = any(row.status == "unknown" and row.status_evidence for row in (first, other))
    return told.pop() if len(told) == 1 and not torn else "unknown"


def _union(a: tuple[Evidence, ...], b: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def _more(a: tuple[Mention, ...], b: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions of one report and those of the other that stand for parties it does not name."""
    held: Mapping[str, None] = dict.fromkeys(m.entity or m.iso3 or m.code or m.quote for m in a)
    if any(m.rule == CORRECTED[1:] for m in a):
        return a
    return (*a, *(m for m in b if (m.entity or m.iso3 or m.code or m.quote) not in held))
