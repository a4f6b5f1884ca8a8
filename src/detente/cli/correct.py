"""``detente correct``: say what is wrong, or right, about a line of a record."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.screen import say
from detente.errors import InputError
from detente.records.corrections import Correction, CorrectionKind
from detente.records.kinds import EntityType
from detente.store.correcting import Wish
from detente.store.corrections import add_wishes
from detente.store.database import open_store


class NewType(StrEnum):
    """What somebody is that no report names so far."""

    PERSON = "person"
    STATE = "state"
    IGO = "igo"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"


Parties = Annotated[
    list[str] | None, typer.Option(help="Who it is: a name, code or id; once for each; - for nobody.", metavar="NAME")
]


def correct_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db.", metavar="FILE.db")],
    identity: Annotated[
        str, typer.Argument(help="The id of a fact, entity, report or correction (a name for an entity).", metavar="ID")
    ],
    by: Annotated[str, typer.Option(help="Who corrects.", metavar="NAME")],
    accept: Annotated[bool, typer.Option("--accept", help="The fact is right (and back, if it was rejected).")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The fact is wrong: it leaves the record.")] = False,
    type_: Annotated[
        str | None, typer.Option("--type", help="The event's or commitment's type.", metavar="TYPE")
    ] = None,
    mode: Annotated[
        list[str] | None, typer.Option(help="With --type: the event's mode; once for each.", metavar="MODE")
    ] = None,
    speaker: Parties = None,
    actor: Parties = None,
    recipient: Parties = None,
    holder: Parties = None,
    new: Annotated[NewType | None, typer.Option(help="The names are of somebody no report names so far.")] = None,
    into: Annotated[
        str | None, typer.Option("--merge-into", help="The entity is this one: a name, code or id.", metavar="ENTITY")
    ] = None,
    split_name: Annotated[
        list[str] | None, typer.Option(help="This name of the entity is another's; once for each.", metavar="NAME")
    ] = None,
    split_report: Annotated[
        list[str] | None, typer.Option(help="In this report the entity is another; once for each.", metavar="REPORT")
    ] = None,
    region: Annotated[
        str | None, typer.Option(help="The part of the report --at is this: body, boilerplate ...", metavar="ROLE")
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="With --region: the characters, as in 120:245.", metavar="START:END")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="The correction of this id no longer holds.")] = False,
    note: Annotated[str, typer.Option(help="Why.", metavar="TEXT")] = "",
) -> None:
    """Correct a line of a record; the correction is kept beside it and holds after every later reading.

    Several options may be given at once.
    """
    if accept and reject:
        raise InputError("expected --accept or --reject, found both")
    flags: dict[CorrectionKind, bool] = {"accept": accept, "reject": reject, "withdraw": withdraw}
    parties: dict[CorrectionKind, list[str] | None] = {
        "speaker": speaker, "actor": actor, "recipient": recipient, "holder": holder
    }  # fmt: skip
    named: EntityType | None = new.value if new else None
    wishes = [Wish(kind, identity) for kind, wanted in flags.items() if wanted]
    wishes += [Wish(kind, identity, tuple(names), named) for kind, names in parties.items() if names]
    wishes += _others(identity, type_, mode, into, split_name, split_report)
    if at is not None and region is None:
        raise InputError("expected --region with --at, found --at alone")
    if region is not None:
        wishes.append(Wish("region", identity, (region,), at=_span(at)))
    if not wishes:
        raise InputError("expected what to correct (--reject, --type, --speaker ...), found nothing")
    with open_store(file, create=False) as store:
        made = add_wishes(store, wishes, by=by, note=note)
    for correction in made:
        say(f"{correction.id}: {summary(correction)}")


def _others(
    identity: str,
    type_: str | None,
    mode: list[str] | None,
    into: str | None,
    split_name: list[str] | None,
    split_report: list[str] | None,
) -> list[Wish]:
    if mode and type_ is None:
        raise InputError("expected --type with --mode, found --mode alone")
    wishes = [Wish("retype", identity, (type_, *(mode or ())))] if type_ is not None else []
    wishes += [Wish("merge", identity, (into,))] if into is not None else []
    wishes += [Wish("split", identity, ("name", *split_name))] if split_name else []
    return wishes + ([Wish("split", identity, ("report", *split_report))] if split_report else [])


def _span(at: str | None) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,12}):(\d{1,12})", at or "")
    if found is None:
        raise InputError(f"expected --at START:END in characters of the report's text, found {at!r}")
    return int(found[1]), int(found[2])


def summary(correction: Correction) -> str:
    """A correction in one line: what it is about, what was there, what it says."""
    told = f"{correction.kind} {correction.record} {correction.about}"
    before, after = ", ".join(correction.was), new_value(correction)
    if before and after:
        return f"{told}: {before} -> {after}"
    return f"{told}: {after or before}" if after or before else told


def new_value(correction: Correction) -> str:
    """What a correction says instead."""
    match correction.kind:
        case "retype" | "region":
            return ", ".join(correction.value)
        case "split":
            return f"by {correction.value[0]}: {', '.join(correction.value[1:])}" if correction.value else ""
        case "merge":
            return correction.entities[-1].label if correction.entities else ""
        case "speaker" | "actor" | "recipient" | "holder":
            return ", ".join(entity.label for entity in correction.entities) or "nobody"
        case _:
            return ""
