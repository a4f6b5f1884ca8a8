"""One fact: its words in their sentence, how it was read, by which rule, and what other reports say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from detente.brief.dates import plain_day
from detente.brief.names import Namer
from detente.compare.passages import cut_sentences
from detente.lexicon.files import DataFolder
from detente.lexicon.lookup import RuleSource, find_rule
from detente.records.kinds import Attribution, Commitment, CommitmentType, Event, EventType, Opinion, Quantity, Report
from detente.records.shapes import Evidence
from detente.store.compared import load_rows
from detente.store.corrections import list_corrections
from detente.store.database import Store
from detente.store.views import entities_of, find_one, findings_in, story_of
from detente.web import addresses
from detente.web.ask import Ask, NotHereError, Page
from detente.web.marks import Mark, Segment, cut_stretches
from detente.web.pages.corrections import Corrected, corrected_line
from detente.web.pages.stories import Link
from detente.web.reading import Reading, read_fact
from detente.web.telling import AnyFact, places

FACTS = (Attribution, Event, Commitment, Quantity, Opinion)
SENTENCES = 40
TYPES: dict[str, tuple[str, ...]] = {"event": get_args(EventType), "commitment": get_args(CommitmentType)}
"""Kind -> the types it may be given."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of a report that a fact rests on, with its words marked."""

    outlet: str
    day: str
    href: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with its sentences, its rule as the data files have it, and what it hangs on."""

    reading: Reading
    sentences: tuple[Sentence, ...]
    rules: tuple[tuple[str, RuleSource], ...]
    story: Link | None
    said_in: Link | None
    history: tuple[Corrected, ...]
    types: tuple[str, ...]


def show_fact(ask: Ask) -> Page:
    """The page of an attribution, event, commitment, quantity or opinion."""
    fact = find_fact(ask.store, ask.parts["id"])
    if fact is None:
        raise NotHereError(f"expected the id of a fact of this record, found {ask.parts['id']!r}")
    story = story_of(ask.store, fact.id)
    findings = findings_in(ask.store, story, fact.id) if story else ()
    reading = read_fact(fact, Namer(entities_of(ask.store, [fact])), findings)
    view = FactView(
        reading,
        sentences_of(ask.store, fact),
        rules_of(fact.rule),
        Link("the story", addresses.story(story)) if story else None,
        _said_in(fact),
        history_of(ask.store, fact.id),
        TYPES.get(fact.kind, ()),
    )
    return Page(f"{reading.heading}: {_short(reading.words)}", "fact.html.jinja", view)


def history_of(store: Store, identity: str) -> tuple[Corrected, ...]:
    """The corrections of a row."""
    return tuple(corrected_line(one, {}) for one in list_corrections(store) if identity in one.records)


def find_fact(store: Store, identity: str) -> AnyFact | None:
    """The fact of an id."""
    found = load_rows(store, "id = ? AND kind NOT IN ('report', 'entity', 'story')", (identity,))
    return next((row for row in found if isinstance(row, FACTS)), None)


def sentences_of(store: Store, fact: AnyFact) -> tuple[Sentence, ...]:
    """The sentences a fact rests on, in the order of its reports; the words of the fact are hits."""
    spans: dict[str, list[Evidence]] = {}
    told = places(fact) + (fact.status_evidence if isinstance(fact, Commitment) else ())
    for words in told[:SENTENCES]:
        spans.setdefault(words.report, []).append(words)
    return tuple(
        sentence
        for report_id, held in spans.items()
        if (report := find_one(store, report_id, Report)) is not None
        for sentence in _sentences(report, held, fact)
    )


def _sentences(report: Report, held: list[Evidence], fact: AnyFact) -> list[Sentence]:
    cut = cut_sentences(report)
    marks = [Mark(e.start, e.end, "event", fact.id) for e in held]
    if isinstance(fact, Attribution):
        marks += [Mark(e.start, e.end, "said", fact.id) for e in (fact.source, fact.cue) if e]
    around = dict.fromkeys(cut.around(e.start, e.end) for e in held)
    return [
        Sentence(
            report.outlet,
            plain_day(report.published_day),
            addresses.report(report.id, fact.id),
            tuple(s for part in cut_stretches(report, marks, first=a, last=b, hit=fact.id) for s in part.segments),
        )
        for a, b in around
    ]


@lru_cache(maxsize=512)
def rules_of(rule: str) -> tuple[tuple[str, RuleSource], ...]:
    """The rule with its place in the data files; a name made of several is looked up part by part."""
    folder = DataFolder()
    parts = dict.fromkeys([rule, *re.split(r"[+/:., ]+", rule)]) if rule else {}
    return tuple((part, source) for part in parts if part for source in find_rule(folder, part))[:6]


def _said_in(fact: AnyFact) -> Link | None:
    said = getattr(fact, "attribution", None) or getattr(fact, "via", None)
    return Link("the statement it was told in", addresses.fact(said)) if said else None


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + " …"
