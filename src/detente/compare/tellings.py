"""Facts laid out for comparing: one Telling a fact, with its words, the parties it names and its days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.compare.clauses import Clause, read_clauses
from detente.compare.counts import Counted, Speaker, is_comparable, read_count
from detente.compare.names import Names, Read
from detente.compare.passages import Passages, cut_sentences
from detente.compare.quotes import Printed, find_printed
from detente.compare.slots import Slot, find_slots
from detente.compare.words import Weights, is_negated, weigh
from detente.records.coding import Coding
from detente.records.kinds import Attribution, Commitment, Entity, Event, Quantity
from detente.records.shapes import Evidence, Mention

SHORTEST = 5
"""Words; shorter evidence is shown with its sentence."""
SHOWN = 45
"""Words; a longer sentence is shown as the clause that counts."""
_SMALL = re.compile(r"\b[a-z][a-z’'-]*")
Compared = Event | Attribution | Commitment | Quantity


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One fact as one report tells it; ``fact`` is None for a sentence that was taken without one.

    ``words`` are the telling words without names, ``parties`` (ISO3 or body code, else entity id) and ``named`` people
    those in its words, ``sides`` and ``persons`` those the fact itself gives, ``actors`` those of the sides that act,
    ``tellers`` the sides that relay a nested statement.
    """

    report: str
    origin: str
    fact: Compared | None
    evidence: tuple[Evidence, ...]
    words: frozenset[str]
    parties: frozenset[str]
    named: frozenset[str]
    sides: frozenset[str]
    persons: frozenset[str]
    actors: frozenset[str]
    tellers: frozenset[str]
    counted: Counted
    order: tuple[str, int, int, str]

    @property
    def keys(self) -> frozenset[str]:
        """Words, people and, of a denial, sides: tellings that share none of these are not compared."""
        denies = isinstance(self.fact, Attribution) and self.fact.stance == "denies"
        return self.words | self.persons | self.counted.near | self.counted.of | (self.sides if denies else frozenset())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what is read in it, whether or not a fact was found there."""

    evidence: Evidence
    read: Read
    negated: bool


@dataclass(frozen=True)
class Laid:
    """A story's facts and sentences, ready to be compared."""

    tellings: tuple[Telling, ...]
    weights: Weights
    sentences: Mapping[str, tuple[Sentence, ...]]
    postings: Mapping[str, tuple[tuple[str, int], ...]]
    origins: Mapping[str, str]
    clauses: tuple[Clause, ...]
    names: Names
    slots: tuple[Slot, ...]
    printed: tuple[Printed, ...]
    opinions: Mapping[str, tuple[tuple[int, int], ...]]

    def like(self, telling: Telling) -> Mapping[str, list[int]]:
        """Report -> positions of its sentences that share at least a telling word with a fact, reports of its origin left out."""
        found: dict[str, set[int]] = {}
        for word in telling.words:
            for report, i in self.postings.get(word, ()):
                if self.origins.get(report, report) != telling.origin:
                    found.setdefault(report, set()).add(i)
        return {report: sorted(held) for report, held in found.items()}


def lay_out(
    codings: Sequence[Coding],
    commitments: Sequence[Commitment],
    origins: Mapping[str, str],
    entities: Mapping[str, Entity],
) -> Laid:
    """All facts of a story's reports in the record's order; commitments are the merged rows, one Telling a report."""
    names = Names(codings, entities)
    passages = {c.report.id: cut_sentences(c.report) for c in codings}
    sentences = {
        report: tuple(_sentence(p.report.evidence(a, b), names) for a, b in p.spans) for report, p in passages.items()
    }
    weights = weigh([s.read.words for held in sentences.values() for s in held])
    relays = {
        a.id: names.people((), a.source.entities) or names.sides((), a.source.entities)
        for coding in codings
        for a in coding.attributions
        if a.source
    }
    tellings = tuple(
        _telling(fact, told, passages[coding.report.id], names, _speakers(coding, names), relays, origins)
        for coding in codings
        for fact, told in _facts(coding, commitments)
        if told
    )
    clauses = tuple(c for report, p in passages.items() for c in read_clauses(p, names, origins.get(report, report)))
    plain = frozenset(w for c in clauses if c.whole for w in _SMALL.findall(c.evidence.quote))
    slots = tuple(
        s
        for c in codings
        for s in find_slots(c.report, _of(c.report.id, clauses), c.quantities, names, plain, _sources(c))
    )
    printed = tuple(
        p for c in codings for p in find_printed(c.report, origins.get(c.report.id, c.report.id), c.attributions, names)
    )
    opinions = {c.report.id: tuple((e.start, e.end) for o in c.opinions for e in o.content) for c in codings}
    return Laid(tellings, weights, sentences, _postings(sentences), origins, clauses, names, slots, printed, opinions)


def _sources(coding: Coding) -> list[tuple[int, int]]:
    """Where a report names who speaks."""
    return [(a.source.start, a.source.end) for a in coding.attributions if a.source]


def _of(report: str, clauses: Sequence[Clause]) -> list[Clause]:
    return [c for c in clauses if c.evidence.report == report]


def _postings(sentences: Mapping[str, tuple[Sentence, ...]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Word -> the sentences that hold it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for report, held in sentences.items():
        for i, sentence in enumerate(held):
            for word in sentence.read.words:
                found.setdefault(word, []).append((report, i))
    return {word: tuple(places) for word, places in found.items()}


def _sentence(told: Evidence, names: Names) -> Sentence:
    return Sentence(told, names.read(told.quote), is_negated(told.quote))


def _facts(coding: Coding, commitments: Sequence[Commitment]) -> Iterable[tuple[Compared, tuple[Evidence, ...]]]:
    yield from ((e, e.evidence) for e in coding.events)
    yield from ((a, a.content) for a in coding.attributions)
    yield from ((q, q.evidence) for q in coding.quantities)
    for row in commitments:
        yield row, _telling_parts([e for e in row.evidence if e.report == coding.report.id])


def _telling_parts(told: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Evidence without bare names ("the deal") beside longer words, and without parts of other evidence."""
    long = [e for e in told if len(e.quote.split()) >= SHORTEST] or told
    return tuple(
        e for e in long if not any(o is not e and o.start <= e.start and e.end <= o.end and o != e for o in long)
    )


def _speakers(coding: Coding, names: Names) -> tuple[Speaker, ...]:
    return tuple(
        (part.start, part.end, names.sides((), a.source.entities if a.source else ()))
        for a in coding.attributions
        for part in a.content
    )


def _telling(
    fact: Compared,
    told: tuple[Evidence, ...],
    passages: Passages,
    names: Names,
    speakers: Sequence[Speaker],
    relays: Mapping[str, frozenset[str]],
    origins: Mapping[str, str],
) -> Telling:
    report = passages.report.id
    whole = tuple(dict.fromkeys(passages.sentence(e) for e in told))
    shown = _spoken(fact, passages) if isinstance(fact, Attribution) else told
    shown = shown if sum(len(e.quote.split()) for e in shown) >= SHORTEST else whole
    read = names.read(" ".join(e.quote for e in told))
    mentions, entities = _mentions(fact)
    sides = names.sides(mentions, entities)
    return Telling(
        report,
        origins.get(report, report),
        fact,
        shown,
        frozenset(w for w in read.words if not w.isdigit()) if isinstance(fact, Event) else read.words,
        read.parties,
        read.persons,
        sides,
        names.people(mentions, entities),
        names.sides(fact.actors) if isinstance(fact, Event) else sides,
        relays.get(fact.via or "", frozenset()) if isinstance(fact, Attribution) else frozenset(),
        read_count(fact, passages, names, speakers) if isinstance(fact, Quantity) else Counted(),
        (report, told[0].start, told[0].end, fact.id),
    )


def _spoken(fact: Attribution, passages: Passages) -> tuple[Evidence, ...]:
    """The words said with speaker and word of saying, where they stand together: "Kyiv accused Russia of lying"."""
    first, last = fact.content[0], fact.content[-1]
    before = [part.start for part in (fact.source, fact.cue) if part and part.start < first.start]
    start = min(before, default=first.start)
    low, high = passages.around(first.start, last.end)
    if fact.form == "direct" or start < low or last.end > high or len(fact.content) > 1:
        return fact.content
    return (passages.report.evidence(start, last.end),)


def _mentions(fact: Compared) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    if isinstance(fact, Event):
        return (*fact.actors, *fact.recipients), ()
    if isinstance(fact, Commitment):
        return (*fact.holder, *fact.to, *fact.parties), ()
    if isinstance(fact, Attribution) and fact.source:
        return (), fact.source.entities
    return (), ()


def of_sentence(sentence: Sentence, origins: Mapping[str, str]) -> Telling:
    """A sentence as a Telling without a fact."""
    told, read = sentence.evidence, sentence.read
    return Telling(
        told.report,
        origins.get(told.report, told.report),
        None,
        (told,),
        read.words,
        read.parties,
        read.persons,
        read.parties,
        read.persons,
        frozenset(),
        frozenset(),
        Counted(),
        (told.report, told.start, told.end, ""),
    )


def of_clause(clause: Clause, laid: Laid) -> Telling:
    """A clause as a Telling without a fact, its evidence the sentence it stands in where that is not long."""
    whole = next(
        c for c in laid.clauses if c.whole and c.evidence.report == clause.evidence.report and c.at == clause.at
    )
    shown = whole if len(whole.evidence.quote.split()) <= SHOWN else clause
    return of_words(shown.evidence, clause.origin, None)


def of_words(told: Evidence, origin: str, fact: Compared | None) -> Telling:
    """Some words of a report as a Telling of a fact that they belong to."""
    none: frozenset[str] = frozenset()
    order = (told.report, told.start, told.end, fact.id if fact else "")
    return Telling(told.report, origin, fact, (told,), none, none, none, none, none, none, none, Counted(), order)


def one_per_count(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """The quantities, a number that a report gives twice for one thing ("31 dead" in headline and body) made one."""
    kept: list[Telling] = []
    for telling in (t for t in tellings if isinstance(t.fact, Quantity) and is_comparable(t.fact)):
        at = next((i for i, held in enumerate(kept) if _one_count(held, telling)), None)
        if at is None:
            kept.append(telling)
        else:
            held, a, b = kept[at], kept[at].counted, telling.counted
            both = Counted(
                a.of | b.of,
                a.core | b.core,
                a.near | b.near,
                a.owners | b.owners,
                a.people | b.people,
                a.background and b.background,
            )
            kept[at] = replace(held, evidence=(*held.evidence, *telling.evidence), counted=both)
    return tuple(kept)


def _one_count(a: Telling, b: Telling) -> bool:
    one, two = a.fact, b.fact
    if a.report != b.report or not isinstance(one, Quantity) or not isinstance(two, Quantity):
        return False
    same = (one.type, one.low, one.high) == (two.type, two.low, two.high)
    whose = (a.counted.owners, b.counted.owners)
    return same and bool(a.counted.core & b.counted.core) and not (all(whose) and not whose[0] & whose[1])
