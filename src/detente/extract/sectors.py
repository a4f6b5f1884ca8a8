"""PLOVER sectors (manual 5.2) of people by their office, the body they belong to, and whether they have left it."""

from __future__ import annotations

from collections.abc import Iterable

from detente.lexicon.entities import EntityTables, Named, TitleRow
from detente.lexicon.holders import STATE_SECTORS

_OF_BODY = frozenset(
    ["president", "speaker", "chairman", "head", "director", "official", "spokesman", "spokeswoman", "spokesperson", "representative",
     "secretary-general", "vice-president", "leader", "adviser"]
)  # fmt: skip
"""Titles by id whose holder is of the sector of the body: "president of the parliament", "CIA director", "army spokesman"."""


def sector_of(title: TitleRow, owner: Named | None, *, former: bool = False) -> str | None:
    """The sector of a title's holder: the body's where the title says little, ELI of one who has left a state's service."""
    own = title.sector
    if owner is not None and owner.type == "organisation" and owner.sector and title.id in _OF_BODY:
        own = owner.sector
    return left(own) if former else own


def sector_told(words: Iterable[str], sector: str | None, tables: EntityTables) -> str | None:
    """The sector that the words of a phrase tell better than its noun: "Jewish community leaders" REL, "anti-government protesters" OPP.

    Only for nouns that say little of what their people do; PLOVER manual 5.2.
    """
    told = frozenset(words)
    if (
        sector in {"GOV", "SOC", "CVL", None}
        and told & tables.word_list("religions")
        and told & tables.word_list("religious-heads")
    ):
        return "REL"
    if sector == "CVL" and told & tables.word_list("anti-words") and told & tables.word_list("protesters"):
        return "OPP"
    return sector


def body_sector(words: Iterable[str], sector: str | None, tables: EntityTables) -> str | None:
    """The sector of a body by the words of its name, where its noun tells none: "the Northern Medical Alliance" MED."""
    if sector not in {None, "UNK", "CVL", "SOC"}:
        return sector
    told = [word.lower() for word in words]
    return next((code for code in _BODY_SECTORS if tables.word_list(f"body-{code.lower()}") & set(told)), sector)


_BODY_SECTORS = ("MED", "MIL", "COP", "EDU", "REL", "LAB", "AGR", "JRN", "JUD")
"""Sectors that have a list of words ``body-...`` in ``words.yaml``, the first that fits wins."""


def left(sector: str | None) -> str | None:
    """The sector of somebody who has left: ELI for a state's service (manual 5.2: former government officials), else as it was."""
    return "ELI" if sector in STATE_SECTORS else sector
