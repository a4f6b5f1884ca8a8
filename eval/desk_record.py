"""A made-up record as large as is wanted, for measuring the desk: rows built directly, no text is read.

States, people and sentences are invented by number; the same seed gives the same record.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from detente.compare.comparison import Compared
from detente.records.coding import Coding, Record
from detente.records.ids import entity_id, make_id
from detente.records.kinds import (
    SCHEMA,
    Attribution,
    Commitment,
    Entity,
    Event,
    Finding,
    Header,
    Report,
    Story,
)
from detente.records.raw import RawReport
from detente.records.shapes import Deadline, Evidence, Member, Mention, Region, Source, Time
from detente.store.compared import save_comparison
from detente.store.database import open_store
from detente.store.intake import take_reports
from detente.store.making import Making

MAKING = Making(Header(SCHEMA, "0.0-made-up", "made-up", ()), compare=False)
STATES, PEOPLE, OUTLETS = 60, 1_500, 80
A_STORY = (1, 2, 3, 4, 5, 6, 8, 12, 20)
"""Reports of a story."""
VERBS = (
    ("CONSULT", 1, "met"), ("AGREE", 1, "signed a protocol with"), ("AID", 2, "sent food to"), ("ACCUSE", 3, "blamed"),
    ("REJECT", 3, "turned down"), ("SANCTION", 4, "closed the border to"), ("ASSAULT", 4, "fired at"),
)  # fmt: skip
FILLER = "The talks went on into the night and nobody who came out of the room wanted to speak about the harbour or the price of grain. "


@dataclass(frozen=True)
class World:
    """Who there is."""

    states: tuple[Entity, ...]
    people: tuple[Entity, ...]


def make_world() -> World:
    """Invented states with ISO's user-assigned codes, and people of them."""
    codes = [f"X{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGH"][:STATES]
    states = tuple(Entity(entity_id(iso3=c), f"Land {c.title()}", "state", c) for c in codes)
    people = []
    for number in range(PEOPLE):
        home = states[number * number % STATES]
        name = f"Person {number} of {home.label}"
        people.append(Entity(entity_id(name=name, state=home.iso3), name, "person", home.iso3, None, "GOV"))
    return World(states, tuple(people))


def make_text(chance: random.Random, world: World) -> str:
    """Sentences that `code_made_up` finds again, with filler between."""
    one, two = chance.sample(world.states[: chance.choice((4, 20, STATES))], 2)
    lines = [f"{one.label} and {two.label} number {chance.randrange(10**9)}", ""]
    for _ in range(8):
        lines.append(f"{one.label} {chance.choice(VERBS)[2]} {two.label}. {FILLER}")
        one, two = two, one
    for _ in range(6):
        person = chance.choice(world.people)
        lines.append(f"{person.label} said that the line would stay open for {chance.randrange(99)} days. {FILLER}")
    lines += [f"{one.label} promised {two.label} to open the port. {FILLER}" for _ in range(3)]
    return "\n".join(lines)


def code_made_up(raw: RawReport, world: World) -> Coding:
    """The facts of a made-up text."""
    body = raw.text.index("\n\n") + 2
    regions = (Region(0, body - 2, "headline", "first line"), Region(body, len(raw.text), "body", "the rest"))
    assert raw.id is not None
    report = Report(raw.id, raw.outlet, raw.title, raw.published, "en", "news", None, raw.text, regions)
    named = {e.label: e for e in (*world.states, *world.people)}
    events: list[Event] = []
    said: list[Attribution] = []
    promised: list[Commitment] = []
    used: dict[str, Entity] = {}
    at = body
    for line in raw.text[body:].split("\n"):
        words = report.evidence(at, at + len(line) - len(FILLER) - 1)
        label = next(n for n in (" ".join(line.split()[:2]), " ".join(line.split()[:5])) if n in named)
        first = _mention(raw.id, at, named[label])
        used[label] = named[label]
        others = (f"{a} {b}".rstrip(".") for a, b in pairwise(line.split()[2:]))
        other = next((named[name] for name in others if name in named and named[label].type == "state"), None)
        at_other = raw.text.index(other.label, at + len(label)) if other else at
        if named[label].type == "person":
            said.append(_said(report, first, words, named[label]))
        elif other is not None and "promised" in line:
            used[other.label] = other
            promised.append(_promise(report, first, _mention(raw.id, at_other, other), words, len(promised)))
        elif other is not None:
            used[other.label] = other
            events.append(_event(report, first, _mention(raw.id, at_other, other), words, line))
        at += len(line) + 1
    return Coding(
        report, tuple(sorted(used.values(), key=lambda e: e.id)), tuple(said), (), tuple(events), (), tuple(promised)
    )


def _mention(report: str, at: int, entity: Entity) -> Mention:
    return Mention(report, at, at + len(entity.label), entity.label, entity.id, entity.iso3, rule="table-name")


def _event(report: Report, one: Mention, other: Mention, words: Evidence, line: str) -> Event:
    kind, quad, _ = next(v for v in VERBS if f" {v[2]} " in line)
    day = report.published_day
    when = Time("today", None, day, day, "day", f"published {day}")
    return Event(
        make_id("event", report.id, words.start), report.id, kind, (), ("diplomatic",), quad, 1.0 if quad < 3 else -4.0, (one,),  # type: ignore[arg-type]
        (other,), when, None, "actual", False, "reported", None, (words,), "made-up", 0.9,
    )  # fmt: skip


def _said(report: Report, who: Mention, words: Evidence, person: Entity) -> Attribution:
    source = Source(who.start, who.end, who.quote, (person.id,))
    content = report.evidence(who.end + 11, words.end)
    return Attribution(
        make_id("attribution", report.id, words.start), report.id, "indirect", source,
        report.evidence(who.end + 1, who.end + 5), (content,), "says", rule="say/clause", confidence=0.9,
    )  # fmt: skip


def _promise(report: Report, one: Mention, other: Mention, words: Evidence, number: int) -> Commitment:
    day = date.fromisoformat(report.published_day or "2030-01-01") + timedelta(days=30 * number)
    due = (
        Deadline("in a month", None, report.published_day, day.isoformat(), "before", None, day.isoformat())
        if number
        else None
    )
    return Commitment(
        make_id("commitment", report.id, words.start), report.id, "promise", (one,), (other,), (), None, None, None, words, due,
        "unknown", (), None, (words,), "made-up", 0.8,
    )  # fmt: skip


def raws(count: int, chance: random.Random, world: World) -> Iterator[RawReport]:
    """Reports of a year after the other."""
    for number in range(count):
        day = date(2020, 1, 1) + timedelta(days=number * 2_000 // count)
        outlet = f"Outlet {chance.randrange(OUTLETS)}"
        text = make_text(chance, world)
        yield RawReport(f"made-{number:06}", outlet, text.split("\n")[0], day.isoformat(), None, text, "txt", outlet)


def compared(record: Record, chance: random.Random) -> Record:
    """Reports put into stories one after the other, with findings between them."""
    facts: dict[str, list[Event | Attribution | Commitment]] = {}
    rows: tuple[Event | Attribution | Commitment, ...] = (*record.events, *record.attributions, *record.commitments)
    for row in rows:
        facts.setdefault(row.report, []).append(row)
    stories, findings, at = [], [], 0
    reports = sorted(record.reports, key=lambda r: (r.published or "", r.id))
    while at < len(reports):
        group = reports[at : at + chance.choice(A_STORY)]
        at += len(group)
        ids = tuple(r.id for r in group)
        entities = dict.fromkeys(
            e
            for r in ids
            for f in facts[r]
            if isinstance(f, Event)
            for m in (*f.actors, *f.recipients)
            if (e := m.entity)
        )
        story = Story(
            make_id("story", ids[0]),
            group[0].title or "",
            ids,
            group[0].published,
            group[-1].published,
            tuple(entities),
        )
        stories.append(story)
        findings += [_finding(story, facts, n, chance) for n in range(3 * len(ids))]
    return replace(record, stories=tuple(stories), findings=tuple(findings))


def _finding(
    story: Story, facts: dict[str, list[Event | Attribution | Commitment]], number: int, chance: random.Random
) -> Finding:
    some = story.reports[:: max(1, len(story.reports) // chance.randint(1, 6))]
    told = [facts[r][number % len(facts[r])] for r in some]
    verdict = (
        "single"
        if len(told) == 1
        else chance.choice(("corroborated", "corroborated", "compatible", "changed", "conflict"))
    )
    members = tuple(Member(f.report, f.id, "told", _words(f)) for f in told)
    return Finding(
        make_id("finding", story.id, number), story.id, verdict, "event", _words(told[0])[0].quote, f"{len(told)} reports tell of it", len(told), members,  # type: ignore[arg-type]
    )  # fmt: skip


def _words(fact: Event | Attribution | Commitment) -> tuple[Evidence, ...]:
    return fact.content if isinstance(fact, Attribution) else fact.evidence


def make_record(path: Path, count: int) -> None:
    """Write a record of so many reports to a file that is not there yet."""
    chance, world = random.Random(20_310_504), make_world()
    with open_store(path) as store:
        store.connection.execute("PRAGMA synchronous = OFF")
        outcome = take_reports(
            store, raws(count, chance, world), code=lambda raw: code_made_up(raw, world), making=MAKING
        )
        if outcome.skipped:
            raise AssertionError(outcome.skipped[0].reason)
        save_comparison(store, Compared(compared(outcome.record, chance)))
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
