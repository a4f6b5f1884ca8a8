"""The state a report is written in, where its outlet, dateline or byline tells one: whose "the foreign ministry" it then is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from detente.extract.pages import Hit
from detente.lexicon.entities import EntityTables
from detente.lexicon.phrases import fold_words
from detente.records.kinds import Report

_TALKED_OF = 4
"""Times that a state is named before a report is about it."""
_TELLING = frozenset({"dateline", "byline", "head"})


def home_state(report: Report, tables: EntityTables, hits: Iterable[Hit]) -> str | None:
    """ISO3 of the one state that the places of outlet, dateline, byline and head lie in; None where they tell none or several.

    A state that the report itself names less than a fifth as often as the one it names most only hosts the story: "SANTO DOMINGO" over a quarrel of
    Colombia and Ecuador.
    """
    found = _states(report.outlet or "", tables)
    for region in report.regions:
        if region.role in _TELLING and region.start < 1000:
            found = found or _states(report.text[region.start : region.end], tables)
    if len(found) != 1:
        return None
    home = next(iter(found))
    named = Counter(hit.named.iso3 for hit in hits if hit.named.iso3)
    most = max(named.values(), default=0)
    return home if 5 * named[home] >= most or most < _TALKED_OF else None


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
