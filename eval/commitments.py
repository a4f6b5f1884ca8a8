"""Commitments in short texts of our own: ninety that hold one or two, sixty that hold none; in two halves.

python -m eval.commitments [open|shut ...] [--misses]      (--misses shows the open half only)

`items.*`: whether a text holds a commitment at all. `rows.*`: every commitment against the one found for it, one to one, by the words they share (term,
condition, consequence; of a bare agreement its name or parties). `type`, `holder`: of the commitments found. `condition`, `consequence`: of all that have one, whether the
row found for them has half of its words (F1 over characters). `deadline`: of all that have one, the same last day.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.lexicon.lexicon import load_lexicon
from eval.bench import ROOT, SHARED, Bench, Figure, Figures, rows_of, work_folder

FOLDER = ROOT / "eval/commitments"
HALVES = ("open", "shut")

Item = dict[str, Any]
Span = tuple[int, int]


def read_items(half: str) -> list[Item]:
    """The items of one half."""
    return [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def rows_by_item(bench: Bench, half: str) -> tuple[dict[str, list[Item]], dict[str, Item]]:
    """Commitments by item, and entities by id."""
    lines = [
        json.dumps({"id": i["id"], "outlet": "eval", "title": "", "published": i["published"], "text": i["text"]})
        for i in read_items(half)
    ]
    path: Path = bench.record(
        f"commitments_{half}",
        bench.write(f"commitments_{half}.jsonl", "\n".join(lines) + "\n"),
        options=["--no-compare"],
    )
    found: dict[str, list[Item]] = defaultdict(list)
    entities: dict[str, Item] = {}
    for row in rows_of(path.read_text(encoding="utf-8")):
        if row["kind"] == "commitment":
            found[row["report"]].append(row)
        elif row["kind"] == "entity":
            entities[row["id"]] = row
    return found, entities


def span_of(text: str, words: str | None) -> Span | None:
    """Where words stand in a text."""
    if not words:
        return None
    start = text.index(words)
    return start, start + len(words)


def shared(one: Span | None, two: Span | None) -> float:
    """F1 of the characters that two spans share."""
    if one is None or two is None:
        return 0.0
    inside = max(0, min(one[1], two[1]) - max(one[0], two[0]))
    return 2 * inside / (one[1] - one[0] + two[1] - two[0])


def is_attached(wanted: Span, found: Span | None) -> bool:
    """Half of the words in common, or nearly all of what is wanted within three times its length: a long subject stands before it."""
    if found is None:
        return False
    inside = max(0, min(wanted[1], found[1]) - max(wanted[0], found[0])) / (wanted[1] - wanted[0])
    return shared(wanted, found) >= 0.5 or (inside >= 0.8 and found[1] - found[0] <= 3 * (wanted[1] - wanted[0]))


def _spans(row: Item) -> Iterator[Span]:
    for name in ("term", "condition", "consequence"):
        if row[name]:
            yield row[name]["start"], row[name]["end"]


def likeness(gold: Item, row: Item, text: str) -> float:
    """How much a row found speaks of the commitment: words shared, the kind, a common name."""
    wanted = [s for s in (span_of(text, gold[name]) for name in ("term", "condition", "consequence")) if s]
    best = max((shared(one, two) for one in wanted for two in _spans(row)), default=0.0)
    if not best and (not wanted or not any(_spans(row))):
        evidence = [(e["start"], e["end"]) for e in row["evidence"]]
        whole = wanted or [s for s in (span_of(text, gold["instrument"]),) if s]
        best = 0.3 * max(
            (float(max(0, min(a[1], b[1]) - max(a[0], b[0])) > 0) for a in whole for b in evidence), default=0.0
        )
        if not whole and gold["type"] == row["type"]:
            best = 0.3
    return best + (0.1 if best and gold["type"] == row["type"] else 0.0)


def paired(item: Item, rows: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Commitments with the row found for each, the likest first."""
    held = sorted(
        (
            (likeness(gold, row, item["text"]), -m, -n)
            for m, gold in enumerate(item["commitments"])
            for n, row in enumerate(rows)
        ),
        reverse=True,
    )
    golds: set[int] = set()
    taken: set[int] = set()
    out = []
    for score, m, n in held:
        if score > 0.15 and m not in golds and n not in taken:
            golds.add(m)
            taken.add(n)
            out.append((item["commitments"][-m], rows[-n]))
    return out


def _names(mentions: Sequence[Item], entities: dict[str, Item]) -> set[str]:
    found: set[str] = set()
    for mention in mentions:
        entity = entities.get(mention["entity"] or "", {})
        found |= {
            str(v).lower() for v in (mention["quote"], mention["iso3"], mention["code"], entity.get("label")) if v
        }
        found |= {str(v).lower() for v in (entity.get("iso3"), entity.get("code"), *entity.get("aliases", [])) if v}
    return found


def _is_holder(gold: Item, row: Item, entities: dict[str, Item], codes: dict[str, str]) -> bool:
    wanted = gold["holder"] or gold.get("parties") or []
    told = _names(row["holder"] + row["parties"], entities)
    for name in wanted:
        low = name.lower().removeprefix("the ")
        if low in told or codes.get(low, "?").lower() in told or any(low in other or other in low for other in told):
            return True
    return not wanted


def commitments(bench: Bench, halves: Sequence[str] = HALVES, *, misses: bool = False) -> Figures:
    """All figures of the halves asked for."""
    codes = {row.label.lower(): iso for iso, row in load_lexicon().entities.states.items()}
    out: Figures = {}
    for half in halves:
        found, entities = rows_by_item(bench, half)
        tally: dict[str, list[bool]] = defaultdict(list)
        count = {"items": [0, 0, 0], "rows": [0, 0, 0]}
        for item in read_items(half):
            rows = found[item["id"]]
            pairs = paired(item, rows)
            _count(count["items"], bool(item["commitments"]) and bool(rows), bool(item["commitments"]), bool(rows))
            _count(count["rows"], len(pairs), len(item["commitments"]), len(rows))
            wrong = _judge(item, pairs, entities, codes, tally)
            if misses and half == "open" and (wrong or len(pairs) < max(len(rows), len(item["commitments"]))):
                _show(item, rows, wrong)
        for name, (hit, wanted, told) in count.items():
            out[f"{name}.F1, {half} half"] = Figure(2 * hit / max(1, wanted + told), wanted)
            out[f"{name}.precision, {half} half"] = Figure(hit / max(1, told), told)
            out[f"{name}.recall, {half} half"] = Figure(hit / max(1, wanted), wanted)
        for name, right in sorted(tally.items()):
            out[f"{name}, {half} half"] = Figure(sum(right) / len(right), len(right))
    return out


def _count(counts: list[int], hit: int, wanted: int, told: int) -> None:
    for at, value in enumerate((hit, wanted, told)):
        counts[at] += value


def _judge(
    item: Item,
    pairs: Sequence[tuple[Item, Item]],
    entities: dict[str, Item],
    codes: dict[str, str],
    tally: dict[str, list[bool]],
) -> list[str]:
    wrong = []
    rows = {id(gold): row for gold, row in pairs}
    for gold in item["commitments"]:
        row = rows.get(id(gold))
        judged: dict[str, bool] = {}
        if row is not None:
            judged = {"type": row["type"] == gold["type"], "holder": _is_holder(gold, row, entities, codes)}
        for name in ("condition", "consequence"):
            wanted = span_of(item["text"], gold[name])
            if wanted:
                held = row[name] if row else None
                judged[name] = is_attached(wanted, (held["start"], held["end"]) if held else None)
        if gold["deadline"]:
            told = row["deadline"] if row else None
            judged["deadline"] = told is not None and told["date"] == gold["deadline"]["date"]
        for name, right in judged.items():
            tally[name].append(right)
            wrong += [] if right else [name]
    return wrong


def _show(item: Item, rows: Sequence[Item], wrong: Sequence[str]) -> None:
    print(f"\n{item['id']} {item['published']} {item['text']}\n   wrong: {list(wrong)}")
    for gold in item["commitments"]:
        date = gold["deadline"] and gold["deadline"]["date"]
        print(
            f"   GOLD {gold['type']} {gold['holder'] or gold.get('parties')} {gold['instrument']} | if {gold['condition']} | then {gold['consequence']} | {gold['term']} | {date}"
        )
    for row in rows:
        quotes = [(row[name] or {}).get("quote") for name in ("condition", "consequence", "term")]
        date = (row["deadline"] or {}).get("date")
        sides = [m["quote"] for m in row["holder"] + row["parties"]]
        name = (row["instrument"] or {}).get("label")
        print(
            f"   GOT  {row['type']} {sides} {name} | if {quotes[0]} | then {quotes[1]} | {quotes[2]} | {date} ({row['rule']})"
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", choices=[[], *HALVES], default=[])
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    for name, figure in commitments(Bench(SHARED, work_folder()), args.halves or HALVES, misses=args.misses).items():
        print(f"{name:28s} {figure.value:.3f}  n={figure.n}")


if __name__ == "__main__":
    main()
