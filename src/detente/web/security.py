"""What keeps the desk to its user: headers, the name it is called by, and the token of an open address."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
COOKIE = "detente"
ENTER = "/enter"
STATIC = "/static/"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of every answer: nothing from elsewhere, no script or style in the page itself, in nobody's frame."""

Answer = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets through who may read: any request to this machine's own address, else whoever knows the token."""

    app: ASGIApp
    token: str | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer: ASGIApp = self.app
        if self.token is None and host_name(headers.get("host", "")) not in LOCAL:
            answer = PlainTextResponse("The desk answers only as localhost.\n", 400)
        elif self.token is not None and not self._knows(scope, headers):
            answer = RedirectResponse(ENTER, 303) if scope["method"] in ("GET", "HEAD") else _closed()
        await answer(scope, receive, _with_headers(send))

    def _knows(self, scope: Scope, headers: Headers) -> bool:
        if scope["path"] == ENTER or scope["path"].startswith(STATIC):
            return True
        assert self.token is not None
        scheme, _, told = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(told.strip(), self.token):
            return True
        return _same(read_cookie(headers.get("cookie", "")), pass_of(self.token))


def pass_of(token: str) -> str:
    """What the cookie of somebody who gave the token holds; the token cannot be had back from it."""
    return hmac.new(token.encode(), b"detente desk", hashlib.sha256).hexdigest()


def is_token(told: str, token: str) -> bool:
    """Whether a told token is the right one, in a time that does not tell how much of it was."""
    return _same(told, token)


def read_cookie(header: str) -> str:
    """The desk's cookie in a request, empty where there is none."""
    try:
        held = SimpleCookie(header).get(COOKIE)
    except Exception:  # http.cookies raises what it likes on a broken header
        return ""
    return held.value if held else ""


def host_name(host: str) -> str:
    """The host of a Host header without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _same(told: str, held: str) -> bool:
    return hmac.compare_digest(told.encode("utf-8", "replace"), held.encode("utf-8", "replace"))


def _closed() -> PlainTextResponse:
    return PlainTextResponse("A token is needed.\n", 401)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
