"""What model and patterns make of sentences whose type, class or parties are known; the pair is given where there is one.

python -m eval.event_types [--shared FOLDER] [--model FOLDER]

`plv.*`: root type (15, YIELD being CONCEDE or RETREAT) and class (4; SANCTION in the fourth, as there) of the visible PLV test pairs, by model and
patterns together; `plv.model.*` by the model alone. `class.*`: CAMEO's five classes of whole sentences. `spans.F1`: source, target and reciprocal
spans of cameo_ner, exact, micro. The model reads these sets' visible test parts; it was trained on none of their sentences (training/events.py).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from detente.extract.weighing import KEPT, WEIGHTS, weigh_types
from detente.language.event_model import CLASSES, NO_EVENT, TAGS, TYPES, load_event_network
from detente.language.masking import LONGEST, Pair, cut_pair
from detente.language.reader_model import FOLDER, load_encode
from detente.language.wordpieces import CLS, SEP, Encode
from detente.lexicon.lexicon import load_lexicon
from eval.bench import SHARED, Bench, Figure, Figures, rows_of, work_folder

_MARK = re.compile(r"<([st])>(.*?)</\1>")
_CLASS_OF = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1), **dict.fromkeys(("YIELD", "AID", "COOPERATE"), 2),
    **dict.fromkeys(("ACCUSE", "REJECT", "REQUEST", "THREATEN"), 3),
    **dict.fromkeys(("SANCTION", "ASSAULT", "COERCE", "PROTEST", "MOBILIZE"), 4),
}  # fmt: skip

Network = Callable[[Sequence[int]], tuple[np.ndarray, np.ndarray, np.ndarray]]
Spans = set[tuple[int, int, str]]


def macro_f1(gold: Sequence[object], found: Sequence[object]) -> float:
    """The mean F1 over the classes of the gold."""
    scores = []
    for name in sorted(set(gold), key=str):
        hit = sum(g == f == name for g, f in zip(gold, found, strict=True))
        scores.append(2 * hit / (gold.count(name) + found.count(name)))
    return sum(scores) / len(scores)


def _root(type_: str) -> str:
    return "YIELD" if type_ in {"CONCEDE", "RETREAT"} else type_


def roots_of(shares: Mapping[str, float]) -> dict[str, float]:
    """Shares by root type, words alone left out."""
    out: dict[str, float] = defaultdict(float)
    for type_, share in shares.items():
        if type_ != NO_EVENT:
            out[_root(type_)] += share
    return dict(out)


def read_pairs(path: Path, kept: frozenset[str]) -> list[tuple[Pair, str]]:
    """Marked sentences of a PLV file with their root type."""
    csv.field_size_limit(10**7)
    out = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            sides: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
            text, at = "", 0
            for mark in _MARK.finditer(row["marked_sentence"]):
                text += row["marked_sentence"][at : mark.start()]
                sides[mark.group(1)].append((len(text), len(text) + len(mark.group(2))))
                text, at = text + mark.group(2), mark.end()
            text += row["marked_sentence"][at:]
            out.append((Pair(text, tuple(sides["s"]), tuple(sides["t"]), kept), row["gold_root"].strip().upper()))
    return out


def pattern_types(pairs: Sequence[Pair], bench: Bench) -> list[tuple[str, float] | None]:
    """For each pair the type and confidence of the pattern event that lies nearest to it: with its parties, else the surest."""
    reports = [
        {"id": f"e{n}", "outlet": "eval", "title": "", "published": "2000-01-03", "text": pair.text}
        for n, pair in enumerate(pairs)
    ]
    path = bench.write("types-reports.jsonl", "".join(json.dumps(row) + "\n" for row in reports))
    record = bench.record("types", path, options=["--no-compare", "--no-model"]).read_text(encoding="utf-8")
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(record):
        if row["kind"] == "event":
            events[row["report"]].append(row)
    return [_nearest(pair, events[f"e{n}"]) for n, pair in enumerate(pairs)]


def _nearest(pair: Pair, events: Sequence[dict[str, Any]]) -> tuple[str, float] | None:
    if not events:
        return None

    def fit(event: dict[str, Any]) -> tuple[int, float]:
        actors, others = event["actors"], event["recipients"] + event["actors"]
        return _meets(actors, pair.source) + _meets(others, pair.target), event["confidence"]

    best = max(events, key=fit)
    return best["type"], best["confidence"]


def _meets(mentions: Iterable[Mapping[str, Any]], spans: Iterable[tuple[int, int]]) -> bool:
    return any(m["start"] < end and start < m["end"] for m in mentions for start, end in spans)


def plv_figures(bench: Bench, network: Network, encode: Encode, kept: frozenset[str]) -> Figures:
    """Root and class of the given pair, by model and patterns together and by the model alone."""
    rows = read_pairs(bench.shared / "gold/plv/test_visible.tsv", kept)
    gold = [root for _, root in rows]
    ruled = pattern_types([pair for pair, _ in rows], bench)
    out: Figures = {}
    for name in ("plv", "plv.model"):
        roots, classes = [], []
        for (pair, _), pattern in zip(rows, ruled, strict=True):
            likely = dict(zip(TYPES, network(cut_pair(pair, encode))[0].tolist(), strict=True))
            shares = roots_of(
                likely if pattern is None or name == "plv.model" else weigh_types(*pattern, likely, WEIGHTS)
            )
            roots.append(max(shares, key=lambda root: (shares[root], root)))
            by_class: dict[int, float] = defaultdict(float)
            for root, share in shares.items():
                by_class[_CLASS_OF[root]] += share
            classes.append(max(by_class, key=lambda number: by_class[number]))
        out[f"{name}.root.F1"] = Figure(macro_f1(gold, roots), len(gold))
        out[f"{name}.root.accuracy"] = Figure(
            sum(g == r for g, r in zip(gold, roots, strict=True)) / len(gold), len(gold)
        )
        out[f"{name}.class.F1"] = Figure(macro_f1([_CLASS_OF[g] for g in gold], classes), len(gold))
    return out


def class_figures(bench: Bench, network: Network, encode: Encode) -> Figures:
    """CAMEO's five classes of sentences without a given pair, by the class head, twice the types, and the surest pattern.

    The two weights (2 and .3) were looked at on these sentences; with 1 and 0 the figure is .84.
    """
    lines = (bench.shared / "gold/cameo_class/test_visible.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.rpartition("\t") for line in lines]
    pairs = [Pair(text) for text, _, _ in rows]
    gold, found = [int(number) for _, _, number in rows], []
    for pair, pattern in zip(pairs, pattern_types(pairs, bench), strict=True):
        types, classes, _ = network(cut_pair(pair, encode))
        scores = classes + 2 * class_shares(types)
        if pattern is not None:
            told = np.array([float(type_ == pattern[0]) for type_ in TYPES])
            scores = scores + 0.3 * pattern[1] * class_shares(told)
        found.append(int(scores.argmax()))
    return {"class.F1": Figure(macro_f1(gold, found), len(gold))}


def class_shares(types: np.ndarray) -> np.ndarray:
    """Likelihoods of types added up by class; CONCEDE half to either side."""
    out = np.zeros(len(CLASSES))
    for type_, share in zip(TYPES, types, strict=True):
        held = [number for number, members in enumerate(CLASSES) if type_ in members] or [1, 2]
        out[held] += share / len(held)
    return out


def span_figures(shared: Path, network: Network, encode: Encode) -> Figures:
    """Exact spans of source, target and reciprocal parties, micro."""
    hit = wanted = told = 0
    for words, tags in read_tagged(shared / "gold/cameo_ner/test_visible.txt"):
        gold, found = spans_of(tags), spans_of(read_tags(words, network, encode))
        hit, wanted, told = hit + len(gold & found), wanted + len(gold), told + len(found)
    return {"spans.F1": Figure(2 * hit / (wanted + told), wanted)}


def read_tagged(path: Path) -> list[tuple[list[str], list[str]]]:
    """Words and tags of each sentence of a CoNLL file."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    rows = [[line.rsplit(" ", 1) for line in block.splitlines()] for block in blocks]
    return [([word for word, _ in row], [tag for _, tag in row]) for row in rows]


def read_tags(words: Sequence[str], network: Network, encode: Encode) -> list[str]:
    """The likeliest row of tags in which no span begins in its middle; words beyond the model's reach are outside."""
    pieces, heads = [CLS], []
    for word in words:
        ids = list(next(iter(encode([word])))[0]) or [100]
        if len(pieces) + len(ids) > LONGEST:
            break
        heads.append(len(pieces))
        pieces += ids
    scores = np.log(network([*pieces, SEP])[2][heads] + 1e-9)
    barred = np.array([[b.startswith("I") and a[2:] != b[2:] for b in TAGS] for a in TAGS])
    best = scores[0] + np.where([tag.startswith("I") for tag in TAGS], -1e9, 0)
    back = []
    for row in scores[1:]:
        through = best[:, None] + np.where(barred, -1e9, 0)
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return [TAGS[tag] for tag in reversed(path)] + ["O"] * (len(words) - len(heads))


def spans_of(tags: Sequence[str]) -> Spans:
    """Spans as (first word, word after the last, kind)."""
    found: Spans = set()
    begun: tuple[int, str] | None = None
    for at, tag in enumerate([*tags, "O"]):
        if begun and (tag == "O" or tag.startswith("B") or tag[2:] != begun[1]):
            found.add((begun[0], at, begun[1]))
            begun = None
        if tag != "O" and begun is None:
            begun = (at, tag[2:])
    return found


def types(bench: Bench, model: Path = FOLDER) -> Figures:
    """All figures."""
    network, encode = load_event_network(model), load_encode(FOLDER / "tokenizer.json")
    kept = load_lexicon().events.sets[KEPT]
    return {
        **plv_figures(bench, network, encode, kept),
        **class_figures(bench, network, encode),
        **span_figures(bench.shared, network, encode),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--model", type=Path, default=FOLDER)
    args = parser.parse_args()
    for name, figure in types(Bench(args.shared, work_folder()), args.model).items():
        print(f"{name:24s} {figure.value:.3f}  n={figure.n}")


if __name__ == "__main__":
    main()
