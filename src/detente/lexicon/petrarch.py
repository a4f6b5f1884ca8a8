"""Actor files of PETRARCH and Phoenix (names, CAMEO actor codes, date brackets) as tables of an overlay.

The format is that of the PETRARCH manual, chapter "Actor dictionaries": a name in capitals with ``_`` for blanks, further names after ``+``, codes in
brackets with the days they hold: ``[USAGOV 090120-170120]``, ``[USAELI >170120]``, ``[USA <090120]``. Comments follow ``;`` or ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from detente.lexicon.entities import EntityTables
from detente.lexicon.holders import full_key

_BRACKET = re.compile(r"\[([A-Z0-9~]+)\s*(?:([<>])\s*(\d{6,8})|(\d{6,8})\s*-\s*(\d{6,8}))?\s*\]")
_NAME = re.compile(r"^[+&]?\s*([^\[\];#\t]+)")
_PIVOT = 30
"""Two-digit years above it are of the last century, as PETRARCH reads them."""

SECTORS: Mapping[str, str] = {
    **{code: code for code in ["GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "UAF", "EDU", "BUS", "CRM", "CVL", "ELI", "LAB", "LEG", "REF", "AGR"]},
    "MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "RAD": "UAF", "HRI": "SOC", "ENV": "SOC", "DEV": "SOC", "SET": "CVL",
    "BUD": "REL", "CHR": "REL", "CTH": "REL", "HIN": "REL", "JEW": "REL", "MOS": "REL", "REL": "REL",
}  # fmt: skip
"""CAMEO role codes as PLOVER sectors (PLOVER manual 5.2.1, note 4: MED was media and HLH health)."""
STATES: Mapping[str, str] = {"KSV": "XKX", "KOS": "XKX", "ROM": "ROU", "TMP": "TLS", "PAL": "PSE", "ZAR": "COD"}
BODIES: Mapping[str, str] = {"UNO": "UNO", "EEC": "EU", "EUR": "EU", "NAT": "NATO", "NATO": "NATO", "AFU": "AU", "OAU": "AU", "ARL": "ARL", "ASN": "ASEAN"}  # fmt: skip
_OFFICES: Mapping[str, str] = {
    "GOV": "official", "MIL": "general", "LEG": "lawmaker", "JUD": "judge", "COP": "police chief", "SPY": "intelligence chief",
    "OPP": "opposition leader", "REB": "rebel leader", "PTY": "party official", "UAF": "militant leader", "BUS": "executive",
    "JRN": "journalist", "EDU": "professor", "REL": "cleric", "CVL": "activist", "LAB": "union leader", "CRM": "gang leader",
}  # fmt: skip
"""The office under which an imported holder of a sector is kept: the files tell roles, not offices."""
_GROUPS = frozenset({"REB", "UAF", "OPP", "PTY", "CRM"})


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry: its names in the order told, and its codes, each with first and last day or None."""

    line: int
    names: tuple[str, ...]
    codes: tuple[tuple[str, str | None, str | None], ...]


@dataclass
class Imported:
    """CSV rows by table, what was skipped (line and reason), and how many entries gave a row."""

    holders: list[tuple[str, ...]] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    agencies: list[tuple[str, ...]] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    taken: int = 0


def read_actors(lines: Iterable[str]) -> Iterator[Actor]:
    """The entries of an actor file in order; lines that belong to none (substitution sets, stray text) are entries without codes."""
    number, names, codes = 0, list[str](), list[tuple[str, str | None, str | None]]()
    for count, raw in enumerate(lines, 1):
        line = re.split(r"[;#]", raw, maxsplit=1)[0].rstrip()
        if not line.strip():
            continue
        opens = not line[0].isspace() and line[0] not in "+&["
        if opens:
            if names:
                yield Actor(number, tuple(names), tuple(codes))
            number, names, codes = count, [], []
        found = _NAME.match(line) if line.lstrip()[0] != "[" and not line[0].isspace() else None
        if found and found.group(1).strip():
            names.append(_told(found.group(1)))
        codes += [_coded(match) for match in _BRACKET.finditer(line)]
    if names:
        yield Actor(number, tuple(names), tuple(codes))


def _told(name: str) -> str:
    """ "HAMID_KARZAI_" as "Hamid Karzai"; words without a vowel stay in capitals: "DLF"."""
    words = name.strip().strip("_").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:].lower() if set(word) & set("AEIOUY") else word for word in words)


def _coded(match: re.Match[str]) -> tuple[str, str | None, str | None]:
    code, sign, day, first, last = match.groups()
    if first:
        return code, _iso(first), _iso(last)
    if sign:
        return code, (_iso(day) if sign == ">" else None), (_iso(day) if sign == "<" else None)
    return code, None, None


def _iso(day: str) -> str:
    if len(day) == 8:
        return f"{day[:4]}-{day[4:6]}-{day[6:]}"
    century = "19" if int(day[:2]) > _PIVOT else "20"
    return f"{century}{day[:2]}-{day[2:4]}-{day[4:6]}"


def import_actors(actors: Iterable[Actor], tables: EntityTables) -> Imported:
    """Rows for the overlay: dated entries become holders, others groups and agencies; what the tables know already is left out."""
    found = Imported()
    claimed: set[str] = set()
    for actor in actors:
        reason = _import_one(actor, tables, found, claimed)
        if reason:
            found.skipped.append((actor.line, f"{actor.names[0]}: {reason}"))
        else:
            found.taken += 1
    return found


def _import_one(actor: Actor, tables: EntityTables, found: Imported, claimed: set[str]) -> str | None:
    """Add the rows of an entry; returns why there are none, or None."""
    if not actor.codes:
        return "expected a code in brackets, found none"
    dated = [(code, first, last) for code, first, last in actor.codes if first]
    if dated:
        return _import_holder(actor, dated, tables, found, claimed)
    iso3, _, sector = coded_for(actor.codes[0][0], tables)
    if iso3 is None and sector is None:
        return f"expected a state or a role, found {actor.codes[0][0]}"
    names = [name for name in actor.names if tables.names.get(name) is None and name not in claimed]
    if not names:
        return "known already"
    claimed.update(names)
    row = (names[0], ";".join(names[1:]), iso3 or "", sector or "", "")
    (found.groups if sector in _GROUPS else found.agencies).append(row)
    return None


def _import_holder(
    actor: Actor,
    dated: Iterable[tuple[str, str | None, str | None]],
    tables: EntityTables,
    found: Imported,
    claimed: set[str],
) -> str | None:
    holders = tables.holders
    known = holders.by_name.get(full_key(actor.names[0]))
    if known is None and full_key(actor.names[0]) in claimed:
        return "named twice"
    claimed.add(full_key(actor.names[0]))
    others = [
        n
        for n in actor.names[1:]
        if len(n.split()) > 1 and full_key(n) not in holders.by_name and full_key(n) not in claimed
    ]
    claimed.update(full_key(name) for name in others)
    rows: list[tuple[str, ...]] = []
    for code, first, last in dated:
        iso3, body, sector = coded_for(code, tables)
        of, office = iso3 or body, _OFFICES.get(sector or "")
        if of and office and first:
            names = ";".join(others) if not rows else ""
            rows.append((known or actor.names[0], of, office, first, last or "", "", "day", "own", "no", names))
    if not rows:
        return "expected a state with a role that somebody holds, found " + ", ".join(code for code, _, _ in dated)
    found.holders += rows
    return None


def coded_for(code: str, tables: EntityTables) -> tuple[str | None, str | None, str | None]:
    """State, body and PLOVER sector of a CAMEO actor code: "USAGOV" (USA, None, GOV), "IGOUNO" (None, UNO, None)."""
    parts = [code[n : n + 3] for n in range(0, len(code), 3)]
    iso3 = STATES.get(parts[0], parts[0])
    state = iso3 if iso3 in tables.states else None
    body = next((BODIES[part] for part in parts if part in BODIES), None) if state is None else None
    sector = next((SECTORS[part] for part in parts[1 if state else 0 :] if part in SECTORS), None)
    return state, body, sector
