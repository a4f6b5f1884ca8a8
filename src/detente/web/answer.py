"""A page function as an answer: HTML, or the same view as JSON where the address ends in ``.json``."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from detente.errors import InputError, StoreError
from detente.records.codec import to_row
from detente.records.kinds import KINDS
from detente.store.database import Store, open_store, snapshot
from detente.web.ask import Ask, File, NotHereError, Page, Show
from detente.web.render import render

TWIN = ".json"


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no page."""

    message: str


def endpoint(path: Path, show: Show) -> Callable[[Request], Response]:
    """What answers the requests for a page; each one opens the record anew, and only to read."""

    def answer(request: Request) -> Response:
        parts = {name: str(value) for name, value in request.path_params.items()}
        as_json = request.url.path.endswith(TWIN)
        try:
            with _reading(path) as store, snapshot(store):
                page, as_json = _shown(store, show, parts, request)
                return send(request, page, as_json=as_json)
        except NotHereError as error:
            return refuse(request, str(error), 404, as_json=as_json)
        except InputError as error:
            return refuse(request, str(error), 400, as_json=as_json)
        except (StoreError, sqlite3.OperationalError) as error:
            return refuse(request, f"the record cannot be read now: {error}", 503, as_json=as_json)

    return answer


def send(request: Request, page: Page | File, *, as_json: bool) -> Response:
    """A page as HTML or JSON, a file as something to save."""
    if isinstance(page, File):
        name = quote(page.name, safe="")
        header = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(page.content, media_type=page.media_type, headers=header)
    if as_json:
        told = {"title": page.title, **plain(page.view)}
        return Response(json.dumps(told), page.status, media_type="application/json")
    return HTMLResponse(render(page, request), page.status)


def refuse(request: Request, message: str, status: int, *, as_json: bool) -> Response:
    """A page that says in one line what was expected and what was found."""
    titles = {404: "Not in this record", 400: "This cannot be shown", 401: "A token is needed", 403: "Not allowed"}
    return send(
        request,
        Page(titles.get(status, "Something is wrong"), "trouble.html.jinja", Trouble(message), status=status),
        as_json=as_json,
    )


def plain(value: Any) -> Any:
    """A view as JSON values; rows of the record look as they do in its JSON lines."""
    if type(value) in KINDS.values():
        return to_row(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [plain(item) for item in (sorted(value) if isinstance(value, frozenset | set) else value)]
    return value


def _shown(store: Store, show: Show, parts: dict[str, str], request: Request) -> tuple[Page | File, bool]:
    """The page, and whether its twin is asked for; the whole name is tried first, since an id may end in ``.json`` itself."""
    query = dict(request.query_params.items())
    ticked = tuple(dict.fromkeys(request.query_params.getlist("fact")))
    is_twin = getattr(request.scope.get("route"), "path", "").endswith(TWIN)
    try:
        return show(Ask(store, parts, query, ticked)), is_twin
    except NotHereError:
        if is_twin or not parts.get("id", "").endswith(TWIN):
            raise
        return show(Ask(store, {**parts, "id": parts["id"].removesuffix(TWIN)}, query, ticked)), True


def _reading(path: Path) -> Store:
    store = open_store(path, create=False)
    store.connection.execute("PRAGMA query_only = ON")
    return store
