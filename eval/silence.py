"""Which reports of an event do not name an actor: NewsWCL50, 5 events told by 5 outlets each.

python -m eval.silence [--shared FOLDER] [--errors]

A cell is a chain and a report of its event; it is absent where no mention of the report belongs to the chain. `absent.P` and `absent.R` are of the
cells that the program calls absent and of those that are, over the chains whose id ends in _ACTOR (people); `states.` the same over those ending in
_COUNTRY, which also hold parliaments, officials and services of the state; `plain.` and `states.plain.` where a told name is looked for letter for
letter. Chains ending in _GROUP are left out: there are three, and each is mentioned in all reports of its event.

The program is told, of each chain: its kind (person, state) and one or two names. Names are the chain's mentions, in all reports of the event,
whose words are all capitalised, of people without the titles, offices, states and "former" they begin with; told are the commonest of them and, of
people, as the label the commonest of two words or more. It is told the texts (tokens joined by a space, a line for each sentence), and neither the
person's state nor the other mentions. It answers with `detente.compare.called` alone, which adds family name, spellings, adjectives,
capitals, seats, and what its tables have of the person or state. Nothing of a coding is used: a report that only a pronoun or office
would link to the actor counts as absent for the program.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.compare.called import Callings, entity_tables
from detente.lexicon.entities import EntityTables
from detente.records.ids import entity_id
from detente.records.kinds import Entity, EntityType
from eval.bench import SHARED, Figure, Figures

KINDS: dict[str, tuple[str, EntityType]] = {
    "absent": ("_ACTOR", "person"),
    "states": ("_COUNTRY", "state"),
}
"""Name of the figures -> how ids of chains end, and what their actors are."""
FILE = "gold/newswcl50/events_0_4.conll"
_PART = re.compile(r"(\()?([^()]+?)(\))?")
Cell = tuple[str, str]
"""Chain and report."""


@dataclass(frozen=True)
class Gold:
    """Report -> its text; chain -> report -> its mentions as printed."""

    texts: Mapping[str, str]
    chains: Mapping[str, Mapping[str, Sequence[str]]]

    def cells(self) -> Iterator[Cell]:
        """Every chain with every report of its event."""
        for chain in sorted(self.chains):
            yield from ((chain, report) for report in self.texts if report.split("_")[0] == chain.split("_")[0])


def read_gold(lines: Iterable[str], ending: str = "_ACTOR") -> Gold:
    """The reports and chains of a CoNLL file: document, sentence, place, token, and "(chain", "chain)" or "(chain)" joined by "|"."""
    tokens: dict[str, list[str]] = {}
    chains: dict[str, dict[str, list[str]]] = {}
    opened: list[tuple[str, int]] = []
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 5:
            opened = [] if line.startswith("#") else opened
            continue
        report = cells[0].rsplit("/", 1)[-1]
        held = tokens.setdefault(report, [])
        if cells[2] == "0" and held:
            held.append("\n")
        held.append(cells[3].replace("\\n", "\n"))
        for begins, chain, ends in _marks(cells[4]):
            if begins:
                opened.append((chain, len(held) - 1))
            if ends and (start := _close(opened, chain)) is not None and chain.endswith(ending):
                quote = " ".join(" ".join(held[start:]).split())
                chains.setdefault(chain, {}).setdefault(report, []).append(quote)
    return Gold({report: " ".join(held) for report, held in tokens.items()}, chains)


def _marks(cell: str) -> Iterator[tuple[bool, str, bool]]:
    for part in cell.split("|"):
        if (found := _PART.fullmatch(part.strip())) and (found[1] or found[3]):
            yield bool(found[1]), found[2], bool(found[3])


def _close(opened: list[tuple[str, int]], chain: str) -> int | None:
    for place in range(len(opened) - 1, -1, -1):
        if opened[place][0] == chain:
            return opened.pop(place)[1]
    return None


def proper_name(mention: str, tables: EntityTables) -> str:
    """A mention without the titles and states it begins with, "" where it is no name: "President Donald Trump" is "Donald Trump"."""
    words = mention.split()
    while words:
        size = next((n for n in range(min(4, len(words)), 0, -1) if _is_title(words[:n], tables)), 0)
        if not size:
            break
        words = words[size:]
    return " ".join(words) if _capitals(" ".join(words)) else ""


def _capitals(mention: str) -> bool:
    """Whether all words of a mention are capitalised, those after a hyphen aside: "Moon Jae - in"."""
    words = re.sub(r"- \w+", "", mention).split()
    parts = [word for word in words if word[0].isalnum()]
    return bool(parts) and all(word[0].isupper() for word in parts)


def _is_title(words: Sequence[str], tables: EntityTables) -> bool:
    phrase = " ".join(words)
    if phrase.lower() in tables.word_list("former") or tables.titles.get(phrase.lower()):
        return True
    known = tables.names.get(phrase)
    return phrase in {".", "'s", "-"} or (known is not None and known.type == "state")


def told_names(
    chain: Mapping[str, Sequence[str]], tables: EntityTables, kind: EntityType = "person"
) -> tuple[str, ...]:
    """What the program is told of a chain: the commonest name, and of a person before it the commonest of two words or more."""
    mentions = [mention for held in chain.values() for mention in held]
    names = [proper_name(m, tables) for m in mentions] if kind == "person" else [m for m in mentions if _capitals(m)]
    counts = Counter(filter(None, names))
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    if kind != "person":
        return tuple(ranked[:1])
    full = [name for name in ranked if len(name.split()) > 1]
    return tuple(dict.fromkeys((*full[:1], *ranked[:1])))


def absent_by_program(gold: Gold, tables: EntityTables, kind: EntityType = "person") -> set[Cell]:
    """The cells in which the program does not find the actor."""
    found = set()
    for chain, report in gold.cells():
        names = told_names(gold.chains[chain], tables, kind)
        if not names:
            continue
        known = tables.names.get(names[0]) if kind == "state" else None
        identity = entity_id(iso3=known.iso3) if known and known.iso3 else entity_id(name=chain)
        actor = Entity(identity, names[0], kind, aliases=names[1:])
        if not Callings([actor], tables).named(gold.texts[report]):
            found.add((chain, report))
    return found


def absent_by_phrase(gold: Gold, tables: EntityTables, kind: EntityType = "person") -> set[Cell]:
    """The cells in whose report no told name stands letter for letter."""
    return {
        (chain, report)
        for chain, report in gold.cells()
        if not any(name in gold.texts[report] for name in told_names(gold.chains[chain], tables, kind))
    }


def score(found: set[Cell], gold: Gold, name: str) -> Figures:
    """Precision with the cells called absent as n, recall with those that are."""
    absent = {(chain, report) for chain, report in gold.cells() if report not in gold.chains[chain]}
    hit = len(found & absent)
    return {
        f"{name}.P": Figure(hit / len(found) if found else 0.0, len(found)),
        f"{name}.R": Figure(hit / len(absent) if absent else 0.0, len(absent)),
    }


def silence(shared: Path) -> Figures:
    """The figures of the gold under ``shared``."""
    tables, out = entity_tables(), Figures()
    for name, (ending, kind) in KINDS.items():
        gold = load(shared, ending)
        out |= score(absent_by_program(gold, tables, kind), gold, name)
        plain = "plain" if kind == "person" else f"{name}.plain"
        out |= score(absent_by_phrase(gold, tables, kind), gold, plain)
    return out


def load(shared: Path, ending: str = "_ACTOR") -> Gold:
    """The gold under ``shared``, with the chains whose id ends so."""
    with (shared / FILE).open(encoding="utf-8") as file:
        return read_gold(file, ending)


def errors(shared: Path) -> Iterator[str]:
    """A line for each cell that the program gets wrong."""
    tables = entity_tables()
    for ending, kind in KINDS.values():
        gold = load(shared, ending)
        found = absent_by_program(gold, tables, kind)
        yield f"{ending}: {len(gold.chains)} chains, {len(gold.texts)} reports, {len(list(gold.cells()))} cells"
        for chain, report in gold.cells():
            told = ", ".join(told_names(gold.chains[chain], tables, kind))
            if (chain, report) in found and report in gold.chains[chain]:
                yield f"  {chain} in {report}: not found ({told}): {'; '.join(gold.chains[chain][report][:4])}"
            elif (chain, report) not in found and report not in gold.chains[chain]:
                yield f"  {chain} in {report}: found and not in the chain ({told})"


def main() -> None:
    """Print the figures, with --errors the cells that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    for name, figure in silence(args.shared).items():
        print(f"{name}\t{figure.value:.3f}\tn={figure.n}")
    if args.errors:
        print("\n".join(errors(args.shared)))


if __name__ == "__main__":
    main()
