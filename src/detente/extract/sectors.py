"""PLOVER sectors (manual 5.2) of people by their office, the body they belong to, and whether they have left it."""

from __future__ import annotations

from detente.lexicon.entities import Named, TitleRow
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


def left(sector: str | None) -> str | None:
    """The sector of somebody who has left: ELI for a state's service (manual 5.2: former government officials), else as it was."""
    return "ELI" if sector in STATE_SECTORS else sector
