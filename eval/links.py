"""Whom mentions mean: links of names, roles, metonyms and pronouns, on passages written for the project (`eval/references`).

    python -m eval.links [open|shut ...] [--misses]

A passage has `mentions`: `words` (the `nth` of them in the text), `who` they mean (names of persons, states, bodies; none for what must not be
linked), `iso3` of the state acted for. A link is right where it names exactly `who`; a described group ("two Ruritanian officers") has only
its state to get right. `wrong` counts links to somebody else, and links where there should be none; silence is not wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.extract.attributions import find_attributions
from detente.extract.first_person import link_first_person
from detente.extract.mentions import Reference, References
from detente.extract.references import find_references
from detente.language.cleaning import clean_report
from detente.language.dates import find_times
from detente.language.parsed import parse_report
from detente.lexicon.entities import EntityTables, load_entities
from detente.lexicon.files import DataFolder
from detente.lexicon.holders import full_key
from detente.pipeline import Reader, Settings, load_reader
from detente.records.kinds import Entity
from detente.records.raw import RawReport
from detente.records.shapes import Mention
from eval.bench import ROOT, Figure, Figures, Row, rows_of

FOLDER = ROOT / "eval/references"
HALVES = ("open", "shut")


@dataclass(frozen=True)
class Judged:
    """One mention with what was found for it: right, wrong or silent."""

    passage: str
    mention: Row
    found: tuple[str, ...]
    verdict: str


@dataclass(frozen=True)
class Found:
    """The references of a report, each with its characters."""

    references: References
    spans: tuple[tuple[Reference, tuple[int, int]], ...]
    heads: Mapping[Reference, int]


def linked(raw: RawReport, reader: Reader) -> Found:
    """The references of a report as the pipeline has them, those of "I" to its speaker included."""
    lexicon = reader.lexicon
    parsed = parse_report(clean_report(raw, lexicon), reader.parser)
    references, times = find_references(parsed, lexicon), find_times(parsed, lexicon)
    attributions = find_attributions(parsed, references, times, lexicon)
    references = link_first_person(parsed, references, attributions)
    spans, heads = [], {}
    for item in references.items:
        paragraph = parsed.paragraphs[item.paragraph]
        spans.append((item, paragraph.offsets(item.first, item.last)))
        heads[item] = paragraph.offsets(item.head, item.head + 1)[0]
    return Found(references, tuple(spans), heads)


def find_link(found: Found, start: int, end: int) -> tuple[set[str], set[str], set[str]]:
    """Labels, state and body codes, and kinds of reference of what acts in a stretch of text."""
    items = _at(found, start, end)
    mentions = _acting(items)
    labels = {entity.label for entity in _named(mentions, found.references)}
    return labels, {code for m in mentions for code in (m.iso3, m.code) if code}, {item.kind for item in items}


def judge(path: Path, reader: Reader) -> Iterator[Judged]:
    """Every mention of a file of passages, judged."""
    for row in rows_of(path.read_text(encoding="utf-8")):
        raw = RawReport(row["id"], row["outlet"], row["title"], row["published"], None, row["text"], "jsonl", row["id"])
        found = linked(raw, reader)
        for mention in row["mentions"]:
            mentions = _acting(_at(found, *_place(row["text"], mention)))
            entities = _named(mentions, found.references)
            labels = tuple(sorted(entity.label for entity in entities))
            yield Judged(row["id"], mention, labels, _verdict(mention, mentions, entities))


def _place(text: str, mention: Row) -> tuple[int, int]:
    places: list[tuple[int, int]] = [
        m.span() for m in re.finditer(rf"(?<!\w){re.escape(mention['words'])}(?!\w)", text)
    ]
    nth: int = mention["nth"]
    return places[nth - 1]


def _at(found: Found, start: int, end: int) -> tuple[Reference, ...]:
    """The reference that shares most of its words with the stretch, more than half; else those inside it ("Kerry and Lavrov" are two);
    else the name with its title ("Prime Minister Anna Karr") that covers it and has its head in it.
    """
    best: tuple[float, Reference] | None = None
    inside: list[Reference] = []
    for item, (low, high) in found.spans:
        shared = min(end, high) - max(start, low)
        score = shared / (max(end, high) - min(start, low)) if shared > 0 else 0.0
        if score > 0.5 and (best is None or score > best[0]):
            best = score, item
        if start <= low and high <= end:
            inside.append(item)
    if best:
        return (best[1],)
    if len(inside) > 1:
        return tuple(inside)
    named = (i for i, (low, high) in found.spans if i.kind == "name" and low <= start and end <= high)
    return tuple(item for item in named if start <= found.heads[item] < end)[:1]


def _acting(found: Iterable[Reference]) -> tuple[Mention, ...]:
    """What the references stand for, without places that are only places."""
    return tuple(m for item in found if item.kind != "place" and item.acts for m in item.mentions)


def _named(mentions: Iterable[Mention], references: References) -> tuple[Entity, ...]:
    known = (references.entities[m.entity] for m in mentions if m.entity)
    return tuple(entity for entity in known if entity.type not in {"place", "document"})


def _verdict(mention: Row, mentions: tuple[Mention, ...], entities: tuple[Entity, ...]) -> str:
    if mention["who"]:
        if not entities:
            return "silent"
        return "right" if _same(mention["who"], entities) else "wrong"
    if mention["iso3"]:
        if any(entity.type == "person" for entity in entities):
            return "wrong"
        states = {m.iso3 for m in mentions if m.iso3}
        return "silent" if not states else "right" if states == set(mention["iso3"]) else "wrong"
    return "wrong" if entities else "right"


def _same(who: Iterable[str], entities: Iterable[Entity]) -> bool:
    """Whether the entities are exactly those named; a king is told by one name: "Rudolf"."""
    wanted = {full_key(name): name for name in who}
    reached: set[str] = set()
    for entity in entities:
        names = {full_key(name) for name in (entity.label, *entity.aliases)}
        words = {word for name in names for word in name.split()} if entity.type == "person" else set()
        hit = {key for key, name in wanted.items() if key in names | words or _is_named(name, entity)}
        if not hit:
            return False
        reached |= hit
    return reached == set(wanted)


@cache
def _tables() -> EntityTables:
    return load_entities(DataFolder())


def _is_named(name: str, entity: Entity) -> bool:
    """Whether the tables know the name as one of the entity's: a gold reading may say Turkey, and the record Türkiye."""
    named = _tables().names.get(name)
    return named is not None and (named.label == entity.label or (entity.type == "state" and named.iso3 == entity.iso3))


def figures(judged: Iterable[Judged]) -> Figures:
    """Accuracy and rate of wrong links, over all mentions and over the hard ones."""
    rows = list(judged)
    hard = [row for row in rows if row.mention["hard"]]
    return {
        "links.accuracy": _rate(rows, "right"),
        "links.wrong": _rate(rows, "wrong"),
        "links.hard": _rate(hard, "right"),
    }


def _rate(rows: list[Judged], verdict: str) -> Figure:
    return Figure(sum(row.verdict == verdict for row in rows) / max(1, len(rows)), len(rows))


def by_class(judged: Iterable[Judged]) -> Mapping[str, Figure]:
    """Accuracy by class of mention."""
    classes: dict[str, list[Judged]] = {}
    for row in judged:
        classes.setdefault(row.mention["class"], []).append(row)
    return {name: _rate(rows, "right") for name, rows in sorted(classes.items())}


def main() -> None:
    """Print the figures, and the misses where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", default=["open"], choices=[*HALVES, "dev", []])
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    reader = load_reader(Settings(model=False))
    for half in options.halves:
        judged = list(judge(FOLDER / f"{half}.jsonl", reader))
        for row in judged if options.misses else ():
            if row.verdict != "right":
                told = {key: row.mention[key] for key in ("words", "nth", "who", "iso3", "class", "hard")}
                print(row.verdict, row.passage, json.dumps(told, ensure_ascii=False), "->", list(row.found))
        for name, figure in (figures(judged) | dict(by_class(judged))).items():
            print(f"{half}  {name:16s} {figure.value:.3f}  n={figure.n}")


if __name__ == "__main__":
    main()
