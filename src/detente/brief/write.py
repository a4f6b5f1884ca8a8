"""Brief -> text for the terminal, Markdown or one self-contained HTML page."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente.brief.build import build_brief
from detente.brief.pages import Brief, Line, Page, Section, Table
from detente.errors import InputError
from detente.records.coding import Record

Format = Literal["text", "md", "html"]
WIDTH = 100
"""Columns of the text format."""


def write_brief(record: Record, *, format: Format = "text", story: str | None = None) -> str:  # noqa: A002
    """The brief of a record, of one story where ``story`` is its id; raises InputError on an unknown story or format."""
    return put_brief(build_brief(record, story=story), format=format)


def put_brief(brief: Brief, *, format: Format = "text") -> str:  # noqa: A002
    """A built brief as text, Markdown or HTML; raises InputError on another format."""
    if format == "text":
        return _text(brief)
    if format in ("md", "html"):
        return _environment().get_template(f"brief.{format}.jinja").render(brief=brief)
    raise InputError(f"expected text, md or html, found {format!r}")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("detente.brief"),
        autoescape=lambda name: bool(name and ".html" in name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = _escape_markdown
    return environment


def _escape_markdown(text: str) -> str:
    """Report text that Markdown must not read as markup; a line never starts a list, heading or quotation by accident."""
    escaped = re.sub(r"([\\`*_{}\[\]<>|~#])", r"\\\1", text)
    return re.sub(r"^(\s*)(\d+)([.)])", r"\1\2\\\3", re.sub(r"^(\s*)([-+=])", r"\1\\\2", escaped))


def _text(brief: Brief) -> str:
    pages = [line for page in brief.pages for line in _text_page(page)]
    if not brief.pages:
        pages = ["No reports were read.", ""]
    end = ["HOW FAR TO TRUST THIS", ""]
    end += [line for text in (*brief.accuracy, *brief.cautions) for line in _wrapped(text, "- ", "  ")]
    return "\n".join([*pages, *end, "", *_wrapped(f"Made by {brief.made_by}."), ""])


def _text_page(page: Page) -> list[str]:
    title = _wrapped(page.title)
    lines = [*title, "=" * max(map(len, title), default=0), *_wrapped(page.span), ""]
    lines += [line for report in page.reports for line in _wrapped(report, "- ", "  ")]
    for section in page.sections:
        lines += ["", section.heading.upper(), *_wrapped(section.hint)]
        lines += _text_section(section)
    lines += ["", "SOURCES"]
    for note in page.notes:
        day = f", {note.day}" if note.day else ""
        lines += _wrapped(f"{note.outlet}{day}: {note.quote}", f"[{note.number}] ", "    ")
    return [*lines, ""]


def _text_section(section: Section) -> list[str]:
    lines: list[str] = []
    for group in section.groups:
        if group.heading:
            lines += _wrapped(group.heading)
        for line in group.lines:
            lines += _wrapped(_with_notes(line), "  - " if group.heading else "- ", "    " if group.heading else "  ")
    if section.table:
        lines += _text_table(section.table)
    elif not section.groups:
        lines.append("Nothing found.")
    return [*lines, *_wrapped(section.more)]


def _text_table(table: Table) -> list[str]:
    """A row as a line of its fact and one of its cells, each with the head of its column."""
    lines: list[str] = []
    for row in table.rows:
        cells = (f"{column.label} {cell}" for column, cell in zip(table.columns, row.cells, strict=True))
        lines += [*_wrapped(row.label, "- ", "  "), *_wrapped(" | ".join(cells), "  ", "  ")]
    return lines


def _with_notes(line: Line) -> str:
    marks = "".join(f"[{n}]" for n in line.notes)
    return f"{line.text} {marks}" if marks else line.text


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    plain = "".join(c if c.isprintable() else " " for c in text)
    return textwrap.wrap(plain, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
