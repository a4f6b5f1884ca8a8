"""The desk put together: one line a page."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from detente.web.answer import endpoint, refuse
from detente.web.ask import Show
from detente.web.pages.brief import save_docx, save_html, save_markdown, show_brief
from detente.web.pages.commitments import show_commitments
from detente.web.pages.corrections import show_corrections, take_correction
from detente.web.pages.enter import enter_page, take_token
from detente.web.pages.entities import show_entities
from detente.web.pages.entity import show_entity
from detente.web.pages.fact import show_fact
from detente.web.pages.finding import show_finding
from detente.web.pages.findings import show_findings
from detente.web.pages.help import show_help
from detente.web.pages.relation import show_relation
from detente.web.pages.report import show_report
from detente.web.pages.reports import show_reports
from detente.web.pages.search import show_search
from detente.web.pages.stories import show_stories
from detente.web.pages.story import show_story
from detente.web.security import ENTER, Gate

STATIC = Path(__file__).resolve().parent / "static"

PAGES: tuple[tuple[str, Show], ...] = (
    ("/", show_stories),
    ("/stories", show_stories),
    ("/stories.json", show_stories),
    ("/story/{id}/brief", show_brief),
    ("/story/{id}/brief.json", show_brief),
    ("/story/{id}/brief.md", save_markdown),
    ("/story/{id}/brief.html", save_html),
    ("/story/{id}/brief.docx", save_docx),
    ("/story/{id}", show_story),
    ("/reports", show_reports),
    ("/reports.json", show_reports),
    ("/report/{id:path}", show_report),
    ("/fact/{id}", show_fact),
    ("/finding/{id}", show_finding),
    ("/findings", show_findings),
    ("/findings.json", show_findings),
    ("/entities", show_entities),
    ("/entities.json", show_entities),
    ("/entity/{id}", show_entity),
    ("/relation", show_relation),
    ("/relation.json", show_relation),
    ("/relation/{one}/{id}", show_relation),
    ("/commitments", show_commitments),
    ("/commitments.json", show_commitments),
    ("/search", show_search),
    ("/search.json", show_search),
    ("/corrections.json", show_corrections),
    ("/help", show_help),
    ("/help.json", show_help),
)
"""Address -> what is shown there; an address with an id has its JSON twin at the same address with ``.json`` after it."""


def make_app(path: Path, *, token: str | None = None) -> Starlette:
    """The desk over a record file; with a token nobody reads who does not know it."""
    routes: list[BaseRoute] = [Route(address, endpoint(path, show), methods=["GET"]) for address, show in PAGES]
    routes += [
        Route("/corrections", _correcting(path), methods=["GET", "POST"]),
        Route(ENTER, _entering(token), methods=["GET", "POST"]),
        Route("/favicon.ico", lambda request: RedirectResponse("/static/desk.svg"), methods=["GET"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Gate, token=token)],
        exception_handlers={HTTPException: _refuse},
    )
    app.state.write_token = secrets.token_urlsafe(24)
    return app


def _correcting(path: Path) -> Callable[[Request], Awaitable[Response]]:
    show = endpoint(path, show_corrections)

    async def correct(request: Request) -> Response:
        if request.method == "POST":
            return await take_correction(request, path, request.app.state.write_token)
        return await run_in_threadpool(show, request)

    return correct


def _entering(token: str | None) -> Callable[[Request], Awaitable[Response]]:
    async def enter(request: Request) -> Response:
        if token is None:
            return RedirectResponse("/", 303)
        return await take_token(request, token) if request.method == "POST" else enter_page(request)

    return enter


async def _refuse(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = {404: "there is no such page here", 405: "this page can only be looked at"}.get(
        status, "this was not understood"
    )
    as_json = request.url.path.endswith(".json")
    return await run_in_threadpool(refuse, request, told, status, as_json=as_json)
