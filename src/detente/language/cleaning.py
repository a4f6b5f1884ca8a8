"""Raw report -> Report: every part of the text gets a role, the whole a language and a genre; nothing is deleted."""

from __future__ import annotations

from detente.language.genre import find_genre
from detente.language.regions import mark_regions
from detente.language.tongue import find_language
from detente.lexicon.lexicon import Lexicon
from detente.records.ids import report_id
from detente.records.kinds import Report
from detente.records.raw import RawReport


def clean_report(raw: RawReport, lexicon: Lexicon) -> Report:
    """The report with every stretch of its text in one region that has a role and a reason."""
    language = find_language(raw.text, lexicon.regions)
    regions = mark_regions(raw.text, title=raw.title, english=language in ("en", None), rules=lexicon.regions)
    headline = next((raw.text[r.start : r.end] for r in regions if r.role == "headline"), None)
    return Report(
        id=raw.id or report_id(raw.text),
        outlet=raw.outlet,
        title=raw.title or headline,
        published=raw.published,
        language=language,
        genre=find_genre(raw.text, raw.outlet, regions, lexicon.regions),
        url=raw.url,
        text=raw.text,
        regions=regions,
    )
