"""PETRARCH actor files: names, codes and date brackets as they are written there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon.entities import EntityTables, load_entities
from detente.lexicon.files import DataFolder
from detente.lexicon.petrarch import coded_for, import_actors, read_actors


@pytest.fixture(scope="module")
def tables() -> EntityTables:
    return load_entities(DataFolder())


@pytest.mark.parametrize(
    ("lines", "names", "codes"),
    [
        ("JAN_KARR_ [XRUGOV]", ("Jan Karr",), (("XRUGOV", None, None),)),
        ("JAN_KARR_ ; note\n+KARR_", ("Jan Karr", "Karr"), ()),
        ("JAN_KARR_\n\t[XRUGOV 990101-080507]", ("Jan Karr",), (("XRUGOV", "1999-01-01", "2008-05-07"),)),
        ("JAN_KARR_\n\t[XRU <990101] [XRUELI >20080507]", ("Jan Karr",), (("XRU", None, "1999-01-01"), ("XRUELI", "2008-05-07", None))),
        ("RPKK_FRONT_ [XRUREB] # note", ("RPKK Front",), (("XRUREB", None, None),)),
    ],
)  # fmt: skip
def test_entries(lines: str, names: tuple[str, ...], codes: tuple[tuple[str, str | None, str | None], ...]) -> None:
    (actor,) = read_actors(lines.splitlines())
    assert (actor.names, actor.codes) == (names, codes)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("USA", ("USA", None, None)),
        ("USAGOV", ("USA", None, "GOV")),
        ("AFGINSTAL", ("AFG", None, "REB")),
        ("GBRMED", ("GBR", None, "JRN")),
        ("KSVGOV", ("XKX", None, "GOV")),
        ("IGOUNO", (None, "UNO", None)),
        ("IGOEUREEC", (None, "EU", None)),
        ("NGOHRI", (None, None, "SOC")),
        ("---", (None, None, None)),
    ],
)
def test_codes(code: str, expected: tuple[str | None, str | None, str | None], tables: EntityTables) -> None:
    assert coded_for(code, tables) == expected


def test_a_name_the_tables_know_keeps_its_spelling(tables: EntityTables) -> None:
    found = import_actors(read_actors(["SERGEY_LAVROV_", "\t[RUSGOV 040309-200101]"]), tables)
    assert [row[0] for row in found.holders] == ["Sergei Lavrov"]


@given(st.lists(st.text(alphabet="AB_+[]<>0123456789-;#\t ~", max_size=20), max_size=12))
def test_no_text_raises_and_every_entry_is_accounted_for(lines: list[str]) -> None:
    actors = list(read_actors(lines))
    assert all(actor.names for actor in actors)
    assert sum(len(actor.codes) for actor in actors) <= sum(line.count("[") for line in lines)
