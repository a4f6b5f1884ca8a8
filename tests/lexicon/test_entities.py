"""The entity tables: every row loads, codes point somewhere, clashes are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import LexiconError
from detente.lexicon.entities import EntityTables, load_entities, plural_of
from detente.lexicon.files import DataFolder


@pytest.fixture(scope="module")
def tables() -> EntityTables:
    return load_entities(DataFolder())


@pytest.mark.parametrize(
    ("phrase", "form", "code"),
    [
        ("Türkiye", "name", "TUR"),
        ("Turkiye", "name", "TUR"),
        ("KYIV", "capital", "UKR"),
        ("Kiev", "capital", "UKR"),
        ("Côte d’Ivoire", "name", "CIV"),
        ("Democratic Republic of Congo", "name", "COD"),
        ("Republic of the Congo", "name", "COG"),
        ("Nigerien", "demonym", "NER"),
        ("Nigerians", "demonym", "NGA"),
        ("Frenchmen", "demonym", "FRA"),
        ("Quai d'Orsay", "seat", "FRA"),
        ("Blue House", "seat", "KOR"),
        ("USSR", "name", "SUN"),
        ("Odessa", "place", "UKR"),
        ("ECOWAS", "name", "ECOWAS"),
        ("European Commission", "name", "EU"),
        ("Arab League", "name", "ARL"),
        ("Syldavian", "demonym", "XSD"),
        ("Mudville", "capital", "XEL"),
    ],
)
def test_names(tables: EntityTables, phrase: str, form: str, code: str) -> None:
    named = tables.names.get(phrase)
    assert named is not None
    assert (named.form, named.iso3 or named.code) == (form, code)


@pytest.mark.parametrize("phrase", ["us", "who", "polish", "turkey", "Who", "it"])
def test_common_words_are_no_names(tables: EntityTables, phrase: str) -> None:
    assert tables.names.get(phrase) is None


def test_every_state_and_holder_is_known(tables: EntityTables) -> None:
    assert len(tables.states) >= 258
    assert all(row.of in tables.states or row.of in tables.bodies for row in tables.holders.rows)
    assert all(row.from_[: len(row.until)] <= row.until for row in tables.holders.rows if row.until)


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("spokesman", "spokesmen"),
        ("ministry", "ministries"),
        ("envoy", "envoys"),
        ("chief", "chiefs"),
        ("coach", "coaches"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


def test_an_unknown_code_is_named_with_file_and_line(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    folder.mkdir()
    (folder / "groups.csv").write_text("label,names,iso3,sector,cased\nDorn Front,,QQQ,REB,\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"groups\.csv:2: iso3: expected a code of states\.csv, found 'QQQ'"):
        load_entities(DataFolder(overlay=tmp_path))


@pytest.mark.parametrize(
    ("declared", "iso3"), [(None, None), ("also: [Danube Front]", "XFR"), ("also: [Freedonia]", "XRU")]
)
def test_a_name_of_two_has_to_be_declared(declared: str | None, iso3: str | None, tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    folder.mkdir()
    (folder / "groups.csv").write_text(
        "label,names,iso3,sector,cased\nDanube Front,Freedonia,XRU,REB,\n", encoding="utf-8"
    )
    if declared is None:
        with pytest.raises(
            LexiconError, match="expected one meaning of 'Freedonia', found 'Freedonia' and 'Danube Front'"
        ):
            load_entities(DataFolder(overlay=tmp_path))
        return
    first = "Freedonia" if "Danube" in declared else "Danube Front"
    (folder / "clashes.yaml").write_text(f"- {{name: Freedonia, first: {first}, {declared}}}\n", encoding="utf-8")
    named = load_entities(DataFolder(overlay=tmp_path)).names.get("Freedonia")
    assert named is not None
    assert named.iso3 == iso3


def test_an_overlay_adds_a_state(tmp_path: Path) -> None:
    folder = tmp_path / "entities"
    folder.mkdir()
    head = "iso3,label,names,demonyms,capitals,seats,from,until\n"
    (folder / "states.csv").write_text(head + "XKL,Klaria,,Klarian,Dorn,,,\n", encoding="utf-8")
    named = load_entities(DataFolder(overlay=tmp_path)).names.get("Klarians")
    assert named is not None
    assert named.iso3 == "XKL"
