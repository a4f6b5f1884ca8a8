"""Templates: everything they print is escaped and made plain first."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request

from detente.brief.dates import plain_day, plain_span
from detente.brief.footnotes import shorten
from detente.brief.rules import load_brief_rules
from detente.brief.shown import plain_text
from detente.web import addresses
from detente.web.ask import Page, Turn
from detente.web.words import day_words, kind_word, plural, sure_word


def render(page: Page, request: Request) -> str:
    """The page as HTML."""
    template = _environment().get_template(page.template)
    return template.render(
        page=page,
        view=page.view,
        title=page.title,
        twin=addresses.twin(request.url.path, str(request.url.query)),
        write_token=request.app.state.write_token,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("detente.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=plain_day,
        shorten=shorten,
        line=_line,
        plural=plural,
        kind_word=kind_word,
        day_words=day_words,
        sure=sure_word,
    )
    environment.globals.update(at=addresses, span=plain_span, turn_to=_turn_to, word=load_brief_rules().word)
    return environment


def _plain(value: Any) -> Any:
    """What stands in the record never reaches the page unlooked at."""
    if isinstance(value, Markup):
        return value
    return plain_text(value) if isinstance(value, str) else "" if value is None else value


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _turn_to(turn: Turn, page: int) -> str:
    return "?" + urlencode({**turn.query, "page": page}, errors="replace")
