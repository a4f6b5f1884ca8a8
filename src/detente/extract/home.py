"""The state a report is written in, where its dateline or byline tells one: whose "the foreign ministry" it then is."""

from __future__ import annotations

from detente.lexicon.entities import EntityTables
from detente.lexicon.phrases import fold_words
from detente.records.kinds import Report

_TELLING = frozenset({"dateline", "byline", "head"})


def home_state(report: Report, tables: EntityTables) -> str | None:
    """ISO3 of the one state that the places of dateline, byline and head lie in; None where they tell none or several."""
    found: set[str] = set()
    for region in report.regions:
        if region.role in _TELLING and region.start < 1000:
            found |= _states(report.text[region.start : region.end], tables)
    return next(iter(found)) if len(found) == 1 else None


def _states(text: str, tables: EntityTables) -> set[str]:
    words = fold_words(text)
    found: set[str] = set()
    place = 0
    while place < len(words):
        hit = tables.names.longest_at(words, place)
        if hit and hit[1].iso3 and hit[1].form in {"capital", "place", "name"} and hit[1].type in {"state", "place"}:
            found.add(hit[1].iso3)
        place += hit[0] if hit else 1
    return found
