"""Where the token of an open address is given once; a cookie keeps it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from detente.web.answer import Trouble, send
from detente.web.ask import Page
from detente.web.security import COOKIE, is_token, pass_of

LONGEST = 4_096
"""Bytes of a form that are read."""


def enter_page(request: Request, *, message: str = "", status: int = 200) -> Response:
    """The form that asks for the token."""
    return send(request, Page("Token", "enter.html.jinja", Trouble(message), status=status), as_json=False)


async def take_token(request: Request, token: str) -> Response:
    """Let in whoever gives the token."""
    if int(request.headers.get("content-length") or LONGEST + 1) > LONGEST:
        return enter_page(request, message="This is no token.", status=400)
    form = await request.form(max_files=0, max_fields=4)
    if not is_token(str(form.get("token", "")), token):
        return enter_page(request, message="This is not the token.", status=403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, pass_of(token), httponly=True, samesite="strict", path="/")
    return answer
