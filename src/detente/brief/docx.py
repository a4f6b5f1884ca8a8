"""Brief -> a Word document with real headings, and notes numbered as on the page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from detente.brief.pages import Brief, Page, Section, Table
from detente.brief.shown import plain_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def write_docx(brief: Brief) -> bytes:
    """The document's bytes."""
    import docx

    document = docx.Document()
    document.core_properties.title = plain_xml(brief.pages[0].title if brief.pages else "No reports")
    document.core_properties.author = ""
    document.core_properties.comments = ""
    for number, page in enumerate(brief.pages):
        if number:
            document.add_paragraph().paragraph_format.page_break_before = True
        _page(document, page)
    document.add_heading("How far to trust this", 2)
    for text in (*brief.accuracy, *brief.cautions):
        document.add_paragraph(plain_xml(text), style="List Bullet")
    document.add_paragraph(plain_xml(f"Made by {brief.made_by}."))
    held = io.BytesIO()
    document.save(held)
    return _undated(held)


def _undated(held: io.BytesIO) -> bytes:
    """The same archive without the time of writing, so that the same brief gives the same bytes."""
    out = io.BytesIO()
    with ZipFile(held) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(ZipInfo(part.filename), old.read(part), ZIP_DEFLATED)
    return out.getvalue()


def _page(document: Document, page: Page) -> None:
    document.add_heading(plain_xml(page.title), 1)
    document.add_paragraph(plain_xml(page.span))
    for report in page.reports:
        document.add_paragraph(plain_xml(report), style="List Bullet")
    for section in page.sections:
        _section(document, section)
    if page.notes:
        document.add_heading("Sources", 2)
    for note in page.notes:
        day = f", {note.day}" if note.day else ""
        document.add_paragraph(plain_xml(f"[{note.number}] {note.outlet}{day}: {note.quote}"))


def _section(document: Document, section: Section) -> None:
    document.add_heading(plain_xml(section.heading), 2)
    if section.hint:
        document.add_paragraph().add_run(plain_xml(section.hint)).italic = True
    for group in section.groups:
        if group.heading:
            document.add_heading(plain_xml(group.heading), 3)
        for line in group.lines:
            paragraph = document.add_paragraph(plain_xml(line.text), style="List Bullet")
            _notes(paragraph, line.notes)
    if section.table:
        _table(document, section.table)
    elif not section.groups:
        document.add_paragraph("Nothing found.")
    if section.more:
        document.add_paragraph(plain_xml(section.more))


def _table(document: Document, table: Table) -> None:
    """A grid whose head is told to Word as one, so that it is repeated on the next page and read out."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    grid = document.add_table(rows=0, cols=len(table.columns) + 1, style="Table Grid")
    for number, texts in enumerate(
        [(table.facts, *(column.label for column in table.columns)), *((r.label, *r.cells) for r in table.rows)]
    ):
        row = grid.add_row()
        if not number:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, texts, strict=True):
            run = cell.paragraphs[0].add_run(plain_xml(text))
            run.bold, run.font.size = not number, Pt(9)


def _notes(paragraph: Paragraph, notes: tuple[int, ...]) -> None:
    if notes:
        paragraph.add_run(" ")
    for note in notes:
        paragraph.add_run(f"[{note}]").font.superscript = True
