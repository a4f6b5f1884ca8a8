"""Events in single sentences of our own: a hundred that tell none, and a hundred that tell one with all its fields; in two halves.

python -m eval.coding [open|shut ...] [--misses] [--no-model]      (--misses shows the open half only)

A sentence without an event is over-coded where the program finds any, whatever its status. Of the others, ``found`` is the share with an event of an
accepted type (or of the companion's); the fields are those of the surest such event.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from eval.bench import ROOT, SHARED, Bench, Figure, Figures, rows_of, work_folder

FOLDER = ROOT / "eval/coding"
HALVES = ("open", "shut")

Item = dict[str, Any]


def read_items(name: str) -> list[Item]:
    """The items of one file."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def record_of(bench: Bench, name: str, options: Sequence[str]) -> tuple[dict[str, list[Item]], dict[str, Item]]:
    """Events by item and entities by id."""
    lines = [
        json.dumps({"id": i["id"], "outlet": "eval", "title": "", "published": i["published"], "text": i["text"]})
        for i in read_items(name)
    ]
    path: Path = bench.record(
        name, bench.write(f"{name}-reports.jsonl", "\n".join(lines) + "\n"), options=["--no-compare", *options]
    )
    events: dict[str, list[Item]] = defaultdict(list)
    entities: dict[str, Item] = {}
    for row in rows_of(path.read_text(encoding="utf-8")):
        if row["kind"] == "event":
            events[row["report"]].append(row)
        elif row["kind"] == "entity":
            entities[row["id"]] = row
    return events, entities


def codes_of(parties: Iterable[Item], entities: dict[str, Item]) -> set[str]:
    """States and bodies of parties."""
    found = set()
    for party in parties:
        entity = entities.get(party["entity"] or "", {})
        found |= {party["iso3"], party["code"], entity.get("iso3"), entity.get("code")}
    return {code for code in found if code}


def judge(item: Item, events: Sequence[Item], entities: dict[str, Item]) -> dict[str, bool]:
    """Which fields of an item are right; only ``found`` where no event fits."""
    companion = item.get("companion") or {}
    accepted = {*item["type"], *(companion.get("type") or [])}
    fitting = [e for e in events if e["type"] in item["type"]] or [e for e in events if e["type"] in accepted]
    out = {"found": bool(fitting)}
    if not fitting:
        return out
    wanted = max(fitting, key=lambda e: (_agreement(item, e, entities), e["confidence"]))
    actors, recipients = codes_of(wanted["actors"], entities), codes_of(wanted["recipients"], entities)
    if item["actors"]:
        out["actors"] = bool(set(item["actors"]) & actors)
    else:
        out["untold actor"] = not actors
    targets = {*item["recipients"], *(code for held in item.get("recipients_ok") or [] for code in held)}
    if item["recipients"]:
        out["recipients"] = bool(targets & recipients)
    if wanted["type"] in item["type"]:
        out["status"] = wanted["status"] in {item["status"], *item["status_ok"]}
        out["voice"] = wanted["voice"] == item["voice"]
    if item["date"]:
        out["date"] = ((wanted["when"] or {}).get("start") or "?").startswith(item["date"].split("/")[0])
    if item["place"]:
        out["place"] = item["place"].lower() in (wanted["where"] or {}).get("quote", "").lower()
    return out


def _agreement(item: Item, event: Item, entities: dict[str, Item]) -> int:
    return len(set(item["actors"]) & codes_of(event["actors"], entities)) + int(event["status"] == item["status"])


def coding(
    bench: Bench, halves: Sequence[str] = HALVES, *, options: Sequence[str] = (), misses: bool = False
) -> Figures:
    """Over-coding and the fields of single events, in both halves."""
    out: Figures = {}
    for half in halves:
        events, _ = record_of(bench, f"none_{half}", options)
        items = read_items(f"none_{half}")
        coded = [item for item in items if events[item["id"]]]
        out[f"overcoded, {half} half"] = Figure(len(coded) / len(items), len(items))
        for item in coded if misses and half == "open" else ():
            print(
                "OVER",
                item["id"],
                item["text"],
                [
                    (e["type"], e["rule"], e["status"], e["confidence"], e["evidence"][0]["quote"])
                    for e in events[item["id"]]
                ],
            )
        events, entities = record_of(bench, f"some_{half}", options)
        tally: dict[str, list[bool]] = defaultdict(list)
        for item in read_items(f"some_{half}"):
            judged = judge(item, events[item["id"]], entities)
            for name, right in judged.items():
                tally[name].append(right)
            if misses and half == "open" and not all(judged.values()):
                print(
                    [name for name, right in judged.items() if not right],
                    _told(item),
                    "|",
                    [_told_event(e) for e in events[item["id"]]],
                )
        out |= {
            f"{name}, {half} half": Figure(sum(held) / len(held), len(held)) for name, held in sorted(tally.items())
        }
    return out


def _told(item: Item) -> str:
    fields = (
        item["type"],
        item["actors"],
        item["recipients"],
        item["status"],
        item["date"],
        item["place"],
        item["voice"],
    )
    return f"{item['id']} {item['published']} {item['text']} {fields}"


def _told_event(event: Item) -> tuple[object, ...]:
    sides = [[m["iso3"] or m["code"] or m["quote"] for m in event[side]] for side in ("actors", "recipients")]
    when, where = event["when"] or {}, event["where"] or {}
    return (
        event["type"],
        event["rule"],
        *sides,
        event["status"],
        when.get("start"),
        where.get("quote"),
        event["voice"],
        event["confidence"],
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", choices=[[], *HALVES], default=[])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--no-model", action="store_true")
    args = parser.parse_args()
    options = ["--no-model"] if args.no_model else []
    figures = coding(Bench(SHARED, work_folder()), args.halves or HALVES, options=options, misses=args.misses)
    for name, figure in figures.items():
        print(f"{name:28s} {figure.value:.3f}  n={figure.n}")


if __name__ == "__main__":
    main()
