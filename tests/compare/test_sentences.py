"""Sentences of different reports laid side by side where no fact was found in them: agreement, difference, neither."""

from __future__ import annotations

import random

import pytest

from detente.compare.comparison import compare_codings
from detente.compare.kin import SpotRow, load_kin
from detente.lexicon.files import DataFolder
from detente.records.codec import to_line
from detente.records.kinds import Finding

from .factory import HEADER, coding, report

SPOTS = [row for _, row in DataFolder().yaml_rows("compare/spots.yaml", SpotRow)]


def findings(*texts: str, published: str = "2021-06-03") -> tuple[Finding, ...]:
    held = [coding(report(f"r{i}", f"News\n{text}", published=published)) for i, text in enumerate(texts)]
    return compare_codings(held, header=HEADER, batches=[frozenset(c.report.id for c in held)]).findings


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Eleven Freedonian sailors were arrested at sea.", "Freedonia says Ruritania holds eleven of its sailors."),
        ("A Ruritanian cutter intercepted a Freedonian trawler.", "Ruritania stopped a Freedonian fishing boat."),
        ("Nobody was killed in the blast.", "There were no dead in the explosion."),
        ("Four sailors have not been seen since.", "Four sailors are missing."),
        ("Freedonia summoned the Ruritanian ambassador.", "The Ruritanian envoy was called in by Freedonia."),
    ],
)
def test_agreement(one: str, two: str) -> None:
    assert [(f.verdict, f.origins) for f in findings(one, two)] == [("corroborated", 2)]


@pytest.mark.parametrize(
    ("field", "one", "two"),
    [
        ("attribution", "Ruritanian troops shelled Freedonian posts.", "Freedonian troops shelled Ruritanian posts."),
        ("status", "Ruritanian ships rammed a Freedonian cutter.", "Ruritanian ships did not hit any Freedonian cutter."),
        ("status", "Ruritania paid a ransom for the pilots.", "No ransom was paid for the pilots."),
        ("outcome", "Four sailors were picked up by a Freedonian boat.", "Four sailors are missing."),
        ("outcome", "One silo was hit in Klow.", "The silos were undamaged."),
        ("date", "Ruritania and Freedonia resume talks in Klow on 20 June.", "The talks of Ruritania and Freedonia in Klow resume on 12 July."),
        ("date", "On 1 June at 8:30 a.m. Ruritanian troops opened fire.", "On 1 June at 9:20 a.m. Ruritanian troops opened fire."),
        ("place", "Eleven sailors are held in Vorburg.", "Eleven sailors are held in Hochfels."),
        ("date", "The first ships will leave port within a week, Ruritania said.", "The first ships will leave port not earlier than 1 July, Ruritania said."),
    ],
)  # fmt: skip
def test_difference(field: str, one: str, two: str) -> None:
    assert ("conflict", field) in {(f.verdict, f.field) for f in findings(one, two)}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ruritanian troops shelled Freedonian posts.", "Freedonia could shell Ruritanian posts."),
        (
            "Ruritania said both missiles were fired at Freedonia.",
            "Freedonia said both missiles were fired by Ruritania.",
        ),
        ("Three sailors were rescued on Monday.", "Nine sailors are missing."),
        ("Ruritania may release eleven sailors.", "Eleven sailors are held in Ruritania."),
        ("Ruritania denied entry to four ships carrying coal.", "Four ships carrying coal reached Ruritania."),
        ("In 2015 Ruritania did not sign the treaty with Freedonia.", "Ruritania signed the treaty with Freedonia."),
        ("Eleven sailors are held in Strelsau.", "Eleven sailors are held in Ruritania."),
        ("The trains collided in a tunnel.", "The minister resigned on Friday."),
    ],
)
def test_no_difference(one: str, two: str) -> None:
    assert not [f for f in findings(one, two) if f.verdict == "conflict"]


@pytest.mark.parametrize("row", SPOTS, ids=lambda row: row.id)
def test_spots(row: SpotRow) -> None:
    found = findings(row.example.one, row.example.two)
    assert [f.field for f in found if f.verdict == "conflict"] == ["place"], found


def test_a_minor_difference_leaves_the_agreement() -> None:
    found = findings(SPOTS[0].example.one, SPOTS[0].example.two)
    assert {f.verdict for f in found} == {"conflict", "corroborated"}


def test_families_are_told_apart() -> None:
    kin = load_kin()
    assert kin.acts & kin.things == frozenset()
    assert all((b, a) in kin.against for a, b in kin.against)


def test_order_of_reports_never_matters() -> None:
    texts = [
        "Eleven Freedonian sailors are held in Vorburg. Ruritanian ships rammed a Freedonian cutter.",
        "Ruritania arrested eleven Freedonian sailors. They are kept in Hochfels.",
        "Ruritanian ships did not ram any Freedonian cutter. Eleven sailors are held in Hochfels.",
    ]
    held = [coding(report(f"r{i}", f"News\n{text}")) for i, text in enumerate(texts)]
    wanted = [to_line(f) for f in compare_codings(held, header=HEADER, one_story=True).findings]
    assert wanted
    for seed in range(4):
        random.Random(seed).shuffle(held)
        assert [to_line(f) for f in compare_codings(held, header=HEADER, one_story=True).findings] == wanted
