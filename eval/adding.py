"""How long adding one report to a large file takes, and in which step the time goes.

python -m eval.adding [--reports 1000] [--rounds 3] [--no-senses] [--profile]

Reports of made-up stories are coded without reading them and kept in a file; then three more are added one by one, and once everything
is compared anew. Printed are seconds; `--profile` shows the steps of the last addition. Trust the ratios.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from detente.language.senses import NAME
from detente.records.coding import Coding
from detente.records.ids import entity_id, make_id
from detente.records.kinds import SCHEMA, Attribution, Entity, Event, Header, Quantity, Report
from detente.records.raw import RawReport
from detente.records.shapes import Evidence, Mention, Region, Source
from detente.store.current import compare_store
from detente.store.database import Store, open_store
from detente.store.intake import take_reports
from detente.store.making import Making

DAYS = 0.2
"""Days from one report to the next."""
OF_A_STORY = (1, 1, 2, 3, 4, 6)
SYLLABLES = ["ba", "ko", "rin", "dal", "mes", "tu", "vor", "ne", "sil", "gra", "pho", "lun", "ter", "ash", "wy"]


@dataclass(frozen=True)
class Told:
    """A made-up story: its words, its two states, its people and its body."""

    number: int
    day: date
    words: tuple[str, ...]
    parties: tuple[Entity, ...]


def make_word(chance: random.Random) -> str:
    """A word nobody knows."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def make_story(number: int, day: date, chance: random.Random) -> Told:
    """A story with rare words, a pair of 60 states, two people of its own and a body of its own."""
    states = [
        Entity(entity_id(iso3=code), f"Land {code.title()}", "state", code)
        for code in chance.sample([f"X{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGH"][:60], 2)
    ]
    people = []
    for state in states:
        name = f"{make_word(chance).title()} {make_word(chance).title()}"
        people.append(Entity(entity_id(name=name, state=state.iso3), name, "person", state.iso3))
    name = f"{make_word(chance).title()} {chance.choice(('Union', 'Authority', 'Front', 'Company'))}"
    body = Entity(entity_id(name=name), name, "organisation")
    return Told(number, day, tuple(make_word(chance) for _ in range(14)), (*states, *people, body))


def make_text(told: Told, chance: random.Random, rounds: int = 3) -> str:
    """A headline and three sentences a round; `code_told` finds the facts in them again."""
    one, two, first, second, body = (e.label for e in told.parties)
    words = list(told.words)
    lines = [f"{one} and {two} at odds over the {words[0]} {words[1]}", ""]
    for _ in range(rounds):
        chance.shuffle(words)
        lines.append(f"{one} attacked {two} near the {words[0]} and the {words[1]} of {words[2]}.")
        who = chance.choice((first, second, body))
        lines.append(f"{who} said that the {words[3]} would not reach the {words[4]} before {words[5]} was closed.")
        lines.append(
            f"At least {chance.randint(3, 40)} sailors were killed at the {words[6]} when the {words[7]} fell."
        )
    return "\n".join(lines)


def code_told(raw: RawReport, told: Told) -> Coding:
    """The facts of a made-up text."""
    body = raw.text.index("\n\n") + 2
    regions = (Region(0, body - 2, "headline", "first line"), Region(body, len(raw.text), "body", "the rest"))
    assert raw.id is not None
    report = Report(raw.id, raw.outlet, raw.title, raw.published, "en", "news", None, raw.text, regions)
    named = {e.label: e for e in told.parties}
    events, said, counts = [], [], []
    used: dict[str, Entity] = {}
    at = body
    for line in raw.text[body:].split("\n"):
        words = report.evidence(at, at + len(line) - 1)
        parties = [e for label, e in named.items() if label in line]
        used |= {e.id: e for e in parties}
        if " attacked " in line:
            sides = [
                Mention(report.id, s, s + len(e.label), e.label, e.id, e.iso3)
                for e in parties
                for s in [at + line.index(e.label)]
            ]
            events.append(_event(report, words, sides))
        elif " said that " in line:
            said.append(_said(report, words, parties[0]))
        else:
            number = line.split()[2]
            start = at + line.index(number)
            counts.append(_count(report, start, number))
        at += len(line) + 1
    entities = tuple(entity for _, entity in sorted(used.items()))
    return Coding(report, entities, tuple(said), (), tuple(events), tuple(counts), ())


def _event(report: Report, words: Evidence, sides: list[Mention]) -> Event:
    return Event(
        make_id("event", report.id, words.start), report.id, "ASSAULT", (), (), 4, -9.0, (sides[0],), (sides[1],),
        None, None, "actual", False, "reported", None, (words,), "made-up", 0.9,
    )  # fmt: skip


def _said(report: Report, words: Evidence, who: Entity) -> Attribution:
    start = words.start + len(who.label) + len(" said that ")
    source = Source(words.start, words.start + len(who.label), who.label, (who.id,))
    return Attribution(
        make_id("attribution", report.id, words.start), report.id, "indirect", source, None,
        (report.evidence(start, words.end),), "says", rule="made-up", confidence=0.9,
    )  # fmt: skip


def _count(report: Report, start: int, number: str) -> Quantity:
    told = report.evidence(start, start + len(number) + len(" sailors"))
    low = float(number)
    return Quantity(make_id("quantity", report.id, start), report.id, "count", low, low, None, "at-least", "sailors", (told,), "made-up")  # fmt: skip


def make_reports(
    count: int, chance: random.Random, *, days: float = DAYS, rounds: int = 3
) -> Iterator[tuple[RawReport, Told]]:
    """So many reports with their stories, day after day."""
    number = stories = 0
    while number < count:
        day = date(2020, 1, 1) + timedelta(days=int(number * days))
        told = make_story(stories, day, chance)
        stories += 1
        for n in range(min(chance.choice(OF_A_STORY), count - number)):
            text = make_text(told, chance, rounds)
            published = (day + timedelta(days=n // 2)).isoformat()
            outlet = f"Outlet {chance.randrange(80)}"
            yield (
                RawReport(f"made-{number:06}", outlet, text.split("\n")[0], published, None, text, "txt", outlet),
                told,
            )
            number += 1


def add(store: Store, reports: list[tuple[RawReport, Told]], making: Making) -> float:
    """The seconds one command takes that adds these reports."""
    told = {raw.id: story for raw, story in reports}
    began = time.perf_counter()
    take_reports(store, [raw for raw, _ in reports], code=lambda raw: code_told(raw, told[raw.id]), making=making)
    return time.perf_counter() - began


def main() -> None:
    """Print the seconds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3, help="a third of the sentences of a report")
    parser.add_argument("--no-senses", action="store_true")
    parser.add_argument("--profile", action="store_true")
    told = parser.parse_args()
    chance = random.Random(20_310_504)
    reports = list(make_reports(told.reports + 3, chance, rounds=told.rounds))
    making = Making(Header(SCHEMA, "0.0-made-up", "made-up", () if told.no_senses else (NAME,)))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "made-up.db") as store:
        print(f"{told.reports} reports at once: {add(store, reports[:-3], making):.2f} s", flush=True)
        for one in reports[-3:]:
            if told.profile and one is reports[-1]:
                import cProfile
                import pstats

                profile = cProfile.Profile()
                profile.runcall(add, store, [one], making)
                pstats.Stats(profile).sort_stats("cumulative").print_stats(25)
            else:
                print(f"one more: {add(store, [one], making):.2f} s", flush=True)
        began = time.perf_counter()
        compare_store(store, anew=True)
        print(f"every story judged anew, nothing written: {time.perf_counter() - began:.2f} s")
        print(dict(store.connection.execute("SELECT kind, count(*) FROM row GROUP BY kind")))


if __name__ == "__main__":
    main()
