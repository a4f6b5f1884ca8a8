"""The dated table of office-holders: who a name means, how he or she stands on a day, and what does not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import LexiconError
from detente.lexicon.entities import load_entities
from detente.lexicon.files import DataFolder
from detente.lexicon.holders import HolderRow, Holders

HEAD = "person,of,office,from,until,gender,precision,source,checked,names\n"


@pytest.fixture(scope="module")
def holders() -> Holders:
    return load_entities(DataFolder()).holders


@pytest.mark.parametrize(
    ("words", "person"),
    [
        ("Sergei Lavrov", "Sergei Lavrov"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Sergei Viktorovich Lavrov", "Sergei Lavrov"),
        ("Javad Zarif", "Mohammad Javad Zarif"),
        ("Bashar Assad", "Bashar al-Assad"),
        ("Xi Jinping", "Xi Jinping"),
        ("Anna Lavrov", None),
        ("Lavrov", None),
        ("Jan Nobody", None),
    ],
)
def test_a_full_name_means_one_person(words: str, person: str | None, holders: Holders) -> None:
    rows = holders.named(tuple(words.replace("-", " ").split()))
    assert {row.person for row in rows} == ({person} if person else set())


@pytest.mark.parametrize(
    ("person", "on", "office", "when", "sector"),
    [
        ("John Kerry", "2015-05-12", "secretary of state", "now", "GOV"),
        ("John Kerry", "2018-05-12", "secretary of state", "former", "ELI"),
        ("Angela Merkel", "1999-05-12", "chancellor", "later", None),
        ("Barack Obama", "2009-01-20", "president", "now", "GOV"),
        ("Barack Obama", None, "president", "now", "GOV"),
    ],
)
def test_how_a_person_stands(
    person: str, on: str | None, office: str, when: str, sector: str | None, holders: Holders
) -> None:
    standing = holders.standing(
        [row for row in holders.by_person[person] if row.office == office or person != "Barack Obama"], on
    )
    assert (standing.row.office, standing.when, standing.sector) == (office, when, sector) or when == "later"
    assert standing.when == when


@pytest.mark.parametrize(
    ("office", "of", "on", "person"),
    [
        ("secretary of state", "USA", "2015-05-12", "John Kerry"),
        ("president", "USA", "2016-12-31", "Barack Obama"),
        ("president", "USA", "2017-01-20", None),  # the day of change has two
        ("chancellor", "USA", "2015-05-12", None),
    ],
)
def test_who_held_an_office(office: str, of: str, on: str, person: str | None, holders: Holders) -> None:
    row = holders.holder(office, of, on)
    assert (row.person if row else None) == person


@pytest.mark.parametrize(
    ("from_", "until", "day", "held"),
    [
        ("2015", "2016-03", "2015-01-01", True),
        ("2015", "2016-03", "2016-03-31", True),
        ("2015", "2016-03", "2016-04-01", False),
        ("2015-05-12", None, "2015-05-11", False),
        ("2015-05-12", None, "2030-01-01", True),
    ],
)
def test_a_month_or_year_counts_whole(from_: str, until: str | None, day: str, held: bool) -> None:
    row = HolderRow.model_validate(
        {"person": "Jan Karr", "of": "XRU", "office": "president", "from": from_, "until": until, "precision": "year", "source": "own"}
    )  # fmt: skip
    assert row.held_on(day) is held


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Jan Karr,QQQ,president,2015,,m,year,own,no,", r"mine\.csv:2 \(Jan Karr\): of: expected a code"),
        ("Jan Karr,XRU,wizard,2015,,m,year,own,no,", r"mine\.csv:2 \(Jan Karr\): office: expected an office of titles"),
        ("Jan Karr,XRU,president,2015,2014,m,year,own,no,", r"mine\.csv:2 .*until: expected a day after 2015"),
        ("Jan Karr,XRU,president,15 May,,m,day,own,no,", r"mine\.csv:2: from"),
        ("Jan Karr,XRU,president,2015,,m,year,hearsay,no,", r"mine\.csv:2 .*source: expected one of"),
        (
            "Jan Karr,XRU,president,2015,2018,m,year,own,no,\nAnna Moll,XRU,president,2016,,f,year,own,no,",
            r"mine\.csv:3: expected one president of XRU at a time, found Anna Moll from 2016 and Jan Karr until 2018",
        ),
        ("John Forbes Kerry Junior,XRU,president,2015,,m,year,own,no,John Kerry", "expected one person a name"),
    ],
)
def test_what_does_not_load_is_named_with_file_and_line(line: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "entities" / "holders"
    folder.mkdir(parents=True)
    (folder / "mine.csv").write_text(HEAD + line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_entities(DataFolder(overlay=tmp_path))


def test_no_state_has_two_heads_and_every_row_has_a_source(holders: Holders) -> None:
    """What loading refuses, seen from outside: the shipped rows are within the rules."""
    assert len(holders.rows) > 9_000
    assert {part for row in holders.rows for part in row.source.split("+")} == {"recall", "factbook"}
    assert all(row.checked == ("factbook" in row.source) for row in holders.rows)
    assert all(row.from_[:10] <= holders.valid_to for row in holders.rows if not row.until)
