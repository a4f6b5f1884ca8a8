"""The brief of a story: a page to print, and the same as Markdown, HTML or a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from detente.brief.build import build_brief
from detente.brief.docx import write_docx
from detente.brief.pages import Brief
from detente.brief.write import put_brief
from detente.store.views import load_story
from detente.web import addresses
from detente.web.ask import Ask, File, NotHereError, Page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class BriefView:
    """A brief with the addresses of its files; ``chosen`` counts the ticked facts, 0 where none was."""

    story: str
    brief: Brief
    chosen: int
    files: tuple[tuple[str, str], ...]


def show_brief(ask: Ask) -> Page:
    """The brief as a page: the ticked facts if some are, else the best evidenced that one page has room for."""
    brief = brief_of(ask)
    query = "?" + urlencode([("fact", f) for f in ask.ticked], errors="replace") if ask.ticked else ""
    endings = (("Word", ".docx"), ("Markdown", ".md"), ("HTML", ".html"))
    story = ask.parts["id"]
    files = tuple((name, addresses.brief(story, ending) + query) for name, ending in endings)
    title = f"Brief: {brief.pages[0].title}"
    return Page(title, "brief.html.jinja", BriefView(story, brief, len(ask.ticked), files), "stories")


def brief_of(ask: Ask) -> Brief:
    """The brief of the story asked for."""
    record = load_story(ask.store, ask.parts["id"])
    if record is None:
        raise NotHereError(f"expected the id of a story of this record, found {ask.parts['id']!r}")
    return build_brief(record, story=ask.parts["id"], only=frozenset(ask.ticked) if ask.ticked else None)


def save_markdown(ask: Ask) -> File:
    """The brief as Markdown."""
    return File(_name(ask, "md"), "text/markdown; charset=utf-8", _bytes(put_brief(brief_of(ask), format="md")))


def save_html(ask: Ask) -> File:
    """The brief as one self-contained HTML file."""
    return File(_name(ask, "html"), "text/html; charset=utf-8", _bytes(put_brief(brief_of(ask), format="html")))


def save_docx(ask: Ask) -> File:
    """The brief as a Word document."""
    return File(_name(ask, "docx"), DOCX, write_docx(brief_of(ask)))


def _name(ask: Ask, ending: str) -> str:
    return f"brief-{ask.parts['id']}.{ending}"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
