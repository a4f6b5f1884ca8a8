"""What was corrected, by whom and when; and how a correction is taken."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from detente.errors import DetenteError, InputError
from detente.records.corrections import Correction, CorrectionKind
from detente.records.kinds import EntityType
from detente.store.corrections import Listed, add_correction, list_corrections
from detente.store.database import open_store
from detente.store.views import kinds_of
from detente.web import addresses
from detente.web.answer import refuse
from detente.web.ask import Ask, Page, Turn, turn
from detente.web.pages.stories import Link

EACH = 60
LONGEST = 65_536
"""Bytes of a form that are read."""
KINDS: tuple[str, ...] = get_args(CorrectionKind)
NEW: tuple[str, ...] = get_args(EntityType)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as a line: what it is about, what was there, what it says now, and whether it holds."""

    id: str
    kind: str
    by: str
    at: str
    about: str
    was: str
    now: str
    note: str
    words: str
    rows: tuple[Link, ...]
    problem: str | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Corrections:
    """A page of the log, the last first."""

    corrections: tuple[Corrected, ...]
    turn: Turn


def show_corrections(ask: Ask) -> Page:
    """The corrections of the record, the last first, with what became of each."""
    listed = list(reversed(list_corrections(ask.store)))
    where = turn(ask, len(listed), EACH)
    shown = listed[where.first : where.first + EACH]
    kinds = kinds_of(ask.store, (i for one in shown for i in one.records))
    view = Corrections(tuple(corrected_line(one, kinds) for one in shown), where)
    return Page("Corrections", "corrections.html.jinja", view, "corrections")


def corrected_line(listed: Listed, kinds: Mapping[str, str]) -> Corrected:
    """A correction as a line; ``kinds`` tells which of its rows the record has now."""
    one = listed.correction
    return Corrected(
        one.id,
        one.kind,
        one.by,
        f"{one.at[:16].replace('T', ' ')} UTC",
        f"{one.record} {one.about}",
        ", ".join(one.was),
        new_words(one),
        one.note,
        one.words.quote if one.words else "",
        tuple(Link(i, addresses.row(kinds[i], i)) for i in listed.records if i in kinds),
        listed.problem,
        listed.withdrawn,
    )


def new_words(correction: Correction) -> str:
    """What a correction says instead."""
    if correction.kind == "merge":
        return correction.entities[-1].label if correction.entities else ""
    if correction.kind == "split":
        return f"by {correction.value[0]}: {', '.join(correction.value[1:])}" if correction.value else ""
    if correction.kind in ("speaker", "actor", "recipient", "holder"):
        return ", ".join(entity.label for entity in correction.entities) or "nobody"
    return ", ".join(correction.value)


async def take_correction(request: Request, path: Path, token: str) -> Response:
    """Keep the correction of a form, and show the log; refused without the token that only this desk's own pages hold."""
    if int(request.headers.get("content-length") or LONGEST + 1) > LONGEST:
        return await run_in_threadpool(refuse, request, "expected a short form, found a long one", 400, as_json=False)
    form = await request.form(max_files=0, max_fields=40)
    if not _is_own(request, form, token):
        message = "a correction has to come from a page of this desk that was opened since it was started"
        return await run_in_threadpool(refuse, request, message, 403, as_json=False)
    try:
        made = await run_in_threadpool(_keep, path, form)
    except DetenteError as error:
        return await run_in_threadpool(refuse, request, str(error), 400, as_json=False)
    return RedirectResponse(f"/corrections#{made[0].id}", 303)


def _is_own(request: Request, form: FormData, token: str) -> bool:
    origin, host = request.headers.get("origin"), request.headers.get("host", "")
    if origin not in (None, f"http://{host}", f"https://{host}"):
        return False
    return secrets.compare_digest(_text(form, "token").encode(), token.encode())


def _keep(path: Path, form: FormData) -> tuple[Correction, ...]:
    kind, new = _text(form, "kind"), _text(form, "new") or None
    if kind not in KINDS:
        raise InputError(f"expected a kind of correction ({', '.join(KINDS)}), found {kind!r}")
    if new is not None and new not in NEW:
        raise InputError(f"expected a type of name ({', '.join(NEW)}), found {new!r}")
    values = tuple(v.strip() for v in form.getlist("value") if isinstance(v, str) and v.strip())
    if kind in ("speaker", "actor", "recipient", "holder"):
        values = tuple(part.strip() for value in values for part in value.split(";") if part.strip())
    with open_store(path, create=False) as store:
        return add_correction(
            store,
            _text(form, "about"),
            cast("CorrectionKind", kind),
            by=_text(form, "by"),
            value=values,
            note=_text(form, "note"),
            new=cast("EntityType | None", new),
            at=_span(form) if kind == "region" else None,
        )


def _span(form: FormData) -> tuple[int, int]:
    start, end = _text(form, "start"), _text(form, "end")
    if not all(n.isascii() and n.isdigit() and len(n) < 12 for n in (start, end)):
        raise InputError(f"expected two places of the text as whole numbers, found {start!r} and {end!r}")
    return int(start), int(end)


def _text(form: FormData, name: str) -> str:
    told = form.get(name)
    return told.strip() if isinstance(told, str) else ""
