"""Web pages: text and metadata by trafilatura, without network."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import BinaryIO

from detente.errors import InputError
from detente.ingest.fields import Given, build_raw
from detente.ingest.reading import read_all
from detente.records.raw import RawReport, Skipped

_DATES = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2199-12-31"}
"""Only dates the page declares, and no upper limit that moves with the day of reading: the same page gives the same record."""


def read_html(stream: BinaryIO, given: Given, *, where: str, stem: str) -> Iterator[RawReport | Skipped]:
    """The one report of a page: its main text, paragraphs on lines of their own. Raises InputError."""
    data = read_all(stream)
    if not data.strip():
        raise InputError("expected a page, found an empty file")
    if not re.search(rb"<[a-zA-Z!/]|<\0[a-zA-Z!/]", data):
        raise InputError("expected HTML, found no tag")
    from trafilatura import bare_extraction

    for library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):  # else they warn on stderr
        logging.getLogger(library).addHandler(logging.NullHandler())

    try:
        # Measured by eval/pages.py: without its fallbacks trafilatura keeps more of an article and is three times as fast; the
        # furniture that stays is marked by the rules for regions, where a user can see it.
        page = bare_extraction(
            data,
            fast=True,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # whatever a broken page makes the library do, the other reports are read
        raise InputError(f"expected a page with an article, found one that cannot be read ({error!r:.80})") from error
    if page is None or isinstance(page, dict) or not page.text:
        raise InputError("expected a page with an article, found no main text")
    fields = {"outlet": page.sitename or page.hostname, "title": page.title, "published": page.date, "url": page.url}
    yield build_raw(fields, page.text, given, kind="html", where=where, stem=stem)
