"""``detente relations``: what there is between two parties."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.lists import ListFormat
from detente.cli.opening import open_record
from detente.cli.screen import put_csv, put_lines, put_table, say
from detente.compare.relations import QUADS, Relation
from detente.errors import InputError
from detente.store.relations import load_relations
from detente.store.select import party_keys

_SHORT = ("coop. said", "coop. done", "conflict said", "conflict done")
"""Headings of a table for the four quads."""


def relations_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db or the JSON lines of one.", metavar="FILE")],
    party: Annotated[
        str | None, typer.Option(help="Only with this party: ISO3, code, name or id; a person counts as the state.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None, typer.Option(help="Only between these two.", metavar="PARTY PARTY")
    ] = None,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
) -> None:
    """List pairs of parties: what happened between them, what they said of one another, what they promised.

    Counted is what happened, not what is planned or long past, and each happening once: copies of one origin and tellings that a
    corroborated finding joins count as one.
    """
    if party and between:
        raise InputError("expected --party or --between, found both")
    with open_record(file) as store:
        asked = between or ((party,) if party else ())
        found = load_relations(store, [party_keys(store, name) for name in asked])
    if format_ is ListFormat.JSONL:
        put_lines(json.dumps(relation_row(r), ensure_ascii=False, separators=(",", ":")) for r in found)
    elif format_ is ListFormat.CSV:
        put_csv([*_HEADINGS[:4], *QUADS, *_HEADINGS[4:]], (_cells(r) for r in found))
    else:
        put_table([*_HEADINGS[:4], *_SHORT, *_HEADINGS[4:]], (_cells(r) for r in found))
    if not found:
        say("the record tells of nothing between them" if asked else "the record tells of no two parties")


_HEADINGS = ("one", "other", "from", "until", "origins", "one says", "other says", "commitments")


def relation_row(relation: Relation) -> dict[str, Any]:
    """A relation as plain JSON values."""
    events = [
        {"day": e.day, "until": e.until, "quad": e.quad, "type": e.type, "origins": e.origins, "ids": list(e.ids)}
        for e in relation.events
    ]
    return {
        "kind": "relation",
        "parties": list(relation.parties),
        "names": list(relation.names),
        "from": relation.from_,
        "until": relation.until,
        "quads": dict(zip(QUADS, relation.quads, strict=True)),
        "told": [{"origins": origins, "events": count} for origins, count in relation.told],
        "events": events,
        "said": [list(ids) for ids in relation.said],
        "commitments": list(relation.commitments),
    }


def _cells(relation: Relation) -> list[str]:
    told = "; ".join(f"{count} by {origins}" for origins, count in relation.told)
    counts = (*(len(ids) for ids in relation.said), len(relation.commitments))
    days = (relation.from_ or "", relation.until or "")
    return [*relation.names, *days, *map(str, relation.quads), told, *map(str, counts)]
