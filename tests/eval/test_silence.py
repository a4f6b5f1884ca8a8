"""Reading chains of a CoNLL file, what the program is told of them, and the score of cells."""

from __future__ import annotations

import pytest

from detente.compare.called import entity_tables
from eval.bench import SHARED, Figure
from eval.silence import FILE, Gold, absent_by_phrase, absent_by_program, proper_name, read_gold, score, told_names

LINES = [
    "#begin document 7/-/7_A; part 000",
    *(
        f"7/-/7_A\t{sentence}\t{place}\t{token}\t{mark}\t"
        for sentence, place, token, mark in [
            (0, 0, "President", "(7_XRU_Karr_ACTOR"),
            (0, 1, "Anna", "-"),
            (0, 2, "Karr", "7_XRU_Karr_ACTOR)"),
            (0, 3, "left", "-"),
            (0, 4, "\\n", "-"),
            (1, 0, "Karr", "(7_XRU_Karr_ACTOR)"),
            (1, 1, "met", "(7_Meeting_EVENT"),
            (1, 2, "Voss", "(7_Voss_ACTOR)| 7_Meeting_EVENT)"),
        ]
    ),
    "#end document",
    "#begin document 7/-/7_B; part 000",
    "7/-/7_B\t0\t0\tKARR\t(7_XRU_Karr_ACTOR)\t",
    "#end document",
    "#begin document 8/-/8_A; part 000",
    "8/-/8_A\t0\t0\tNobody\t-\t",
]


def test_chains_and_cells() -> None:
    gold = read_gold(LINES)
    assert gold.chains == {
        "7_XRU_Karr_ACTOR": {"7_A": ["President Anna Karr", "Karr"], "7_B": ["KARR"]},
        "7_Voss_ACTOR": {"7_A": ["Voss"]},
    }
    assert gold.texts["7_A"].split() == ["President", "Anna", "Karr", "left", "Karr", "met", "Voss"]
    assert list(gold.cells()) == [
        ("7_Voss_ACTOR", "7_A"), ("7_Voss_ACTOR", "7_B"), ("7_XRU_Karr_ACTOR", "7_A"), ("7_XRU_Karr_ACTOR", "7_B"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("President Anna Karr", "Anna Karr"),
        ("Mr. Voss", "Voss"),
        ("former President Anna Karr", "Anna Karr"),
        ("then - President Anna Karr", "Anna Karr"),
        ("Ruritanian Prime Minister", ""),
        ("the Ruritanian leader", ""),
        ("his friend Karr", ""),
        ("Chi Dorn - lo", "Chi Dorn - lo"),
        ("", ""),
    ],
)
def test_proper_names(mention: str, name: str) -> None:
    assert proper_name(mention, entity_tables()) == name


def test_the_program_is_told_the_commonest_names() -> None:
    chain = {"a": ["Mr. Karr", "Karr", "the president"], "b": ["Anna Karr", "Karr", "A. Karr", "Anna Karr"]}
    assert told_names(chain, entity_tables()) == ("Anna Karr", "Karr")
    assert told_names({"a": ["the Ruritanian", "Ruritania"]}, entity_tables(), "state") == ("Ruritania",)
    assert told_names({"a": ["the man"]}, entity_tables()) == ()


def test_the_program_answers_and_is_scored() -> None:
    gold, tables = read_gold(LINES), entity_tables()
    found = absent_by_program(gold, tables)
    assert found == {("7_Voss_ACTOR", "7_B")}
    assert score(found, gold, "absent") == {"absent.P": Figure(1.0, 1), "absent.R": Figure(1.0, 1)}
    plain = absent_by_phrase(gold, tables)
    assert score(plain, gold, "plain") == {"plain.P": Figure(0.5, 2), "plain.R": Figure(1.0, 1)}
    assert score(set(), Gold({}, {}), "none") == {"none.P": Figure(0.0, 0), "none.R": Figure(0.0, 0)}


@pytest.mark.skipif(not (SHARED / FILE).exists(), reason="the gold of NewsWCL50 is not here")
def test_the_gold_has_its_chains() -> None:
    with (SHARED / FILE).open(encoding="utf-8") as file:
        gold = read_gold(file)
    assert (len(gold.texts), len(gold.chains), len(list(gold.cells()))) == (25, 21, 105)
