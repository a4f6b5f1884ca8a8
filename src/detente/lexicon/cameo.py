"""CAMEO codes of PLOVER types and modes, for who works with the older code book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.lexicon.files import DataFolder, Row

Codes = Mapping[tuple[str, str], str]


class CameoRow(Row):
    """The CAMEO code nearest to a type and mode; without ``mode`` that of the type."""

    type: str
    mode: str = ""
    code: str


def load_cameo(folder: DataFolder) -> Codes:
    """(type, mode) -> code; raises LexiconError for a row with unknown keys."""
    return {(row.type, row.mode): row.code for _, row in folder.csv_rows("events/cameo.csv", CameoRow)}


def cameo_code(type_: str, modes: Iterable[str], codes: Codes) -> str:
    """The code of an event: its first mode's, else its type's."""
    return next((codes[type_, mode] for mode in modes if (type_, mode) in codes), codes.get((type_, ""), ""))
