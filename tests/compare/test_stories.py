"""Grouping reports into stories and origins."""

from __future__ import annotations

import random

import pytest

from detente.compare.origins import find_origins
from detente.compare.stories import group_reports
from detente.records.coding import Coding

from .factory import coding, report

BRIDGE = (
    "Troops of Ruritania shelled the bridge of Strelsau and Freedonia protested against the shelling of the bridge."
)
TRADE = "Sylvania raised tariffs on Elbonian mud exports after talks on mud quotas collapsed in Mudville."


def _codings(*told: tuple[str, str, str | None]) -> list[Coding]:
    held = [coding(report(name, text, published=day)) for name, text, day in told]
    return sorted(held, key=lambda c: (c.report.published or "", c.report.id))


@pytest.mark.parametrize(
    ("told", "stories"),
    [
        (
            [("a", BRIDGE, "2021-05-01"), ("b", f"{BRIDGE} Again.", "2021-05-03"), ("c", TRADE, "2021-05-02")],
            ["ab", "c"],
        ),
        ([("a", BRIDGE, "2021-05-01"), ("b", f"{BRIDGE} Again.", "2021-06-03")], ["a", "b"]),
        ([("a", BRIDGE, None), ("b", f"{BRIDGE} Again.", "2021-06-03"), ("c", TRADE, None)], ["ab", "c"]),
        ([], []),
    ],
)
def test_grouping(told: list[tuple[str, str, str | None]], stories: list[str]) -> None:
    assert ["".join(story) for story in group_reports(_codings(*told))] == stories


def test_one_story_and_batches_override() -> None:
    held = _codings(("a", BRIDGE, "2021-05-01"), ("b", TRADE, "2021-07-01"), ("c", "Otters", "2021-05-09"))
    assert group_reports(held, one_story=True) == (("a", "c", "b"),)
    assert group_reports(held, batches=[frozenset({"a", "b"}), frozenset({"x"})]) == (("a", "b"), ("c",))


def test_undated_seeds_are_one_story(shared: object) -> None:
    folder = shared / "seeds"  # type: ignore[operator]
    held = [coding(report(p.stem, p.read_text(encoding="utf-8"), published=None)) for p in sorted(folder.glob("*.txt"))]
    assert len(group_reports(held)) == 1


WIRE = " ".join(f"word{i} tells part {i} of the story" for i in range(40))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (WIRE, f"Our own first line. {WIRE} And an end.", True),
        (WIRE, BRIDGE, False),
        (f"{BRIDGE} “{WIRE}”", f"{TRADE} “{WIRE}”", False),
        ("", "", False),
    ],
)
def test_origins(a: str, b: str, same: bool) -> None:
    reports = {"a": report("a", a), "b": report("b", b)}
    origins = find_origins([("a", "b")], reports)
    assert (origins["b"] == "a") is same
    assert origins["a"] == "a"


def test_grouping_does_not_depend_on_shuffled_batches() -> None:
    held = _codings(*((f"r{i}", f"{BRIDGE if i % 2 else TRADE} Number {i}.", "2021-05-01") for i in range(8)))
    batches = [frozenset({"r0", "r2"}), frozenset({"r2", "r4"}), frozenset({"r1", "r7"})]
    wanted = group_reports(held, batches=batches)
    for seed in range(5):
        random.Random(seed).shuffle(batches)
        assert group_reports(held, batches=batches) == wanted


def test_the_order_of_reports_does_not_matter() -> None:
    told = [(f"r{i}", f"{(BRIDGE, TRADE)[i % 2]} Number {i}.", f"2021-0{1 + i % 3}-0{1 + i}") for i in range(8)]
    held = _codings(*told)
    wanted = {frozenset(story) for story in group_reports(held)}
    for seed in range(5):
        random.Random(seed).shuffle(held)
        assert {frozenset(story) for story in group_reports(held)} == wanted


def _gales(count: int) -> str:
    """So many words that no other report has."""
    return " ".join(f"gale{i}" for i in range(count))


@pytest.mark.parametrize(
    ("told", "stories"),
    [
        ("The bridge of Strelsau.", ["abz", "cd"]),
        ("The bridge of Strelsau, mud of Mudville.", ["ab", "cd", "z"]),
        ("Otters.", ["ab", "cd", "z"]),
    ],
)
def test_a_report_left_alone_joins_the_story_it_is_clearly_nearest_to(told: str, stories: list[str]) -> None:
    pairs = [("a", BRIDGE), ("b", f"{BRIDGE} Again."), ("c", TRADE), ("d", f"{TRADE} Again.")]
    held = _codings(*((name, text, "2021-05-01") for name, text in pairs), ("z", f"{told} {_gales(40)}", "2021-05-03"))
    assert ["".join(story) for story in group_reports(held)] == stories


@pytest.mark.parametrize(
    ("day", "words", "stories"),
    [("2021-05-31", 20, ["ab"]), ("2021-06-02", 20, ["a", "b"]), (None, 20, ["a", "b"]), (None, 10, ["ab"])],
)
def test_a_month_apart_is_near_and_an_unknown_day_needs_more(day: str | None, words: int, stories: list[str]) -> None:
    held = _codings(("a", f"The bridge of Strelsau {_gales(words)}", "2021-05-01"), ("b", BRIDGE, day))
    assert sorted("".join(sorted(story)) for story in group_reports(held)) == stories
