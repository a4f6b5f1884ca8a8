"""One story: what happened, where the reports agree and differ, who said what, what was promised, what one alone has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from detente.brief.dates import plain_span
from detente.brief.names import Namer
from detente.records.coding import Record
from detente.records.kinds import Entity, Story
from detente.store.views import load_story
from detente.web import addresses
from detente.web.ask import Ask, NotHereError, Page
from detente.web.chronicle import Day, build_chronicle
from detente.web.matrix import Block, build_matrix
from detente.web.pages.stories import Link
from detente.web.sayings import Alone, Entry, Speaker, build_alone, build_ledger, build_speakers
from detente.web.telling import AnyFact, Paper, papers
from detente.web.words import plural

PARTIES = 8


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything on the page of a story."""

    id: str
    span: str
    summary: str
    parties: tuple[Link, ...]
    papers: tuple[Paper, ...]
    days: tuple[Day, ...]
    matrix: tuple[Block, ...]
    speakers: tuple[Speaker, ...]
    ledger: tuple[Entry, ...]
    alone: tuple[Alone, ...]
    not_understood: int


def show_story(ask: Ask) -> Page:
    """The page of a story; NotHereError where the record has none of this id."""
    record = load_story(ask.store, ask.parts["id"])
    if record is None:
        raise NotHereError(f"expected the id of a story of this record, found {ask.parts['id']!r}")
    (story,) = record.stories
    return Page(story.title, "story.html.jinja", build_view(record, story), "stories")


def build_view(record: Record, story: Story) -> StoryView:
    """The view of a story's record."""
    by_id = {r.id: r for r in record.reports}
    lettered = papers([by_id[r] for r in story.reports if r in by_id])
    entities = {e.id: e for e in record.entities}
    told: tuple[AnyFact, ...] = (*record.events, *record.attributions, *record.quantities, *record.commitments)
    facts = {f.id: f for f in told}
    texts = {r.id: r.text for r in record.reports}
    return StoryView(
        story.id,
        plain_span(story.from_, story.until) or "no day of publication",
        _summary(record),
        _parties(story, entities),
        tuple(lettered.values()),
        build_chronicle(record, lettered, Namer(entities)),
        build_matrix(record.findings, lettered, facts),
        build_speakers(record.attributions, texts, lettered, Namer(entities)),
        build_ledger(record.commitments, lettered, Namer(entities)),
        build_alone(record.findings, lettered),
        len(record.issues),
    )


def _summary(record: Record) -> str:
    """ "4 reports of 3 origins; 2 conflicts, 1 change, 14 agreements; 9 commitments, 2 of them with a day"."""
    origins = len({r.origin or r.id for r in record.reports})
    verdicts = Counter(f.verdict for f in record.findings)
    dated = sum(bool(c.deadline and c.deadline.date) for c in record.commitments)
    found = (
        plural(verdicts["conflict"], "conflict"),
        plural(verdicts["changed"], "change"),
        f"{plural(verdicts['corroborated'] + verdicts['compatible'], 'fact')} told by more than one",
    )
    promised = plural(len(record.commitments), "commitment")
    return (
        f"{plural(len(record.reports), 'report')} from {plural(origins, 'independent origin')}: {', '.join(found)};"
        f" {promised}{f', {dated} with a last day' if dated else ''}."
    )


def _parties(story: Story, entities: dict[str, Entity]) -> tuple[Link, ...]:
    named = [entities[e] for e in story.entities if e in entities][:PARTIES]
    return tuple(Link(e.label, addresses.entity(e.id)) for e in named)
