from __future__ import annotations

from pathlib import Path

import pytest

from eval.bench import Figure, pooled
from eval.gate import FLOORS, compare, load_floors, save_floors, updated
from eval.sets import LOWER_IS_BETTER, SETS


@pytest.mark.parametrize(
    ("metric", "floor", "found", "short"),
    [
        ("recall", 0.800, 0.800, False),
        ("recall", 0.800, 0.795, False),
        ("recall", 0.800, 0.794, True),
        ("recall", 0.800, 0.900, False),
        ("events.load", 1.50, 1.505, False),
        ("events.load", 1.50, 1.51, True),
        ("events.load", 1.50, 1.20, False),
    ],
)
def test_a_figure_may_lie_a_margin_on_the_wrong_side(metric: str, floor: float, found: float, short: bool) -> None:
    lines = compare({"set": {metric: Figure(found, 10)}}, {"set": {metric: Figure(floor, 10)}})
    assert bool(lines) == short


def test_a_figure_that_vanished_falls_short() -> None:
    assert compare({"set": {}}, {"set": {"recall": Figure(0.1, 3)}}) == ["set recall: expected a figure, found none"]


def test_a_set_that_was_not_measured_is_not_judged() -> None:
    assert compare({}, {"set": {"recall": Figure(0.1, 3)}}) == []


def test_update_refuses_to_lower_a_floor() -> None:
    held = {"set": {"recall": Figure(0.8, 10)}, "other": {"recall": Figure(0.5, 5)}}
    lower = {"set": {"recall": Figure(0.797, 10)}}
    with pytest.raises(ValueError, match=r"set recall: expected at least 0\.800, found 0\.797"):
        updated(lower, held, allow_regression=False)
    assert updated(lower, held, allow_regression=True) == {**held, **lower}


def test_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    floors = {"b": {"y, z": Figure(0.25, 7), "x": Figure(1.0, 2)}, "a": {"x": Figure(1.625, 30)}}
    save_floors(floors, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == floors


def test_pooled_figures_are_weighted_with_their_n() -> None:
    parts = [{"r": Figure(1.0, 1), "only": Figure(0.5, 4)}, {"r": Figure(0.5, 3)}]
    assert pooled(parts) == {"r": Figure(0.625, 4), "only": Figure(0.5, 4)}


def test_the_floors_are_of_sets_that_the_gate_runs() -> None:
    floors = load_floors(FLOORS)
    assert set(floors) <= set(SETS)
    roofs = {metric for figures in floors.values() for metric in figures} & LOWER_IS_BETTER
    assert all(0.0 <= f.value <= 1.0 for fs in floors.values() for m, f in fs.items() if m not in roofs)
